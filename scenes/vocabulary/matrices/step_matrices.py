"""The matrices of a step as tiles: what of them is drawn, where they are found."""

from typing import TYPE_CHECKING

import numpy as np

from scenes.diagram.network.layered_network import chosen
from scenes.diagram.network.lit_edges import ways
from scenes.diagram.plots.matrix_tiles import Axis, MatrixTiles
from scenes.engine.arrays import Positions
from scenes.path_builder import Path, count

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

TALL, WIDE, LARGEST = 3.1, 6.2, 0.5  # room for tiles; side of a cell, at most
BESIDE = 4  # vectors, that stand beside matrices


class StepMatrices:
    """Tiles of one step, all cells of one size; ``axes`` are counted from the input.

    What of a layer is not drawn in the network is left out here, too; of a picture
    those inputs stay that contribute most.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, self.cell, row = chapter, LARGEST, chapter.row
        step, path, drawn = chapter.step, chapter.path, list(chapter.network.plan.drawn)
        if chapter.network.plan.picture:
            parts = step.layers[0].weighted_inputs[row, chapter.thread[1]]
            drawn[0] = chosen(len(parts), np.array(parts), chapter.thread[0])
        counts = [path.inputs[row]]
        counts += [chapter.layer(n).biases for n in range(1, len(drawn))]
        self.axes = [
            Axis(units, size, str(count(each)))
            for units, size, each in zip(drawn, chapter.sizes, counts, strict=True)
        ]
        size = len(step.samples)
        some = chosen(size, np.zeros(size), row)
        self.samples = Axis(some, size, str(count(path.samples)))
        self.one = Axis((0,), 1, str(count(path.samples[row : row + 1])))

    def fit(self, *across: Axis, down: Axis) -> None:
        """Make cells so small that some axes stand side by side, and one upright."""
        most = sum(len(axis) for axis in across) + BESIDE
        self.cell = min(LARGEST, WIDE / most, TALL / (len(down) + 1))

    def of(
        self,
        path: Path,
        role: str,
        rows: Axis,
        columns: Axis | None = None,
        *,
        most: float = 0.0,
    ) -> MatrixTiles:
        """Return the values at the paths of ``{r}`` and ``{c}``, a vector upright."""
        axes = (rows, columns or self.one)
        values = [
            [
                float(self.chapter.value(str(path).format(r=r, c=c)))
                for c in axes[1].drawn
            ]
            for r in rows.drawn
        ]
        return MatrixTiles(
            np.array(values),
            axes,
            path=str(path),
            role=role,
            cell=self.cell,
            largest=most,
        )

    def at_units(self, column: int) -> Positions:
        """Return where the units of a column are now."""
        place, units = self.chapter.network.place, self.axes[column].drawn
        return np.array([place(column, unit) for unit in units])

    def at_edges(self, column: int) -> Positions:
        """Return where the edges into a column are now, row by row."""
        targets, sources = self.axes[column].drawn, self.axes[column - 1].drawn
        pairs = np.array([(unit, source) for unit in targets for source in sources])
        stage = self.chapter.network.stage
        found: Positions = ways(stage, column - 1, pairs).mean(axis=1)
        return found
