"""An equation of matrices: letters, below each its tiles, below those its shape.

equation = TileEquation(self, {"w": "W"}, {}, {"w": tiles}, box)
self.add(equation, equation.written)
self.play(*equation.write(), *equation.come("w", places))
self.play(*equation.gather(0.0, -2.2, em=0.3))
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
PARTS = {"output": "activation", "target": "text"}  # of a term
LETTERS, SHAPES = 0.22, 0.24  # from the tiles to what stands above and below
TALL, WIDE, LARGEST = 3.1, 6.2, 0.5  # room for tiles; side of a cell, at most
LETTERS_BESIDE = 3  # cells that they take at least
OVERLAP = 0.45  # of the time that each tile is under way


class TileEquation(Drawing):
    """Tiles of named terms side by side, in the middle of a box; all still to come.

    Their letters are ``written`` above, a drawing of its own, which stays when the
    tiles go. What is marked as ``turned`` there appears when the matrix is flipped.
    """

    def __init__(
        self,
        chapter: PathTexts,
        terms: Mapping[str, str],
        roles: Mapping[str, str],
        tiles: Mapping[str, MatrixTiles],
        box: Box,
    ) -> None:
        self.chapter = chapter
        self.tiles = {name: tiles[name] for name in terms if name in tiles}
        self.letters: dict[str, Formula] = {}
        self.shapes: dict[str, Text] = {}
        self._cut({name for name, letters in terms.items() if "turned" in letters})
        x = 0.0
        for name, source in terms.items():
            x += self._column(name, source, roles.get(name, "text"), x) + GAP
        super().__init__(*self.tiles.values(), *self.shapes.values())
        self.written = Drawing(*self.letters.values())
        lowest = self.written.box.bottom
        self.line = max(each.box.top for each in self.tiles.values()) + LETTERS - lowest
        for part in self.letters.values():
            part.y = self.line
        whole = self.box.joined(self.written.box)
        size = min(1.0, box.width / whole.width, box.height / whole.height)
        for shape in self.shapes.values():
            place = shape.box.centre  # as small print is nowhere smaller
            shape.size = 1 / size
            shape.at(*place)
        (x, y), (middle, height) = whole.centre, box.centre
        for each in (self, self.written):
            each.x, each.y, each.size = middle - size * x, height - size * y, size

    def _cut(self, flipped: set[str]) -> None:
        """Make cells so small that all matrices have room, also those to be flipped."""
        across, down = float(LETTERS_BESIDE), 0.0
        for name, tiles in self.tiles.items():
            wide, tall = tiles.spread
            across += max(wide, tall) if name in flipped else wide
            down = max(down, tall, wide if name in flipped else 0.0)
        for tiles in self.tiles.values():
            tiles.size = min(LARGEST, WIDE / across, TALL / (down + 1))

    def _column(self, name: str, source: str, role: str, x: float) -> float:
        """Place what belongs to a term, still unseen; return its width."""
        roles = {**dict.fromkeys(("part", "turned"), role), **PARTS}
        letter = self.chapter.formula(f"part({source})", roles, em=style.LARGE)
        self.letters[name], letter.alphas = letter, {"turned": 0.0}
        parts: list[Drawing] = [letter]
        if name in self.tiles:
            self.shapes[name] = self._shape(name)
            parts += [self.tiles[name], self.shapes[name]]
        width = max(part.box.width for part in parts)
        if "turned" in source:
            width = max(width, self.tiles[name].box.height)
        for part in parts:
            part.x += x + width / 2 - part.box.centre[0]
            part.opacity = 0.0
        return width

    def _shape(self, name: str, way: int = 1) -> Text:
        """Return how many rows and columns there are, below tiles in the middle."""
        tiles = self.tiles[name]
        sizes = [axis.size for axis in tiles.axes][::way]
        values = dict(zip(("rows", "columns"), sizes, strict=True))
        shape = self.chapter.small_print("{rows} × {columns}", values)
        return shape.at(0.0, -tiles.size * tiles.spread[::way][1] / 2 - SHAPES)

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
        inside = (places - (self.x, self.y)) / self.size - (tiles.x, tiles.y)
        tiles.starts = (inside / tiles.size).reshape(tiles.goals.shape)
        tiles.opacity = 1.0
        if order is None:
            order = np.linspace(0.0, 1.0, tiles.values.size).reshape(shape)
        overlap = overlap if tiles.values.size > 1 else 1.0
        return [
            staggered(tiles, "shown", order, seconds=seconds, overlap=overlap),
            tween(self.shapes[name], opacity=1.0, seconds=style.QUICK),
        ]

    def take_over(self, name: str, other: "TileEquation", term: str) -> list[Motion]:
        """Return the motions of tiles that stood in another equation, all together."""
        stood = other.tiles[term]
        inside = stood.goals * stood.size + (stood.x, stood.y)
        self.tiles[name].least = 1.0
        places = inside * other.size + (other.x, other.y)
        return self.come(name, places, seconds=1.0, overlap=1.0)

    def transpose(self, name: str, *, seconds: float = 1.4) -> list[Motion]:
        """Return the motions by which a matrix is flipped about its diagonal."""
        old, new = self.shapes[name], self._shape(name, -1)
        new.size, new.opacity = old.size, 0.0
        self.add(new.at(self.tiles[name].x, new.y))
        return [
            tween(self.tiles[name], turned=1.0, seconds=seconds),
            relit(self.letters[name], seconds=seconds, turned=1.0),
            tween(old, opacity=0.0, seconds=style.QUICK),
            tween(new, opacity=1.0, seconds=seconds, rate=during(0.7, 1.0)),
        ]

    def sweep(
        self, result: str, by_row: Sequence[str], *, seconds: float = 1.6
    ) -> list[Motion]:
        """Return the motions that fill a result row by row, and frame what makes it."""
        tiles, found = self.tiles[result], list[Motion]()
        rows, columns = tiles.values.shape
        tiles.opacity = 1.0
        order = np.repeat(np.arange(rows)[:, None] / max(1, rows - 1), columns, axis=1)
        for name in (result, *by_row):
            each = self.tiles[name]
            each.passed = 0.0
            found.append(tween(each, passed=1.0, seconds=seconds, rate=linear))
        return [
            staggered(tiles, "shown", order, seconds=seconds, overlap=1 / rows),
            *found,
            tween(self.shapes[result], opacity=1.0, seconds=style.QUICK),
        ]

    def gather(
        self, x: float, y: float, *, em: float, most: float, across_first: bool = False
    ) -> list[Motion]:
        """Return the motions of letters to a spot, close together; tiles are gone.

        First down or up, then aside: so they do not run across what is beside them.
        """
        widths = [each.box.width + CLOSE for each in self.letters.values()]
        size = min(em / style.LARGE, most / sum(widths))
        left, found = -sum(widths) / 2, [fade_out(self)]
        for letter, width in zip(self.letters.values(), widths, strict=True):
            found.append(tween(letter, x=letter.x + left - letter.box.left))
            left += width
        early, late = during(0.0, 0.6), during(0.4, 1.0)
        aside, up = (early, late) if across_first else (late, early)
        # Small while they are on their way.
        sized = early if size < self.written.size else late
        found.append(tween(self.written, size=size, rate=sized))
        found.append(tween(self.written, y=y - size * self.line, rate=up))
        return [*found, tween(self.written, x=x, rate=aside)]
