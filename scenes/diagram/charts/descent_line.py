"""A gradient and the step against it, as arrows on one number line."""

from math import ceil, log10

from scenes.diagram.charts.number_lines import Lens, NumberLine
from scenes.diagram.panels import Arrow
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing

LONGEST = 0.4  # of the line's width: the longer arrow
LEAST = 0.35  # a shorter arrow is seen through a lens
ABOVE = 0.26  # from the line to the arrows: the gradient's above, the step's below
BESIDE = 0.56  # from the line to what the arrows are called


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
        self.labels, self.arrows = labels, list[Arrow]()
        x, y = area.centre
        largest, half = max(abs(gradient), abs(step)) or 1.0, LONGEST * area.width
        axis = NumberLine(
            *(0.0, "text"), largest=1.0, depicts=Depicts("axis"), half=area.width / 2
        )
        told = ((gradient, 1, "text"), (step, -1, "update"))
        for (value, side, role), label, path in zip(told, labels, paths, strict=True):
            length, level = half * value / largest, y + side * ABOVE
            lens = _lens(length)
            arrow = Arrow((x, level), (x + length * lens, level), role, width=0.07)
            arrow.shown, arrow.depicts = 0.0, Depicts("arrow", path)
            written = Lens(lens)
            written.x = label.box.right + 0.3
            label.add(written)
            label.at(x + (half if value > 0 else -half) / 2, y + side * BESIDE)
            label.opacity = 0.0
            self.arrows.append(arrow)
        # Where no arrow is: at the other side of the place where both begin.
        away = -0.2 if gradient > 0 else 0.2
        here.at(x + away, y + ABOVE + 0.05, align=1.0 if gradient > 0 else 0.0)
        super().__init__(axis.at(x, y), *labels, here, *self.arrows)


def _lens(length: float) -> int:
    """Return the power of ten that makes a short arrow long enough to be seen."""
    if not 0 < abs(length) < LEAST:
        return 1
    return int(10 ** ceil(log10(LEAST / abs(length))))
