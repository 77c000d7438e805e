"""All parameters of a network at once: a field of dials, one for each."""

from collections.abc import Sequence
from math import pi

import numpy as np

from scenes import encoding, style
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing, cover
from scenes.engine.pen import Pen
from scenes.layout import in_rows

TURN = 0.75 * pi  # of the largest value, to either side of straight up
SWING = 0.15 * pi  # how far all pointers swing that show that they can be turned
LARGEST = 0.5  # radius of a dial among few
SHARE = 0.38  # radius, of the step from dial to dial
MOST_READ = 1000  # of more, the field is read as one thing
MOST_TURNED = 900  # arcs: of more dials, those that were turned farthest
RIM, RIM_WIDTH = 0.9, 0.45  # radius and width of an arc, in radii of a dial
SLICES = 8  # of an arc


class Dials(Drawing):
    """Dials in rows of a box; each pointer is turned in proportion to its value.

    Zero is straight up, the largest |value| as far as a dial turns. ``shown`` (0 to 1,
    one entry a dial) is how far each is there; with ``moved`` (0 to 1) they are on
    their way to ``goals``, where they have shrunk to nothing. A green arc on the rim is
    how far each was turned from its value ``before``, if that is given. As ``swung``
    (one entry a dial) goes from 0 to 1, a pointer swings to both sides and back.
    """

    is_costly = True

    def __init__(
        self, values: Numbers, paths: Sequence[str], area: Box, *, count_path: str
    ) -> None:
        self.values, self.paths, self.count_path = values, paths, count_path
        self.places, self.step = in_rows(len(values), area)
        self.goals: Positions = self.places
        self.before: Numbers | None = None
        self.largest = float(np.abs(values).max(initial=0.0))
        self.shown, self.swung = np.zeros(len(values)), np.zeros(len(values))
        self.moved = 0.0
        super().__init__()

    def now(self) -> tuple[Positions, Numbers]:
        """Return where all dials are, and how large."""
        radius = min(LARGEST, SHARE * self.step)
        places = self.places + (self.goals - self.places) * self.moved
        return places, radius * self.shown * (1 - self.moved**3)

    def paint(self, pen: Pen) -> None:
        """Paint those that are there: rings, then pointers."""
        places, radii = self.now()
        there = np.flatnonzero(radii > style.HAIRLINE / 3)
        if not len(there):
            return
        swing = SWING * np.sin(2 * pi * self.swung[there])
        ways = _ways(self._angles(self.values[there]) + swing)
        tips = places[there] + 0.72 * radii[there, None] * ways
        if pen.reads:
            self._read(pen, there.tolist(), places, radii, tips)
        else:
            rings = radii[there].repeat(2) * np.tile([1.0, 0.84], len(there))
            roles = np.tile(["muted", "background"], len(there))
            pen.discs(places[there].repeat(2, axis=0), rings, roles)
            ends = np.stack([places[there], tips], axis=1)
            pen.segments(ends, "text", width=0.2 * float(radii.max()))
        if self.before is not None:
            self._arcs(pen, self.before, places, radii)

    def _angles(self, values: Numbers) -> Numbers:
        """Return how far around pointers of values are."""
        shares = [encoding.share(value, self.largest) for value in values.tolist()]
        return np.asarray(pi / 2 - TURN * np.copysign(shares, values))

    def _arcs(
        self, pen: Pen, before: Numbers, places: Positions, radii: Numbers
    ) -> None:
        """Paint from where to where dials were turned."""
        ends = np.stack([self._angles(before), self._angles(self.values)])
        far = np.argsort(-np.abs(ends[1] - ends[0]), kind="stable")[:MOST_TURNED]
        rims = RIM * radii[far]
        far = far[np.abs(ends[1] - ends[0])[far] * rims > style.HAIRLINE]
        turns = np.linspace(ends[0, far], ends[1, far], SLICES + 1)
        points = places[far] + RIM * radii[far, None] * _ways(turns)
        width = RIM_WIDTH * float(radii.max(initial=0.0))
        for dial, arc in zip(far.tolist(), points.swapaxes(0, 1), strict=True):
            pen.subject = Depicts("turn", unit=dial)
            pen.line(arc, "update", width=width)
            pen.subject = None

    def _read(
        self,
        pen: Pen,
        there: list[int],
        places: Positions,
        radii: Numbers,
        tips: Positions,
    ) -> None:
        """Name each dial, or of very many the whole field."""
        whole = Depicts("dials", self.count_path)
        many = len(self.values) > MOST_READ
        for number, dial in enumerate(there):
            # A pointer that swings is not at its value.
            path = "" if 0 < self.swung[dial] < 1 else self.paths[dial]
            pen.subject = whole if many else Depicts("dial", path)
            (x, y), (right, top) = places[dial].tolist(), tips[number].tolist()
            if not many:
                pen.line(((x, y), (right, top)), "text", width=style.LINE)
            pen.ring((x, y), float(radii[dial]), "muted", width=style.HAIRLINE)
        pen.subject = None

    def measure(self, pen: Pen) -> None:
        """Cover the dials that are there."""
        places, radii = self.now()
        if (radii > 0).any():
            cover(pen, places[radii > 0], 1.2 * float(radii.max()))


def _ways(angles: Numbers) -> Positions:
    """Return the directions of angles."""
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1)
