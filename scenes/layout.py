"""Where things stand: regions of the frame, columns of units, what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from scenes import style
from scenes.engine.arrays import Positions
from scenes.engine.drawing import Box

Slot: TypeAlias = int | range  # a unit, or the run of units that is not drawn


FRAME = Box(-64 / 9, -4.0, 64 / 9, 4.0)
SAFE = Box(-6.8, -3.72, 6.8, 3.72)
HEADER_Y = 3.47
CAPTION_Y = -3.22  # of the middle of the caption's lines
MOST_SLOTS = 11  # a layer with more units is elided
KEPT_AT_ENDS = 3
IMAGE_SIDE = 1.5  # ends above the first gap, so that "182 more" passes below it
NUMBERS_ROOM = 0.85  # of the inputs' own numbers, as far as their middles
GAPS_ROOM = 1.45  # of "182 more", likewise
BEFORE_CLASS = 0.05  # between the ring of an output and the name of its class
SHARE_OF_SLOT = 0.37  # of its slot's height that a unit's radius takes at most


@dataclass(frozen=True, slots=True)
class Regions:
    """The parts of a frame that a chapter fills."""

    diagram: Box
    panel: Box


def regions(*, captions: bool, split: float = 2.1) -> Regions:
    """Return diagram and panel, divided at x = ``split``.

    Without captions both reach down to the edge of the safe area.
    """
    bottom = -2.72 if captions else SAFE.bottom + 0.1
    diagram = Box(SAFE.left, bottom, split - 0.15, 3.05)
    return Regions(diagram, Box(split, bottom, SAFE.right, 3.05))


def slots(units: int, focus: int | None = None) -> tuple[Slot, ...]:
    """Return what is drawn of a layer: all of it, or both ends and the focus.

    A run that would hide a single unit shows it instead.
    """
    if units <= MOST_SLOTS:
        return tuple(range(units))
    kept = {*range(KEPT_AT_ENDS), *range(units - KEPT_AT_ENDS, units)}
    if focus is not None:
        kept |= {unit for unit in range(focus - 1, focus + 2) if 0 <= unit < units}
    found: list[Slot] = []
    previous = -1
    for unit in sorted(kept):
        hidden = range(previous + 1, unit)
        found += [hidden] if len(hidden) > 1 else list(hidden)
        found.append(unit)
        previous = unit
    return tuple(found)


def slot_heights(count: int, box: Box, *, most: float = 1.25) -> list[float]:
    """Return the heights of ``count`` slots, spread around the middle of a box."""
    step = min(most, box.height / max(count, 1))
    top = box.centre[1] + step * (count - 1) / 2
    return [top - step * index for index in range(count)]


def unit_positions(shown: Sequence[Slot], x: float, box: Box) -> Positions:
    """Return where every unit of a layer is, also those that are not drawn.

    Units left out share the height of their gap, so that their edges come from
    where they would be.
    """
    heights = slot_heights(len(shown), box)
    step = heights[0] - heights[1] if len(heights) > 1 else 0.0
    places: list[tuple[float, float]] = []
    for slot, y in zip(shown, heights, strict=True):
        if isinstance(slot, range):
            spread = np.linspace(y + 0.3 * step, y - 0.3 * step, len(slot))
            places += [(x, float(height)) for height in spread]
        else:
            places.append((x, y))
    return np.array(places)


def unit_radius(slots_in_tallest: int, box: Box, *, columns: int = 1) -> float:
    """Return the radius at which neighbours do not touch, and edges can be seen."""
    within = SHARE_OF_SLOT * box.height / max(slots_in_tallest, 1)
    between = 0.28 * box.width / max(columns - 1, 1)
    return min(style.UNIT_RADIUS, within, between)


# The close shot: one unit, and left of it those that it hears.
CLOSE_UNIT = (2.3, 0.05, 1.75)  # x, y and radius: 44 % of the frame's height
SENDERS = Box(-2.3, -1.5, -2.3, 1.6)  # one below the other
SENDER = 0.36  # radius, at most
LARGEST_STEP = 1.4  # from one to the next
PICTURE_ALONE = Box(-6.6, -1.8, -2.9, 1.9)
PICTURE_BELOW = Box(-4.9, -2.3, -3.1, -0.5)
PIXELS_ABOVE = Box(-3.0, -0.05, -3.0, 2.55)  # those that left the picture
ONE_PIXEL = (-2.1, 0.05, 0.34)
ABOVE_EDGE = Box(-2.6, 0.5, 0.6, 1.7)
ABOVE_ALL = Box(-2.4, 1.98, 4.2, 2.98)
ABOVE_UNIT = Box(-0.2, 1.98, 4.2, 2.98)
RIGHT_OF_UNIT = Box(4.25, -0.4, 6.75, 0.9)
NAME_OF_UNIT = Box(4.25, 2.2, 6.75, 2.7)
BELOW_UNIT = Box(0.4, -2.4, 4.2, -1.8)
BELOW_LEFT = Box(-2.0, -2.4, 0.3, -1.8)
# Within that unit: all of it, and its halves.
INSIDE_UNIT = Box(1.2, -0.95, 3.4, 1.15)
LEFT_HALF = Box(0.9, -0.75, 2.05, 0.85)
RIGHT_HALF = Box(2.5, -0.6, 3.75, 0.8)
BELOW_CURVE = Box(2.35, -1.05, 3.65, -0.7)
