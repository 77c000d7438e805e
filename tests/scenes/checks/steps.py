"""What an update draws: bars, arrows and rims that go the way and the length of values.

found = steps.faults(valued)     # marks beside their values, at the end of a beat
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from checks.forms import differ, width

from scenes.engine.reading import Mark

LEAST = 3.0  # pixels: what is shorter may stand for less
SEEN = 6.2  # pixels: from this width of both rims on they are hollow or not
NEAR = 1.5  # pixels that the ends of bars may be apart
Valued = Sequence[tuple[Mark, float]]


def faults(marks: Valued) -> Iterator[str]:
    """Yield what an update shows otherwise than its values say."""
    yield from _lengths("length", marks)
    yield from _lengths("bar before", marks)
    yield from _sample_bars(marks)
    yield from _arrows(marks)


def _of(what: str, marks: Valued) -> list[tuple[Mark, float]]:
    return [(mark, value) for mark, value in marks if mark.depicts.what == what]


def _lengths(what: str, marks: Valued) -> Iterator[str]:
    """Bars are as long as their values, all of a colour on one scale."""
    found = [
        (m.strokes[0].role, width(m) - sum(s.size for s in m.of("outline")), value)
        for m, value in _of(what, marks)
    ]
    for role in sorted({role for role, _, _ in found}):
        ratios = [
            wide / abs(value)
            for own, wide, value in found
            if own == role and value and wide > LEAST
        ]
        if differ(ratios):
            yield f"size: each {what} has a scale of its own"


def _sample_bars(marks: Valued) -> Iterator[str]:
    """Bars stand on one line, up where positive, as high as their values."""
    bars = _of("sample bar", marks)
    feet = [m.box[3] if value > 0 else m.box[1] for m, value in bars if value]
    if feet and max(feet) - min(feet) > NEAR:
        yield "sign: a bar of a sample stands on the wrong side"
    heights = [(m.box[3] - m.box[1], abs(value)) for m, value in bars if value]
    ratios = [high / size for high, size in heights if high > LEAST]
    if differ(ratios):
        yield "size: bars of samples are not in proportion"


def _arrows(marks: Valued) -> Iterator[str]:
    """An arrow points to the right where its value is positive."""
    for mark, value in _of("arrow", marks):
        lines = mark.of("line")
        if lines and value:
            start, end = lines[0].points[0], lines[0].points[-1]
            if (end[0] - start[0]) * value < 0:
                yield f"sign: the arrow of {mark.depicts.path} = {value:+.3g}"


def rims(marks: Valued) -> Iterator[str]:
    """A rim is hollow where the weight goes down, and wider for a longer step."""
    sizes: dict[int | None, list[tuple[float, float]]] = {}
    for mark, value in _of("update", marks):
        outer, *others, inner = (line.size for line in mark.of("line"))
        if bool(others) != (value < 0) and (others or outer - inner > SEEN):
            yield f"sign: the rim of {mark.depicts.path} = {value:+.3g}"
        sizes.setdefault(mark.depicts.column, []).append((abs(value), outer - inner))
    for column, found in sizes.items():
        wide = [rim for _, rim in sorted(found)]
        if any(b < a - 0.1 for a, b in pairwise(wide)):
            yield f"size: rims into column {column} do not grow with the steps"
