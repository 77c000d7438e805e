"""The units of a layer on their curve: from their sums up to their activations."""

from collections.abc import Sequence

from scenes import style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen, Point

DOT = 0.085  # radius


class LayerDots(Drawing):
    """A dot for each unit of a layer, which goes to its place on a curve.

    ``placed`` (0 to 1) is how far they have come from where their numbers stood to the
    sums on the axis, ``risen`` how far up to the activations on the curve. ``values``
    are sums and activations, ``paths`` those of the activations.
    """

    def __init__(
        self,
        curve: FunctionCurve,
        starts: Sequence[Point],
        values: Sequence[Point],
        paths: Sequence[str],
    ) -> None:
        self.starts, self.paths = list(starts), list(paths)
        self.feet = [curve.across(z, curve.origin[1]) for z, _ in values]
        self.tops = [curve.across(z, a) for z, a in values]
        self.placed = self.risen = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint each dot on its way, with the line that it rose along."""
        # The number that flies along turns into the dot on the way.
        alpha = min(1.0, max(0.0, 2 * self.placed - 1))
        role = "activation" if self.risen >= 1 else "text"
        for path, start, foot, top in zip(
            self.paths, self.starts, self.feet, self.tops, strict=True
        ):
            x = start[0] + (foot[0] - start[0]) * self.placed
            y = start[1] + (foot[1] - start[1]) * self.placed
            y += (top[1] - foot[1]) * self.risen
            if self.risen > 0:
                pen.line((foot, (x, y)), "muted", width=style.HAIRLINE, alpha=0.6)
            pen.subject = Depicts("point", path)
            pen.disc((x, y), DOT, role, alpha)
            pen.subject = None
