"""Values over a plane as a map with steps of height, which fog may hide."""

from dataclasses import dataclass
from math import hypot

import numpy as np

from scenes import style
from scenes.engine import pictures
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

MUCH = 20.0  # times the least: what spans more is drawn by its logarithm
FINE = 264  # cells along a side at least, so that the steps have smooth rims
BANDS = 14


class HeatMap(Drawing):
    """A grid of values, (rows, columns) from below, in the colours of two roles.

    ``edges`` are the values of the first and the last column, then of the first and
    the last row, with their paths. ``sight`` is how far one sees around ``walker``, a
    point on screen; beyond it is fog. It shows all of it from `whole` on.
    Values are rounded down to steps; ``strongest`` is how much of the second colour the
    highest have.
    """

    is_costly = True

    def __init__(
        self,
        shares: Numbers,
        area: Box,
        *,
        edges: tuple[float, float, float, float] = (0.0, 1.0, 0.0, 1.0),
        paths: tuple[str, ...] = (),
        roles: tuple[str, str] = ("panel", "cost"),
        strongest: float = 1.0,
    ) -> None:
        self.area, self.edges, self.paths, self.roles = area, edges, paths, roles
        self.strongest = strongest
        self.shares = shares
        self.walker: Point = area.centre
        self.sight = self.whole
        super().__init__()

    @property
    def whole(self) -> float:
        """The sight from which on no fog is left, wherever one stands."""
        return 2 * hypot(self.area.width, self.area.height)

    @property
    def furthest(self) -> float:
        """How far from the walker the furthest corner is."""
        (x, y), area = self.walker, self.area
        across = max(x - area.left, area.right - x)
        return hypot(across, max(y - area.bottom, area.top - y))

    @property
    def shares(self) -> Numbers:
        """What each cell is drawn as: 0 the first role, 1 the second."""
        return self._shares

    @shares.setter
    def shares(self, shares: Numbers) -> None:
        self._shares = shares
        fine = finer(np.clip(shares, 0.0, 1.0), -(-FINE // len(shares)))
        self._fine = self.stepped(fine)[::-1]

    def stepped(self, shares: Numbers) -> Numbers:
        """Return how much of the second colour each has, in steps."""
        steps = np.minimum(np.floor(shares * BANDS), BANDS - 1) / (BANDS - 1)
        return np.asarray(steps * self.strongest)

    def across(self, x: float, y: float) -> Point:
        """Return where a point of the plane is on screen."""
        left, right, low, high = self.edges
        return (
            self.area.left + self.area.width * (x - left) / (right - left),
            self.area.bottom + self.area.height * (y - low) / (high - low),
        )

    def paint(self, pen: Pen) -> None:
        """Paint what can be seen, and the frame."""
        area = self.area
        if pen.reads:
            self._read(pen)
        else:
            corners = (area.left, area.bottom), (area.right, area.top)
            sight = None if self.sight >= self.whole else (self.walker, self.sight)
            pictures.laid(pen, corners, self._fine, self.roles, spot=sight)
        ends = (
            ((area.left, area.bottom), (area.left, area.top)),
            ((area.right, area.bottom), (area.right, area.top)),
            ((area.left, area.bottom), (area.right, area.bottom)),
            ((area.left, area.top), (area.right, area.top)),
        )
        for number, line in enumerate(ends):
            path = self.paths[number] if self.paths else ""
            pen.subject = Depicts("edge of the map", path, None, number)
            pen.line(line, "muted", width=style.HAIRLINE)
        pen.subject = None

    def _read(self, pen: Pen) -> None:
        """Tell a pen that reads how far one sees."""
        (x, y), far, area = self.walker, self.sight, self.area
        left, right = max(x - far, area.left), min(x + far, area.right)
        low, high = max(y - far, area.bottom), min(y + far, area.top)
        pen.subject = Depicts("sight")
        pen.rectangle((left, low), right - left, high - low, self.roles[0])

    def extent(self) -> Box:
        """Return the box of the map."""
        return self.area


def finer(values: Numbers, times: int) -> Numbers:
    """Return a grid with so many points for each gap, on straight lines between."""
    for axis in (0, 1):
        values = np.moveaxis(values, axis, 0)
        count = len(values)
        places = np.linspace(0, count - 1, (count - 1) * times + 1)
        lower = np.minimum(places.astype(int), max(count - 2, 0))
        upper = np.minimum(lower + 1, count - 1)
        share = (places - lower)[:, None]
        values = values[lower] * (1 - share) + values[upper] * share
        values = np.moveaxis(values, 0, axis)
    return values


@dataclass(frozen=True, slots=True)
class Relief:
    """How high values stand, from the least at 0 to the largest at 1."""

    low: float
    high: float
    is_log: bool = False

    def heights(self, values: Numbers) -> Numbers:
        """Return the height of each value; beyond the largest, and not finite, is 1."""
        found = np.where(np.isfinite(values), values, self.high)
        found = np.clip(found, self.low, self.high)
        low, high = self.low, self.high
        if self.is_log:
            found, low, high = np.log(found), float(np.log(low)), float(np.log(high))
        return np.asarray((found - low) / ((high - low) or 1.0))


def relief(*values: Numbers) -> Relief:
    """Return how high the finite ones of some values stand.

    By their logarithm where the largest is more than twenty times the least.
    """
    every = np.concatenate([np.ravel(each) for each in values])
    every = every[np.isfinite(every)]
    low, high = (float(every.min()), float(every.max())) if len(every) else (0.0, 0.0)
    return Relief(low, high, is_log=low > 0 and high > MUCH * low)
