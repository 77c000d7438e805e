"""Who draws: the processes of this machine, or whatever else has hands.

Worker processes live as long as a film is rendered, and no longer.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache
from multiprocessing import forkserver, get_context, resource_tracker
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from multiprocessing.util import Finalize, get_temp_dir
from pathlib import Path
from types import ModuleType
from typing import Any, Protocol, TypeVar

from backprop_core import Trace
from film.render import worker
from film.render.deaths import cause, check_files, check_room, killed_for_memory
from film.render.own_class import OwnChapterError
from film.render.worker import RenderError
from film.scratch import claimed, clear_up
from film.signals import ctrl_c_blocked, held

Result = TypeVar("Result")

LONGEST_END = 5.0  # seconds that a process may take to end when another has died
LOOK = 0.1  # seconds between two looks at how far the workers are
# Bytes: the system takes 103 for a socket, of which Python adds 32 to this folder.
LONGEST = 71


class Hands(Protocol):
    """Processes at work on the beats of one film; `size` calls they do at once."""

    size: int

    @property
    def frames(self) -> int:
        """Return how many frames they have drawn."""

    def results(
        self, task: Callable[..., Result], calls: Sequence[tuple[Any, ...]]
    ) -> Iterator[tuple[int, Result] | None]:
        """Yield the place of each call and what a task of `film.render.worker` returns.

        They come as they end, and None several times a second. The files that a result
        names are on this machine.
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
        """Lend worker processes, which end with the work; at once if it fails."""
        check_files()
        trace_file = folder / "trace.safetensors"
        trace.save(trace_file)
        pool = Pool(trace_file, folder, self.jobs or cores())
        try:
            yield pool
        except BaseException:
            pool.lifeline.close()
            raise
        finally:
            pool.executor.shutdown(cancel_futures=True)
            pool.lifeline.close()


def cores() -> int:
    """Return how many processor cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Pool:
    """Workers for the shots of one film; they end with their lifeline."""

    def __init__(self, trace_file: Path, folder: Path, jobs: int) -> None:
        context = _context()
        self.size = jobs
        self._frames = context.Value("q", 0)
        reader, self.lifeline = context.Pipe(duplex=False)
        shared = trace_file, folder, self._frames, reader
        self._folder, self._killed = folder, killed_for_memory()
        self.executor = ProcessPoolExecutor(jobs, context, worker.start, shared)

    @property
    def frames(self) -> int:
        """Return how many frames the workers have drawn."""
        # Without the lock, which a worker may hold that was killed.
        return int(self._frames.get_obj().value)

    def results(
        self, task: Callable[..., Result], calls: Sequence[tuple[Any, ...]]
    ) -> Iterator[tuple[int, Result] | None]:
        """Yield the place and the result of each call; see `Hands`.

        Calls start in this order. What a task raises is raised here at once; a worker
        that was killed is a RenderError, or an OSError if the disk is full.
        """
        processes: list[BaseProcess] = []
        try:
            with _without_main(), held(), ctrl_c_blocked():
                futures = [self.executor.submit(task, *call) for call in calls]
            # The executor forgets its processes when one of them dies.
            processes = list((self.executor._processes or {}).values())
            places = {future: place for place, future in enumerate(futures)}
            pending = set(futures)
            while pending:
                ended, pending = wait(pending, LOOK, FIRST_COMPLETED)
                for future in ended:
                    yield places[future], future.result()
                yield None
        except OwnChapterError as error:
            # Where in which process it was found is no concern of its author.
            raise error from None
        except BrokenProcessPool as error:
            for process in processes:
                process.join(LONGEST_END)
            check_room(self._folder)
            killed = killed_for_memory() - self._killed
            codes = [process.exitcode for process in processes]
            raise RenderError(cause(codes, killed=killed)) from error


def _context() -> ForkServerContext:
    context = get_context("forkserver")
    _own_folder()
    # Importing Manim takes 1.8 s: the server does it once for all workers. Ours is
    # left to them, where a fault in a chapter is reported as what it is.
    context.set_forkserver_preload(["manim", "av"])
    resource_tracker.ensure_running()  # its start would unblock Ctrl-C
    with ctrl_c_blocked():
        forkserver.ensure_running()
    with _without_main():
        # Wait for that here, where a signal may interrupt it and leaves nothing.
        first = context.Process(target=int)  # which does nothing
        first.start()
        first.join()
    return context


@cache
def _own_folder() -> None:
    """Have Python keep its sockets where names are short, and clear up behind it.

    Its folder is deleted by the next run if this process is killed.
    """
    before, folder = tempfile.tempdir, _short_folder()
    clear_up(Path(folder))
    try:
        tempfile.tempdir = folder
        lock = claimed(Path(get_temp_dir()))
    finally:
        tempfile.tempdir = before
    Finalize(None, lock.close, exitpriority=-101)  # Python deletes the folder at -100


def _short_folder() -> str:
    """Return the folder for temporary files, or another one if its name is too long."""
    usual = tempfile.gettempdir()
    for folder in (usual, "/tmp", "/var/tmp"):
        if len(os.fsencode(folder)) <= LONGEST and os.access(folder, os.W_OK):
            return folder
    return usual


@contextmanager
def _without_main() -> Iterator[None]:
    """Start processes that do not import the user's script, which would run again."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
