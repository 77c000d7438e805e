"""Where things stand: regions of the frame, columns of units, what is left out."""

from math import ceil
from typing import TypeAlias

import numpy as np

from scenes.engine.arrays import Positions
from scenes.engine.drawing import Box

Slot: TypeAlias = int | range  # a unit, or the run of units that is not drawn


FRAME = Box(-64 / 9, -4.0, 64 / 9, 4.0)
SAFE = Box(-6.8, -3.72, 6.8, 3.72)
HEADER_Y = 3.47


# The close shot: one unit, and left of it those that it hears.
CLOSE_UNIT = (2.3, 0.05, 1.75)  # x, y and radius: 44 % of the frame's height
SENDERS = Box(-2.3, -1.5, -2.3, 1.6)  # one below the other
SENDER = 0.36  # radius, at most
LARGEST_STEP = 1.4  # from one to the next
PICTURE_ALONE = Box(-6.6, -2.25, -2.0, 2.35)
PICTURE_BELOW = Box(-4.9, -2.3, -3.1, -0.5)
PIXELS_ABOVE = Box(-3.0, -0.05, -3.0, 2.55)  # those that left the picture
# One edge: the unit further off, one input as large as it can be seen.
FAR_UNIT = (4.3, 0.05, 1.75)
ONE_INPUT = (-2.9, 0.05, 0.6)
PICTURE_APART = Box(-6.6, -2.2, -4.4, 0.0)
ABOVE_EDGE = Box(-2.3, 0.35, 2.5, 1.6)
ABOVE_ONE = Box(-3.3, 1.7, 3.3, 2.98)
ABOVE_ALL = Box(-2.4, 1.98, 4.2, 2.98)
ABOVE_UNIT = Box(-0.8, 1.98, 3.8, 2.98)
NAME_OF_UNIT = Box(4.25, 2.2, 6.75, 2.7)
BELOW_UNIT = Box(0.4, -2.4, 4.2, -1.8)
BELOW_LEFT = Box(-2.5, -2.4, -0.2, -1.8)
# Within that unit: all of it, and its halves.
INSIDE_UNIT = Box(1.2, -0.95, 3.4, 1.15)
LEFT_HALF = Box(0.9, -0.75, 2.05, 0.85)
RIGHT_HALF = Box(2.5, -0.6, 3.75, 0.8)
# The unit alone: its sum at the left, its activation at the right.
LONE_UNIT = (-0.2, 0.05, 1.9)
LEFT_OF_LONE = Box(-6.4, -0.45, -2.5, 0.55)
RIGHT_OF_LONE = Box(2.1, -0.7, 6.3, 1.0)
ABOVE_LONE = Box(-2.8, 2.05, 2.4, 2.98)
LONE_LEFT = Box(-1.75, -0.8, -0.5, 0.95)
LONE_RIGHT = Box(0.05, -0.6, 1.4, 0.9)
BELOW_CURVE = Box(-0.15, -1.15, 1.3, -0.75)


def in_rows(count: int, area: Box) -> tuple[Positions, float]:
    """Return where squares in rows of a box stand to be the largest, and how far apart.

    The last row stands in the middle.
    """
    step, across = max(
        (min(area.width / across, area.height / ceil(count / across)), across)
        for across in range(1, count + 1)
    )
    rows = ceil(count / across)
    row, column = np.divmod(np.arange(count), across)
    own = np.where(row == rows - 1, count - across * (rows - 1), across)
    x = area.centre[0] + step * (column - (own - 1) / 2)
    y = area.centre[1] - step * (row - (rows - 1) / 2)
    return np.stack([x, y], axis=1), step
