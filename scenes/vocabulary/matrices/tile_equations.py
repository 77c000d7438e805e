"""An equation of matrices: letters, below each its tiles, below those its shape.

equation = TileEquation(self, [("w", "W", "text")], {"w": tiles}, box)
self.add(equation, equation.written)
self.play(*equation.write(), *equation.come("w", places))
self.play(*equation.gather(0.0, -2.2, size=0.5))
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from manim.utils.rate_functions import linear

from scenes import style
from scenes.diagram.formulas import Formula
from scenes.diagram.plots.matrix_tiles import MatrixTiles
from scenes.diagram.text import Text
from scenes.engine.arrays import Positions
from scenes.engine.drawing import Box, Drawing
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion, during, fade_out, relit, staggered, tween

GAP, CLOSE = 0.3, 0.16  # between terms: with tiles, and where letters stand alone
LETTERS, SHAPES = 0.22, 0.24  # from the tiles to what stands above and below
OVERLAP = 0.45  # of the time that each tile is under way
Term = tuple[str, str, str]  # a name to find it by, letters, and their role, if any


class TileEquation(Drawing):
    """Tiles of terms side by side, in the middle of a box; all are still to come.

    Their letters are ``written`` above, a drawing of its own, which stays when the
    tiles go. What is marked as ``turned`` there appears when the matrix is flipped.
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
        self.letters = {
            name: chapter.formula(
                f"part({source})",
                dict.fromkeys(("part", "turned"), role or "text"),
                em=style.LARGE,
            )
            for name, source, role in terms
        }
        self.shapes = {name: self._shape(name) for name in self.tiles}
        super().__init__(*self.tiles.values(), *self.shapes.values())
        self.written = Drawing(*self.letters.values())
        lowest = min(letter.box.bottom for letter in self.letters.values())
        self.line = (
            max(each.spread[1] for each in self.tiles.values()) / 2 + LETTERS - lowest
        )
        x = 0.0
        for name, letter in self.letters.items():
            x += self._column(name, letter, x) + GAP
        own = self.box.joined(self.written.box)
        self.size = min(1.0, box.width / own.width, box.height / own.height)
        for shape in self.shapes.values():
            place = shape.box.centre  # as small print is nowhere smaller
            shape.size = 1 / self.size
            shape.at(*place)
        (x, y), (middle, height) = own.centre, box.centre
        self.x, self.y = middle - self.size * x, height - self.size * y
        self.written.x, self.written.y = self.x, self.y
        self.written.size = self.size

    def _column(self, name: str, letter: Formula, x: float) -> float:
        """Place what belongs to a term, still unseen; return its width."""
        parts: list[Drawing] = [letter]
        width = letter.box.width
        if name in self.tiles:
            across, down = self.tiles[name].spread
            turned = down if "turned" in letter.text else 0.0
            parts += [self.tiles[name], self.shapes[name]]
            width = max(width, across, turned, self.shapes[name].box.width)
        for part in parts:
            part.x += x + width / 2 - part.box.centre[0]
            part.opacity = 0.0
        letter.y, letter.alphas = self.line, {"turned": 0.0}
        return width

    def _shape(self, name: str, way: int = 1) -> Text:
        """Return how many rows and columns there are, below tiles in the middle."""
        tiles = self.tiles[name]
        sizes = [axis.size for axis in tiles.axes][::way]
        values = dict(zip(("rows", "columns"), sizes, strict=True))
        shape = self.chapter.small_print("{rows} × {columns}", values)
        return shape.at(0.0, -tiles.spread[::way][1] / 2 - SHAPES)

    def write(self) -> list[Motion]:
        """Return the motions by which all letters appear."""
        return [tween(letter, opacity=1.0) for letter in self.letters.values()]

    def come(
        self,
        name: str,
        places: Positions,
        *,
        order: Any = None,
        seconds: float = 1.2,
        overlap: float = OVERLAP,
    ) -> list[Motion]:
        """Return the motions by which tiles come from places on screen.

        They do so one by one, or in an ``order`` from 0 to 1, one entry a tile.
        """
        tiles, shape = self.tiles[name], self.tiles[name].values.shape
        inside = (places - (self.x, self.y)) / self.size
        tiles.starts = (inside - (tiles.x, tiles.y)).reshape(tiles.starts.shape)
        tiles.opacity, tiles.framed, tiles.shown = 1.0, 0.0, np.zeros(shape)
        if order is None:
            order = np.linspace(0.0, 1.0, tiles.values.size).reshape(shape)
        overlap = overlap if tiles.values.size > 1 else 1.0
        return [
            staggered(tiles, "shown", order, seconds=seconds, overlap=overlap),
            tween(tiles, framed=1.0, seconds=style.QUICK),
            tween(self.shapes[name], opacity=1.0, seconds=style.QUICK),
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
        old, new = self.shapes[name], self._shape(name, -1)
        x, y = self.tiles[name].x, new.box.centre[1]
        new.size, new.opacity = old.size, 0.0
        self.add(new.at(x, y))
        return [
            tween(self.tiles[name], turned=1.0, seconds=seconds),
            relit(self.letters[name], seconds=seconds, turned=1.0),
            tween(old, opacity=0.0, seconds=style.QUICK),
            tween(new, opacity=1.0, seconds=seconds, rate=during(0.7, 1.0)),
        ]

    def sweep(
        self, result: str, by_row: Sequence[str], *, seconds: float = 2.0
    ) -> list[Motion]:
        """Return the motions that fill a result row by row, and frame what makes it."""
        tiles = self.tiles[result]
        rows, columns = tiles.values.shape
        tiles.opacity, tiles.shown = 1.0, np.zeros(tiles.values.shape)
        order = np.repeat(np.arange(rows)[:, None] / max(1, rows - 1), columns, axis=1)
        found = [staggered(tiles, "shown", order, seconds=seconds, overlap=1 / rows)]
        for name in (result, *by_row):
            each = self.tiles[name]
            each.passed = 0.0
            found.append(tween(each, passed=1.0, seconds=seconds, rate=linear))
        shape = self.shapes[result]
        return [*found, tween(shape, opacity=1.0, seconds=style.QUICK)]

    @property
    def width(self) -> float:
        """How wide the letters are where they stand alone, unscaled."""
        widths = [letter.box.width for letter in self.letters.values()]
        return sum(widths) + CLOSE * (len(widths) - 1)

    def gather(self, left: float, y: float, size: float) -> list[Motion]:
        """Return the motions in which letters close up, and tiles are gone."""
        found, x = [fade_out(self)], 0.0
        for letter in self.letters.values():
            found.append(tween(letter, x=letter.x + x - letter.box.left))
            x += letter.box.width + CLOSE
        # First down or up, then aside: so they do not run across what is beside them.
        up = tween(self.written, y=y - size * self.line, size=size, rate=during(0, 0.6))
        return [*found, up, tween(self.written, x=left, rate=during(0.4, 1.0))]
