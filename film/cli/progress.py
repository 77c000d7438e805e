"""What the terminal shows of a film in the making."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from film.render.reports import Progress

Report: TypeAlias = "Callable[[Progress], None]"

LINES = 10  # about the progress, where there is no terminal to redraw


def shown_progress() -> AbstractContextManager[Report]:
    """Return what shows reports while it is entered: a bar, or lines in a log."""
    return _bar() if sys.stderr.isatty() else _lines()


@contextmanager
def _bar() -> Iterator[Report]:
    from rich import progress as rich
    from rich.console import Console

    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.TextColumn("{task.percentage:3.0f} %"),
        rich.TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with rich.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("counting frames", total=None)

        def report(progress: "Progress") -> None:
            if progress.frames is not None:
                bar.update(
                    task,
                    description=_counts(progress),
                    total=progress.frames,
                    completed=progress.frames_done,
                )

        yield report


@contextmanager
def _lines() -> Iterator[Report]:
    begin, told = 0.0, -1

    def report(progress: "Progress") -> None:
        nonlocal begin, told
        if progress.frames is None:
            return
        begin = begin or time.monotonic()
        done = progress.frames_done + progress.shots_done
        share = LINES * done // (progress.frames + progress.shots)
        if share > told:
            told = share
            left = _left(progress, time.monotonic() - begin)
            print(_counts(progress) + left, file=sys.stderr, flush=True)

    yield report


def _counts(progress: "Progress") -> str:
    shots = f"shots {progress.shots_done}/{progress.shots}"
    return f"{shots} · frames {progress.frames_done}/{progress.frames}"


def _left(progress: "Progress", seconds: float) -> str:
    if not progress.frames_done or progress.frames is None:
        return ""
    to_do = progress.frames - progress.frames_done
    minutes, rest = divmod(round(seconds * to_do / progress.frames_done), 60)
    return f" · {minutes}:{rest:02} left"
