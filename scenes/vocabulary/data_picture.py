"""The picture of data that is none itself: a scatter, or a curve, with this sample.

found = data_picture(self, row=0, box=box)
network.attach(*found)
"""

import numpy as np

from scenes.diagram.charts.sample_points import SamplePoints
from scenes.diagram.network.beside import Follower, is_wide
from scenes.engine.arrays import Flags, Numbers, Positions
from scenes.engine.drawing import Box
from scenes.path_texts import PathTexts
from scenes.stage import Stage

LEAST_SIDE, MOST_SIDE = 1.6, 2.7
BELOW_INPUTS, LOWER = 1.35, 0.4  # side, where it stands below them, and how far down
NARROW, WIDE = 1.8, 2.2  # gaps that it leaves between columns: at least, if it can
AFTER = 0.45  # from it to what stands beside the inputs


class DataPicture(Follower):
    """Points that are there in the wide shot, left of the inputs.

    With ``stays`` (0 to 1) they are there in another shot, too.
    """

    def __init__(self, points: SamplePoints) -> None:
        self.chart, self.home, self.ys = points, points.frame, points.ys
        self._stays = self._there = 0.0
        super().__init__(points)

    @property
    def stays(self) -> float:
        """How much of them is there whatever the shot."""
        return self._stays

    @stays.setter
    def stays(self, stays: float) -> None:
        self._stays = stays
        self.opacity = max(stays, self._there)

    def follow(self, stage: Stage) -> None:
        """Leave where a stage is not the wide shot."""
        self._there = min(is_wide(stage), float(stage.presence[0].max()))
        self.stays = self._stays


def room_beside(texts: PathTexts, room: float) -> float:
    """Return how much of a room goes to a picture left of the inputs, and its gap.

    It is 0 where there is no picture, or where so many columns leave it no place: then
    it stands below the inputs.
    """
    gaps = len(texts.trace.network.layers) - 1
    if not len(texts.trace.data.points) or (room - LEAST_SIDE - AFTER) / gaps < NARROW:
        return 0.0
    return min(MOST_SIDE, max(LEAST_SIDE, room - AFTER - gaps * WIDE)) + AFTER


def data_box(texts: PathTexts, room: float, area: Box) -> Box | None:
    """Return where the picture stands at the left of an area; none if there is none.

    ``room`` is what goes to it beside the inputs.
    """
    if not len(texts.trace.data.points):
        return None
    if not room:
        low, right = area.bottom - LOWER, area.left + BELOW_INPUTS
        return Box(area.left, low, right, low + BELOW_INPUTS)
    side, middle = room - AFTER, area.centre[1]
    low, high = middle - side / 2, middle + side / 2
    return Box(area.left, low, area.left + side, high)


def data_picture(texts: PathTexts, *, row: int, box: Box) -> DataPicture:
    """Return the picture of the data, with the sample of a row of the step."""
    data, step = texts.trace.data, texts.trace.steps[texts.step_number]
    output = step.focus.units[-1]
    goals = np.append(data.point_targets[:, output], step.targets[row, output])
    every = places(np.vstack([data.point_inputs, step.inputs[row]]), goals)
    *discs, is_disc = filled(goals, is_curve=data.point_inputs.shape[1] == 1).tolist()
    path, (x, y) = texts.here(f"inputs[{row}]"), every[-1].tolist()
    points = SamplePoints(every[:-1], discs, box, own=((x, y), is_disc), path=path)
    return DataPicture(points)


def places(inputs: Numbers, goals: Numbers) -> Positions:
    """Return a point for each sample: two features, or one and what is right there."""
    down = inputs[:, 1] if inputs.shape[1] == 2 else goals
    return np.stack([inputs[:, 0], down], axis=1)


def filled(goals: Numbers, *, is_curve: bool) -> Flags:
    """Return which samples are discs, by what is right for one output."""
    if is_curve:
        return np.ones(len(goals), dtype=bool)
    return np.asarray(goals > (min(0.0, goals.min()) + goals.max()) / 2)
