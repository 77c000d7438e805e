"""The pile of letters that is the gradient: gathered, tied up, opened again.

pile, letters = LetterPile(22, "network.parameter_count"), Letters(ways, waits=True)
self.play(tween(letters, clock=1.0), tween(pile, grown=1.0))
"""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.figures import Figure, lay
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point
from scenes.engine.svg_outlines import outlines

IN_PILE, PILED = 0.66, 0.075  # height of a letter in the pile; from one to the next
MOST_PILED = 22  # that stand for many
CLERK = 1.77  # height of who acts on it
JOURNEY = 0.4  # share of a play that each of several letters is under way
SEAL, SEAL_BELOW = 0.27, 0.06  # of its height: half a stamp; below its middle


def clerk_of_pile() -> Figure:
    """Return who ties the pile up, and opens it."""
    return Figure("clerk", CLERK, Depicts("clerk"))


def journeys(clock: float, count: int) -> Numbers:
    """Return how far each of so many letters is (0 to 1), one leaving after another."""
    journey = JOURNEY if count > 1 else 1.0
    return np.clip((clock - np.linspace(0.0, 1 - journey, count)) / journey, 0.0, 1.0)


class LetterPile(Drawing):
    """A pile of letters on its foot; a few stand for as many as its path says.

    ``grown`` (0 to 1) is how much of it is there, ``tied`` how far its string is tied.
    """

    def __init__(self, count: int, path: str) -> None:
        self.count, self.path = min(count, MOST_PILED), path
        self.grown, self.tied = 0.0, 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the letters from below, then string and bow."""
        subject = Depicts("pile", self.path)
        for number in range(round(self.grown * self.count)):
            # Nobody piles letters quite straight.
            x = 0.05 * float(np.sin(2.3 * number))
            lay(pen, "letter", (x, PILED * number), IN_PILE, subject)
        if self.tied > 0:
            top = self.extent().top
            line: Sequence[Point] = ((0.0, top * (1 - self.tied)), (0.0, top))
            pen.subject = Depicts("string")
            pen.line(line, "update", width=style.BOLD_LINE)
            pen.subject = None
            with pen.inside(0.0, top, max(0.01, 2 * self.tied - 1), 1.0):
                lay(pen, "bow", (0.0, -0.05), 0.3, Depicts("bow"))

    def extent(self) -> Box:
        """Return the box of the whole pile."""
        half = outlines("letter").width * IN_PILE / 2 + 0.06
        return Box(-half, 0.0, half, PILED * (self.count - 1) + IN_PILE)


class Letters(Drawing):
    """Letters on their ways, (letters, stops, 3), one leaving after another.

    A stop is the x and y of a letter's middle and its height; ``at`` (0 to 1) says when
    each is passed. ``clock`` (0 to 1) is how much of the play is over; backwards they
    return. Those that have not left are seen if they ``wait``, those that have arrived
    if they ``stay``. ``values`` stamp them; ``depicts`` is what each stands for on its
    way to the second stop.
    """

    def __init__(
        self,
        ways: Numbers,
        *,
        values: Sequence[float] | Numbers = (),
        depicts: Sequence[Depicts] = (),
        at: Sequence[float] = (0.0, 1.0),
        waits: bool = False,
        stays: bool = False,
    ) -> None:
        self.ways, self.at_stops = np.array(ways), at
        self.values = np.array(values) if len(values) else np.zeros(len(ways))
        self.depicted = depicts or [Depicts("sent")] * len(ways)
        self.waits, self.stays = waits, stays
        self.clock = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint those that are seen, each with its stamp."""
        done = journeys(self.clock, len(self.ways))
        seen = (self.waits | (done > 0)) & (self.stays | (done < 1))
        for number in np.flatnonzero(seen).tolist():
            share = float(done[number] ** 2 * (3 - 2 * done[number]))
            way = self.ways[number].T
            x, y, tall = (float(np.interp(share, self.at_stops, row)) for row in way)
            is_true = share <= self.at_stops[1]
            subject = self.depicted[number] if is_true else Depicts("sent")
            lay(pen, "letter", (x, y - tall / 2), tall, subject)
            pen.subject = Depicts("seal", subject.path)
            _seal(pen, (x, y - SEAL_BELOW * tall), tall, float(self.values[number]))
            pen.subject = None


def _seal(pen: Pen, at: Point, tall: float, value: float) -> None:
    """Stamp a letter: up and filled for more, down and hollow for less."""
    way = float(np.sign(value))
    for half, role in ((SEAL, "error"), (0.45 * SEAL, "panel"))[
        : int(abs(way) + (way < 0))
    ]:
        foot = at[0], at[1] - way * half * tall
        pen.arrow_head(foot, (0.0, way), role, length=2 * half * tall, half=0.5)


def gathered(spots: Numbers, goal: Box) -> Numbers:
    """Return the ways of letters, (letters, 3), to a pile that grows as they arrive."""
    arrived = np.linspace(JOURNEY, 1.0, len(spots))
    tops = goal.bottom + IN_PILE / 2 + (goal.height - IN_PILE) * arrived
    goals = np.full((len(spots), 3), (goal.centre[0], 0.0, IN_PILE))
    goals[:, 1] = tops
    return np.stack([spots, goals], axis=1)
