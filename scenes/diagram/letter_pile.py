"""The pile of letters that is the gradient: gathered, tied up, opened again.

pile = LetterPile(22, "network.parameter_count")
self.play(tween(pile, grown=1.0), tween(pile, tied=1.0))
"""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.diagram.figures import Figure, lay
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point
from scenes.engine.svg_outlines import outlines

IN_PILE, PILED = 0.66, 0.075  # height of a letter in the pile; from one to the next
MOST_PILED = 22  # that stand for many
CLERK = 1.77  # height of who acts on it
JOURNEY = 0.4  # share of a play that each letter is under way


def clerk_of_pile() -> Figure:
    """Return who ties the pile up, and opens it."""
    return Figure("clerk", CLERK, Depicts("clerk"))


def journeys(clock: float, count: int) -> Numbers:
    """Return how far each of so many letters is (0 to 1), one leaving after another."""
    return np.clip((clock - np.linspace(0.0, 1 - JOURNEY, count)) / JOURNEY, 0.0, 1.0)


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


class Gathering(Drawing):
    """Letters on their way from hands to one place, one leaving after another.

    ``clock`` (0 to 1) is how much of the play is over; backwards it hands them out.
    Those that have not left are seen where they ``wait``.
    """

    def __init__(
        self, starts: Positions, talls: Numbers, goal: Box, *, wait: bool = False
    ) -> None:
        self.starts, self.talls, self.goal, self.wait = starts, talls, goal, wait
        self.clock = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint those that are under way, growing to the size of the pile's."""
        done = journeys(self.clock, len(self.starts))
        eased = done * done * (3 - 2 * done)
        x = self.goal.centre[0]
        for number in np.flatnonzero((done < 1) & (self.wait | (done > 0))).tolist():
            share, start = float(eased[number]), self.starts[number]
            top = self.goal.bottom + (self.goal.height - IN_PILE) * self.clock
            at = start + (np.array((x, top)) - start) * share
            tall = float(self.talls[number])
            tall += (IN_PILE - tall) * share
            lay(pen, "letter", (float(at[0]), float(at[1])), tall, Depicts("sent"))
