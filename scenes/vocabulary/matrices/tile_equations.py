"""An equation of matrices: letters, below each its tiles, below those its shape.

equation = TileEquation(self, [TileTerm("w", "W", "text", tiles, shape)], box)
self.play(*equation.write())
self.play(*equation.come("w", places))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from manim.utils.rate_functions import linear

from scenes import style
from scenes.diagram.formulas import Formula
from scenes.diagram.plots.matrix_tiles import EVERYTHING, NOTHING, MatrixTiles
from scenes.diagram.text import Text
from scenes.engine.arrays import Positions
from scenes.engine.drawing import Box, Drawing
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion, during, relit, staggered, tween

GAP = 0.3
LETTERS, SHAPES = 0.22, 0.24  # from the tiles to what stands above and below
OVERLAP = 0.45  # of the time that each tile is under way


@dataclass(frozen=True, slots=True)
class TileTerm:
    """A name to find it by, letters and their role; its tiles, if it has some.

    ``shape`` names how many rows and columns there are, as paths. What the letters mark
    as ``turned`` appears when the matrix is flipped.
    """

    name: str
    letters: str
    role: str = "text"
    tiles: MatrixTiles | None = None
    shape: tuple[str, str] = ("", "")


class TileEquation(Drawing):
    """Terms side by side, in the middle of a box; all of them are still to come."""

    def __init__(
        self,
        chapter: PathTexts,
        terms: Sequence[TileTerm],
        box: Box,
        *,
        em: float = style.LARGE,
    ) -> None:
        self.letters: dict[str, Formula] = {}
        self.tiles: dict[str, MatrixTiles] = {}
        self.shapes: dict[str, Text] = {}
        self.flipped: dict[str, Text] = {}  # shapes of what has been flipped
        super().__init__()
        tallest = max(t.tiles.spread[1] for t in terms if t.tiles is not None)
        x = 0.0
        for term in terms:
            x += self._column(chapter, term, x, em) + GAP
        lowest = min(letter.box.bottom for letter in self.letters.values())
        for letter in self.letters.values():
            letter.y += tallest / 2 + LETTERS - lowest
        own = self.box
        self.size = min(1.0, box.width / own.width, box.height / own.height)
        for shape in (*self.shapes.values(), *self.flipped.values()):
            place = shape.box.centre  # as small print is nowhere smaller
            shape.size = 1 / self.size
            shape.at(*place)
        middle, (cx, cy) = self.box.centre, box.centre
        self.x, self.y = cx - middle[0], cy - middle[1]

    def _column(self, chapter: PathTexts, term: TileTerm, x: float, em: float) -> float:
        """Add what belongs to a term; return its width."""
        roles = dict.fromkeys(("part", "turned"), term.role)
        letter = chapter.formula(f"part({term.letters})", roles, em=em)
        letter.alphas = {"turned": 0.0}
        parts: list[Drawing] = [letter]
        width = letter.box.width
        if term.tiles is not None:
            across, down = term.tiles.spread
            turns = "turned" in term.letters
            width = max(width, across, down if turns else 0.0)
            shapes = [_shape(chapter, each) for each in (term.shape, term.shape[::-1])]
            width = max(width, shapes[0].box.width)
            for shape, tall in zip(shapes, (down, across), strict=True):
                shape.at(x + width / 2, -tall / 2 - SHAPES)
            self.tiles[term.name] = term.tiles.at(x + width / 2, 0.0)
            self.shapes[term.name], self.flipped[term.name] = shapes
            parts += [term.tiles, *shapes]
        letter.x += x + width / 2 - letter.box.centre[0]
        self.letters[term.name] = letter
        for part in parts:
            part.opacity = 0.0
        self.add(*parts)
        return width

    def write(self) -> list[Motion]:
        """Return the motions by which all letters appear."""
        return [
            tween(letter, opacity=1.0, seconds=style.NORMAL)
            for letter in self.letters.values()
        ]

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
        old, new = self.shapes[name], self.flipped[name]
        self.shapes[name], self.flipped[name] = new, old
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
        tiles.opacity, tiles.framed = 1.0, 1.0
        tiles.starts = tiles.goals.copy()
        tiles.shown = np.zeros(tiles.values.shape)
        count = len(tiles.values)
        framed = [_framed(self.tiles[n], count, seconds) for n in (result, *by_row)]
        all_of = [_framed(self.tiles[n], 1, seconds, EVERYTHING) for n in whole]
        shown = tween(self.shapes[result], opacity=1.0, seconds=style.QUICK)
        return [_filled(tiles, seconds), *framed, *all_of, shown]


def _shape(chapter: PathTexts, shape: tuple[str, str]) -> Text:
    values = dict(zip(("rows", "columns"), shape, strict=True))
    return chapter.small_print("{rows} × {columns}", values)


def _filled(tiles: MatrixTiles, seconds: float) -> Motion:
    """Return the motion that lets the rows of a matrix appear, one after another."""
    count = len(tiles.values)

    def begin() -> Callable[[float], None]:
        def move(progress: float) -> None:
            rows = np.clip(progress * count - np.arange(count), 0.0, 1.0)
            tiles.shown = np.repeat(rows[:, None], tiles.values.shape[1], axis=1)

        return move

    return Motion(tiles, begin, seconds=seconds, rate=linear)


def _framed(
    tiles: MatrixTiles, count: int, seconds: float, which: float = NOTHING
) -> Motion:
    """Return the motion of a frame down the rows, or around all, gone at the end."""

    def begin() -> Callable[[float], None]:
        def move(progress: float) -> None:
            row = float(min(count - 1, int(progress * count)))
            here = row if which == NOTHING else which
            tiles.marked = here if 0 < progress < 1 else NOTHING

        return move

    return Motion(tiles, begin, seconds=seconds, rate=linear)
