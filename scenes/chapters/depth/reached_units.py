"""The hidden units, as bright as the share of the samples whose error gets to them."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.text import Text
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

LARGEST = 0.42  # radius
APART = 2.5  # radii, from one to the next
NAME_BELOW = 0.35
LEAST = 0.75  # of the largest that they could be, so that no column is shorter


class ReachedUnits(Drawing):
    """A block of units for each layer; one that no sample reaches is crossed out.

    ``shares`` has an array for each layer, (looks, units); the path of each number is
    ``paths[layer]`` with ``[look, unit]``. ``turned`` is the look that is shown.
    """

    def __init__(
        self,
        shares: Sequence[Numbers],
        paths: Sequence[str],
        *,
        names: Sequence[Text],
        area: Box,
    ) -> None:
        self.shares = [np.array(each, float) for each in shares]
        self.paths, self.area = list(paths), area
        self.turned = 0.0
        self.drawn = 1.0
        super().__init__(*names)
        for layer, name in enumerate(names):
            name.at(self._middle(layer), area.bottom - NAME_BELOW)

    def _middle(self, layer: int) -> float:
        return self.area.left + (layer + 0.5) * self.area.width / len(self.shares)

    def places(self, layer: int) -> tuple[list[Point], float]:
        """Return where the units of a layer stand, and how large they are."""
        count = self.shares[layer].shape[1]
        wide, tall = 0.8 * self.area.width / len(self.shares), self.area.height
        steps = {
            columns: min(APART * LARGEST, wide / columns, tall / -(-count // columns))
            for columns in range(1, count + 1)
        }
        most = LEAST * max(steps.values())
        fitting = [columns for columns, step in steps.items() if step >= most]
        columns = min(fitting, key=lambda each: (-count % each > 0, each))
        step, rows = steps[columns], -(-count // columns)
        x0 = self._middle(layer) - step * (columns - 1) / 2
        y0 = self.area.centre[1] + step * (rows - 1) / 2
        spots = [
            (x0 + step * (unit // rows), y0 - step * (unit % rows))
            for unit in range(count)
        ]
        return spots, step / APART

    def first_dead(self) -> Point:
        """Return where a unit stands that no sample reaches at the look shown."""
        look = round(self.turned)
        layer, unit = next(
            (layer, int(np.flatnonzero(rows[look] == 0)[0]))
            for layer, rows in enumerate(self.shares)
            if not rows[look].all()
        )
        return self.places(layer)[0][unit]

    def paint(self, pen: Pen) -> None:
        """Paint each unit: its rim, and how much of the samples it hears."""
        look = round(self.turned)
        is_at_look = abs(self.turned - look) < 1e-9
        for layer, rows in enumerate(self.shares):
            spots, radius = self.places(layer)
            row = rows[min(look, len(rows) - 1)]
            for unit, spot in enumerate(spots[: round(self.drawn * len(spots))]):
                share = float(row[unit])
                path = f"{self.paths[layer]}[{look}, {unit}]" if is_at_look else ""
                pen.subject = Depicts("reached", path)
                pen.disc(spot, radius, "error", share)
                role = "error" if share else "muted"
                pen.ring(spot, radius, role, width=style.HAIRLINE)
                (x, y), reach = spot, 0.5 * radius
                for way in (reach, -reach) if not share else ():
                    ends = ((x - reach, y - way), (x + reach, y + way))
                    pen.line(ends, "muted", width=style.LINE)
                pen.subject = None

    def extent(self) -> Box:
        """Return the box of all units."""
        return self.area
