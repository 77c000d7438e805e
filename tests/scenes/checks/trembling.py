"""Values that tremble, or that a push has moved, are as far out as their rates say.

moved = Trembling(value_of)
faults = moved.together(marks)      # at each picture of a motion
faults = moved.all_of_it(marks)     # when a beat ends: a push has come through
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scenes.encoding import NARROW_SPACE
from scenes.engine.depicts import Depicts
from scenes.engine.reading import Mark

SEEN = 3.0  # pixels: what is less far out tells nothing of the others
EXACT = 1.0  # pixels by which a movement may be off; of a long one, a share
SHARE = 0.02
STILL = 1e-6  # of its line: a value that moved less stands still


@dataclass(frozen=True, slots=True)
class Swing:
    """How far a value is out, in pixels, and how far that is for each 1 of the first.

    ``part`` is how far it is out as a share of its line, which may grow or move.
    """

    depicts: Depicts
    out: float
    part: float
    rate: float


class Trembling:
    """Follows number lines from picture to picture.

    A push moves one column after another, so that what it has not reached yet is as it
    was: compared are values whose last movement was the same, and at rest all of them.
    """

    def __init__(self, value_of: Callable[[str], float]) -> None:
        self._value_of = value_of
        self._looks = 0
        self._moved: dict[Depicts, int] = {}  # the look at which each moved last
        self._parts: dict[Depicts, float] = {}

    def together(self, marks: Sequence[Mark]) -> Iterator[str]:
        """Yield what is wrong among values that moved together last."""
        swings = list(self._swings(marks))
        self._looks += 1
        before, self._parts = self._parts, {each.depicts: each.part for each in swings}
        for each in swings:
            moved = abs(each.part - before.get(each.depicts, 0.0)) > STILL
            if moved or each.depicts not in self._moved:
                self._moved[each.depicts] = self._looks
        for when in {self._moved[each.depicts] for each in swings}:
            yield from compared([s for s in swings if self._moved[s.depicts] == when])

    def all_of_it(self, marks: Sequence[Mark]) -> Iterator[str]:
        """Yield what is wrong among all values on screen."""
        yield from compared(list(self._swings(marks)))

    def _swings(self, marks: Sequence[Mark]) -> Iterator[Swing]:
        """Yield each value on its line; one without a path is the first, of rate 1.

        Its lens is written beside it, or one is shared by all lines of its column.
        """
        shared = {
            mark.depicts.column: magnified(mark.text)
            for mark in marks
            if mark.depicts.what == "lens"
        }
        for axis, mark in pairwise(marks):  # a value is painted right after its axis
            depicts = mark.depicts
            if depicts.what != "wiggle" or not mark.of("disc"):
                continue
            line, disc = axis.of("line")[0], mark.of("disc")[0]
            out = (disc.left + disc.right - line.left - line.right) / 2
            rate = self._value_of(depicts.path) if depicts.path else 1.0
            lens = magnified(mark.text)
            if depicts.path and not mark.text:
                lens = shared.get(depicts.column, 1.0)
            yield Swing(depicts, out, out / (line.right - line.left), lens * rate)


def magnified(text: str) -> float:
    """Return the factor of a lens, ×200 or ÷5; without one it is 1."""
    if not text:
        return 1.0
    factor = float(text[1:].replace(NARROW_SPACE, ""))
    return factor if text.startswith("×") else 1 / factor


def compared(swings: Sequence[Swing]) -> Iterator[str]:
    """Yield values that are not out in the ratio of their rates, or the wrong way."""
    seen = [each for each in swings if each.rate]
    first = max(seen, key=lambda each: abs(each.out), default=None)
    for each in swings:
        scale = first.out / first.rate if first else 0.0
        due = scale * each.rate
        if abs(each.out) > SEEN and due * each.out <= 0:
            yield "wiggle: a value goes the wrong way"
        elif abs(each.out - due) > max(EXACT, SHARE * abs(due)):
            yield "wiggle: values do not move in the ratio of their rates"
