"""Pictures of pixels that a drawing lays as a whole: arrays as surfaces, and tiles."""

from math import ceil

import cairo
import numpy as np

from scenes.engine.arrays import Numbers, Pixels
from scenes.engine.pen import Pen, Point

FILTERS = cairo.FILTER_BILINEAR, cairo.FILTER_NEAREST
FINEST = 64  # pixels of a picture to a tile


def tiles(
    pen: Pen, corner: Point, side: float, shares: Numbers, roles: tuple[str, str]
) -> None:
    """Fill a grid of squares, (rows, columns) from the top.

    ``corner`` is its lower left one and ``side`` that of a square. A share of 0 is the
    colour of the first role, 1 that of the second. 784 of them take 2 ms, painted one
    by one 20.
    """
    rows, columns = shares.shape
    if pen.only_measures:
        pen.cover(*corner, corner[0] + columns * side, corner[1] + rows * side)
        return
    context = pen.context
    # About as large as on screen, so that the rims of squares stay sharp.
    across, _ = context.user_to_device_distance(side, 0.0)
    fine = max(1, min(FINEST, ceil(abs(across))))
    grid = _coloured(pen, shares, roles)
    grid = np.repeat(np.repeat(grid, fine, axis=0), fine, axis=1)
    context.save()
    context.translate(corner[0], corner[1] + rows * side)
    context.scale(side / fine, -side / fine)
    context.set_source_surface(surface_of(grid))
    context.get_source().set_filter(cairo.FILTER_BILINEAR)
    context.paint_with_alpha(pen.opacity)
    context.restore()


def laid(
    pen: Pen,
    corners: tuple[Point, Point],
    shares: Numbers,
    roles: tuple[str, str],
    *,
    spot: tuple[Point, float] | None = None,
    sharp: bool = False,
) -> None:
    """Lay a grid of cells, (rows, columns) from the top, over a whole box.

    ``corners`` are the lower left and the upper right one. A share of 0 is the colour
    of the first role, 1 that of the second. Of a ``spot``, its middle and its radius,
    only what lies within is seen, less towards its rim. Cells are ``sharp`` where they
    are far larger than pixels.
    """
    (left, bottom), (right, top) = corners
    if pen.only_measures:
        pen.cover(left, bottom, right, top)
        return
    rows, columns = shares.shape
    grid = _coloured(pen, shares, roles)
    context = pen.context
    context.save()
    context.rectangle(left, bottom, right - left, top - bottom)
    context.clip()
    context.push_group()
    context.translate(left, top)
    context.scale((right - left) / columns, -(top - bottom) / rows)
    context.set_source_surface(surface_of(grid))
    context.get_source().set_filter(FILTERS[sharp])
    # Beyond the last cells is more of them: the rim of the box stays sharp.
    context.get_source().set_extend(cairo.EXTEND_PAD)
    context.paint()
    context.pop_group_to_source()
    if spot is None:
        context.paint_with_alpha(pen.opacity)
    else:
        context.mask(_fading(*spot, pen.opacity))
    context.restore()


def _fading(middle: Point, radius: float, opacity: float) -> cairo.RadialGradient:
    """Return a mask that lets through what lies around a point, less at its rim."""
    x, y = middle
    found = cairo.RadialGradient(x, y, 0.6 * radius, x, y, radius)
    found.add_color_stop_rgba(0.0, 0, 0, 0, opacity)
    found.add_color_stop_rgba(1.0, 0, 0, 0, 0.0)
    return found


def _coloured(pen: Pen, shares: Numbers, roles: tuple[str, str]) -> Pixels:
    """Return the pixel of each cell between the colours of two roles."""
    colours = pen.palette.colours()
    low, high = (np.array((*colours[role], 1.0)) for role in roles)
    mixed = low + (high - low) * shares[:, :, None]
    return np.ascontiguousarray(np.rint(255 * mixed).astype(np.uint8))


def surface_of(pixels: Pixels) -> cairo.ImageSurface:
    """Return a surface that paints straight into an array, (height, width, 4)."""
    height, width = pixels.shape[:2]
    return cairo.ImageSurface.create_for_data(
        pixels.data.cast("B"), cairo.FORMAT_ARGB32, width, height
    )
