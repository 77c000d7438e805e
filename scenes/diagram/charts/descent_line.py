"""A gradient and the step against it, as arrows on one number line."""

from math import ceil, log10

from scenes import style
from scenes.diagram.panels import Arrow
from scenes.engine import typesetting
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

LONGEST = 0.4  # of the line's width: the longer arrow
LEAST = 0.35  # a shorter arrow is seen through a lens
ABOVE = 0.26  # from the line to the arrows: the gradient's above, the step's below
BESIDE = 0.56  # from the line to what the arrows are called
LENS_EM = 0.26
TICKS = 4  # to either side


class DescentLine(Drawing):
    """The arrow of the gradient, and that of the step, from where a weight stands now.

    Both have one scale; one too short to be seen gets a lens, whose factor is written
    after its label. ``labels`` stand beside the two ``arrows``, which have not grown
    yet, ``here`` beside the weight's place.
    """

    def __init__(
        self,
        gradient: float,
        step: float,
        area: Box,
        *,
        labels: tuple[Drawing, Drawing],
        here: Drawing,
        paths: tuple[str, str],
    ) -> None:
        self.area, self.labels = area, labels
        x, y = area.centre
        largest, half = max(abs(gradient), abs(step)) or 1.0, LONGEST * area.width
        self.lenses, self.arrows = list[int](), list[Arrow]()
        told = ((gradient, 1, "text"), (step, -1, "update"))
        for (value, side, role), label, path in zip(told, labels, paths, strict=True):
            length = half * value / largest
            self.lenses.append(_lens(length))
            start, end = x, x + length * self.lenses[-1]
            level = y + side * ABOVE
            arrow = Arrow((start, level), (end, level), role, width=0.07)
            arrow.shown, arrow.depicts = 0.0, Depicts("arrow", path)
            label.at(x + (half if value > 0 else -half) / 2, y + side * BESIDE)
            label.opacity = 0.0
            self.arrows.append(arrow)
        # Where no arrow is: at the other side of the place where both begin.
        away = -0.2 if gradient > 0 else 0.2
        here.at(x + away, y + ABOVE + 0.05, align=1.0 if gradient > 0 else 0.0)
        super().__init__(*labels, here, *self.arrows)

    def paint(self, pen: Pen) -> None:
        """Paint the line, its ticks and the lenses."""
        area, (x, y) = self.area, self.area.centre
        pen.line(((area.left, y), (area.right, y)), "muted", width=style.LINE)
        for tick in range(-TICKS, TICKS + 1):
            across = x + LONGEST * area.width * tick / TICKS
            pen.line(((across, y - 0.07), (across, y + 0.07)), "muted", width=0.02)
        pen.disc((x, y), 0.1, "text")
        for lens, label in zip(self.lenses, self.labels, strict=True):
            if lens > 1 and label.opacity > 0:
                text, box = f"×{lens}", label.box
                at = (box.right + 0.14, box.bottom + 0.02)
                with pen.inside(0.0, 0.0, 1.0, label.opacity):
                    typeset = typesetting.words(text)
                    pen.text(typeset, LENS_EM, "muted", at=at, says=text)

    def extent(self) -> Box:
        """Return the box of the line and the arrows."""
        return self.area


def _lens(length: float) -> int:
    """Return the power of ten that makes a short arrow long enough to be seen."""
    if not 0 < abs(length) < LEAST:
        return 1
    return int(10 ** ceil(log10(LEAST / abs(length))))
