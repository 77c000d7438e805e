"""Who draws: the processes of this machine, or whatever else has hands."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from backprop_core import Trace
from film.render.pool import Pool, cores

Result = TypeVar("Result")


class Hands(Protocol):
    """Processes at work on the beats of one film; `size` calls they do at once."""

    size: int

    @property
    def frames(self) -> int:
        """Return how many frames they have drawn."""

    def results(
        self,
        task: Callable[..., Result],
        calls: Sequence[tuple[Any, ...]],
        watch: Callable[[int], None],
        done: Callable[[int, Result], None] = lambda place, result: None,
    ) -> list[Result]:
        """Return what a task of `film.render.worker` returns for each call.

        `watch` is told how many are done, several times a second, and `done` the place
        and the result of each that has just ended. The files that a result names are on
        this machine.
        """


class Crew(Protocol):
    """Those who can be set to work on a film."""

    def at_work(self, trace: Trace, folder: Path) -> AbstractContextManager[Hands]:
        """Lend hands that draw of a trace; their files go to `folder`."""


@dataclass(frozen=True, slots=True)
class Local:
    """Processes of this machine, one per core unless `jobs` says how many."""

    jobs: int | None = None

    @contextmanager
    def at_work(self, trace: Trace, folder: Path) -> Iterator[Hands]:
        """Lend worker processes, which end with the work."""
        trace_file = folder / "trace.safetensors"
        trace.save(trace_file)
        with Pool(trace_file, folder, self.jobs or cores()) as pool:
            yield pool
