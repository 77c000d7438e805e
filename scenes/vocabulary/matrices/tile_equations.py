"""An equation of matrices: letters, below each its tiles, below those its shape.

equation = TileEquation(self, [("w", "W", "text")], {"w": tiles}, box)
self.play(*equation.write())
self.play(*equation.come("w", places))
"""

from collections.abc import Mapping, Sequence

import numpy as np
from manim.utils.rate_functions import linear

from scenes import style
from scenes.diagram.formulas import Formula
from scenes.diagram.plots.matrix_tiles import MatrixTiles
from scenes.diagram.text import Text
from scenes.engine.arrays import Positions
from scenes.engine.drawing import Box, Drawing
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion, during, relit, staggered, tween

GAP = 0.3
LETTERS, SHAPES = 0.22, 0.24  # from the tiles to what stands above and below
OVERLAP = 0.45  # of the time that each tile is under way
Term = tuple[str, str, str]  # a name to find it by, letters, and their role, if any


class TileEquation(Drawing):
    """Terms side by side, in the middle of a box; all of them are still to come.

    What the letters mark as ``turned`` appears when the matrix is flipped. The shape of
    a matrix is there as it lies, and as it lies then.
    """

    def __init__(
        self,
        chapter: PathTexts,
        terms: Sequence[Term],
        tiles: Mapping[str, MatrixTiles],
        box: Box,
    ) -> None:
        self.chapter = chapter
        self.tiles = {name: tiles[name] for name, *_ in terms if name in tiles}
        self.letters: dict[str, Formula] = {}
        self.shapes: dict[str, list[Text]] = {}
        super().__init__()
        tallest = max(each.spread[1] for each in self.tiles.values())
        x = 0.0
        for term in terms:
            x += self._column(term, x) + GAP
        lowest = min(letter.box.bottom for letter in self.letters.values())
        for letter in self.letters.values():
            letter.y += tallest / 2 + LETTERS - lowest
        own = self.box
        self.size = min(1.0, box.width / own.width, box.height / own.height)
        for shape in (each for pair in self.shapes.values() for each in pair):
            place = shape.box.centre  # as small print is nowhere smaller
            shape.size = 1 / self.size
            shape.at(*place)
        middle, (cx, cy) = self.box.centre, box.centre
        self.x, self.y = cx - middle[0], cy - middle[1]

    def _column(self, term: Term, x: float) -> float:
        """Add what belongs to a term; return its width."""
        name, source, role = term
        roles = dict.fromkeys(("part", "turned"), role or "text")
        letter = self.chapter.formula(f"part({source})", roles, em=style.LARGE)
        letter.alphas = {"turned": 0.0}
        parts: list[Drawing] = [letter]
        width = letter.box.width
        if name in self.tiles:
            tiles = self.tiles[name]
            across, down = tiles.spread
            sizes = [axis.size for axis in tiles.axes]
            pair = [self._shape(sizes), self._shape(sizes[::-1])]
            turned = down if "turned" in source else 0.0
            width = max(width, across, turned, pair[0].box.width)
            for shape, tall in zip(pair, (down, across), strict=True):
                shape.at(x + width / 2, -tall / 2 - SHAPES)
            tiles.at(x + width / 2, 0.0)
            self.shapes[name] = pair
            parts += [tiles, *pair]
        letter.x += x + width / 2 - letter.box.centre[0]
        self.letters[name] = letter
        for part in parts:
            part.opacity = 0.0
        self.add(*parts)
        return width

    def _shape(self, sizes: Sequence[str]) -> Text:
        values = dict(zip(("rows", "columns"), sizes, strict=True))
        return self.chapter.small_print("{rows} × {columns}", values)

    def write(self) -> list[Motion]:
        """Return the motions by which all letters appear."""
        return [tween(letter, opacity=1.0) for letter in self.letters.values()]

    def come(
        self,
        name: str,
        places: Positions,
        *,
        seconds: float = 1.2,
        overlap: float = OVERLAP,
    ) -> list[Motion]:
        """Return the motions by which tiles come from places on screen, one by one."""
        tiles, count = self.tiles[name], self.tiles[name].values.size
        inside = (places - (self.x, self.y)) / self.size
        tiles.starts = (inside - (tiles.x, tiles.y)).reshape(tiles.starts.shape)
        tiles.opacity, tiles.framed = 1.0, 0.0
        tiles.shown = np.zeros(tiles.values.shape)
        order = np.linspace(0.0, 1.0, count).reshape(tiles.values.shape)
        overlap = overlap if count > 1 else 1.0
        return [
            staggered(tiles, "shown", order, seconds=seconds, overlap=overlap),
            tween(tiles, framed=1.0, seconds=style.QUICK),
            tween(self.shapes[name][0], opacity=1.0, seconds=style.QUICK),
        ]

    def where(self, name: str) -> Positions:
        """Return where the tiles of a term stand on screen."""
        tiles = self.tiles[name]
        inside: Positions = tiles.goals + np.array((tiles.x, tiles.y))
        return inside * self.size + np.array((self.x, self.y))

    def take_over(self, name: str, places: Positions) -> list[Motion]:
        """Return the motions of tiles that stood elsewhere, all of them together."""
        self.tiles[name].least = 1.0
        return self.come(name, places, seconds=1.0, overlap=1.0)

    def transpose(self, name: str, *, seconds: float = 1.4) -> list[Motion]:
        """Return the motions by which a matrix is flipped about its diagonal."""
        old, new = self.shapes[name]
        return [
            tween(self.tiles[name], turned=1.0, seconds=seconds),
            relit(self.letters[name], seconds=seconds, turned=1.0),
            tween(old, opacity=0.0, seconds=style.QUICK),
            tween(new, opacity=1.0, seconds=seconds, rate=during(0.7, 1.0)),
        ]

    def sweep(
        self,
        result: str,
        by_row: Sequence[str],
        whole: Sequence[str] = (),
        *,
        seconds: float = 2.0,
    ) -> list[Motion]:
        """Return the motions that fill a result row by row, and frame what makes it."""
        tiles = self.tiles[result]
        rows, columns = tiles.values.shape
        tiles.opacity = tiles.framed = 1.0
        tiles.starts, tiles.shown = tiles.goals, np.zeros(tiles.values.shape)
        order = np.repeat(np.arange(rows)[:, None] / max(1, rows - 1), columns, axis=1)
        found = [staggered(tiles, "shown", order, seconds=seconds, overlap=1 / rows)]
        for name in (result, *by_row, *whole):
            each = self.tiles[name]
            each.passed, each.as_one = 0.0, name in whole
            found.append(tween(each, passed=1.0, seconds=seconds, rate=linear))
        shape = self.shapes[result][0]
        return [*found, tween(shape, opacity=1.0, seconds=style.QUICK)]
