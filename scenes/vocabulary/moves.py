"""Moves of the camera and flights of numbers.

self.play(zoom(network, close(network.home, (1, 3), (2.0, 0.3, 1.6))))
self.play(fly(equation.number("w"), *points_along_an_edge))
"""

from collections.abc import Callable, Sequence

import numpy as np
from manim.utils.rate_functions import smooth

from scenes import style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.text import Number
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Point
from scenes.stage import Camera, Stage, Which, aside, between, through
from scenes.vocabulary.motions import Motion, Rate, during, tween

VANISHING = 0.3  # of its size: so small it fades


def zoom(network: LayeredNetwork, end: Stage, *, seconds: float = style.MOVE) -> Motion:
    """Return the move of the whole network to another stage."""

    def begin() -> Callable[[float], None]:
        start = network.stage

        def move(progress: float) -> None:
            network.stage = between(start, end, progress)

        return move

    return Motion(network, begin, seconds=seconds)


def shrink_away(network: LayeredNetwork, *, seconds: float = style.MOVE) -> Motion:
    """Return the motion in which the whole network becomes small, and is gone."""

    def begin() -> Callable[[float], None]:
        start = network.stage
        x, y = np.concatenate(start.places).mean(axis=0).tolist()
        rest = 1 - VANISHING
        camera = Camera(VANISHING, VANISHING, rest * x, rest * y, VANISHING)
        end = through(start, camera)

        def move(progress: float) -> None:
            network.stage = between(start, end, progress)
            network.opacity = min(1.0, 4 * (1 - progress))

        return move

    return Motion(network, begin, seconds=seconds, removes=True)


def swell(
    network: LayeredNetwork,
    which: Which,
    *,
    by: float = 1.25,
    seconds: float = style.MOVE,
) -> Motion:
    """Return the motion that lets a unit grow for a moment and fall back."""

    def begin() -> Callable[[float], None]:
        start = network.stage
        column, unit = which
        x, y = network.place(column, unit)
        large = aside(start, {which: (x, y, by * network.radius(column, unit))})

        def move(progress: float) -> None:
            network.stage = between(start, large, 4 * progress * (1 - progress))

        return move

    return Motion(network, begin, seconds=seconds)


def fly(
    part: Drawing,
    *way: Point,
    within: Drawing | None = None,
    size: float = 0.75,
    seconds: float = style.NORMAL,
    rate: Rate = smooth,
    removes: bool = False,
) -> Motion:
    """Return the flight of a part, along points on screen, to where it stands.

    ``within`` is the drawing that holds it, if it is a part of one. It starts at a
    share of its size, and is seen from the first frame of the flight on.
    """
    x, y, whole = _frame_of(within)
    goal = (part.x, part.y)
    middle = part.box.centre
    shift = (middle[0] - goal[0], middle[1] - goal[1])
    points = [((px - x) / whole, (py - y) / whole) for px, py in way]
    part.opacity = 0.0

    def begin() -> Callable[[float], None]:
        stops = np.array([*points, (goal[0] + shift[0], goal[1] + shift[1])])
        lengths = np.hypot(*np.diff(stops, axis=0).T)
        far = np.concatenate([[0.0], np.cumsum(np.maximum(lengths, 1e-6))])
        far = far / far[-1]

        def move(progress: float) -> None:
            scale = size + (1 - size) * progress
            at = [float(np.interp(progress, far, stops[:, axis])) for axis in (0, 1)]
            part.size = scale
            part.x, part.y = at[0] - scale * shift[0], at[1] - scale * shift[1]
            part.opacity = min(1.0, 4 * progress) if progress < 1 else 1.0
            if progress >= 1:
                part.x, part.y = goal

        return move

    return Motion(part, begin, seconds=seconds, rate=rate, removes=removes)


def arrive(line: Drawing, start: Point, *, seconds: float = 1.0) -> list[Motion]:
    """Return how the number of a line flies there; the rest comes behind it."""
    number = next(part for part in line.parts if isinstance(part, Number))
    late = during(0.6, 1.0)
    motions = [
        tween(line, opacity=1.0),
        fly(number, start, within=line, seconds=seconds),
    ]
    for part in line.parts:
        if part is not number:
            part.opacity = 0.0
            motions.append(tween(part, opacity=1.0, seconds=seconds, rate=late))
    return motions


def climb(
    curve: FunctionCurve, *, start: float = 0.0, seconds: float = style.SLOW
) -> Motion:
    """Return the way of a curve's point along it, from a start to where it stands."""

    def begin() -> Callable[[float], None]:
        z, a = curve.at_point

        def move(progress: float) -> None:
            x = start + progress * (z - start)
            height = float(np.interp(x, curve.xs, curve.ys))
            curve.at_point = (x, height) if progress < 1 else (z, a)
            curve.point = min(1.0, 4 * progress)

        return move

    return Motion(curve, begin, seconds=seconds)


def _frame_of(within: Drawing | None) -> tuple[float, float, float]:
    if within is None:
        return 0.0, 0.0, 1.0
    return within.x, within.y, within.size


def along(points: Sequence[Point], *, lift: float = 0.0) -> list[Point]:
    """Return points, each a little higher, for a flight beside an edge."""
    return [(x, y + lift) for x, y in points]
