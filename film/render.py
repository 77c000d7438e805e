"""Shots become clips, drawn and encoded by as many processes as there are cores."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from backprop_core import Trace
from film import worker
from film.clip import Clip
from film.pool import Pool, cores
from film.shots import Shot


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a film is; `frames` is None until every shot has been measured."""

    shots_done: int
    shots: int
    frames_done: int
    frames: int | None


Report: TypeAlias = Callable[[Progress], None]
Done: TypeAlias = Callable[[int, Clip], None]


def render(
    shots: Sequence[Shot],
    trace: Trace,
    *,
    into: Path,
    jobs: int | None = None,
    report: Report = lambda progress: None,
    done: Done = lambda number, clip: None,
) -> tuple[Clip, ...]:
    """Render shots into clips in the folder `into`, by `jobs` processes.

    `done` is told the place and the clip of a shot as soon as it is rendered.
    First every shot is measured, by playing it without drawing: so the report knows
    the whole, and the longest shots start first. Raises RenderError if a clip cannot
    be written or a process is ended from outside. Whatever is raised, no process is
    left behind.
    """
    trace_file = into / "trace.safetensors"
    trace.save(trace_file)
    with Pool(trace_file, into, len(shots), jobs or cores()) as pool:

        def measured(count: int) -> None:
            report(Progress(0, len(shots), 0, None))

        lengths = pool.results(worker.measure, [(shot,) for shot in shots], measured)

        def drawn(count: int) -> None:
            frames = sum(pool.frames)
            report(Progress(count, len(shots), frames, sum(lengths)))

        def finished(place: int, clip: Clip) -> None:
            done(order[place], clip)

        order = sorted(range(len(shots)), key=lambda number: -lengths[number])
        calls = [(number, shots[number]) for number in order]
        results = pool.results(worker.draw, calls, drawn, finished)
        clips = dict(zip(order, results, strict=True))
    return tuple(clips[number] for number in range(len(shots)))
