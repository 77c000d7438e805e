"""The units of a layer on their curve: from their sums up to their activations."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen, Point

DOT = 0.085  # radius


class LayerDots(Drawing):
    """A dot for each unit of a layer, which goes to its place on a curve.

    ``placed`` (0 to 1, one entry a dot) is how far it has come from where its number
    stood to the sum on the axis, ``risen`` how far up to the activation on the curve.
    ``values`` are sums and activations, ``paths`` those of the activations.
    """

    def __init__(
        self,
        curve: FunctionCurve,
        starts: Sequence[Point],
        values: Sequence[Point],
        paths: Sequence[str],
    ) -> None:
        self.starts = list(starts)
        self.feet = [curve.across(z, curve.origin[1]) for z, _ in values]
        self.tops = [curve.across(z, a) for z, a in values]
        self.paths = list(paths)
        self.placed: Numbers = np.zeros(len(self.paths))
        self.risen: Numbers = np.zeros(len(self.paths))
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint each dot on its way, with the line that it rose along."""
        for row, (foot, top) in enumerate(zip(self.feet, self.tops, strict=True)):
            placed, risen = float(self.placed[row]), float(self.risen[row])
            if placed <= 0:
                continue
            x, y = self.starts[row]
            at = x + (foot[0] - x) * placed, y + (foot[1] - y) * placed
            if risen > 0:
                at = foot[0], foot[1] + (top[1] - foot[1]) * risen
                pen.line((foot, at), "muted", width=style.HAIRLINE, alpha=0.6)
            pen.subject = Depicts("point", self.paths[row])
            # The number that flies along turns into the dot on the way.
            alpha = min(1.0, max(0.0, 2 * placed - 1))
            pen.disc(at, DOT, "activation" if risen >= 1 else "text", alpha)
            pen.subject = None
