"""Discs as stamps: the coverage of a circle, drawn once and then laid many times.

Laying a stamp takes cairo 2 µs, filling a circle of 18 pixels 35 µs. Centres go by
quarters of a pixel and radii by eighths, finer than a film shows.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from math import ceil, pi
from operator import itemgetter
from typing import Any, TypeAlias

import cairo
import numpy as np

from scenes.engine.arrays import Names, Numbers, Positions
from scenes.engine.covered_discs import seen

Circle: TypeAlias = tuple[int, int, int]  # x, y and radius, in the steps below

PLACES, SIZES = 4, 8  # steps in a pixel, of centres and of radii
MOST = 4096  # stamps kept: 2 kB each at 1920×1080, 8 kB at 3840×2160


def runs(
    centres: Positions, radii: Numbers, roles: Names, *, opaque: bool
) -> Iterator[tuple[str, list[Circle]]]:
    """Yield discs in order, with their role wherever it changes.

    ``centres`` has shape (discs, 2), in pixels like ``radii``. Those that ``opaque``
    ones hide are left out; no radius becomes 0.
    """
    places = np.rint(centres * PLACES).astype(int)
    sizes = np.maximum(1, np.rint(radii * SIZES).astype(int))
    if opaque:
        shown = seen(places / PLACES, sizes / SIZES)
        places, sizes, roles = places[shown], sizes[shown], roles[shown]
    circles = zip(*places.T.tolist(), sizes.tolist(), strict=True)
    together = zip(roles.tolist(), circles, strict=True)
    for role, found in groupby(together, key=itemgetter(0)):
        yield role, [circle for _, circle in found]


def lay(context: "cairo.Context[Any]", circles: Iterable[Circle]) -> None:
    """Fill discs with the colour that a context in pixels has."""
    for x, y, size in circles:
        reach = _reach(size)
        stamp = _stamp(x % PLACES, y % PLACES, size)
        context.mask_surface(stamp, x // PLACES - reach, y // PLACES - reach)


def _reach(size: int) -> int:
    return ceil(size / SIZES) + 1


@lru_cache(MOST)
def _stamp(x: int, y: int, size: int) -> cairo.ImageSurface:
    """Return the coverage of a disc whose centre is some steps into a pixel."""
    reach = _reach(size)
    stamp = cairo.ImageSurface(cairo.FORMAT_A8, 2 * reach + 1, 2 * reach + 1)
    context = cairo.Context(stamp)
    centre = reach + x / PLACES, reach + y / PLACES
    context.arc(*centre, size / SIZES, 0, 2 * pi)
    context.fill()
    stamp.flush()
    return stamp
