"""What of a line lies in a box, and where it leaves."""

import itertools
from collections.abc import Iterator, Sequence
from math import isfinite

from scenes.engine.drawing import Box
from scenes.engine.pen import Point

NEAR = 1e-9


def inside(points: Sequence[Point], box: Box) -> Iterator[list[Point]]:
    """Yield the runs of a line that lie in a box, cut where they cross its rim."""
    run: list[Point] = []
    for one, other in itertools.pairwise(points):
        cut = _cut(one, other, box)
        if cut is None:
            continue
        if run and run[-1] != cut[0]:
            yield run
            run = []
        run = [*(run or [cut[0]]), cut[1]]
    if len(run) > 1:
        yield run


def exits(points: Sequence[Point], box: Box) -> Iterator[tuple[Point, Point]]:
    """Yield where a line leaves a box, and the point beyond that it goes to."""
    for one, other in itertools.pairwise(points):
        if box.holds(one) and not box.holds(other):
            yield (_cut(one, other, box) or (one, one))[1], other


def _cut(one: Point, other: Point, box: Box) -> tuple[Point, Point] | None:
    """Return the part of a stretch that lies in a box; None if there is none."""
    first, last = 0.0, 1.0
    sides = (box.left, box.right), (box.bottom, box.top)
    for start, end, (low, high) in zip(one, other, sides, strict=True):
        way = end - start
        if (
            not isfinite(way)
            or max(start, end) < low - NEAR
            or min(start, end) > high + NEAR
        ):
            return None
        if way:
            enters, leaves = sorted(((low - start) / way, (high - start) / way))
            first, last = max(first, enters), min(last, leaves)
    if first > last:
        return None

    def point(share: float) -> Point:
        x, y = (a + share * (b - a) for a, b in zip(one, other, strict=True))
        return x, y

    return one if first == 0 else point(first), other if last == 1 else point(last)
