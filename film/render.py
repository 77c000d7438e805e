"""Shots become clips, drawn and encoded by as many processes as there are cores."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from backprop_core import Trace
from film import worker
from film.clip import Clip
from film.pieces import Piece, joined, pieces_of
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
    the whole, the longest start first, and a shot that is longer than the share of a
    process is rendered in pieces. Raises RenderError if a clip cannot be written or a
    process is ended from outside. Whatever is raised, no process is left behind.
    """
    trace_file, jobs = into / "trace.safetensors", jobs or cores()
    trace.save(trace_file)
    with Pool(trace_file, into, len(shots) * (jobs + 1), jobs) as pool:

        def measured(count: int) -> None:
            report(Progress(0, len(shots), 0, None))

        beats = pool.results(worker.measure, [(shot,) for shot in shots], measured)
        # The opacity of VP9 is packed so that only a video file can carry it.
        whole = [n for n, shot in enumerate(shots) if shot.target.is_transparent]
        pieces = pieces_of(beats, jobs, whole)
        gathered = Gathered(shots, pieces, into, done)

        def drawn(count: int) -> None:
            shown = len(gathered.clips), len(shots), sum(pool.frames)
            report(Progress(*shown, sum(map(sum, beats))))

        calls = [(place, shots[each.shot], each) for place, each in enumerate(pieces)]
        pool.results(worker.draw, calls, drawn, gathered.add)
    return tuple(gathered.clips[number] for number in range(len(shots)))


class Gathered:
    """The pieces rendered so far; a shot whose pieces are all there is a clip."""

    def __init__(
        self, shots: Sequence[Shot], pieces: Sequence[Piece], folder: Path, done: Done
    ) -> None:
        self.clips: dict[int, Clip] = {}
        self._shots, self._pieces = shots, pieces
        self._folder, self._done = folder, done
        self._found: dict[Piece, Clip] = {}

    def add(self, place: int, clip: Clip) -> None:
        """Take a rendered piece by its place; joins the shot if it was the last."""
        number = self._pieces[place].shot
        self._found[self._pieces[place]] = clip
        wanted = [piece for piece in self._pieces if piece.shot == number]
        if all(piece in self._found for piece in wanted):
            wanted.sort(key=lambda piece: piece.first)
            found = [self._found[piece] for piece in wanted]
            self.clips[number] = self._whole(number, found)
            self._done(number, self.clips[number])

    def _whole(self, number: int, pieces: list[Clip]) -> Clip:
        if len(pieces) == 1:
            return pieces[0]
        shot = self._shots[number]
        name = f"{number:03}-{shot.name}.{shot.target.container}"
        try:
            return joined(self._folder / name, pieces, shot.target)
        except OSError as error:
            raise worker.failed(shot, error) from error
