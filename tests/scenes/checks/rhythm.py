"""How a chapter moves: limits on stillness, gaps and beats, measured frame by frame.

Still is a picture in which nothing that stands for a value changes place, size, text or
fill by more than 0.3 % of the frame's height within half a second. A camera move counts
as motion up to 1.4 s. Durations are multiples of 0.2 s, and so is what is measured.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Any, TypeAlias

from checks.unpainted import HEIGHT, RATE, play

from backprop_core import Trace
from scenes.engine.reading import Mark

Form: TypeAlias = tuple[tuple[float, ...], str]  # box and fills; its text
Seen: TypeAlias = Mapping[tuple[Any, ...], Form]

WINDOW = 1  # frames before and after that are compared: half a second in all
MOST_CHANGE = 0.003  # of the frame's height; of a fill
LONGEST_MOVE = 1.4  # seconds of a camera move that count
LONGEST_GAP = 1.6  # seconds between two motions of a beat
FLOWN = 0.05 * HEIGHT  # pixels that a number moves when it is flown in
LABELS = frozenset({"text", "caption"})  # stand for a value only with a path


@dataclass(frozen=True, slots=True)
class Frame:
    """What is known of one moment."""

    beat: int
    seen: Seen
    camera: Any
    has_caption: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How a chapter moves; times in seconds."""

    beats: tuple[float, ...]
    still: float  # share of all frames
    longest_stillness: float
    longest_gap: float  # between two motions of a beat
    latest_begin: float  # of the first motion, after the begin of its sentence
    camera_moves: int
    recalls: int

    @property
    def within(self) -> float:
        """The share of beats that last 3 to 15 seconds."""
        return sum(3 <= each <= 15 for each in self.beats) / len(self.beats)

    def broken(self) -> list[str]:
        """Return the limits that are broken."""
        return [*beats_broken(self.beats), *self.broken_by_motion()]

    def broken_by_motion(self) -> list[str]:
        """Return those broken of a chapter that may have less to tell than another."""
        checks = {
            f"{self.within:.0%} of beats last 3 to 15 s": self.within >= 0.9,
            f"{self.still:.0%} of frames stand still": self.still <= 0.4,
            f"{self.longest_stillness:.1f} s of stillness": self.longest_stillness <= 4,
            f"a gap of {self.longest_gap:.1f} s": self.longest_gap <= LONGEST_GAP,
            f"motion begins after {self.latest_begin:.1f} s": self.latest_begin <= 0.5,
            "no number is recalled": self.recalls >= 1,
        }
        return [fault for fault, holds in checks.items() if not holds]


def beats_broken(beats: Sequence[float]) -> list[str]:
    """Return what is wrong with how long the beats of a chapter or a film last."""
    middle = median(beats)
    holds = 6 <= middle <= 9
    return [] if holds else [f"the median beat lasts {middle:.1f} s, not 6 to 9"]


class Watch:
    """Notes the frames of a chapter that is played at ``RATE``."""

    def __init__(self) -> None:
        self.frames: list[Frame] = []

    def note(self, scene: Any, marks: Sequence[Mark], repeat: int) -> None:
        """Note a picture that stands for ``repeat`` frames."""
        captioned = any(mark.depicts.what == "caption" for mark in marks)
        network = getattr(scene, "network", None)
        camera = network and network.stage.camera
        frame = Frame(len(scene.cues), _forms(marks), camera, captioned)
        self.frames.extend([frame] * repeat)

    def rhythm(self, scene: Any) -> Rhythm:
        """Return how a chapter moved that has ended."""
        beats = tuple(cue.frames / RATE for cue in scene.cues)
        return rhythm(self.frames, beats)


def measured(chapter: str, trace: Trace, **setting: Any) -> Rhythm:
    """Play a chapter and return how it moves."""
    watch = Watch()

    def look(scene: Any, repeat: int) -> None:
        watch.note(scene, scene.renderer.camera.read(), repeat)

    return watch.rhythm(play(chapter, trace, look=look, **setting))


def rhythm(frames: Sequence[Frame], beats: tuple[float, ...]) -> Rhythm:
    """Return how frames move."""
    moving = [_moves(frames, n) for n in range(len(frames))]
    moves = list(_camera_moves(frames))
    for start, end in moves:
        for n in range(start + round(LONGEST_MOVE * RATE), end):
            moving[n] = False
    begins, gaps = zip(*map(_begin_and_gap, _by_beat(frames)), strict=True)
    # A pause that is asked for has no caption.
    stands = [not m and f.has_caption for m, f in zip(moving, frames, strict=True)]
    return Rhythm(
        beats,
        moving.count(False) / len(frames),
        _longest(stands) / RATE,
        max(gaps) / RATE,
        max(begins) / RATE,
        len(moves),
        len(set(_recalls(frames))),
    )


def _forms(marks: Sequence[Mark]) -> Seen:
    """Return what could change, of all that stands for a value."""
    found: dict[tuple[Any, ...], Form] = {}
    met = Counter[tuple[Any, ...]]()
    for mark in marks:
        depicts = mark.depicts
        if depicts.what in LABELS and (depicts.what == "caption" or not depicts.path):
            continue
        text = mark.text if depicts.what == "formula" else ""
        key = depicts, text
        met[key] += 1
        # A fill that changes by 0.3 % counts like a place that changes by as much.
        fills = [HEIGHT * stroke.alpha for stroke in mark.strokes]
        turns = [mark.strokes[0].points[-1]] if mark.strokes[0].points else []
        ends = [each for point in turns for each in point]
        found[*key, met[key]] = (*mark.box, *ends, *fills), mark.text
    return found


def _differ(one: Seen, other: Seen, most: float) -> bool:
    if one is other:
        return False
    if one.keys() != other.keys():
        return True
    for key, (form, text) in one.items():
        sizes, says = other[key]
        if text != says or len(form) != len(sizes):
            return True
        if form != sizes and any(
            abs(a - b) > most for a, b in zip(form, sizes, strict=True)
        ):
            return True
    return False


def _moves(frames: Sequence[Frame], n: int) -> bool:
    near = frames[max(0, n - WINDOW) : n + WINDOW + 1]
    here = frames[n].seen
    return any(_differ(here, frame.seen, MOST_CHANGE * HEIGHT) for frame in near)


def _camera_moves(frames: Sequence[Frame]) -> Iterator[tuple[int, int]]:
    """Yield from where to where the camera moves without a rest."""
    moved = [False] + [
        frames[n].camera != frames[n - 1].camera for n in range(1, len(frames))
    ]
    at = 0
    for is_moving, run in groupby(moved):
        length = len(list(run))
        if is_moving:
            yield at, at + length
        at += length


def _by_beat(frames: Sequence[Frame]) -> list[list[bool]]:
    """Return for each beat which of its frames differ from the one before."""
    found: dict[int, list[bool]] = {}
    for n, frame in enumerate(frames):
        before = frames[max(0, n - 1)].seen
        found.setdefault(frame.beat, []).append(_differ(before, frame.seen, 0.05))
    return list(found.values())


def _begin_and_gap(changes: Sequence[bool]) -> tuple[int, int]:
    """Return when a beat's first motion begins, and its longest gap between motions."""
    if True not in changes:
        return len(changes), 0
    first = changes.index(True)
    last = len(changes) - 1 - list(reversed(changes)).index(True)
    return first, _longest([not each for each in changes[first : last + 1]])


def _longest(flags: Sequence[bool]) -> int:
    """Return the length of the longest run that is true."""
    return max(
        (len(list(run)) for is_true, run in groupby(flags) if is_true), default=0
    )


def _recalls(frames: Sequence[Frame]) -> Iterator[tuple[str, int]]:
    """Yield path and beat of numbers of an earlier beat that are flown in again."""
    met: dict[str, int] = {}  # the first beat of each path
    flights: dict[str, tuple[int, float, float]] = {}
    before: set[str] = set()
    for frame in frames:
        numbers = {
            key[0].path: form for key, (form, _) in frame.seen.items()
            if key[0].what == "number"
        }  # fmt: skip
        for path, (left, top, *_) in numbers.items():
            if path not in before and met.get(path, frame.beat) < frame.beat:
                flights[path] = frame.beat, left, top
            met.setdefault(path, frame.beat)
            if path in flights:
                beat, x, y = flights[path]
                if abs(left - x) + abs(top - y) > FLOWN:
                    yield path, beat
        before = set(numbers)
