"""What runs along edges: pulses with a tail, one leaving after another.

The area of a pulse is in proportion to |value|, filled where positive and hollow where
negative. Where there are many, the strongest are pulses and all others a faint rain.
"""

import numpy as np

from scenes import encoding, style
from scenes.diagram.network.lit_edges import ways
from scenes.engine.arrays import Flags, Numbers, Pairs, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing, cover
from scenes.engine.pen import Pen
from scenes.stage import Stage

STRONGEST = 60  # drawn as pulses; the others are rain
SLICES = 6  # of a tail
RAIN = 0.3  # opacity of what is not among the strongest


class Travellers(Drawing):
    """Values under way along the edges of a gap, from the start to the end of a play.

    ``pairs`` are (target, source) units; ``backwards`` lets them run from the target to
    the source. ``departures`` and ``journey`` are shares of the play, and ``clock`` (0
    to 1) is how much of it is over; ``tail`` is a share of it, too.
    """

    def __init__(
        self,
        gap: int,
        stage: Stage,
        pairs: Pairs,
        values: Numbers,
        *,
        largest: float,
        role: str,
        path: str,
        departures: Numbers,
        journey: float,
        tail: float,
        backwards: bool = False,
    ) -> None:
        order = np.argsort(np.abs(values), kind="stable")
        order = order[values[order] != 0]
        self.gap = gap
        self.stage = stage
        self.pairs, self.values = pairs[order], values[order]
        self.departures = departures[order]
        self.largest = largest
        self.role = role
        self.path = path
        self.journey = journey
        self.tail = tail
        self.backwards = backwards
        self.clock = 0.0
        super().__init__()

    def progress(self, clock: float) -> Numbers:
        """Return how far each is along its edge, below 0 before it leaves."""
        return (clock - self.departures) / self.journey

    def paint(self, pen: Pen) -> None:
        """Paint the rain, then the strongest pulses with their tails."""
        done = self.progress(self.clock)
        under_way = (done > 0) & (done < 1)
        strong = np.arange(len(done)) >= len(done) - STRONGEST
        for chosen, alpha in ((under_way & ~strong, RAIN), (under_way & strong, 1.0)):
            if chosen.any():
                with pen.inside(0.0, 0.0, 1.0, alpha):
                    self._some(pen, chosen, tails=alpha == 1.0)

    def _some(self, pen: Pen, chosen: Flags, *, tails: bool) -> None:
        radii = self._radii()[chosen]
        if tails:
            self._tails(pen, chosen, radii)
        places = self.along(self.clock)[chosen]
        inner = radii - np.maximum(0.32 * radii, style.HAIRLINE)
        inner[self.values[chosen] > 0] = 0.0
        both = np.stack([radii, inner], axis=1)
        inked = both > 0
        roles = np.broadcast_to([self.role, "background"], both.shape)
        subjects: list[Depicts] = []
        if pen.reads:
            each = [self.depicts(*pair) for pair in self.pairs[chosen].tolist()]
            subjects = [each[pulse] for pulse in np.nonzero(inked)[0].tolist()]
        repeated = np.repeat(places, inked.sum(axis=1), axis=0)
        pen.discs(repeated, both[inked], roles[inked], subjects)

    def _tails(self, pen: Pen, chosen: Flags, radii: Numbers) -> None:
        steps = np.linspace(0.0, self.tail, SLICES + 1)
        trail = np.stack([self.along(self.clock - step)[chosen] for step in steps])
        for slice_ in range(SLICES):
            wide, narrow = 1 - slice_ / SLICES, 1 - (slice_ + 1) / SLICES
            heads, ends = trail[slice_], trail[slice_ + 1]
            alpha = 0.4 * wide**2
            for head, end, radius in zip(heads, ends, radii.tolist(), strict=True):
                x, y = head - end
                length = float(np.hypot(x, y))
                if length < 1e-6:
                    continue
                side = np.array([-y, x]) / length * radius
                shape = (
                    *(head + wide * side, head - wide * side),
                    *(end - narrow * side, end + narrow * side),
                )
                pen.polygon([tuple(each.tolist()) for each in shape], self.role, alpha)

    def along(self, clock: float) -> Positions:
        """Return where each is at a moment, (pulses, 2), from end to end."""
        done = np.clip(self.progress(clock), 0.0, 1.0)
        eased = (done * done * (3 - 2 * done))[:, None]
        ends = ways(self.stage, self.gap, self.pairs)
        start, end = (1, 0) if self.backwards else (0, 1)
        return ends[:, start] + (ends[:, end] - ends[:, start]) * eased

    def _radii(self) -> Numbers:
        thick = min(2.2, self.stage.camera.size**0.5)
        radii = encoding.disc_radii(self.values, self.largest, style.PULSE * thick)
        return np.maximum(radii, style.TOO_SMALL)

    def depicts(self, unit: int, source: int) -> Depicts:
        """Return what one pulse stands for."""
        path = self.path.format(unit=unit, source=source)
        return Depicts("pulse", path, self.gap + 1, unit, source, self.backwards)

    def measure(self, pen: Pen) -> None:
        """Cover all that is on its way, with tails."""
        done = self.progress(self.clock)
        under_way = (done > 0) & (done < 1)
        if under_way.any():
            places = [
                self.along(self.clock - back)[under_way] for back in (0.0, self.tail)
            ]
            cover(pen, np.concatenate(places), 2.5 * style.PULSE)

    def arrived(self, clock: float) -> Numbers:
        """Return how much of each has arrived, from 0 to 1, soft at its end."""
        return np.clip((self.progress(clock) - 0.94) / 0.06, 0.0, 1.0)
