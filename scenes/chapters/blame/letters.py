"""Letters: what each weight hears of its part, under way and opened."""

import numpy as np

from scenes import encoding
from scenes.chapters.blame.company import SHOULDERS
from scenes.diagram.figures import lay
from scenes.diagram.letter_pile import journeys
from scenes.diagram.network.beside import Follower
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.network.lit_edges import ways
from scenes.engine.arrays import Numbers, Pairs, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point
from scenes.engine.svg_outlines import outlines

IN_HANDS = 0.95  # height of a letter that somebody holds, in radii of the head
LEAST = 0.07  # height of a letter that stands for anything smaller, too
STAMPED = 0.09  # height of the smallest letter on which a stamp can be seen
MOST = 40  # of one gap that are drawn


def letter(pen: Pen, at: Point, tall: float, value: float, subject: Depicts) -> None:
    """Paint a letter around a point; its stamp is filled for more, hollow for less."""
    lay(pen, "letter", (at[0], at[1] - tall / 2), tall, subject)
    if tall < STAMPED or not value:
        return
    pen.subject = Depicts("seal", subject.path)
    way = -1.0 if value < 0 else 1.0
    for size, role in ((1.0, "error"), (0.45, "panel"))[: 2 if value < 0 else 1]:
        half, x = 0.27 * tall * size, at[0]
        y = at[1] - 0.06 * tall - (1 - size) * 0.08 * tall * way
        foot = [(x - half, y - way * half), (x + half, y - way * half)]
        pen.polygon([*foot, (x, y + way * half)], role)
    pen.subject = None


class Letters(Follower):
    """Letters that fall along the edges of a gap, sender after sender.

    Their area is in proportion to |∂C/∂w|, on one scale for all gaps; the strongest are
    drawn, one that says nothing without a stamp. ``clock`` (0 to 1) is how much of the
    play is over; then everybody below holds one.
    """

    def __init__(
        self,
        gap: int,
        network: LayeredNetwork,
        gradient: Numbers,
        *,
        pairs: Pairs,
        largest: float,
        path: str,
        most: float,
    ) -> None:
        values = gradient[pairs[:, 0], pairs[:, 1]]
        kept = np.sort(np.argsort(-np.abs(values), kind="stable")[:MOST])
        self.gap, self.network = gap, network
        self.pairs, self.values = pairs[kept], values[kept]
        self.largest, self.most, self.path = largest, most, path
        self.clock = 0.0
        self.taken: int | None = None  # whose letter is opened
        super().__init__()

    def progress(self) -> Numbers:
        """Return how far each has fallen."""
        return journeys(self.clock, len(self.pairs))

    def tall(self, value: float) -> float:
        """Return the height of the letter of a derivative."""
        return max(LEAST, encoding.disc_radius(value, self.largest, self.most))

    def along(self) -> Positions:
        """Return where each is, (letters, 2)."""
        done = self.progress()
        eased = (done * done * (3 - 2 * done))[:, None]
        ends = ways(self.network.stage, self.gap, self.pairs)
        return ends[:, 1] + (ends[:, 0] - ends[:, 1]) * eased

    def held(self) -> dict[int, float]:
        """Return who below has a letter in hand, and how far it is there."""
        found: dict[int, float] = {}
        arrived = np.clip((self.progress() - 0.9) / 0.1, 0.0, 1.0).tolist()
        for (_, unit), there in zip(self.pairs.tolist(), arrived, strict=True):
            if there > 0 and unit != self.taken:
                found[unit] = max(there, found.get(unit, 0.0))
        return found

    def hand(self, unit: int) -> tuple[float, float, float]:
        """Return where somebody below holds a letter, and how tall it is there."""
        stage = self.network.stage
        x, y = stage.places[self.gap][unit].tolist()
        radius = float(stage.radii[self.gap][unit])
        tall = IN_HANDS * radius
        if self.gap == 0 and self.network.plan.picture:
            return x, y - 1.4 * radius - tall, 1.6 * tall
        return x, y - (1 + SHOULDERS) * radius + 0.4 * tall, tall

    def paint(self, pen: Pen) -> None:
        """Paint those that somebody holds, and those that are under way."""
        for unit, there in self.held().items():
            x, y, tall = self.hand(unit)
            with pen.inside(x, y, there, 1.0):
                subject = Depicts("held", "", self.gap, unit)
                lay(pen, "letter", (0.0, -tall / 2), tall, subject)
        done, places = self.progress(), self.along()
        for number in np.flatnonzero((done > 0) & (done < 1)).tolist():
            unit, source = self.pairs[number].tolist()
            value = float(self.values[number])
            path = self.path.format(unit=unit, source=source)
            subject = Depicts("letter", path, self.gap + 1, unit, source, True)
            x, y = places[number].tolist()
            letter(pen, (x, y), self.tall(value), value, subject)


class OneLetter(Drawing):
    """A single letter of a height, with the stamp of its value."""

    def __init__(self, value: float, path: str, tall: float) -> None:
        self.value, self.path, self.tall = value, path, tall
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint it around its origin."""
        letter(pen, (0.0, 0.0), self.tall, self.value, Depicts("mail", self.path))

    def extent(self) -> Box:
        """Return its box."""
        half = outlines("letter").width * self.tall / 2
        return Box(-half, -self.tall / 2, half, self.tall / 2)
