"""A Dask cluster as a crew: its workers draw, and the beats come back as bytes.

Dask gives each call to a worker, and to another one if that dies. Ours is to say which
workers may have it, for those that Dask starts again have other addresses.
"""

import pickle
import time
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias, TypeVar
from uuid import uuid4

from backprop_core import Trace
from backprop_core.trace.view import slice_of
from film.dask.tasks import Asked, Order, carried_out, drawn_with, unlike
from film.plan.shots import Shot
from film.render.backend import Hands
from film.render.worker import RenderError, failed
from film.room import is_full

Result = TypeVar("Result")
Say: TypeAlias = Callable[[str], None]

CONNECTING = 10  # seconds that a scheduler has to answer
LOOK = 0.1  # seconds between two looks at what the workers have done
RETRIES = 1  # of a call that failed: a disk may be full on one worker
ROUNDS = 3  # of workers, all of whom died while they had a call


def check_library() -> None:
    """Raise ValueError, naming what to install, where Dask is missing."""
    if find_spec("distributed") is None:
        cure = "Run: pip install 'backprop-film[dask]'"
        raise ValueError(f"--dask needs distributed, which is not installed. {cure}")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a running Dask cluster, by the address of its scheduler.

    `say` hears about workers that are waited for, or cannot be used; after `patience`
    seconds without any, the film is given up.
    """

    address: str
    say: Say = lambda line: None
    patience: float = 60.0

    @contextmanager
    def at_work(self, trace: Trace, folder: Path) -> Iterator[Hands]:
        """Lend the workers; what they do for us ends with the connection.

        Raises RenderError if the scheduler does not answer, or has no workers.
        """
        with connected(self.address) as client:
            roster = Roster(client, self.address, self.say, self.patience)
            while not roster.usable:
                time.sleep(LOOK)
                roster.look()
            yield Remote(client, roster, trace, folder)


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Lend a client of Dask's, which says few of its types.

    Raises RenderError if no scheduler answers at the address.
    """
    import dask
    from distributed import Client
    from distributed.comm.addressing import get_address_host_port
    from distributed.versions import VersionMismatchWarning

    # A call holds a slice of the trace. Dask would rather have that kept on a worker,
    # but there it would be lost with it.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    try:
        with warnings.catch_warnings():
            # What changes bytes is compared for each call; the rest may differ.
            warnings.simplefilter("ignore", VersionMismatchWarning)
            # A client that is given what is no address cannot be closed again.
            get_address_host_port(address)
            kind: Any = Client
            client = kind(address, timeout=CONNECTING, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RenderError(
            f"{address}: no Dask scheduler answers there. Start one with `dask "
            "scheduler` and give the address that it says, such as tcp://HOST:8786."
        ) from error
    with client:
        yield client


@dataclass(slots=True, eq=False)
class Turn:
    """A call: its place, who of the workers may take it, how often all of them died."""

    place: int
    arguments: tuple[Any, ...]
    workers: frozenset[str] = frozenset()
    rounds: int = 0

    @property
    def shot(self) -> Shot:
        """Return the shot that it is about."""
        return next(each for each in self.arguments if isinstance(each, Shot))

    def is_deadly(self) -> RenderError:
        """Return the error that workers die over it."""
        return RenderError(
            f"{self.shot.name}: each worker that tried died over it, perhaps for want "
            "of memory. Fewer workers on a machine need less."
        )


class Roster:
    """The workers of a cluster that can be used, by address.

    `say` hears of those that are refused or waited for; after `patience` seconds
    without any, the film is given up.
    """

    def __init__(self, client: Any, address: str, say: Say, patience: float) -> None:
        self.usable: set[str] = set()
        self._client, self._address = client, address
        self._say, self._patience = say, patience
        self._asked: Sequence[Asked] = ()
        self._refused: set[str] = set()
        self._alone_since: float | None = None

    def ask(self, about: Iterable[tuple[str, str]]) -> None:
        """Use only those who draw these scenes, in these languages, as we do."""
        self._asked = [(*each, drawn_with(*each)) for each in sorted(about)]
        self.usable.clear()

    def look(self) -> None:
        """See who is there.

        Raises RenderError if there has been nobody for too long, nobody is left who can
        be used, or the scheduler is gone.
        """
        try:
            there = self._there()
            self.usable &= there
            if new := list(there - self.usable - self._refused):
                self._judge(new)
        except OSError as error:
            gone = f"{self._address}: the Dask scheduler is gone."
            raise RenderError(gone) from error
        self._wait()

    def _there(self) -> set[str]:
        if self._client.status != "running":
            raise ConnectionError
        return set(self._client.nthreads())

    def _judge(self, new: list[str]) -> None:
        wishes: Any = {"workers": new, "on_error": "return"}
        answers = self._client.run(unlike, self._asked, **wishes)
        for worker, answer in sorted(answers.items()):
            if answer == "":
                self.usable.add(worker)
            elif isinstance(answer, Exception):
                self._refuse(worker, f"it cannot draw for us ({answer!r})")
            elif answer:
                self._refuse(worker, answer)

    def _refuse(self, worker: str, reason: str) -> None:
        self._refused.add(worker)
        line = f"{worker} is not used: {reason}."
        if self._refused >= self._there() > set():
            raise RenderError(line)
        self._say(line)

    def _wait(self) -> None:
        """Say once that nobody is there; after a while, give up."""
        now = time.monotonic()
        if self.usable:
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = now
            wait = f"Waiting {self._patience:.0f} s for one"
            self._say(f"{self._address}: no worker that can be used. {wait}.")
        elif now - self._alone_since > self._patience:
            cure = f"Start one with `dask worker {self._address} --nthreads 1`."
            waited = f"no worker came within {self._patience:.0f} s"
            raise RenderError(f"{self._address}: {waited}. {cure}")


class Remote:
    """Hands elsewhere; see `film.render.backend.Hands`."""

    def __init__(self, client: Any, roster: Roster, trace: Trace, folder: Path) -> None:
        self.size = len(roster.usable)
        self._client, self._roster = client, roster
        self._trace, self._folder = trace, folder
        self.frames = 0  # of the beats that have come back
        self._waiting: deque[Turn] = deque()
        self._under_way: dict[Any, Turn] = {}  # by the future of Dask

    def results(
        self, task: Callable[..., Result], calls: Sequence[tuple[Any, ...]]
    ) -> Iterator[tuple[int, Result] | None]:
        """Yield the place and the result of each call; see `film.render.backend`."""
        from distributed import as_completed

        self._waiting.extend(Turn(place, call) for place, call in enumerate(calls))
        shots = [turn.shot for turn in self._waiting]
        self._roster.ask({(shot.scene, shot.setting.language) for shot in shots})
        kind: Any = as_completed
        ended = kind(loop=self._client.loop, with_results=True, raise_errors=False)
        while self._waiting or self._under_way:
            self._roster.look()
            self.size = len(self._roster.usable)
            self._take_back()
            ended.update(list(self._handed_out(task)))
            time.sleep(LOOK)
            for future, answer in ended.next_batch(block=False):
                turn = self._under_way.pop(future, None)
                if turn and future.status == "cancelled":  # Dask forgot about it
                    self._waiting.appendleft(turn)
                elif turn:  # if not, it was taken back
                    yield turn.place, self._result(turn, future.status, answer)
            yield None

    def _take_back(self) -> None:
        """Let calls wait again for which Dask knows no worker any more."""
        for future, turn in list(self._under_way.items()):
            if turn.workers.isdisjoint(self._roster.usable):
                del self._under_way[future]
                self._client.cancel([future], force=True)
                turn.rounds += 1
                if turn.rounds == ROUNDS:
                    raise turn.is_deadly()
                self._waiting.appendleft(turn)

    def _handed_out(self, task: Callable[..., Any]) -> Iterator[Any]:
        """Give Dask as many calls as there are workers; yields its new futures."""
        while self._waiting and len(self._under_way) < self.size:
            turn = self._waiting.popleft()
            shot, turn.workers = turn.shot, frozenset(self._roster.usable)
            trace = slice_of(self._trace, shot.reads, shot.about).to_bytes()
            order = Order(carried_out, task, turn.arguments, trace)
            future = self._client.submit(
                *(pickle.loads, pickle.dumps(order)),
                key=f"{shot.name}-{uuid4().hex}",
                workers=list(turn.workers),
                retries=RETRIES,
                pure=False,
            )
            self._under_way[future] = turn
            yield future

    def _result(self, turn: Turn, status: str, answer: Any) -> Any:
        """Return the result of a call; files that it names stand here from now on.

        Raises what the task raised.
        """
        from distributed import KilledWorker

        if status == "error":
            _, error, traceback = answer
            if isinstance(error, KilledWorker):
                raise turn.is_deadly() from error
            if is_full(error):
                raise RenderError(
                    f"A worker's disk is full: {turn.shot.name}."
                ) from error
            raise error.with_traceback(traceback)
        result, contents, frames = answer
        self.frames += frames
        if not contents:
            return result
        paths = tuple(self._folder / path.name for path in result)
        try:
            for path, content in zip(paths, contents, strict=True):
                path.write_bytes(content)
        except OSError as error:
            raise failed(turn.shot, error) from error
        return paths
