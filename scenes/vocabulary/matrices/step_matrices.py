"""The matrices of a step as tiles: what of them is drawn, where they are found."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from scenes.diagram.network.layered_network import chosen
from scenes.diagram.network.lit_edges import ways
from scenes.diagram.plots.matrix_tiles import Axis, MatrixTiles
from scenes.engine.arrays import Numbers, Positions
from scenes.path_builder import Path, count

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

Shape = tuple[str, str]

TALL, WIDE, LARGEST = 3.5, 6.2, 0.5  # room for tiles; side of a cell, at most
BESIDE = 4  # vectors, that stand beside matrices


class StepMatrices:
    """Tiles of one step, all cells of one size; columns are counted from the input.

    What of a layer is not drawn in the network is left out here, too; of a picture
    those inputs stay that contribute most. Vectors are upright, one column.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, self.cell, self.row = chapter, LARGEST, chapter.row
        step, drawn = chapter.step, chapter.network.plan.drawn
        self.axes = [
            Axis(units, size) for units, size in zip(drawn, chapter.sizes, strict=True)
        ]
        if chapter.network.plan.picture:
            parts = np.array(
                step.layers[0].weighted_inputs[self.row, chapter.thread[1]]
            )
            kept = chosen(len(parts), parts, chapter.thread[0])
            self.axes[0] = Axis(kept, len(parts))
        size = len(step.samples)
        self.samples = Axis(chosen(size, np.zeros(size), self.row), size)
        self.one = Axis((0,), 1)

    def fit(self, *across: Axis, down: Axis) -> None:
        """Make cells so small that some axes stand side by side, and one upright."""
        most = sum(axis.length for axis in across) + BESIDE
        self.cell = min(LARGEST, WIDE / most, TALL / (down.length + 1))

    # Made of paths.

    def of_units(
        self, column: int, field: str, role: str, *, largest: float = 0.0
    ) -> MatrixTiles:
        """Return what a field says of each unit of a column in the sample, upright."""
        path = self._of(column, field)
        axes = self.axes[column], self.one
        return self._tiles(axes, role, lambda k, _: path[self.row, k], largest)

    def of_batch(
        self, column: int, field: str, role: str, *, lying: bool = False
    ) -> MatrixTiles:
        """Return a field of all units and samples; a sample is a column, or a row."""
        path = self._of(column, field)
        axes = self.axes[column], self.samples
        if lying:
            return self._tiles(axes[::-1], role, lambda n, k: path[n, k])
        return self._tiles(axes, role, lambda k, n: path[n, k])

    def of_edges(self, column: int, field: str, role: str) -> MatrixTiles:
        """Return what a field says of each weight into a column."""
        path = self._of(column, field)
        axes = self.axes[column], self.axes[column - 1]
        return self._tiles(axes, role, lambda k, j: path[k, j])

    def of_biases(self, column: int, field: str, role: str) -> MatrixTiles:
        """Return what a field says of each bias of a column, upright."""
        path = self._of(column, field)
        return self._tiles((self.axes[column], self.one), role, lambda k, _: path[k])

    def of_outputs(self, column: int, field: str, role: str) -> MatrixTiles:
        """Return what a field says of each two units of a column, as softmax has it."""
        path = self._of(column, field)
        axes = self.axes[column], self.axes[column]
        return self._tiles(axes, role, lambda j, k: path[self.row, k, j])

    def _of(self, column: int, field: str) -> Path:
        if field == "activations" and column == 0:
            return self.chapter.path.inputs
        if field == "targets":
            return self.chapter.path.targets
        found: Path = getattr(self.chapter.layer(column), field)
        return found

    def _tiles(
        self,
        axes: tuple[Axis, Axis],
        role: str,
        path: Callable[[int, int], Path],
        largest: float = 0.0,
    ) -> MatrixTiles:
        def text(row: int, column: int) -> str:
            return str(path(row, column))

        rows, columns = axes
        values = [
            [float(self.chapter.value(text(r, c))) for c in columns.drawn]
            for r in rows.drawn
        ]
        how = {"role": role, "cell": self.cell, "largest": largest}
        return MatrixTiles(np.array(values), axes, paths=text, **how)  # type: ignore[arg-type]

    # How many there are, as paths.

    def shape(self, tiles: MatrixTiles) -> Shape:
        """Return the paths of how many rows and columns a matrix has."""
        rows, columns = (self._size(axis) for axis in tiles.axes)
        return rows, columns

    def _size(self, axis: Axis) -> str:
        samples = self.chapter.path.samples
        if axis is self.one:
            return str(count(samples[self.row : self.row + 1]))
        if axis is self.samples:
            return str(count(samples))
        column = next(n for n, each in enumerate(self.axes) if each is axis)
        if column == 0:
            return str(count(self.chapter.path.inputs[self.row]))
        return str(count(self.chapter.layer(column).biases))

    # Where they are found.

    def at_units(self, column: int) -> Positions:
        """Return where the units of a column are now."""
        places = [
            self.chapter.network.place(column, u) for u in self.axes[column].drawn
        ]
        return np.array(places)

    def at_edges(self, column: int) -> Positions:
        """Return where the edges into a column are now, row by row."""
        pairs = [
            (unit, source)
            for unit in self.axes[column].drawn
            for source in self.axes[column - 1].drawn
        ]
        stage = self.chapter.network.stage
        found: Numbers = ways(stage, column - 1, np.array(pairs)).mean(axis=1)
        return found
