"""Many values at once: dots on a curve, bars with the target of each."""

from collections.abc import Sequence

from scenes import style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

DOT = 0.075  # radius, Manim units
FRAME_MARGIN = 0.045


class Dots(Drawing):
    """The units of a layer on their activation function.

    ``sums`` and ``activations`` hold one entry a unit; ``shown`` (0 to 1) is how far
    the dots have risen from the axis to the curve.
    """

    def __init__(
        self, curve: FunctionCurve, sums: Numbers, activations: Numbers
    ) -> None:
        self.feet = [curve.across(float(z), 0.0) for z in sums]
        self.places = [
            curve.across(float(z), float(a))
            for z, a in zip(sums, activations, strict=True)
        ]
        self.shown = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint each dot on its way, with the line that it came along."""
        if self.shown <= 0:
            return
        for (x, foot), (_, top) in zip(self.feet, self.places, strict=True):
            at = (x, foot + (top - foot) * self.shown)
            pen.line(((x, foot), at), "muted", width=style.HAIRLINE, alpha=0.6)
            pen.disc(at, DOT + style.HAIRLINE, "panel")
            pen.disc(at, DOT, "activation")


class Bars(Drawing):
    """One bar from zero for each value, the first at the top; negative ones hollow.

    ``heights`` are the middles of the bars; ``targets``, none or one for each, are
    ticks. ``shown`` and ``marked`` (0 to 1) say how far bars and ticks are there.
    """

    def __init__(
        self,
        values: Sequence[float],
        heights: Sequence[float],
        width: float,
        *,
        thickness: float,
        targets: Sequence[float] = (),
    ) -> None:
        self.values, self.heights = list(values), list(heights)
        self.targets = list(targets)
        self.low = min(0.0, *self.values, *self.targets)
        self.high = max(0.0, *self.values, *self.targets)
        self.chart_width = width
        self.thickness = thickness
        self.shown = 0.0
        self.marked = 0.0
        super().__init__()

    def across(self, value: float) -> float:
        """Return the x of a value; all values and targets fit in the width."""
        span = (self.high - self.low) or 1.0
        return self.chart_width * (value - self.low) / span

    def paint(self, pen: Pen) -> None:
        """Paint the zero line, the bars, and the ticks of the targets."""
        half, zero = self.thickness / 2, self.across(0.0)
        top, bottom = self.heights[0] + 1.6 * half, self.heights[-1] - 1.6 * half
        pen.line(((zero, top), (zero, bottom)), "muted", width=style.HAIRLINE)
        for value, y in zip(self.values, self.heights, strict=True):
            end = zero + (self.across(value) - zero) * self.shown
            corner = (min(zero, end), y - half)
            width = abs(end - zero)
            pen.rectangle(corner, width, 2 * half, "activation", _ink(value))
            if value < 0:
                pen.rounded(corner, width, 2 * half, 0.0)
                pen.outline("activation", width=style.LINE)
        for target, y in zip(self.targets, self.heights, strict=False):
            x = self.across(target)
            tick = ((x, y - 1.5 * half), (x, y + 1.5 * half))
            pen.line(tick, "text", width=style.BOLD_LINE, alpha=self.marked)

    def extent(self) -> Box:
        """Return the box of the bars."""
        half = self.thickness / 2
        return Box(
            0.0, self.heights[-1] - half, self.chart_width, self.heights[0] + half
        )


class Frame(Drawing):
    """A frame around a label: the one that is right."""

    def __init__(self, around: Box, role: str = "text") -> None:
        self.around = around
        self.role = role
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the frame."""
        box = self.extent()
        pen.rounded((box.left, box.bottom), box.width, box.height, 0.05)
        pen.outline(self.role, width=style.LINE)

    def extent(self) -> Box:
        """Return its box, a margin larger than what it stands around."""
        box, margin = self.around, FRAME_MARGIN
        return Box(
            box.left - margin, box.bottom - margin, box.right + margin, box.top + margin
        )


class RingSample(Drawing):
    """The ring around a unit, as small as a letter, for a key."""

    def __init__(self, role: str) -> None:
        self.role = role
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the ring around its middle."""
        pen.ring((0.1, 0.0), 0.1, self.role, width=style.BOLD_LINE)

    def extent(self) -> Box:
        """Return its box."""
        return Box(0.0, -0.1, 0.2, 0.1)


def _ink(value: float) -> float:
    return 0.25 if value < 0 else 1.0
