"""The units of a layer on their curve: from their sums up to their activations."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen, Point

DOT = 0.085  # radius


class LayerDots(Drawing):
    """A dot for each unit of a layer, which goes to its place on a curve.

    ``way`` says where they are: 0 where their numbers stood, 1 at the sums on the axis,
    2 at the activations on the curve. ``values`` are sums and activations, ``paths``
    those of the activations.
    """

    def __init__(
        self,
        curve: FunctionCurve,
        starts: Sequence[Point],
        values: Sequence[Point],
        paths: Sequence[str],
    ) -> None:
        self.paths = list(paths)
        self.feet = [curve.across(z, curve.origin[1]) for z, _ in values]
        self.tops = [curve.across(z, a) for z, a in values]
        self.stops = np.array([starts, self.feet, self.tops])
        self.way = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint each dot on its way, with the line that it rose along."""
        # The number that flies along turns into the dot on the way.
        alpha = min(1.0, max(0.0, 2 * self.way - 1))
        role = "activation" if self.way >= 2 else "text"
        leg = min(int(self.way), 1)
        start, end = self.stops[leg : leg + 2]
        spots = (start + (end - start) * (self.way - leg)).tolist()
        for path, foot, (x, y) in zip(self.paths, self.feet, spots, strict=True):
            if self.way > 1:
                pen.line((foot, (x, y)), "muted", width=style.HAIRLINE, alpha=0.6)
            pen.subject = Depicts("point", path)
            pen.disc((x, y), DOT, role, alpha)
            pen.subject = None
