"""Place with value on plots: heads, points and curves by ticks, walkers by the map."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from math import log10
from typing import Any

import numpy as np

from scenes.chapters.training.learning_wall import DIM
from scenes.engine.reading import Mark

LEAST = 1e-300  # of what is looked for among powers of ten
NEAR = 2.0  # pixels that a point may be beside its place
Value = Callable[[str], Any]
Scale = tuple[float, float]  # pixels for each unit, and where zero is


def faults(marks: Sequence[Mark], value: Value) -> Iterator[str]:
    """Yield what stands elsewhere on its plot than its value says, or is lit wrong."""
    scales: dict[tuple[int | None, int | None], Scale | None] = {}
    for key, ticks in _ticks(marks, value).items():
        scales[key] = scale = _scale(ticks)
        if scale is None:
            yield f"place: the ticks of axes {key} are not where their values are"
    yield from _on_axes(marks, value, scales)
    yield from _racers(marks, value, scales)
    yield from _samples(marks, value, scales)
    yield from _on_map(marks, value)
    pictures = [m for m in marks if m.depicts.what == "picture" and m.depicts.path]
    # Of those that learn, how bright each is says whether it is read right.
    pictures = [m for m in pictures if np.ndim(value(m.depicts.path)) == 0]
    most = max((mark.alpha for mark in pictures), default=1.0)
    for mark in pictures:
        lit = most * (DIM + (1 - DIM) * value(mark.depicts.path))
        if abs(mark.alpha - lit) > 0.01:
            yield f"size: {mark.depicts.path} is drawn as bright as {mark.alpha}"
    yield from _arrows(marks, value)


def _arrows(marks: Sequence[Mark], value: Value) -> Iterator[str]:
    """Arrows of the slope point uphill, those of the descent the other way."""
    for mark in marks:
        if mark.depicts.what in ("uphill", "downhill") and mark.of("line"):
            start, end = np.array(mark.of("line")[0].points)[[0, -1]]
            way = (end - start) * (1, -1)
            slope = np.array(value(mark.depicts.path))
            if min(np.hypot(*way), np.hypot(*slope)) < 1e-9:
                continue
            turned = (way * slope).sum() / np.hypot(*way) / np.hypot(*slope)
            wanted = 1 if mark.depicts.what == "uphill" else -1
            if np.hypot(*way) > NEAR and abs(turned - wanted) > 0.01:
                yield f"direction: the arrow {mark.depicts.what} does not point there"


def _ticks(marks: Sequence[Mark], value: Value) -> dict[Any, list[tuple[float, float]]]:
    """Return value and place of each tick, by axes and axis: 0 across, 1 up."""
    found = defaultdict(list)
    for mark in marks:
        depicts = mark.depicts
        if depicts.what in ("tick", "power"):
            place = mark.strokes[0].points[0][depicts.unit or 0]
            said = value(depicts.path)
            said = log10(said) if depicts.what == "power" else said
            found[depicts.column, depicts.unit].append((said, place))
    return found


def _scale(ticks: list[tuple[float, float]]) -> Scale | None:
    """Return what the ticks of one axis say; none if they do not agree."""
    values, places = np.array(ticks).T
    if len(set(values)) < 2:
        return float("nan"), float("nan")
    slope, zero = np.polyfit(values, places, 1)
    return (
        None if np.abs(values * slope + zero - places).max() > NEAR else (slope, zero)
    )


def _racers(marks: Sequence[Mark], value: Value, scales: Any) -> Iterator[str]:
    """Runners of a race stand where the axis below says that they are."""
    for mark in marks:
        what, path = mark.depicts.what, mark.depicts.path
        scale = scales.get((mark.depicts.column, 0))
        if what == "racer" and path and scale is not None and mark.of("disc"):
            x = value(path) * scale[0] + scale[1]
            if abs(mark.centre[0] - x) > NEAR:
                yield f"place: the racer {path} is not at its value"


def _samples(marks: Sequence[Mark], value: Value, scales: Any) -> Iterator[str]:
    """Points of samples stand where the axes say that their inputs are."""
    for mark in marks:
        if mark.depicts.what == "sample point":
            for axis, said in enumerate(value(mark.depicts.path)):
                slope, zero = scales.get((mark.depicts.column, axis)) or (np.nan, 0.0)
                if abs(mark.centre[axis] - said * slope - zero) > NEAR:
                    yield f"place: the sample {mark.depicts.path} is not at its inputs"


def _on_axes(marks: Sequence[Mark], value: Value, scales: Any) -> Iterator[str]:
    powers = {m.depicts.column for m in marks if m.depicts.what == "power"}
    for mark in marks:
        what, path, number = mark.depicts.what, mark.depicts.path, mark.depicts.column
        scale = scales.get((number, 1))
        if not path or scale is None or np.isnan(scale[0]):
            continue
        if what in ("head", "read"):
            said = value(path)
            said = log10(max(said, LEAST)) if number in powers else said
            y = said * scale[0] + scale[1]
            if abs(mark.centre[1] - y) > NEAR:
                yield f"place: {what} {path} is not at its value"
        if what == "read":
            right = value(path.replace("predictions", "right"))
            if bool(mark.of("disc")) != bool(right):
                yield f"sign: {path} is drawn as right, or as wrong, and is not"
        if what == "answers" and mark.strokes:
            ys = np.array(mark.strokes[0].points)[:, 1]
            drawn = np.array(value(path))[: len(ys)] * scale[0] + scale[1]
            # What is beyond the axes stands at their rim.
            inside = (drawn > ys.min() + NEAR) & (drawn < ys.max() - NEAR)
            if np.abs(drawn - ys)[inside].max(initial=0.0) > NEAR:
                yield f"place: the curve {path} is not at its values"


def _on_map(marks: Sequence[Mark], value: Value) -> Iterator[str]:
    """Walkers stand where the edges of the map say that they are."""
    edges = {
        mark.depicts.unit: (value(mark.depicts.path), mark.centre)
        for mark in marks
        if mark.depicts.what == "edge of the map" and mark.depicts.path
    }
    if len(edges) < 4:
        return
    scales = []
    for axis, (one, other) in enumerate(((0, 1), (2, 3))):
        (low, start), (high, end) = edges[one], edges[other]
        slope = (end[axis] - start[axis]) / (high - low)
        scales.append((slope, start[axis] - slope * low))
    for mark in marks:
        if mark.depicts.what == "walker" and mark.depicts.path:
            place = np.array(value(mark.depicts.path))
            there = [
                slope * x + zero for x, (slope, zero) in zip(place, scales, strict=True)
            ]
            if np.hypot(*(np.array(mark.centre) - there)) > NEAR:
                yield f"place: the walker {mark.depicts.path} is not at its place"
