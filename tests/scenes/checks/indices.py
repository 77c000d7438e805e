"""An edge has the same letters throughout a film: those of the columns at its ends."""

import re
from collections.abc import Iterator
from typing import Any

from scenes.diagram.formulas import Formula
from scenes.diagram.text import Number, Row
from scenes.engine.drawing import Box, Drawing
from scenes.notation.indices import OTHER_OUTPUT, index_of, weight_into
from scenes.vocabulary.equations import Equation

# What a path of a layer has two letters for, and what it has one for.
OF_EDGES = re.compile(
    r"layers\[(\d+)\]\.(?:weight\w*|gradient_terms|returned)\[[^\]]*\d+, \d+\]"
)
OF_UNITS = re.compile(r"layers\[(\d+)\]\.(?:sums|activations|deltas|bias\w*)\[")
EDGE = re.compile(r"w_\(\w+ \w+\)")
UNIT = re.compile(r"(?:a|z|delta|b|o|net\"\))_(?:\(n )?(\w)\b")


def faults(scene: Any) -> Iterator[str]:
    """Yield each letter that does not belong to the column of its number."""
    found: list[tuple[str, str]] = []

    def visit(drawing: Drawing, box: Box | None) -> None:
        found.extend(_pairs(drawing))

    for drawing in scene.mobjects:
        if isinstance(drawing, Drawing):
            drawing.seen(visit)
    if not found:
        return
    last = len(scene.trace.network.layers) - 1
    for source, path in found:
        right, shown = set[str](), list[str]()
        if edge := OF_EDGES.search(path):
            right, shown = {weight_into(int(edge[1]) + 1, last)}, EDGE.findall(source)
        elif (unit := OF_UNITS.search(path)) and "partial" not in source:
            column = int(unit[1]) + 1
            right, shown = {index_of(column, last)}, UNIT.findall(source)
            right |= {OTHER_OUTPUT} if column == last else set()
        for letters in set(shown) - right:
            yield f"letters: {letters} for {path}, elsewhere {min(right)}"


def _pairs(drawing: Drawing) -> Iterator[tuple[str, str]]:
    """Yield the source of each letter by a number, and the path of that."""
    if isinstance(drawing, Equation):
        for name, number in drawing.numbers.items():
            yield drawing.letters[name].source.template, _path(number)
    if isinstance(drawing, Row):
        for letter, number in zip(drawing.parts, drawing.parts[1:], strict=False):
            if isinstance(letter, Formula) and isinstance(number, Number):
                yield letter.source.template, _path(number)


def _path(number: Number) -> str:
    return next(iter(number.source.paths.values()))
