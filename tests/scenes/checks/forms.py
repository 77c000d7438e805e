"""Size, brightness and sign with value: what a viewer reads off a form is true.

Sizes are compared as ratios to their values, which are one and the same for all of a
kind. What is smaller than can be drawn is left out by its size on screen.
"""

from collections.abc import Iterator, Sequence
from math import pi

import numpy as np

from scenes.engine.reading import Mark

FLOOR = 1.6  # pixels: a radius, or a side, that stands for anything smaller, too
LEGIBLE = 6.0  # pixels: from this width on it is seen whether a form is hollow
HARDLY = 1e-6  # pixels that a pointer may be aside of straight up
LEAST_LETTER = 9.5  # pixels: the height of a letter for anything smaller, too
THIN = 0.8  # pixels: the width of the thinnest edge
TINY = 1e-9  # a value of which nothing is seen
CLOSE = 0.02  # that ratios may differ by, as a share


def differ(ratios: Sequence[float]) -> bool:
    """Say whether ratios are more than one number."""
    return len(ratios) > 1 and max(ratios) > min(ratios) * (1 + CLOSE)


def is_hollow(mark: Mark) -> bool:
    """Say whether what is seen inside of a filled form is of the ground's colour."""
    inside = [
        stroke
        for stroke in mark.strokes[1:]
        if stroke.alpha > 0.5 * mark.strokes[0].alpha and stroke.right - stroke.left > 1
    ]
    return bool(inside) and inside[-1].role in ("background", "panel")


def is_dashed(mark: Mark) -> bool:
    """Say whether a line is dashed."""
    return any(stroke.dashed for stroke in mark.of("line"))


def sign(mark: Mark, value: float, *, is_moving: bool) -> Iterator[str]:
    """Yield the sign that a form shows and its value does not have."""
    what, path = mark.depicts.what, mark.depicts.path
    if what == "weight" and mark.of("line"):
        shown, roles = is_dashed(mark), {stroke.role for stroke in mark.of("line")}
        if roles != {"negative" if value < 0 else "positive"}:
            yield f"sign: the colour of {path} = {value:+.3g}"
    elif what in ("delta", "activation"):
        if not mark.of("disc"):
            return  # a pixel, or a value that is too small to draw
        shown = bool(mark.of("line"))
    elif what == "dial":
        shown = _pointer(mark)[0] < -HARDLY
    elif what == "seal":
        shown = len(mark.of("area")) > 1
    elif what in ("pulse", "bar", "product", "weight", "tile"):
        if width(mark) < LEGIBLE or (is_moving and _is_lit(mark)):
            return
        shown = is_hollow(mark)
    else:
        return
    if shown != (value < 0):
        yield f"sign: the form of {what} {path} = {value:+.3g}"


def _is_lit(mark: Mark) -> bool:
    """Say whether light shines through a weight, which is to become a product."""
    return mark.depicts.what in ("weight", "product") and bool(
        mark.of("area", role="activation")
    )


def width(mark: Mark) -> float:
    """Return how wide a mark is, in pixels."""
    left, _, right, _ = mark.box
    return right - left


def scales(marks: Sequence[tuple[Mark, float]]) -> Iterator[str]:
    """Yield kinds that have more than one scale, at any moment of a motion."""
    for back in (False, True):
        found = [
            (mark.of("disc")[0].size ** 2, value)
            for mark, value in marks
            if mark.depicts.what == "pulse" and mark.depicts.backwards == back
        ]
        yield from _proportional(found, FLOOR**2, f"pulses {'back' * back}")
    letters = [(_height(m) ** 2, v) for m, v in marks if m.depicts.what == "letter"]
    yield from _proportional(letters, LEAST_LETTER**2, "letters")
    yield from _tiles([each for each in marks if "reached" in each[0].depicts.path])
    lines = [(m, v) for m, v in marks if m.depicts.what == "weight" and m.of("line")]
    for column in {mark.depicts.column for mark, _ in lines}:
        found = [
            (mark.of("line")[0].size, value)
            for mark, value in lines
            if mark.depicts.column == column
        ]
        yield from _proportional(found, THIN, f"edges into column {column}")


def tremor(moved: Sequence[tuple[float, float]], column: int) -> Iterator[str]:
    """Yield what does not move in proportion to its rate, to a pixel.

    Each movement is in pixels, beside the rate that it stands for.
    """
    most = max(moved, key=lambda pair: abs(pair[1]))
    scale = most[0] / most[1] if most[1] else 0.0
    if any(abs(pixels - scale * rate) > 1.0 for pixels, rate in moved):
        yield f"size: tremors of column {column} are not in proportion"


def at_rest(marks: Sequence[tuple[Mark, float]], radii: dict[Mark, float]) -> list[str]:
    """Return kinds that have more than one scale at the end of a beat.

    ``radii`` are those of the units that marks stand at.
    """
    deltas = [
        ((mark.of("disc")[0].size / radii[mark]) ** 2, value)
        for mark, value in marks
        if mark.depicts.what == "delta" and mark.of("disc")
    ]
    found = list(_proportional(deltas, 0.0, "δ discs of all layers"))
    for what in ("weight", "product"):
        squares = [
            ((width(mark) / radii[mark]) ** 2, value)
            for mark, value in marks
            if mark.depicts.what == what and mark.of("area") and width(mark) > 2 * FLOOR
        ]
        found += _proportional(squares, 0.0, f"squares of {what}s")
    bars = [(width(m), value) for m, value in marks if m.depicts.what == "bar"]
    found += _proportional(bars, 2 * FLOOR, "bars")
    turns = [(_turn(m), value) for m, value in marks if m.depicts.what == "dial"]
    found += _proportional(turns, 0.0, "dials")
    areas = [(_area(m), value) for m, value in marks if m.depicts.what == "square"]
    found += _proportional(areas, 4 * FLOOR**2, "squares of errors")
    levels = [(_height(m), value) for m, value in marks if m.depicts.what == "ink"]
    found += _proportional(levels, FLOOR, "levels of ink")
    return [*found, *_brightness(marks), *_tiles(marks)]


def _area(mark: Mark) -> float:
    """Return how much a mark covers, in square pixels, if it is areas."""
    return sum(
        (stroke.right - stroke.left) * (stroke.bottom - stroke.top)
        for stroke in mark.of("area")
    )


def _pointer(mark: Mark) -> tuple[float, float]:
    """Return how far a pointer reaches to the right, and up."""
    (x, y), (right, top) = mark.of("line")[0].points
    return right - x, y - top


def _turn(mark: Mark) -> float:
    """Return how far a pointer is turned from straight up, to either side."""
    return float(abs(np.arctan2(*_pointer(mark))))


def _height(mark: Mark) -> float:
    _, top, _, bottom = mark.box
    return bottom - top


def _brightness(marks: Sequence[tuple[Mark, float]]) -> Iterator[str]:
    """Compare brightness with value among units of a column that are lit alike."""
    found: dict[tuple[int | None, bool], list[tuple[float, float]]] = {}
    for mark, value in marks:
        if mark.depicts.what == "activation":
            kind = mark.depicts.column, mark.strokes[0].kind == "area"
            for stroke in mark.of("disc", "area", role="activation"):
                found.setdefault(kind, []).append((stroke.alpha, value))
    for (column, is_picture), pairs in found.items():
        ratios = sorted(alpha / abs(value) for alpha, value in pairs if alpha < 1)
        # Lit ones and dimmed ones are two groups, not more.
        steps = np.array(ratios[1:]) > np.array(ratios[:-1]) * (1 + CLOSE)
        if steps.sum() > 1:
            what = "pixels" if is_picture else f"units of column {column}"
            yield f"size: brightness of {what} is not in proportion"


def _tiles(marks: Sequence[tuple[Mark, float]]) -> Iterator[str]:
    """Compare the strength of tiles that are there with values, matrix by matrix."""
    found: dict[str, list[tuple[Mark, float]]] = {}
    for mark, value in marks:
        if mark.depicts.what == "tile":
            matrix = mark.depicts.path.rpartition("[")[0]
            found.setdefault(matrix, []).append((mark, value))
    for matrix, tiles in found.items():
        whole = 0.99 * max(width(mark) for mark, _ in tiles)
        pairs = [(m.strokes[0].alpha, v) for m, v in tiles if width(m) >= whole]
        # Of some that are nothing there is only the hole to be seen.
        yield from _proportional(
            [pair for pair in pairs if abs(pair[1]) > TINY], 0.0, f"tiles of {matrix}"
        )


def _proportional(
    pairs: Sequence[tuple[float, float]], least: float, what: str
) -> Iterator[str]:
    """Compare sizes with |value|; those up to the least may stand for less."""
    ratios = [
        size / abs(value) for size, value in pairs if value and size > least * 1.05
    ]
    if differ(ratios):
        yield f"size: {what} are not in proportion"
    if ratios:
        most = least / min(ratios)
        if any(abs(v) > most * 1.2 for s, v in pairs if s <= least and most):
            yield f"size: {what}: one is drawn as too small to draw"


def turn(mark: Mark, middle: tuple[float, float]) -> float:
    """Return how far an arc turns, clockwise, as a share of the whole circle."""
    ways = np.array(mark.strokes[0].points) - middle
    angles = np.unwrap(np.arctan2(ways[:, 1], ways[:, 0]))
    return float(angles[-1] - angles[0]) / (2 * pi)  # y grows downwards
