"""Ink that is poured from glass to glass: how much δ a unit of each layer gets."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.plots.reel import Reel
from scenes.diagram.text import Text
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed, numbers
from scenes.engine.pen import Pen, Point

WIDE = 1.25  # of a glass, at most
NARROW = 0.56  # of the room that it has
LIP = 0.1
NUMBER_BELOW, NAME_BELOW = 0.3, 0.68
OVER = 0.5  # how far above the rim ink is poured
DROP = 0.2  # radius of as much as fills a glass
TAIL = 0.3  # of its way
PIECES = 60
ARCH = 24  # points of the way over the rims
FROM = 1.3  # how far right of its glass the first ink comes from


class Flasks(Drawing):
    """A glass for each layer; its ink stands as high as a unit of it has δ.

    ``values`` are (looks, layers), the path of each is ``path[look, layer]``; all that
    have the same ``full`` and height can be compared. ``area`` (left, bottom, right,
    top) may move. ``turned`` is the look that is shown, ``filled`` how far each glass
    is filled up to its level; ``told`` how clear the number below it is.
    """

    area = Followed[Numbers]("_follow", numbers)
    turned = Followed[float]("_turn")
    told = Followed[Numbers]("_tell", numbers)

    def __init__(
        self,
        values: Numbers,
        path: str,
        *,
        full: float,
        reels: Sequence[Reel],
        names: Sequence[Text],
        area: Box,
    ) -> None:
        self.values, self.path, self.full = np.array(values, float), path, full
        self.reels, self.names = list(reels), list(names)
        self._turned = 0.0
        count = len(self.names)
        self.filled = np.zeros(count)
        self._told = np.zeros(count)
        self._area = np.array((area.left, area.bottom, area.right, area.top))
        super().__init__(*self.reels, *self.names)
        self._tell()
        self._follow()

    def middle(self, layer: int) -> float:
        """Return the x of a glass."""
        left, _, right, _ = self._area.tolist()
        return float(left + (right - left) * (layer + 0.5) / len(self.names))

    @property
    def wide(self) -> float:
        """How wide a glass is."""
        left, _, right, _ = self._area.tolist()
        return float(min(WIDE, NARROW * (right - left) / len(self.names)))

    @property
    def rim(self) -> float:
        """The y at which the glasses end."""
        return float(self._area[3])

    def amounts(self) -> Numbers:
        """Return what is in each glass once it is filled."""
        looks = np.arange(len(self.values))
        rows = self.values.T
        return np.array([np.interp(self.turned, looks, row) for row in rows])

    def share(self, value: float) -> float:
        """Return how much of a glass a value takes; of next to nothing, a line."""
        tall = float(self._area[3] - self._area[1])
        return max(value / self.full, style.TOO_SMALL / tall) if value > 0 else 0.0

    def surface(self, layer: int) -> Point:
        """Return the middle of the ink's surface in a glass."""
        _, bottom, _, top = self._area.tolist()
        share = self.share(float(self.amounts()[layer]))
        return self.middle(layer), float(bottom + (top - bottom) * share)

    def number_spot(self, layer: int) -> Point:
        """Return where the number below a glass stands."""
        return self.middle(layer), float(self._area[1]) - NUMBER_BELOW

    def _turn(self) -> None:
        for reel in self.reels:
            reel.turned = self._turned

    def _tell(self) -> None:
        for reel, clear in zip(self.reels, self._told.tolist(), strict=True):
            reel.opacity = clear

    def _follow(self) -> None:
        bottom = float(self._area[1])
        for layer, (reel, name) in enumerate(zip(self.reels, self.names, strict=True)):
            x = self.middle(layer)
            for each in reel.drawings:
                each.at(x, bottom - NUMBER_BELOW)
            name.at(x, bottom - NAME_BELOW)

    def paint(self, pen: Pen) -> None:
        """Paint the ink, and the glasses around it."""
        _, bottom, _, top = self._area.tolist()
        half, look = self.wide / 2, round(self.turned)
        is_at_look = abs(self.turned - look) < 1e-9
        for layer, value in enumerate(self.amounts().tolist()):
            x, full = self.middle(layer), float(self.filled[layer])
            path = f"{self.path}[{look}, {layer}]" if is_at_look and full == 1 else ""
            pen.subject = Depicts("ink", path)
            height = full * (top - bottom) * self.share(value)
            pen.rectangle((x - half, bottom), 2 * half, height, "error")
            pen.subject = None
            sides = (
                (x - half - LIP, top + LIP),
                (x - half, top),
                (x - half, bottom),
                (x + half, bottom),
                (x + half, top),
                (x + half + LIP, top + LIP),
            )
            pen.line(sides, "muted", width=style.LINE)

    def extent(self) -> Box:
        """Return the box of the glasses."""
        left, bottom, right, top = self._area.tolist()
        return Box(left, bottom, right, top + LIP)


class Pouring(Drawing):
    """Ink on its way over the rims, from one glass into the one before.

    ``gone`` (0 to 1) is how far it is. Its area is what its glass holds; half way the
    slopes and weights make it what the next one gets. Without a ``source`` it falls in.
    """

    def __init__(self, flasks: Flasks, layer: int, *, source: int | None) -> None:
        self.flasks, self.layer, self.source = flasks, layer, source
        self.gone = 0.0
        super().__init__()

    def _way(self) -> Numbers:
        """Return points: up to the rim, over it in an arch, and down to the level."""
        x, level = self.flasks.surface(self.layer)
        rim = self.flasks.rim
        start, up = (x + FROM, rim), []
        if self.source is not None:
            up = [self.flasks.surface(self.source)]
            start = (up[0][0], rim)
        middle, half = (start[0] + x) / 2, (start[0] - x) / 2
        turns = np.linspace(0.0, np.pi, ARCH)
        if self.source is None:
            turns = turns[ARCH // 2 :]
        arch = np.stack(
            [middle + half * np.cos(turns), rim + OVER * np.sin(turns)], axis=1
        )
        return np.array([*up, *arch.tolist(), (x, level)])

    def _radius(self, share: float) -> float:
        amounts = self.flasks.amounts()
        after = float(amounts[self.layer])
        before = after if self.source is None else float(amounts[self.source])
        passed = min(max((share - 0.4) / 0.2, 0.0), 1.0)
        held = before + passed * (after - before)
        return float(DROP * (max(held, 0.0) / self.flasks.full) ** 0.5)

    def paint(self, pen: Pen) -> None:
        """Paint it with a tail."""
        if not 0 < self.gone < 1:
            return
        way = self._way()
        far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
        pen.subject = Depicts("pouring")
        for piece in range(PIECES + 1):
            share = self.gone - TAIL * (1 - piece / PIECES)
            if share <= 0:
                continue
            at = share * far[-1]
            x, y = (float(np.interp(at, far, way[:, axis])) for axis in (0, 1))
            thick = 0.35 + 0.65 * piece / PIECES
            radius = max(thick * self._radius(share), style.TOO_SMALL)
            pen.disc((x, y), radius, "error")
        pen.subject = None
