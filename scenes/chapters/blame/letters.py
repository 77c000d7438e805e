"""Letters: what each weight hears of its part, under way and opened."""

import numpy as np

from scenes import encoding, style
from scenes.diagram.figures import lay
from scenes.diagram.letter_pile import JOURNEY
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.network.lit_edges import ways
from scenes.diagram.text import Text
from scenes.engine.arrays import Numbers, Pairs, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing, cover
from scenes.engine.pen import Pen, Point
from scenes.engine.svg_outlines import outlines

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


class Letters(Drawing):
    """Letters that fall along the edges of a gap, sender after sender.

    Their area is in proportion to |∂C/∂w|, on one scale for all gaps; the strongest are
    drawn, one that says nothing without a stamp. ``clock`` (0 to 1) is how much of the
    play is over.
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
        kept = np.argsort(-np.abs(values), kind="stable")[:MOST]
        kept = np.sort(kept)
        self.gap, self.network = gap, network
        self.pairs, self.values = pairs[kept], values[kept]
        self.largest, self.most, self.path = largest, most, path
        self.clock = 0.0
        super().__init__()

    def progress(self) -> Numbers:
        """Return how far each has fallen."""
        order = np.linspace(0.0, 1 - JOURNEY, len(self.pairs))
        return (self.clock - order) / JOURNEY

    def tall(self, value: float) -> float:
        """Return the height of the letter of a derivative."""
        return max(LEAST, encoding.disc_radius(value, self.largest, self.most))

    def along(self) -> Positions:
        """Return where each is, (letters, 2)."""
        done = np.clip(self.progress(), 0.0, 1.0)
        eased = (done * done * (3 - 2 * done))[:, None]
        ends = ways(self.network.stage, self.gap, self.pairs)
        return ends[:, 1] + (ends[:, 0] - ends[:, 1]) * eased

    def held(self, size: int) -> Numbers:
        """Return how far each unit of the column below has its letter in hand."""
        arrived = np.clip((self.progress() - 0.9) / 0.1, 0.0, 1.0)
        found = np.zeros(size)
        np.maximum.at(found, self.pairs[:, 1], arrived)
        return found

    def paint(self, pen: Pen) -> None:
        """Paint those that are under way."""
        done, places = self.progress(), self.along()
        for number in np.flatnonzero((done > 0) & (done < 1)).tolist():
            unit, source = self.pairs[number].tolist()
            value = float(self.values[number])
            path = self.path.format(unit=unit, source=source)
            subject = Depicts("letter", path, self.gap + 1, unit, source, True)
            x, y = places[number].tolist()
            letter(pen, (x, y), self.tall(value), value, subject)

    def measure(self, pen: Pen) -> None:
        """Cover those that are under way."""
        done = self.progress()
        under_way = (done > 0) & (done < 1)
        if under_way.any():
            cover(pen, self.along()[under_way], 1.5 * max(self.most, LEAST))


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


class Stamped(Drawing):
    """A word in a frame, printed a little askew; the origin is its middle."""

    def __init__(self, word: Text, *, turn: float = 0.14) -> None:
        self.word, self.turn = word, turn
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint frame and word."""
        box, text = self.word.box, self.word
        wide, tall = box.width + 0.4, box.height + 0.24
        pen.context.save()
        pen.context.rotate(self.turn)
        pen.rounded((-wide / 2, -tall / 2), wide, tall, 0.1)
        pen.outline("error", width=style.BOLD_LINE)
        pen.subject = Depicts("stamp")
        at = (-box.centre[0], -box.centre[1])
        pen.text(text.typeset, text.em, "error", at=at, says=text.text)
        pen.subject = None
        pen.context.restore()

    def extent(self) -> Box:
        """Return the box of the frame."""
        half, high = self.word.box.width / 2 + 0.25, self.word.box.height / 2 + 0.3
        return Box(-half, -high, half, high)
