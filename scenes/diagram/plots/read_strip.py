"""What one sample is read as, over time: a point for each look, by class."""

from collections.abc import Sequence

from scenes import style
from scenes.diagram.plots.plot_axes import PlotAxes
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

DOT = 0.085  # radius


class ReadStrip(Drawing):
    """Points over some axes whose heights are classes; filled where it is right.

    ``passed`` is the x up to which they are there. A line runs along the class that is
    ``right``.
    """

    def __init__(
        self,
        axes: PlotAxes,
        xs: Sequence[float],
        classes: Sequence[int],
        paths: Sequence[str],
        *,
        right: int,
    ) -> None:
        self.axes, self.xs, self.classes = axes, list(xs), list(classes)
        self.paths, self.right = list(paths), right
        self.passed = self.xs[0] - 1.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the line, and each point that was passed."""
        area, (_, height) = self.axes.area, self.axes.across(0.0, self.right)
        line = ((area.left, height), (area.right, height))
        pen.line(line, "activation", width=style.HAIRLINE, dashes=(0.08, 0.06))
        for x, read, path in zip(self.xs, self.classes, self.paths, strict=True):
            if x > self.passed + 1e-9:
                continue
            at = self.axes.across(x, read)
            pen.subject = Depicts("read", path, self.axes.number)
            if read == self.right:
                pen.disc(at, DOT, "activation")
            else:
                pen.ring(at, DOT - style.LINE / 2, "text", width=style.LINE)
            pen.subject = None

    def extent(self) -> Box:
        """Return the box of the axes."""
        return self.axes.area
