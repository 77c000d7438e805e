"""One wiggle through a chain: number lines in a row, from a weight to the cost.

way = ChainLines(self, [Link("w", "positive", weight, "weight"), …], Box(…))
self.play(*way.come(0, on_edge))
self.play(*wiggle(way.lines))
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from scenes import style
from scenes.diagram.panels import Arrow
from scenes.diagram.text import Row, Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.path_builder import Path
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion, fade_in, fade_out, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.wiggling import number_line

LONGEST = 1.3  # half of a line, at most
SHARE = 0.4  # of its part of the area, likewise
LETTER, RATE = 0.6, 0.32
ABOVE, BELOW = 0.68, 0.55  # from a line to its letter, and to its value
FROM_LETTER = 0.25  # to where an arrow begins
OVER_ARROW = 0.3


@dataclass(frozen=True, slots=True)
class Link:
    """A quantity of a chain: its letter and role, the path of its value and the kind.

    ``moves`` is the path of its rate to the first one's, ``rate`` of that to the one
    before, of the ``rate_kind``; the first has neither. ``decimals`` are those of the
    value, where they are not those of its kind.
    """

    letter: str
    role: str
    value: str
    kind: str
    moves: Path | None = None
    rate: str = ""
    rate_kind: str = ""
    decimals: int | None = None


class ChainLines:
    """A number line for each link, its letter above, its value below; arrows between.

    All have the same units: where a lens is needed, it holds for those after it.
    """

    def __init__(self, chapter: PathTexts, links: Sequence[Link], area: Box) -> None:
        self.chapter, self.links = chapter, links
        room, y = area.width / len(links), area.centre[1]
        half, power = min(LONGEST, SHARE * room), 0
        xs = [area.left + room * (place + 0.5) for place in range(len(links))]
        self.lines, self.letters, self.values = [], [], []
        for x, link in zip(xs, links, strict=True):
            how = {"role": link.role, "largest": 1.0, "half": half, "power": power}
            line = number_line(chapter, link.moves, **how)  # type: ignore[arg-type]
            power = line.power
            letter = chapter.formula(
                f"part({link.letter})", {"part": link.role}, em=LETTER
            )
            kind, places = link.kind, link.decimals
            value = chapter.number(
                link.value, kind, em=style.TOLD, decimals=places, role=link.role
            )
            self.lines.append(line.at(x, y))
            self.letters.append(letter.at(x, y + ABOVE))
            self.values.append(value.at(x, y - BELOW))
        boxes = [letter.box for letter in self.letters]
        ends = [(box.left - FROM_LETTER, box.right + FROM_LETTER) for box in boxes]
        self.arrows = [
            Arrow((one[1], y + ABOVE), (two[0], y + ABOVE), "muted", width=style.LINE)
            for one, two in pairwise(ends)
        ]
        self.rates: list[Row | None] = [None] * len(self.arrows)

    @property
    def all(self) -> list[Drawing]:
        """All of it that can be there."""
        rates = [rate for rate in self.rates if rate]
        return [*self.lines, *self.letters, *self.values, *self.arrows, *rates]

    def come(self, place: int, *way: Point) -> list[Motion]:
        """Return the motions by which a link comes in, its value along points."""
        value = self.values[place]
        found = [fade_in(self.letters[place]), fly(value, *way, seconds=1.0)]
        if place:
            arrow = self.arrows[place - 1]
            arrow.shown = 0.0
            found.append(tween(arrow, shown=1.0))
        return [*found, fade_in(self.lines[place])]

    def come_back(self) -> list[Motion]:
        """Return the motions by which all of it appears again."""
        return [fade_in(each) for each in self.all]

    def leave(self) -> list[Motion]:
        """Return the motions that take all of it away."""
        return [fade_out(each) for each in self.all]

    def over(self, place: int) -> Point:
        """Return where the rate over an arrow stands: that of the link after it."""
        arrow = self.arrows[place - 1]
        x = (arrow.start_point[0] + arrow.end_point[0]) / 2
        return x, arrow.start_point[1] + OVER_ARROW

    def write_rate(self, place: int, *way: Point) -> Motion:
        """Return the flight of a link's rate, along points, to over its arrow."""
        link = self.links[place]
        number = self.chapter.number(link.rate, link.rate_kind, em=RATE)
        times = Text(Source("×"), em=RATE, role="muted")
        rate = self.rates[place - 1] = Row(times, number)
        return fly(rate.at(*self.over(place)), *way, seconds=1.0)
