"""The units of a layer: filled by activation, then by error, with an arc that grows."""

from dataclasses import replace
from math import hypot, pi

import numpy as np

from scenes import encoding, style
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing, cover
from scenes.engine.pen import Pen, Point
from scenes.engine.pictures import tiles
from scenes.stage import Stage

ARC = 1.45  # radius of the running sum around a unit, in radii of the unit
MOST_RING = 0.16  # how far it is outside of the unit, at most
LEAST_RING = 1.1  # where units stand so close that sums would cross
FAINTEST = 0.3  # of the outline of a unit that nobody talks about
SEAM = 0.01  # that the plates of pixels overlap by
DISC = 0.92  # radius of the largest δ of a step, in radii of its unit


class Units(Drawing):
    """The units of one column; every array holds one entry a unit.

    ``activations`` are brightness in proportion to ``activation_scale``, ``deltas``
    discs whose area is in proportion to ``delta_scale``; ``shown_activations`` and
    ``shown_deltas`` (0 to 1) say how far they are there. A negative value carries a
    minus mark. ``arcs`` (−1 to 1) are running sums: clockwise where positive, in the
    colour of ``arc_role``. ``lit`` is 0 for dimmed, 1 for lit; ``open`` (0 to 1) clears
    the inside of a unit for what is drawn in it.
    """

    def __init__(
        self,
        column: int,
        stage: Stage,
        drawn: tuple[int, ...],
        gaps: tuple[range, ...] = (),
        *,
        paths: tuple[str, str],
        picture: tuple[int, int] | None = None,
    ) -> None:
        self.column = column
        self.stage = stage
        self.drawn = drawn
        self.gaps = gaps
        self.paths = paths  # of all activations and of all deltas
        self.picture = picture  # rows and columns, of inputs that are one
        units = len(stage.places[column])
        self.activations = np.zeros(units)
        self.activation_scale = 1.0
        self.deltas = np.zeros(units)
        self.delta_scale = 1.0
        self.shown_activations = np.zeros(units)
        self.shown_deltas = np.zeros(units)
        self.arcs = np.zeros(units)
        self.arc_role = "error"
        self.lit = np.zeros(units)
        self.open = np.zeros(units)
        super().__init__()

    @property
    def places(self) -> Numbers:
        """Where the units stand now, (units, 2)."""
        return self.stage.places[self.column]

    def mask(self, *units: int) -> Numbers:
        """Return 1 for some units and 0 for all others."""
        found = np.zeros(len(self.places))
        found[list(units)] = 1.0
        return found

    @property
    def radii(self) -> Numbers:
        """How large the units are now."""
        return self.stage.radii[self.column]

    def paint(self, pen: Pen) -> None:
        """Paint the units and the marks for those left out."""
        there = self.stage.presence[self.column]
        tiled = self._picture(pen) if self.picture else frozenset()
        if self.picture:
            self._plate(pen, tiled)
        for unit in self.drawn:
            if there[unit] > 0.004 and unit not in tiled:
                with pen.inside(0.0, 0.0, 1.0, float(there[unit])):
                    (self._pixel if self.picture else self._unit)(pen, unit)
        if self.gaps:
            self._left_out(pen)

    def _left_out(self, pen: Pen) -> None:
        """Paint three dots for each run of units left out, along their line."""
        across, along = np.ptp(self.places[list(self.drawn)], axis=0).tolist()
        length = max(hypot(across, along), 1e-9) / 0.1
        for gap in self.gaps:
            x, y = self.places[gap.start : gap.stop].mean(axis=0)
            alpha = float(self.stage.presence[self.column][gap.start])
            for step in (-1, 0, 1):
                at = (x + step * across / length, y + step * along / length)
                pen.disc(at, 0.025, "muted", alpha)

    def measure(self, pen: Pen) -> None:
        """Cover the units that are there, with their arcs."""
        there = self.stage.presence[self.column] > 0.004
        if there.any():
            reach = float(ARC * self.radii[there].max()) + style.BOLD_LINE
            cover(pen, self.places[there], reach)

    def _outline(self, unit: int) -> float:
        lit = float(self.lit[unit])
        return FAINTEST + (1 - FAINTEST) * lit

    def _unit(self, pen: Pen, unit: int) -> None:
        centre = float(self.places[unit, 0]), float(self.places[unit, 1])
        radius, alpha = float(self.radii[unit]), self._outline(unit)
        thick = min(2.5, max(1.0, radius / style.UNIT) ** 0.5)
        clear = 1 - float(self.open[unit])
        outline = pen.subject = Depicts("unit", "", self.column, unit)
        pen.disc(centre, radius, "background")
        if clear < 1:
            pen.disc(centre, radius, "panel", 1 - clear)
        pen.subject = None
        dimmed = pen.palette.dimmed
        fill = dimmed + (1 - dimmed) * float(self.lit[unit])
        self._activation(pen, unit, centre, fill * clear)
        self._delta(pen, unit, centre, clear)
        pen.subject = outline
        pen.ring(centre, radius, "text", width=thick * style.LINE, alpha=alpha)
        pen.subject = None
        if self.arcs[unit]:
            self._arc(pen, unit, centre)

    def _activation(self, pen: Pen, unit: int, centre: Point, alpha: float) -> None:
        value = float(self.activations[unit])
        shown = float(self.shown_activations[unit]) * (
            1 - float(self.shown_deltas[unit])
        )
        if shown * alpha <= 0:
            return
        pen.subject = self.depicts("activation", unit)
        radius = float(self.radii[unit])
        strength = encoding.share(value, self.activation_scale)
        pen.disc(centre, radius, "activation", strength * shown * alpha)
        if value < 0:
            role = pen.palette.legible("activation", strength * shown * alpha)
            self._minus(pen, centre, radius, shown, role)
        pen.subject = None

    def _delta(self, pen: Pen, unit: int, centre: Point, alpha: float) -> None:
        value, shown = float(self.deltas[unit]), float(self.shown_deltas[unit])
        if shown * alpha <= 0:
            return
        pen.subject = self.depicts("delta", unit)
        whole = float(self.radii[unit])
        size = encoding.disc_radius(value, self.delta_scale, DISC * whole)
        if size > style.TOO_SMALL:
            pen.disc(centre, size * shown, "error", alpha)
            if value < 0:
                role = pen.palette.legible("error", alpha)
                self._minus(pen, centre, max(size, 0.3 * whole), shown, role)
        else:
            width = style.TOO_SMALL / 2
            pen.ring(centre, style.TOO_SMALL, "error", width=width, alpha=shown * alpha)
        pen.subject = None

    def _minus(
        self, pen: Pen, centre: Point, radius: float, shown: float, role: str
    ) -> None:
        half = 0.45 * radius
        bar = [(centre[0] - half, centre[1]), (centre[0] + half, centre[1])]
        pen.line(bar, role, width=min(0.05, 0.22 * radius), alpha=shown)

    def _ring(self, unit: int) -> float:
        """Return the radius of a running sum, clear of those around other units."""
        own = float(self.radii[unit])
        others = self.places[[each for each in self.drawn if each != unit]]
        far = np.hypot(*(others - self.places[unit]).T).min(initial=np.inf)
        room = float(far) / 2 - style.BOLD_LINE
        return max(LEAST_RING * own, min(ARC * own, own + MOST_RING, room))

    def _arc(self, pen: Pen, unit: int, centre: Point) -> None:
        value = float(self.arcs[unit])
        radius = self._ring(unit)
        angles = np.linspace(pi / 2, pi / 2 - 2 * pi * value, 48)
        ways = np.stack([np.cos(angles), np.sin(angles)], axis=1)
        pen.subject = replace(self.depicts("arc", unit), path="")
        pen.line(
            np.array(centre) + radius * ways,
            self.arc_role,
            width=style.BOLD_LINE,
            dashes=() if value > 0 else (0.05, 0.03),
        )
        pen.subject = None

    def _picture(self, pen: Pen) -> frozenset[int]:
        """Paint the inputs in the grid of a picture; return which those are."""
        there = self.stage.presence[self.column]
        assert self.picture is not None, "only inputs are a picture"
        if pen.reads or there.min() < 1:
            return frozenset()
        grid = self.places.reshape(*self.picture, 2)
        xs, ys = np.median(grid[:, :, 0], axis=0), np.median(grid[:, :, 1], axis=1)
        radius = float(np.median(self.radii))
        ordered = np.stack(np.broadcast_arrays(xs, ys[:, None]), axis=-1).reshape(-1, 2)
        away = np.abs(self.places - ordered).max(axis=1)
        inside = (away < 0.02 * radius) & np.isclose(self.radii, radius)
        shares = encoding.shares(self.activations, self.activation_scale)
        shares = shares * self.shown_activations * (0.55 + 0.45 * self.lit) * inside
        corner = float(xs.min()) - radius, float(ys.min()) - radius
        roles = ("panel", "activation")
        tiles(pen, corner, 2 * radius, shares.reshape(self.picture), roles)
        return frozenset(np.flatnonzero(inside).tolist())

    def _plate(self, pen: Pen, tiled: frozenset[int]) -> None:
        """Paint what pixels lie on, without a seam where edges would shine through."""
        there = self.stage.presence[self.column]
        for unit in (each for each in self.drawn if each not in tiled):
            (x, y), half = self.places[unit].tolist(), float(self.radii[unit]) + SEAM
            corner = (x - half, y - half)
            pen.rectangle(corner, 2 * half, 2 * half, "panel", float(there[unit]))

    def _pixel(self, pen: Pen, unit: int) -> None:
        """Paint an input of a picture: a square as bright as its value."""
        x, y = self.places[unit].tolist()
        half, shown = float(self.radii[unit]), float(self.shown_activations[unit])
        value = float(self.activations[unit])
        strength = encoding.share(value, self.activation_scale)
        pen.subject = self.depicts("activation", unit) if pen.reads else None
        alpha = strength * shown * (0.55 + 0.45 * float(self.lit[unit]))
        pen.rectangle((x - half, y - half), 2 * half, 2 * half, "activation", alpha)
        pen.subject = None

    def depicts(self, what: str, unit: int) -> Depicts:
        """Return what the strokes of a unit stand for."""
        path = self.paths[what == "delta"]
        return Depicts(what, path.format(unit=unit), self.column, unit)

    def extent(self) -> Box:
        """Return the box around all units."""
        (left, bottom), (right, top) = self.places.min(axis=0), self.places.max(axis=0)
        r = float(self.radii.max())
        return Box(left - r, bottom - r, right + r, top + r)
