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

TALL, WIDE, LARGEST = 3.5, 6.2, 0.5  # room for tiles; side of a cell, at most
BESIDE = 4  # vectors, that stand beside matrices


class StepMatrices:
    """Tiles of one step, all cells of one size; columns are counted from the input.

    What of a layer is not drawn in the network is left out here, too; of a picture
    those inputs stay that contribute most.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, self.cell, self.row = chapter, LARGEST, chapter.row
        step, path, drawn = chapter.step, chapter.path, list(chapter.network.plan.drawn)
        if chapter.network.plan.picture:
            parts = step.layers[0].weighted_inputs[self.row, chapter.thread[1]]
            drawn[0] = chosen(len(parts), np.array(parts), chapter.thread[0])
        counts = [path.inputs[self.row]]
        counts += [chapter.layer(n).biases for n in range(1, len(drawn))]
        self.axes = [
            Axis(units, size, str(count(each)))
            for units, size, each in zip(drawn, chapter.sizes, counts, strict=True)
        ]
        size, row = len(step.samples), self.row
        drawn_samples = chosen(size, np.zeros(size), row)
        self.samples = Axis(drawn_samples, size, str(count(path.samples)))
        self.one = Axis((0,), 1, str(count(path.samples[row : row + 1])))

    def fit(self, *across: Axis, down: Axis) -> None:
        """Make cells so small that some axes stand side by side, and one upright."""
        most = sum(axis.length for axis in across) + BESIDE
        self.cell = min(LARGEST, WIDE / most, TALL / (down.length + 1))

    def of(
        self, what: str, column: int, field: str, role: str, *, largest: float = 0.0
    ) -> MatrixTiles:
        """Return what a field of a layer says, as an upright vector or as a matrix.

        ``what`` is units (of the sample), biases, samples (a column each), lying
        samples (a row each), edges (into the column), or outputs (of each two units).
        """
        path, row = self._path(column, field), self.row
        here, before = self.axes[column], self.axes[column - 1]
        kinds: dict[str, tuple[Axis, Axis, Callable[[int, int], Path]]] = {
            "units": (here, self.one, lambda k, _: path[row, k]),
            "biases": (here, self.one, lambda k, _: path[k]),
            "samples": (here, self.samples, lambda k, n: path[n, k]),
            "lying samples": (self.samples, here, lambda n, k: path[n, k]),
            "edges": (here, before, lambda k, j: path[k, j]),
            "outputs": (here, here, lambda j, k: path[row, k, j]),
        }
        rows, columns, entry = kinds[what]
        values = [
            [float(self.chapter.value(str(entry(r, c)))) for c in columns.drawn]
            for r in rows.drawn
        ]
        return MatrixTiles(
            *(np.array(values), (rows, columns)),
            paths=lambda r, c: str(entry(r, c)),
            role=role,
            cell=self.cell,
            largest=largest,
        )

    def _path(self, column: int, field: str) -> Path:
        if field == "activations" and column == 0:
            return self.chapter.path.inputs
        if field == "targets":
            return self.chapter.path.targets
        found: Path = getattr(self.chapter.layer(column), field)
        return found

    def at_units(self, column: int) -> Positions:
        """Return where the units of a column are now."""
        place, units = self.chapter.network.place, self.axes[column].drawn
        return np.array([place(column, unit) for unit in units])

    def at_edges(self, column: int) -> Positions:
        """Return where the edges into a column are now, row by row."""
        targets, sources = self.axes[column].drawn, self.axes[column - 1].drawn
        pairs = np.array([(unit, source) for unit in targets for source in sources])
        stage = self.chapter.network.stage
        found: Numbers = ways(stage, column - 1, pairs).mean(axis=1)
        return found
