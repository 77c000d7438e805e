"""The network of a step: units in columns, edges, and the stage that they stand on."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from scenes import style
from scenes.diagram.network.beside import Follower
from scenes.diagram.network.ground import Ground
from scenes.diagram.network.lit_edges import LitEdges
from scenes.diagram.network.units import Units
from scenes.engine.arrays import Numbers, Pairs, Positions
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.stage import Stage, wide

MOST_DRAWN = 11  # units of a column; of more, the largest contributions
KEPT = 9  # of those
LARGER = {1: 1.5, 2: 1.3}  # units where no more stand in any column
ROOMY = 0.17  # of the gap, at most: numbers have to stand beside them
MOST_LINES = 640  # of the grey ground in one gap


@dataclass(frozen=True, slots=True)
class Plan:
    """What is drawn of a network, and where: the picture of its inputs, its box.

    ``drawn`` names the units of each column; ``picture`` is rows and columns of pixels
    where the inputs are a picture.
    """

    sizes: tuple[int, ...]
    drawn: tuple[tuple[int, ...], ...]
    box: Box
    picture: tuple[int, int] | None = None
    side: float = 2.9  # of the picture, at most


def chosen(count: int, contributions: Numbers, thread: int) -> tuple[int, ...]:
    """Return which units of a column are drawn: all, or those that count, in order."""
    if count <= MOST_DRAWN:
        return tuple(range(count))
    order = np.argsort(-np.abs(contributions), kind="stable").tolist()
    kept = {thread, *order[: KEPT - 1]}
    return tuple(sorted(kept))


def gaps(count: int, drawn: Sequence[int]) -> tuple[range, ...]:
    """Return the runs of units that are not drawn."""
    found, previous = [], -1
    for unit in (*drawn, count):
        if unit > previous + 1:
            found.append(range(previous + 1, unit))
        previous = unit
    return tuple(found)


class LayeredNetwork(Drawing):
    """Units in columns, grey ground, lit edges; column 0 is the input, as on screen.

    ``units[c]`` and ``edges[c - 1]`` belong to ``steps[i].layers[c - 1]``, whose paths
    begin with ``here``; ``row`` is the sample. All of it stands where ``stage`` says,
    also the ``labels`` that were attached.
    """

    def __init__(
        self, plan: Plan, weights: Sequence[Numbers], *, here: str, row: int
    ) -> None:
        self.plan = plan
        self.home = _home(plan)
        self._stage = self.home
        self.ground = Ground(self.home, tuple(_lines(plan, w) for w in weights))
        self.edges = [
            LitEdges(
                *(gap, self.home, matrix),
                largest=float(np.abs(matrix).max()),
                path=f"{here}.layers[{gap}].weights[{{unit}}, {{source}}]",
            )
            for gap, matrix in enumerate(weights)
        ]
        self.units = [
            Units(
                *(column, self.home, drawn),
                () if column == 0 and plan.picture else gaps(plan.sizes[column], drawn),
                paths=_paths(here, row, column),
                picture=plan.picture if column == 0 else None,
            )
            for column, drawn in enumerate(plan.drawn)
        ]
        self.labels: list[Follower] = []
        super().__init__(self.ground, *self.edges, *self.units)

    def tell(self, here: str, row: int) -> None:
        """Let values be those of another step, or of another sample, from now on."""
        for units in self.units:
            units.paths = _paths(here, row, units.column)
        for gap, edges in enumerate(self.edges):
            edges.path = f"{here}.layers[{gap}].weights[{{unit}}, {{source}}]"

    @property
    def stage(self) -> Stage:
        """Where everything stands now."""
        return self._stage

    @stage.setter
    def stage(self, stage: Stage) -> None:
        self._stage = stage
        self.ground.stage = stage
        for edges in self.edges:
            edges.stage = stage
        for units in self.units:
            units.stage = stage
        for label in self.labels:
            label.follow(stage)

    def attach(self, *labels: Follower) -> None:
        """Let labels go with the network, over all that it is made of."""
        for label in labels:
            label.follow(self._stage)
        self.labels += labels
        self.add(*labels)

    def detach(self, *labels: Follower) -> None:
        """Let go of labels."""
        self.labels = [each for each in self.labels if each not in labels]
        self.remove(*labels)

    def place(self, column: int, unit: int) -> Point:
        """Return where the middle of a unit is now."""
        x, y = self._stage.places[column][unit].tolist()
        return x, y

    def radius(self, column: int, unit: int) -> float:
        """Return how large a unit is now."""
        return float(self._stage.radii[column][unit])


def _paths(here: str, row: int, column: int) -> tuple[str, str]:
    if column == 0:
        return f"{here}.inputs[{row}, {{unit}}]", ""
    layer = f"{here}.layers[{column - 1}]"
    return f"{layer}.activations[{row}, {{unit}}]", f"{layer}.deltas[{row}, {{unit}}]"


def _lines(plan: Plan, weights: Numbers) -> Pairs:
    """Return edges of a gap as (target, source): all, or of many, evenly chosen ones.

    Fainter than they can be painted, all of 12,544 would be a fog or nothing at all.
    """
    pairs = np.argwhere(np.ones(weights.shape, dtype=bool))
    return pairs[:: -(-len(pairs) // MOST_LINES)]


def _home(plan: Plan) -> Stage:
    """Return the wide shot of a network."""
    box, picture = plan.box, plan.picture
    side = min(plan.side, box.height) if picture else 0.0
    xs = np.linspace(box.left + side / 2, box.right, len(plan.sizes))
    if len(plan.sizes) > 1 and picture:
        # The picture is wide itself: the others share what is left of it.
        xs[1:] = np.linspace(box.left + side + 2.0, box.right, len(plan.sizes) - 1)
    rows = max(_slots(count, drawn) for count, drawn in _columns(plan))
    gap = float(np.diff(xs).min()) if len(xs) > 1 else box.width
    largest = max(style.UNIT, min(style.UNIT * LARGER.get(rows, 1.0), ROOMY * gap))
    radius = min(largest, 0.4 * box.height / max(rows, 1), 0.2 * gap)
    places, radii = [], []
    for column, (count, drawn) in enumerate(zip(plan.sizes, plan.drawn, strict=True)):
        if column == 0 and picture:
            places.append(_pixels(picture, float(xs[0]), box.centre[1], side))
            radii.append(side / max(picture) / 2)
        else:
            places.append(_spots(count, drawn, float(xs[column]), box))
            radii.append(radius)
    return wide(places, radii)


def _columns(plan: Plan) -> list[tuple[int, tuple[int, ...]]]:
    columns = list(zip(plan.sizes, plan.drawn, strict=True))
    return columns[1:] if plan.picture and len(columns) > 1 else columns


def _slots(count: int, drawn: Sequence[int]) -> int:
    return len(drawn) + len(gaps(count, drawn))


def _spots(count: int, drawn: Sequence[int], x: float, box: Box) -> Positions:
    """Return a place for each unit; those not drawn share that of their gap."""
    runs: list[list[int]] = [[unit] for unit in drawn]
    runs += [list(gap) for gap in gaps(count, drawn)]
    runs.sort()
    step = min(1.35, box.height / len(runs))
    places = np.zeros((count, 2))
    for slot, run in enumerate(runs):
        y = box.centre[1] + step * ((len(runs) - 1) / 2 - slot)
        spread = np.linspace(0.3, -0.3, len(run)) if len(run) > 1 else np.zeros(1)
        places[run] = np.stack([np.full(len(run), x), y + step * spread], axis=1)
    return places


def _pixels(picture: tuple[int, int], x: float, y: float, side: float) -> Positions:
    """Return the middle of each pixel, row by row from the top."""
    rows, columns = picture
    cell = side / max(picture)
    across = x + cell * (np.arange(columns) - (columns - 1) / 2)
    down = y - cell * (np.arange(rows) - (rows - 1) / 2)
    grid = np.stack(np.meshgrid(across, down), axis=-1)
    return grid.reshape(-1, 2)
