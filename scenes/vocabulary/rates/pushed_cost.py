"""The cost while something is pushed: its number line, and what it was on either side.

cost = PushedCost(Push(self, "sums", 0), elsewhere(radius)).at(5.9, 0.2)
self.play(*cost.appear(), *wiggle([cost.line]))
self.play(*cost.land("plus"))
"""

from scenes import style
from scenes.diagram.charts.number_lines import Lens, NumberLine
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.vocabulary.motions import Motion, fade_in, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.rates.push import Push
from scenes.vocabulary.rates.tremors import lens

LENS, NUMBER, LETTER = 0.18, 0.66, 1.06  # from the line, above it or to either side
BEFORE = 0.72  # from the middle of the line to the right end of C


class PushedCost(Drawing):
    """C₊ above a number line and C₋ below it; all of it still to appear.

    What was pushed moves the ``largest`` of all by 1. Without a lens that is given, it
    is the one that is needed after one ``before``. The origin is the line's middle.
    """

    def __init__(
        self, push: Push, largest: float, *, before: float = 1.0, given: float = 0.0
    ) -> None:
        seen_at = given or lens(abs(push.slope) / largest, before)
        depicts = Depicts("wiggle", push.slope_path)
        self.line = NumberLine(
            push.slope, "cost", largest=largest, depicts=depicts, lens=seen_at
        )
        above, below, self.letter = (
            push.chapter.formula(f"cost({push.letter(sign)})", {"cost": "cost"})
            for sign in ("+", "-", "")
        )
        self.letters = {"plus": above.at(0, LETTER), "minus": below.at(0, -LETTER)}
        plus, minus = map(push.cost, ("plus", "minus"))
        self.numbers = {"plus": plus.at(0, NUMBER), "minus": minus.at(0, -NUMBER)}
        factor = Lens(seen_at)
        factor.y = LENS
        self.itself = self.letter.at(-BEFORE, 0.0, align=1.0), factor, self.line
        super().__init__(*self.itself, above, below, plus, minus)
        for part in self.parts:
            part.opacity = 0.0

    def appear(self) -> list[Motion]:
        """Return the motions that let the line appear, with its letter and its lens."""
        return [fade_in(each) for each in self.itself]

    def hide(self) -> list[Motion]:
        """Return the motions that take these away, and leave the numbers."""
        return [tween(each, opacity=0.0, seconds=style.QUICK) for each in self.itself]

    def land(self, side: str) -> list[Motion]:
        """Return the flight of a cost from its letter to its place on a side."""
        start = self.spot_of(self.letter)
        flight = fly(self.numbers[side], start, within=self, seconds=1.0)
        return [fade_in(self.letters[side]), flight]
