"""Why a worker process died, as far as this machine can tell, and what it may have."""

from collections.abc import Iterable
from errno import EMFILE, ENOSPC
from pathlib import Path
from signal import SIGKILL, SIGTERM, Signals

from film.room import LEAST, free

COUNTS = Path("/proc/vmstat")  # of Linux: how many processes were killed for memory
KILLED = "oom_kill "
# A film took 30 with one job and with four.
FILES = 48


def killed_for_memory(counts: Path = COUNTS) -> int:
    """Return how many processes this machine has killed for want of memory."""
    try:
        lines = counts.read_text("ascii").splitlines()
    except OSError:
        return 0
    return sum(int(each.split()[1]) for each in lines if each.startswith(KILLED))


def check_room(folder: Path) -> None:
    """Raise OSError if a disk is full: what died there died of that.

    Whoever writes to memory that a full disk should hold is ended by a signal.
    """
    if free(folder) < LEAST:
        raise OSError(ENOSPC, "No space left on device", str(folder))


def cause(codes: Iterable[int | None], *, killed: int) -> str:
    """Return in a sentence or two why workers died, and the way out.

    `codes` are their exit codes; `killed` says how many processes the machine has
    killed for memory since they began. The others are ended by SIGTERM when one has
    died.
    """
    numbers = [-code for code in codes if code is not None and code < 0]
    own = [number for number in numbers if number != SIGTERM] or numbers
    name = Signals(own[0]).name if own else "something that left no trace"
    if own and own[0] == SIGKILL and killed:
        return (
            "A worker process was killed for want of memory. Fewer at once need less: "
            "try --jobs 1."
        )
    return f"A worker process was ended from outside, by {name}. Try again."


def check_files() -> None:
    """Raise OSError if this process may open too few files; lets it open enough."""
    try:
        import resource
    except ModuleNotFoundError:  # where there is no such limit
        return
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most != resource.RLIM_INFINITY and most < FILES:
        reason = f"{most} may be open at once, and a film needs {FILES}. Try ulimit -n"
        raise OSError(EMFILE, f"{reason} {4 * FILES}", "Too many open files")
    if allowed != resource.RLIM_INFINITY and allowed < FILES:
        resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, most))
