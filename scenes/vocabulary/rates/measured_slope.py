"""A slope as a push measures it: (C₊ − C₋) / 2ε in letters, and below it in numbers.

slope = MeasuredSlope(Push(self, "weights", 0), "(partial {C})/(partial w)")
self.play(fade_in(slope.letters), *slope.land("plus", (5.0, 0.4)))
"""

from scenes import encoding
from scenes.diagram.panels import Line
from scenes.diagram.text import Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.vocabulary.motions import Motion, fade_in, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.rates.push import Push
from scenes.vocabulary.rates.pushed_cost import PushedCost

EM, NUMBER_EM = 0.56, 0.38
HANDED_OVER = 0.2  # seconds in which a number leaves where it stood
NUMBERS = -1.42  # height of the bar between the numbers; that of the letters is 0


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
        self.numbers = {
            "plus": push.cost("plus", em=NUMBER_EM),
            "minus": push.cost("minus", em=NUMBER_EM),
            "step": push.setting("step", em=NUMBER_EM),
            "slope": push.chapter.number(push.slope_path, kind, em=NUMBER_EM),
        }
        self.signs = {
            name: Text(Source(sign), em=NUMBER_EM, role="muted")
            for name, sign in (("minus", encoding.MINUS), ("slope", "≈"))
        }
        self.bar = Line([(0.0, 0.0), (0.0, 0.0)], "muted")
        self._stand()
        super().__init__(self.letters, self.bar, *self.numbers.values())
        self.add(*self.signs.values())
        for part in self.parts:
            part.opacity = 0.0

    def _stand(self) -> None:
        """Put slope ≈ on the left, and right of it the costs over the step."""
        above = [self.numbers["plus"], self.signs["minus"], self.numbers["minus"]]
        gap, x = 0.16, 0.0
        left = [self.numbers["slope"], self.signs["slope"]]
        whole = sum(each.box.width + gap for each in (*left, *above)) - gap
        x = -whole / 2
        for part in left:
            part.at(x, NUMBERS, align=0.0)
            x += part.box.width + gap
        self.bar.line_points = [(x, NUMBERS), (whole / 2, NUMBERS)]
        self.numbers["step"].at((x + whole / 2) / 2, NUMBERS - 0.3)
        for part in above:
            part.at(x, NUMBERS + 0.3, align=0.0)
            x += part.box.width + gap

    def fitted(self, box: Box) -> "MeasuredSlope":
        """Stand in the middle of a box, no larger than fits."""
        own = self.box
        self.size = min(1.0, box.width / own.width, box.height / own.height)
        x, y = own.centre
        self.x = box.centre[0] - self.size * x
        self.y = box.centre[1] - self.size * y
        return self

    def take(self, cost: PushedCost) -> list[list[Motion]]:
        """Return the motions by which each of the numbers lands.

        Those of the cost leave the place where they stood.
        """
        found = []
        for side in ("plus", "minus"):
            gone = tween(cost.numbers[side], opacity=0.0, seconds=HANDED_OVER)
            away = tween(cost.letters[side], opacity=0.0, seconds=HANDED_OVER)
            found.append(
                [*self.land(side, cost.spot_of(cost.numbers[side])), gone, away]
            )
        box = self.letters.box
        # Around the costs, not through them.
        around = (
            (box.right, box.bottom / 2),
            (self.bar.line_points[1][0] + 0.5, NUMBERS),
        )
        placed = [(self.x + self.size * x, self.y + self.size * y) for x, y in around]
        found.append(self.land("step", *placed))
        return [*found, self.land("slope", self.spot_of(self.numbers["step"]))]

    def land(self, name: str, *way: Point, seconds: float = 1.0) -> list[Motion]:
        """Return the flight of a number to its place; its sign appears with it."""
        flight = fly(self.numbers[name], *way, within=self, seconds=seconds)
        signs: list[Drawing] = [self.signs[name]] if name in self.signs else []
        signs += [self.bar] if name == "step" else []
        return [flight, *map(fade_in, signs)]
