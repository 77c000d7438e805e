"""Shots become clips, drawn and encoded by as many processes as there are cores."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from backprop_core import Trace
from film.clip import Clip
from film.plan.shots import Shot
from film.render import worker
from film.render.backend import Crew, Hands, Local
from film.render.pieces import Piece, Stretch, joined, pieces_of
from film.render.shares import ALL, KeptPiece, Share, is_complete, missing


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a film is; `frames` is None until every shot has been measured."""

    shots_done: int
    shots: int
    frames_done: int
    frames: int | None


Report: TypeAlias = Callable[[Progress], None]
Done: TypeAlias = Callable[[int, Clip], None]
PieceDone: TypeAlias = Callable[[Piece, int, Clip], None]


@dataclass(frozen=True, slots=True)
class Order:
    """Shots, what is there of each already, and which share of the rest to draw."""

    shots: Sequence[Shot]
    trace: Trace
    kept: Sequence[Sequence[KeptPiece]]
    share: Share = ALL

    @property
    def whole(self) -> list[int]:
        """Return the shots that cannot be split.

        The opacity of VP9 is packed so that only a video file can carry it.
        """
        return [n for n, shot in enumerate(self.shots) if shot.target.is_transparent]

    @property
    def unfinished(self) -> list[int]:
        """Return the shots of which something is missing."""
        return [n for n, kept in enumerate(self.kept) if not is_complete(kept)]


def render(
    shots: Sequence[Shot],
    trace: Trace,
    *,
    into: Path,
    jobs: int | None = None,
    crew: Crew | None = None,
    kept: Sequence[Sequence[KeptPiece]] | None = None,
    report: Report = lambda progress: None,
    done: Done = lambda number, clip: None,
) -> tuple[Clip, ...]:
    """Render shots into clips in the folder `into`, by `jobs` processes or a `crew`.

    `kept` are pieces of each shot that need not be drawn again. `done` is told the
    place and the clip of a shot as soon as it is rendered. Raises RenderError if a clip
    cannot be written or a process is ended from outside. Whatever is raised, no process
    is left behind.
    """
    order = Order(shots, trace, kept or [()] * len(shots))
    gathered = Gathered(order, into, done)
    draw(order, into, crew or Local(jobs), report, gathered.add)
    return tuple(gathered.clips[number] for number in range(len(shots)))


def draw(
    order: Order, into: Path, crew: Crew, report: Report, done: PieceDone
) -> list[Stretch]:
    """Draw what is missing of an order's share; returns all of that share.

    First every shot is measured, by playing it without drawing: so the share and the
    report know the whole, the longest start first, and what is longer than the share
    of a process is drawn in pieces. `done` is told each piece, the number of beats of
    its shot, and its clip.
    """
    if not order.unfinished:
        return order.share.stretches(list(map(beats_of, order.kept)), order.whole)
    # Between the pieces of a shot, before and after them may be something to draw.
    gaps = sum(len(kept) + 1 for kept in order.kept)
    with crew.at_work(order.trace, into, gaps) as hands:
        beats = _measured(order, hands, report)
        wanted = order.share.stretches(beats, order.whole)
        todo = list(missing(wanted, order.kept))
        pieces = pieces_of(beats, hands.size, order.whole, todo)
        left = Counter(piece.shot for piece in pieces)
        shots, frames = len(left), sum(piece.frames for piece in pieces)

        def ended(place: int, clip: Clip) -> None:
            left[pieces[place].shot] -= 1
            done(pieces[place], len(beats[pieces[place].shot]), clip)

        def drawn(count: int) -> None:
            shots_done = sum(not pieces_left for pieces_left in left.values())
            report(Progress(shots_done, shots, sum(hands.frames), frames))

        calls = [
            (place, order.shots[each.shot], each) for place, each in enumerate(pieces)
        ]
        hands.results(worker.draw, calls, drawn, ended)
    return wanted


def _measured(order: Order, hands: Hands, report: Report) -> list[Sequence[int]]:
    """Return the frames of each beat of each shot."""
    unknown = order.unfinished

    def counted(count: int) -> None:
        report(Progress(0, len(unknown), 0, None))

    calls = [(order.shots[number],) for number in unknown]
    found = dict(
        zip(unknown, hands.results(worker.measure, calls, counted), strict=True)
    )
    return [found.get(n) or beats_of(kept) for n, kept in enumerate(order.kept)]


def beats_of(kept: Sequence[KeptPiece]) -> tuple[int, ...]:
    """Return the frames of each beat of a shot that is all there."""
    return tuple(cue.frames for piece in kept for cue in piece.clip.cues)


class Gathered:
    """The pieces rendered so far; a shot whose pieces are all there is a clip."""

    def __init__(self, order: Order, folder: Path, done: Done) -> None:
        self.clips: dict[int, Clip] = {}
        self._shots, self._folder, self._done = order.shots, folder, done
        self._found = [list(kept) for kept in order.kept]
        for number in range(len(order.shots)):
            self._close(number)

    def add(self, piece: Piece, beats: int, clip: Clip) -> None:
        """Take a rendered piece of a shot of so many beats."""
        found = KeptPiece(piece.first, piece.end, beats, clip)
        self._found[piece.shot].append(found)
        self._close(piece.shot)

    def _close(self, number: int) -> None:
        """Join a shot if it is complete."""
        if is_complete(self._found[number]):
            pieces = sorted(self._found[number], key=lambda piece: piece.first)
            clips = [piece.clip for piece in pieces]
            self.clips[number] = self._whole(number, clips)
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
