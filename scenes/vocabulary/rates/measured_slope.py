"""A slope as a push measures it: (C₊ − C₋) / 2ε in letters, and below it in numbers.

slope = MeasuredSlope(Push(self, "weights", 0), "(partial {C})/(partial w)")
self.play(fade_in(slope.letters), *slope.land("plus", (5.0, 0.4)))
"""

from scenes import encoding
from scenes.diagram.panels import Line
from scenes.diagram.text import Source, Text
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Point
from scenes.vocabulary.motions import Motion, fade_in
from scenes.vocabulary.moves import fly
from scenes.vocabulary.rates.push import Push

EM, NUMBER_EM = 0.56, 0.38
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
        less, about = (
            Text(Source(sign), em=NUMBER_EM, role="muted")
            for sign in (encoding.MINUS, "≈")
        )
        # slope ≈ on the left, and right of it the costs over the step.
        row = [slope, about, plus, less, minus]
        x = (GAP - sum(part.box.width + GAP for part in row)) / 2
        for part in row:
            part.at(x, NUMBERS + LIFT * (part in row[2:]), align=0.0)
            x += part.box.width + GAP
        ends = plus.box.left, minus.box.right
        step.at(sum(ends) / 2, NUMBERS - LIFT)
        bar = Line([(x, NUMBERS) for x in ends], "muted")
        self.signs: dict[str, Drawing] = {"minus": less, "step": bar, "slope": about}
        super().__init__(self.letters, bar, *row, step)
        for part in self.parts:
            part.opacity = 0.0

    def land(self, name: str, *way: Point) -> list[Motion]:
        """Return the flight of a number to its place; its sign appears with it."""
        flight = fly(self.numbers[name], *way, within=self, seconds=1.0)
        sign = self.signs.get(name)
        return [flight] if sign is None else [flight, fade_in(sign)]
