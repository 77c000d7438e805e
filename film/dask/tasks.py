"""What runs on a worker of a Dask cluster: may it draw for us, and the drawing itself.

Manim's settings, the folder for temporary files and the memory of encoders belong to
the process; so a worker has one thread, and draws in it.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from backprop_core import Trace
from film.plan import source_files
from film.plan.digests import file_digest
from film.plan.keys import installed
from film.render import worker

# A scene, a language, and what has to draw them: sources, fonts and versions.
Asked: TypeAlias = tuple[str, str, Mapping[str, str]]


def unlike(asked: Sequence[Asked], dask_worker: Any) -> str | None:
    """Return why this worker does not draw as it is asked to; empty if it does.

    None if a source file has changed since it was read: then the worker begins anew.
    """
    if (threads := dask_worker.state.nthreads) != 1:
        start = f"dask worker {dask_worker.scheduler.address} --nworkers {threads}"
        return f"it has {threads} threads, not one. Start it as `{start} --nthreads 1`"
    for scene, language, there in asked:
        here = drawn_with(scene, language)
        if here != there and dask_worker.nanny and _has_changed(here):
            dask_worker.loop.add_callback(dask_worker.close_gracefully, restart=True)
            return None
        if here != there:
            return differences(here, there)
    return ""


def drawn_with(scene: str, language: str) -> Mapping[str, str]:
    """Return what a scene is drawn with here: sources, fonts and versions."""
    return {**installed(scene, language), **source_files.digests(__name__)}


def _has_changed(here: Mapping[str, str]) -> bool:
    # Chapters of the user's own are read again each time.
    ours = tuple(f"{package}/" for package in source_files.PACKAGES)
    files = [name for name in here if name.startswith(ours)]
    return any(file_digest(source_files.ROOT / name) != here[name] for name in files)


def differences(there: Mapping[str, str], here: Mapping[str, str]) -> str:
    """Return what is drawn with otherwise there than here; empty if nothing."""
    names = [name for name in {**here, **there} if here.get(name) != there.get(name)]
    # A version says more than the digests of what it was built from.
    names.sort(key=lambda name: ("/" in name, name))
    told = []
    for name in names[:2]:
        one, other = (each.get(name, "missing")[:12] for each in (there, here))
        told.append(f"{name} is {one} there and {other} here")
    more = [f"{len(names) - 2} more differ"] if len(names) > 2 else []
    return "; ".join([*told, *more])


class Order(partial[Any]):
    """A call that happens where it is unpickled, and becomes what it returned.

    That is on a worker. A scheduler passes it on as bytes, without our program.
    """

    def __reduce__(self) -> tuple[Any, ...]:
        """Unpickle as what the call returns."""
        return self.func, self.args


def carried_out(
    task: Callable[..., Any], arguments: Sequence[Any], trace: bytes
) -> tuple[Any, list[bytes], int]:
    """Return what a task of `film.render.worker` returns, its files, and its frames."""
    from distributed import get_worker

    here: Any = get_worker()
    frames = DrawnFrames(here.state.tasks[here.get_current_task()])
    tempfile.tempdir = here.local_directory  # Dask clears it up whatever happens
    with tempfile.TemporaryDirectory() as folder:
        there = Trace.from_bytes(trace)
        worker.take_up(worker.Worker(Path(folder), there, frames.count))
        result = task(*arguments)
        files = result if task is worker.draw else ()
        return result, [path.read_bytes() for path in files], frames.drawn


class DrawnFrames:
    """How many frames are drawn, counted only as long as somebody waits for them.

    Dask does not end a task that runs; it notes that it was cancelled.
    """

    def __init__(self, task: Any) -> None:
        self.drawn = 0
        self._task = task

    def count(self, drawn: int) -> None:
        """Count some more; ends the task if nobody waits any more."""
        from distributed import Reschedule

        if self._task.state == "cancelled":
            raise Reschedule
        self.drawn += drawn
