"""How much room a film takes on a disk, and the one line where there is none."""

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC
from math import ceil, sqrt
from pathlib import Path

from film.plan.target import Target

FULL = (ENOSPC, EDQUOT)
LEAST = 1_000_000  # bytes; less than that is a full disk, and no room for any film
# Bytes a second for each pixel of a picture's side, its rate hardly matters: the tiny
# and the digits film took 14 and 31, without loss 135 and 354, as VP9 18 and 36.
USUAL = {"libx264": 22, "libx264rgb": 240, "libvpx-vp9": 27}
# Seconds of a chapter's shot that nobody has measured yet, and of what stands between.
CHAPTER, INTERLUDE = 50.0, 2.5
ENOUGH = 10.0  # seconds of beats that tell more than what is usual
# A beat in hand, the same one kept, and the clip that it is joined to.
COPIES = 3


class NoSpaceError(OSError):
    """A full disk, with its folder and what is needed there."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a film: a beat, or a shot that nobody has measured.

    `size`, its bytes, is None as long as it is not drawn.
    """

    target: Target
    seconds: float
    size: int | None = None


def size_of(parts: Sequence[Stretch]) -> int:
    """Return how many bytes parts of a film take: those drawn tell of the others."""
    return sum(_size_for(target, parts) for target in {part.target for part in parts})


def _size_for(target: Target, parts: Sequence[Stretch]) -> int:
    mine = [part for part in parts if part.target == target]
    drawn = [part for part in mine if part.size is not None]
    size = sum(part.size or 0 for part in drawn)
    seconds = sum(part.seconds for part in drawn)
    side = sqrt(target.width * target.height)
    pace = size / seconds if seconds > ENOUGH else USUAL[target.codec] * side
    return ceil(size + pace * (sum(part.seconds for part in mine) - seconds))


def is_full(error: BaseException) -> bool:
    """Whether this is what is raised where a disk is full."""
    return isinstance(error, OSError) and error.errno in FULL


def free(folder: Path) -> int:
    """Return how many bytes are free where a folder is, or will be."""
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


@contextmanager
def naming_need(folder: Path, need: Callable[[], int], cure: str) -> Iterator[None]:
    """Have an OSError of a full disk say how many bytes are needed in a folder.

    What is nearer to the fault knows better and is left as it is. Where the folder for
    temporary files is fuller, it was that one: little goes there.
    """
    try:
        yield
    except OSError as error:
        if not is_full(error) or isinstance(error, NoSpaceError):
            raise
        place, bytes_needed = folder, need()
        other = Path(tempfile.gettempdir())
        if free(other) < min(LEAST, free(folder)):
            place, bytes_needed = other, LEAST
            cure = "Name another with TMPDIR"
        needed = f"about {megabytes(bytes_needed)} are needed"
        told = f"No space left on this disk; {needed}. {cure}"
        raise NoSpaceError(ENOSPC, told, str(place)) from error


def megabytes(size: int) -> str:
    """Return a size, rounded up to two digits."""
    rounded = max(0.1, size / 1e6)
    return f"{rounded:,.1f} MB" if rounded < 10 else f"{ceil(rounded):,} MB"
