"""The cost while something is pushed: its number line, and what it was on either side.

cost = PushedCost(Push(self, "sums", 0), 1.0, lens=100.0).at(5.9, 0.2)
self.play(fade_in(cost), *wiggle([cost.line]))
self.play(cost.land("plus"))
"""

from scenes.diagram.charts.number_lines import Lens, NumberLine
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.vocabulary.motions import Motion
from scenes.vocabulary.moves import fly
from scenes.vocabulary.rates.push import Push

LENS, NUMBER = 0.18, 0.6  # from the line, above it or to either side
BEFORE = 0.72  # from the middle of the line to the right end of C


class PushedCost(Drawing):
    """C beside its number line; above and below it ``numbers`` are still to land.

    What was pushed moves the ``largest`` of all by 1. The origin is the line's middle.
    """

    def __init__(self, push: Push, largest: float, *, lens: float) -> None:
        depicts = Depicts("wiggle", push.slope_path)
        self.line = NumberLine(
            push.slope, "cost", largest=largest, depicts=depicts, lens=lens
        )
        letter = push.chapter.formula(f"cost({push.letter()})", {"cost": "cost"})
        self.letter = letter.at(-BEFORE, 0.0, align=1.0)
        plus, minus = map(push.cost, ("plus", "minus"))
        self.numbers = {"plus": plus.at(0, NUMBER), "minus": minus.at(0, -NUMBER)}
        factor = Lens(lens)
        factor.y = LENS
        super().__init__(self.letter, factor, self.line, plus, minus)
        plus.opacity = minus.opacity = 0.0

    def land(self, side: str) -> Motion:
        """Return the flight of a cost from its letter to its place on a side."""
        start = self.spot_of(self.letter)
        return fly(self.numbers[side], start, within=self, seconds=1.0)
