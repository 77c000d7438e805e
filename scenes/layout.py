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
