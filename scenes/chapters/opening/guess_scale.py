"""A first guess for every place: a map, and a scale that says what it shows."""

from collections.abc import Iterator

import numpy as np

from scenes import style
from scenes.diagram.plots.heat_map import HeatMap
from scenes.diagram.text import Number
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box
from scenes.engine.pen import Point
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion, fade_in
from scenes.vocabulary.moves import fly

BRIGHTEST = 0.38  # of a map: samples are to be seen on it
GAP, WIDE, NUMBER = 0.35, 0.25, 0.2  # from the map to the scale; to its numbers


def map_of(answers: Numbers, area: Box) -> HeatMap:
    """Return the answers in all places of a plane, brighter where they are higher."""
    low, high = min(0.0, float(answers.min())), max(1.0, float(answers.max()))
    return HeatMap(
        *((answers - low) / (high - low), area),
        roles=("panel", "activation"),
        bands=0,
        strongest=BRIGHTEST,
    )


class GuessScale:
    """The scale right of a map, and the highest and the lowest answer at its ends.

    ``path`` is that of ``{row}`` and ``{column}`` of the answers.
    """

    def __init__(
        self, texts: PathTexts, map_: HeatMap, answers: Numbers, path: str
    ) -> None:
        self.map, shares, area = map_, map_.shares, map_.area
        left = area.right + GAP
        self.bar = HeatMap(
            np.linspace(shares.min(), shares.max(), 2)[:, None],
            Box(left, area.bottom, left + WIDE, area.top),
            roles=map_.roles,
            bands=0,
            strongest=map_.strongest,
        )
        self.numbers: list[Number] = []
        self.starts: list[Point] = []
        for flat, y in ((answers.argmax(), area.top), (answers.argmin(), area.bottom)):
            row, column = (int(n) for n in np.unravel_index(int(flat), answers.shape))
            place = path.format(row=row, column=column)
            number = texts.number(place, "activation", em=style.SMALL)
            self.numbers.append(number.at(left + WIDE + NUMBER, y, align=0.0))
            high, wide = (max(1, count - 1) for count in answers.shape)
            self.starts.append(map_.across(column / wide, row / high))

    def come(self) -> Iterator[list[Motion]]:
        """Yield what brings the highest answer from its place, then the lowest."""
        self.map.sight = self.map.whole
        scale = [fade_in(self.bar)]
        for number, start in zip(self.numbers, self.starts, strict=True):
            yield [*scale, fly(number, start, seconds=1.4)]
            scale = []
