"""A line of years on which distances are true, and what happened, off the line.

line = Timeline([event], Box(-6.2, 0.3, 6.2, 0.4), (1966.0, 1990.0))
self.play(some(line, [0], shown=1.0))
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes import style
from scenes.diagram.text import Number
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed, numbers
from scenes.engine.pen import Pen, Point

DOT = 0.085
TICK = 0.08  # half of it
YEAR_OFF = 0.36  # from the line to the middle of a year's name
STEM = 0.14  # from its end to the card


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: the name of its year, what is told of it, and where.

    The middle of the card is at its ``place`` on screen, above the line or below it.
    """

    year: Number
    card: Drawing
    place: Point


class Timeline(Drawing):
    """A line from one of its ``years`` to the other, with a dot for each event.

    ``drawn`` is how much of it is there. ``shown`` (one entry an event, 0 to 1) lets a
    dot appear and its card rise on a stem; ``gathered`` brings all cards and years,
    small, to the ``goal``.
    """

    shown = Followed[Numbers]("_follow", numbers)
    gathered = Followed[float]("_follow")

    def __init__(
        self, events: Sequence[Event], area: Box, years: tuple[float, float]
    ) -> None:
        self.events, self.area, self.years = list(events), area, years
        self.drawn = 1.0
        self.goal: Point = area.centre
        self._gathered = 0.0
        self._shown: Numbers = np.zeros(len(self.events))
        cards = [event.card for event in self.events]
        super().__init__(*(event.year for event in self.events), *cards)
        self._follow()

    def across(self, year: float) -> float:
        """Return the x of a year."""
        return float(np.interp(year, self.years, (self.area.left, self.area.right)))

    def spot(self, event: Event) -> Point:
        """Return where the dot of an event is."""
        return self.across(float(event.year.text)), self.area.centre[1]

    def _follow(self) -> None:
        for event, there in zip(self.events, self._shown.tolist(), strict=True):
            (x, y), goal = self.spot(event), np.array(event.place)
            side = 1 if goal[1] > y else -1
            gone, risen = self._gathered, (x, y) + there * (goal - (x, y))
            event.card.size = (0.5 + 0.5 * there) * (1 - 0.8 * gone)
            event.card.opacity = min(1.0, max(0.0, 2 * there - 1), 3 * (1 - gone))
            event.year.opacity = min(1.0, 2 * there, 3 * (1 - gone))
            below = np.array((x, y - side * YEAR_OFF))
            for part, start in ((event.card, risen), (event.year, below)):
                part.at(*(start + gone * (self.goal - start)).tolist())

    def paint(self, pen: Pen) -> None:
        """Paint the line, a tick each ten years, and each event's dot and stem."""
        y, (first, last) = self.area.centre[1], self.years
        end = self.area.left + self.area.width * self.drawn
        pen.subject = Depicts("timeline")
        pen.line(((self.area.left, y), (end, y)), "muted", width=style.LINE)
        for year in range(-(-int(first) // 10) * 10, int(last) + 1, 10):
            if (x := self.across(year)) < end:
                ends = ((x, y - TICK), (x, y + TICK))
                pen.line(ends, "muted", width=style.HAIRLINE)
        for event, there in zip(self.events, self._shown.tolist(), strict=True):
            (x, _), box = self.spot(event), event.card.box
            pen.subject = Depicts("event", event.year.source.paths["value"])
            pen.disc((x, y), DOT * min(1.0, 2 * there), "text", min(1.0, 2 * there))
            pen.subject = None
            foot = box.bottom - STEM if event.place[1] > y else box.top + STEM
            alpha = there * (1 - self._gathered)
            stem = ((x, y), (x, y + there * (foot - y)))
            pen.line(stem, "muted", width=style.HAIRLINE, alpha=alpha)
