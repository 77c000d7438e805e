"""Ink that is poured from glass to glass: how much δ a unit of each layer gets."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.plots.reel import Reel
from scenes.diagram.text import Text
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing, cover
from scenes.engine.followed import Followed, numbers
from scenes.engine.pen import Pen, Point

WIDE = 1.25  # of a glass, at most
NARROW = 0.56  # of the room that it has
LIP = 0.1
NUMBER_BELOW, NAME_BELOW, GATE_ABOVE = 0.3, 0.68, 0.9
OVER = 0.5  # how far above the rim ink is poured
DROP = 0.2  # radius of as much as fills a glass
TAIL = 0.3  # of its way
PIECES, ARCH = 60, 24  # of the tail, and points of the way over the rims
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
    told = Followed[Numbers]("_turn", numbers)

    def __init__(
        self,
        values: Numbers,
        path: str,
        *,
        full: float,
        labels: Sequence[tuple[Reel, Text]],
        area: Box,
    ) -> None:
        self.values, self.path, self.full = np.array(values, float), path, full
        self.labels, self.gates = list(labels), dict[int, Drawing]()
        self._turned, (self.filled, self._told) = 0.0, np.zeros((2, len(labels)))
        self._area = np.array((area.left, area.bottom, area.right, area.top))
        super().__init__(*(each for pair in self.labels for each in pair))
        self._turn()
        self._follow()

    def set_gate(self, layer: int, gate: Drawing) -> None:
        """Put a drawing over the rims, between a glass and the next one."""
        self.gates[layer] = gate
        self.add(gate)
        self._follow()

    def middle(self, layer: float) -> float:
        """Return the x of a glass."""
        left, _, right, _ = self._area.tolist()
        return float(left + (right - left) * (layer + 0.5) / len(self.labels))

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
        for (reel, _), clear in zip(self.labels, self._told.tolist(), strict=True):
            reel.turned, reel.opacity = self._turned, clear

    def _follow(self) -> None:
        for layer, (reel, name) in enumerate(self.labels):
            x, y = self.number_spot(layer)
            for each in reel.drawings:
                each.at(x, y)
            name.at(x, y + NUMBER_BELOW - NAME_BELOW)
        for layer, gate in self.gates.items():
            gate.at(self.middle(layer + 0.5), self.rim + GATE_ABOVE)

    def paint(self, pen: Pen) -> None:
        """Paint the ink, and the glasses around it."""
        left, bottom, right, top = self._area.tolist()
        half = min(WIDE, NARROW * (right - left) / len(self.labels)) / 2
        look = round(self.turned)
        is_at_look = abs(self.turned - look) < 1e-9
        for layer, value in enumerate(self.amounts().tolist()):
            x, full = self.middle(layer), float(self.filled[layer])
            path = f"{self.path}[{look}, {layer}]" if is_at_look and full == 1 else ""
            pen.subject = Depicts("ink", path)
            height = full * (top - bottom) * self.share(value)
            pen.rectangle((x - half, bottom), 2 * half, height, "error")
            pen.subject = None
            for side in (-1, 1):
                wall, lip = x + side * half, x + side * (half + LIP)
                glass = ((lip, top + LIP), (wall, top), (wall, bottom), (x, bottom))
                pen.line(glass, "muted", width=style.LINE)

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
        flasks, (x, level) = self.flasks, self.flasks.surface(self.layer)
        start, up, first = x + FROM, [], np.pi / 2
        if self.source is not None:
            start, up, first = flasks.middle(self.source), [self.source], 0.0
        turns = np.linspace(first, np.pi, ARCH)
        xs = (start + x) / 2 + (start - x) / 2 * np.cos(turns)
        arch = np.stack([xs, flasks.rim + OVER * np.sin(turns)], axis=1)
        return np.array([*map(flasks.surface, up), *arch.tolist(), (x, level)])

    def _drops(self) -> tuple[Positions, Numbers]:
        """Return where the pieces of it and its tail are, and their radii."""
        pieces = np.linspace(0.0, 1.0, PIECES + 1)
        shares = self.gone - TAIL * (1 - pieces)
        pieces, shares = pieces[shares > 0], shares[shares > 0]
        way, amounts = self._way(), self.flasks.amounts()
        far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(way, axis=0).T))])
        spots = [np.interp(shares * far[-1], far, way[:, axis]) for axis in (0, 1)]
        ends = amounts[[self.layer if self.source is None else self.source, self.layer]]
        held = np.interp(shares, (0.4, 0.6), np.maximum(ends, 0.0)) / self.flasks.full
        radii = (0.35 + 0.65 * pieces) * DROP * held**0.5
        return np.stack(spots, axis=1), np.maximum(radii, style.TOO_SMALL)

    def paint(self, pen: Pen) -> None:
        """Paint it with a tail."""
        if 0 < self.gone < 1:
            places, radii = self._drops()
            pen.subject = Depicts("pouring")
            pen.discs(places, radii, np.full(len(radii), "error"))
            pen.subject = None

    def measure(self, pen: Pen) -> None:
        """Cover all of it."""
        if 0 < self.gone < 1:
            places, radii = self._drops()
            cover(pen, places, float(radii.max()))
