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


class StepMatrices:
    """Tiles of one step; ``axes`` are those of the columns, counted from the input.

    What of a layer is not drawn in the network is left out here, too; of a picture
    those inputs stay that contribute most.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, self.network, row = chapter, chapter.network, chapter.row
        step, path, drawn = chapter.step, chapter.path, list(self.network.plan.drawn)
        if self.network.plan.picture:
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

    def of(self, path: Path, *axes: Axis, role: str = "error") -> MatrixTiles:
        """Return the values at the paths of ``{r}`` and ``{c}``, a vector upright."""
        rows, columns = (*axes, self.one)[:2]
        cells = [
            [str(path).format(r=r, c=c) for c in columns.drawn] for r in rows.drawn
        ]
        values = [[float(self.chapter.value(cell)) for cell in row] for row in cells]
        return MatrixTiles(np.array(values), (rows, columns), paths=cells, role=role)

    def at_units(self, column: int, times: int = 1) -> Positions:
        """Return where the units of a column are now, each so many times."""
        units = np.repeat(self.axes[column].drawn, times).tolist()
        return np.array([self.network.place(column, unit) for unit in units])

    def at_edges(self, column: int) -> Positions:
        """Return where the edges into a column are now, row by row."""
        targets, sources = self.axes[column].drawn, self.axes[column - 1].drawn
        pairs = np.array([(unit, source) for unit in targets for source in sources])
        found: Positions = ways(self.network.stage, column - 1, pairs).mean(axis=1)
        return found
