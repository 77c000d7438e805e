"""Equations of a step's matrices: letters, and below each of them its tiles."""

from typing import Any, TypeAlias

import numpy as np

from scenes import style
from scenes.diagram.network.layered_network import chosen
from scenes.diagram.plots.matrix_tiles import Axis, MatrixTiles
from scenes.engine.arrays import Positions
from scenes.engine.drawing import Box
from scenes.step_chapter import StepChapter
from scenes.vocabulary.equations import Equation, Term
from scenes.vocabulary.matrices import tiling
from scenes.vocabulary.motions import Motion, during, tween

Row: TypeAlias = tuple[Any, ...]  # name and letters; path and axes of tiles, if any
TALL, LARGEST = 2.9, 0.5  # room for tiles; side of a cell, at most
CLOSE = 0.16  # between letters that stand alone
PIECES = {"output": "activation", "turned": "text"}  # of letters
# Of letters and tiles; where letters have no colour, tiles have that of errors.
ROLES = {
    **dict.fromkeys(("delta", "after"), "error"),
    **dict.fromkeys(("slope", "jacobian", "incoming"), "activation"),
}


class MatrixChapter(StepChapter):
    """A chapter about the matrices of a step's last two layers.

    Of units and samples as many are drawn as of units in the network, and the same.
    ``room`` is where equations are written, ``found`` are those that were.
    """

    room: Box

    def setup(self) -> None:
        """Find what counts tiles: k and r outputs, j units before them, n samples."""
        super().setup()
        self.found: list[Equation] = []
        (*_, before, _), (*_, came, size) = self.thread, self.sizes
        every, row, many = self.path.samples, self.row, len(self.step.samples)
        parts = np.array(self.step.layers[-1].weighted_inputs[row, self.thread[-1]])
        some = chosen(many, np.zeros(many), row)
        counts = [f"network.layers[{self.last - 1}]", f"network.layers[{self.last}]"]
        outputs = Axis(self.network.plan.drawn[-1], size, counts[1])
        self.axes = {
            "j": Axis(chosen(came, parts, before), came, counts[0]),
            **dict.fromkeys("kr", outputs),
            "n": Axis(some, many, f"count({every})"),
            "1": Axis((0,), 1, f"count({every[row : row + 1]})"),
        }

    def write(self, *rows: Row) -> list[Motion]:
        """Return the motions of letters that appear; their tiles are to come."""
        counted = {index for *_, axes in rows for index in axes if index in self.axes}
        most = max(len(self.axes[index].drawn) for index in counted)
        self.cell = min(LARGEST, TALL / (most + 1))
        terms = [self.term(*each) for each in rows]
        found = Equation(self, terms, em=style.EQUATION, number_em=0.0)
        found.fitted(self.room)
        found.hide_letters()
        self.now: dict[str, Any] = found.drawn
        for tiles in self.now.values():
            tiles.print_shapes(found.size)
        self.found.append(found)
        self.add(found)
        return found.appear(*found.letters)

    def term(self, name: str, letters: str, path: object = "", axes: str = "") -> Term:
        """Return letters over tiles, whose rows and columns two of the axes count."""
        if not axes:
            return Term(name, letters)
        ways = [[self.axes[index] for index in order] for order in (axes, axes[::-1])]
        down, across = ways[0]
        cells = [
            [str(path).format(**{axes[0]: r, axes[1]: c}) for c in across.drawn]
            for r in down.drawn
        ]
        sizes = [{"rows": rows.size, "columns": columns.size} for rows, columns in ways]
        tiles = MatrixTiles(
            np.array([[self.value(cell) for cell in row] for row in cells], float),
            (down, across),
            paths=cells,
            role={"weights": "weight", **ROLES}.get(name, "error"),
            cell=self.cell,
            shapes=[self.small_print("{rows} × {columns}", size) for size in sizes],
        )
        tiles.turned = 0.5 * (name == "weights")  # so there is room for both ways
        return Term(name, letters, ROLES.get(name, "text"), drawn=tiles, parts=PIECES)

    def units(self, index: str) -> Positions:
        """Return where the units that an index counts are now."""
        column = self.last - (index == "j")
        units = self.axes[index].drawn
        return np.array([self.network.place(column, unit) for unit in units])

    def come(self, name: str, places: Positions, order: Any = None) -> Motion:
        """Return the motion of a term's tiles from places on screen."""
        return tiling.come(self.now[name], places, within=self.found[-1], order=order)

    def fill(self, result: str, *factors: str) -> list[Motion]:
        """Return the motions that fill the result, row by row."""
        return tiling.fill(self.now[result], [self.now[name] for name in factors])

    def gather(
        self, equation: Equation, x: float, y: float, *, em: float, most: float
    ) -> list[Motion]:
        """Return the motions of letters to a spot, close together; tiles are gone.

        First down or up, then aside: so they do not run across what is beside them.
        """
        letters, early, late = (
            equation.letters.values(),
            during(0.0, 0.6),
            during(0.4, 1.0),
        )
        widths = [each.box.width + CLOSE for each in letters]
        size, left = min(em / style.EQUATION, most / sum(widths)), -sum(widths) / 2
        # Small while they are on their way.
        sized = early if size < equation.size else late
        found = [tween(equation, size=size, rate=sized)]
        found += [tween(equation, y=y, rate=early), tween(equation, x=x, rate=late)]
        for tiles in equation.drawn.values():
            found.append(tween(tiles, opacity=0.0, rate=during(0.0, 0.4)))
        for letter, width in zip(letters, widths, strict=True):
            found.append(tween(letter, x=letter.x + left - letter.box.left))
            left += width
        return found
