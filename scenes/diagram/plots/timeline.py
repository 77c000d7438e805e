"""A line of years on which distances are true, and what happened, above it.

line = Timeline([event], Box(-6.2, -1.9, 6.2, -1.5), (1660.0, 2000.0))
self.play(tween(line, years=(1960.0, 1990.0)), seconds=1.4)
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from scenes import style
from scenes.diagram.text import Number
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed, numbers
from scenes.engine.pen import Pen, Point

DOT = 0.085
DECADE, CENTURY = 10, 100
TICK, LONG_TICK = 0.06, 0.13
MOST_TICKS = 20  # decades; of more, they would be too close to each other
OVERHANG = 0.3  # of the line, beyond its years
BELOW = 0.36  # from the line to the middle of a year's name
CLOSE, APART = 0.7, 1.1  # two years: the later one is not named, or is
STEM = 0.14  # from its upper end to the card


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened: the name of its year, and what is told of it.

    The middle of the card is at its ``place``: beside the dot, and height on screen.
    """

    year: Number
    card: Drawing
    place: Point


class Timeline(Drawing):
    """A line from one of its ``years`` to the other, with a dot for each event.

    ``shown`` (one entry an event, 0 to 1) lets a dot appear and its card rise on a
    stem. ``gathered`` (0 to 1) brings all cards, small, to the ``goal``. What lies
    outside of the box is not there.
    """

    years = Followed[Numbers]("_follow", numbers)
    shown = Followed[Numbers]("_follow", numbers)
    gathered = Followed[float]("_follow")

    def __init__(
        self, events: Sequence[Event], area: Box, years: tuple[float, float]
    ) -> None:
        self.events = list(events)
        self.area = area
        self.drawn = 1.0
        self.goal: Point = area.centre
        self._years: Numbers = np.array(years)
        self._shown: Numbers = np.zeros(len(self.events))
        self._gathered = 0.0
        cards = [event.card for event in self.events]
        super().__init__(*(event.year for event in self.events), *cards)
        self._follow()

    def across(self, year: float) -> float:
        """Return the x of a year."""
        share = (year - self._years[0]) / (self._years[1] - self._years[0])
        return float(self.area.left + share * self.area.width)

    def _xs(self) -> list[float]:
        return [self.across(float(event.year.text)) for event in self.events]

    def _there(self) -> list[float]:
        """Return how far each event is there, where the line stands now."""
        inside = [min(x - self.area.left, self.area.right - x) for x in self._xs()]
        within = np.clip(1.0 + np.array(inside) / OVERHANG, 0.0, 1.0)
        found: list[float] = (self._shown * within).tolist()
        return found

    def _follow(self) -> None:
        y, xs = self.area.centre[1], self._xs()
        apart = [np.inf, *(right - left for left, right in pairwise(xs))]
        for event, x, gap, there in zip(
            self.events, xs, apart, self._there(), strict=True
        ):
            event.year.at(x, y - BELOW)
            named = min(1.0, max(0.0, (gap - CLOSE) / (APART - CLOSE)))
            event.year.opacity = named * min(1.0, 2 * there)
            end = np.array((x + event.place[0], event.place[1]))
            risen = (x, y) + there * (end - (x, y))
            gone = self._gathered
            event.card.size = (0.5 + 0.5 * there) * (1 - 0.8 * gone)
            event.card.at(*(risen + gone * (np.array(self.goal) - risen)).tolist())
            event.card.opacity = min(1.0, max(0.0, 2 * there - 1), 3 * (1 - gone))

    def paint(self, pen: Pen) -> None:
        """Paint the line and its ticks, and of each event the dot and the stem."""
        area, y = self.area, self.area.centre[1]
        left, right = area.left - OVERHANG, area.right + OVERHANG
        end = left + (right - left) * self.drawn
        pen.subject = Depicts("timeline")
        pen.line(((left, y), (end, y)), "muted", width=style.LINE)
        first, last = self._years.tolist()
        step = DECADE if (last - first) / DECADE <= MOST_TICKS else CENTURY
        for year in range(-(-int(first) // step) * step, int(last) + 1, step):
            x, half = self.across(year), LONG_TICK if year % CENTURY == 0 else TICK
            if x < end:
                ends = ((x, y - half), (x, y + half))
                pen.line(ends, "muted", width=style.HAIRLINE)
        pen.subject = None
        for event, x, there in zip(self.events, self._xs(), self._there(), strict=True):
            pen.subject = Depicts("event", event.year.source.paths["value"])
            pen.disc((x, y), DOT * min(1.0, 2 * there), "text", min(1.0, 2 * there))
            pen.subject = None
            top = y + there * (event.card.box.bottom - STEM - y)
            alpha = there * (1 - self._gathered)
            pen.line(((x, y), (x, top)), "muted", width=style.HAIRLINE, alpha=alpha)
