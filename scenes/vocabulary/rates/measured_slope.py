"""A slope as a push measures it: (C₊ − C₋) / 2ε in letters, and below it in numbers.

slope = MeasuredSlope(Push(self, "weights", 0), "(partial {C})/(partial w)")
self.play(fade_in(slope.letters), *slope.land("plus", (5.0, 0.4)))
"""

from scenes import encoding
from scenes.diagram.panels import Line
from scenes.diagram.text import Source, Text
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Point
from scenes.vocabulary.motions import Motion, fade_in, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.rates.push import Push
from scenes.vocabulary.rates.pushed_cost import PushedCost

EM, NUMBER_EM = 0.56, 0.38
HANDED_OVER = 0.2  # seconds in which a number leaves where it stood
NUMBERS, LIFT = -1.42, 0.3  # height of the bar, and from there to its numbers
GAP = 0.16  # between numbers and signs


class MeasuredSlope(Drawing):
    """Letters over numbers that are still to be flown in: plus, minus, step and slope.

    ``rate`` is what it is, as a source; ``kind`` how its number is written.
    """

    def __init__(self, push: Push, rate: str, kind: str = "gradient") -> None:
        up, down = (f"cost({push.letter(sign)})" for sign in "+-")
        self.letters = push.chapter.formula(
            f"rate({rate}) approx ({up} - {down}) / (2 epsilon)",
            {"rate": encoding.KINDS[kind].role, "cost": "cost"},
            em=EM,
        ).at(0.0, 0.0)
        plus, minus = (push.cost(side, em=NUMBER_EM) for side in ("plus", "minus"))
        step = push.setting("step", em=NUMBER_EM)
        slope = push.chapter.number(push.slope_path, kind, em=NUMBER_EM)
        self.numbers = {"plus": plus, "minus": minus, "step": step, "slope": slope}
        self.signs = {
            name: Text(Source(sign), em=NUMBER_EM, role="muted")
            for name, sign in (("minus", encoding.MINUS), ("slope", "≈"))
        }
        # slope ≈ on the left, and right of it the costs over the step.
        row = [slope, self.signs["slope"], plus, self.signs["minus"], minus]
        x = (GAP - sum(part.box.width + GAP for part in row)) / 2
        for part in row:
            part.at(x, NUMBERS + LIFT * (part in row[2:]), align=0.0)
            x += part.box.width + GAP
        ends = plus.box.left, minus.box.right
        step.at(sum(ends) / 2, NUMBERS - LIFT)
        self.bar = Line([(x, NUMBERS) for x in ends], "muted")
        super().__init__(self.letters, self.bar, *row, step)
        for part in self.parts:
            part.opacity = 0.0

    def take(self, cost: PushedCost) -> list[list[Motion]]:
        """Return the motions by which plus, minus, step and slope land.

        Those of the cost leave the place where they stood.
        """
        found = []
        for side in ("plus", "minus"):
            left = cost.numbers[side], cost.letters[side]
            gone = [tween(each, opacity=0.0, seconds=HANDED_OVER) for each in left]
            found.append([*self.land(side, cost.spot_of(left[0])), *gone])
        # Around the costs, not through them.
        over, bar = self.letters.box, self.bar.line_points[1]
        around = (over.right, over.bottom / 2), (bar[0] + 0.5, NUMBERS)
        way = [(self.x + self.size * x, self.y + self.size * y) for x, y in around]
        start = self.spot_of(self.numbers["step"])
        return [*found, self.land("step", *way), self.land("slope", start)]

    def land(self, name: str, *way: Point) -> list[Motion]:
        """Return the flight of a number to its place; its sign appears with it."""
        flight = fly(self.numbers[name], *way, within=self, seconds=1.0)
        signs: list[Drawing] = [self.signs[name]] if name in self.signs else []
        signs += [self.bar] if name == "step" else []
        return [flight, *map(fade_in, signs)]
