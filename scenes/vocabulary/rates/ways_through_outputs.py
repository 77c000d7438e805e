"""Softmax: one sum moves all outputs, and each of them the cost; the ways add up."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from scenes import style
from scenes.diagram.charts.number_lines import HALF, REACH
from scenes.diagram.charts.trembling_bars import TremblingBars
from scenes.diagram.text import Number, Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.path_builder import count, total
from scenes.stage import Stage, aside, in_line, only
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row
from scenes.vocabulary.motions import Motion, fade_in
from scenes.vocabulary.moves import fly
from scenes.vocabulary.rates.weight_chain import WeightChain
from scenes.vocabulary.wiggling import number_line

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

X = -4.9  # of the outputs
ROWS = Box(X, -1.85, X, 0.65)
BEFORE_BARS = 0.45
LENGTH, LONG = 2.0, 9.0  # of a bar of 1: beside columns of numbers, and alone
COLUMN = 1.75  # from one column of numbers to the next
SIGN = 0.24  # from a number to the sign after it
TOTAL = (5.3, -0.75)
# The record of each column, how its numbers are written, and by what, if anything.
COLUMNS = (
    ("activation_gradient", "error", ""),
    ("slopes", "slope", ", {unit}"),
    ("delta_terms", "delta", ", {unit}"),
)


class WaysThroughOutputs:
    """The outputs in line: a bar for each, and its way from the sum to the cost."""

    def __init__(self, chapter: "StepChapter", chain: WeightChain) -> None:
        self.chapter, self.chain, self.unit = chapter, chain, chain.unit
        drawn = chapter.network.plan.drawn[-1]
        sizes = range(chapter.sizes[-1])
        self.told, self.rest = drawn, [k for k in sizes if k not in drawn]
        rows = [[k] for k in drawn] + [self.rest] * bool(self.rest)
        self.spots = in_line(chapter.last, rows, ROWS, step=0.55)
        left = X + BEFORE_BARS + labels.class_room(chapter)
        heights = [self.spots[chapter.last, k][1] for k in drawn]
        record, layer = chain.record, chain.layer
        activations = layer.activations
        self.bars = TremblingBars(
            [float(record.activations[chain.row, k]) for k in drawn],
            [float(record.slopes[chain.row, k, self.unit]) for k in drawn],
            [(left, y) for y in heights],
            paths=[str(activations[chain.row, k]) for k in drawn],
            length=LONG,
            reach=REACH * HALF,
            thick=0.5 * min(0.35, abs(np.diff(heights)).min(initial=0.35)),
        )
        self.columns = [left + LENGTH + COLUMN * (n + 0.9) for n in range(3)]
        _, y, _ = self.spots[chapter.last, self.unit]
        self.line = number_line(chapter, None, role="text", largest=1.0)
        self.line.at(X - 1.0, y)
        self.written: list[list[Number]] = []  # the columns so far
        self.decimals: list[int] = []  # of each of them

    def shot(self) -> Stage:
        """Return the stage of the outputs alone, one below the other."""
        stage = aside(self.chapter.network.home, self.spots)
        return replace(only(stage, {self.chapter.last: self.told}), ground=0.0)

    def column(self, place: int) -> tuple[list[Drawing], list[Motion]]:
        """Return a column with the signs before its numbers, and how they come there.

        ∂C/∂a of each output comes out of it, ∂a/∂z off the end of its bar.
        """
        numbers, at = self._numbers(*COLUMNS[place]), self.columns[place - 1]
        self.written.append(numbers)
        heights = [number.box.centre[1] for number in numbers]
        starts: list[Point] = [(at, y) for y in heights]
        found: list[Drawing] = []
        if place == 0:
            starts = [self.spots[self.chapter.last, k][:2] for k in self.told]
        elif place == 1:
            starts = [self.bars.end(row) for row in range(len(numbers))]
            found += [Text(Source("·"), em=style.SMALL, role="muted") for _ in heights]
        else:
            found += self._equals()
        for sign, y in zip(found, heights, strict=False):
            sign.at(at + SIGN, y)
        if place == 2 and self.rest:
            hidden = str(count(self.chain.layer.biases[self.rest]))
            more = labels.small_print(self.chapter, "{hidden} more", hidden=hidden)
            x, y, _ = self.spots[self.chapter.last, self.rest[0]]
            found.append(more.at(x + BEFORE_BARS, y, align=0.0))
        flights = map(fly, numbers, starts)
        return [*numbers, *found], [*flights, *map(fade_in, found)]

    def _numbers(self, field: str, kind: str, index: str) -> list[Number]:
        """Return the numbers of the next column, at their places."""
        values = f"{getattr(self.chain.layer, field)}[{self.chain.row}, "
        paths = [f"{values}{k}{index}]".format(unit=self.unit) for k in self.told]
        if self.rest and field == "delta_terms":
            rest = self.chain.layer.delta_terms[self.chain.row, self.rest, self.unit]
            paths.append(str(total(rest)))
        self.decimals.append(self.chapter.decimals(paths, kind))
        how: Any = {"em": style.SMALL, "decimals": self.decimals[-1]}
        x, numbers = self.columns[len(self.written)], []
        for path, k in zip(paths, [*self.told, *self.rest[:1]], strict=False):
            role = None if self.chain.worth(path) else "muted"
            number = self.chapter.number(path, kind, role=role, **how)
            y = self.spots[self.chapter.last, k][1]
            numbers.append(number.at(x, y, align=1.0))
        return numbers

    def _equals(self) -> list[Text]:
        """Return = or ≈ for each product."""
        found = []
        for numbers in zip(*self.written, strict=False):
            paths = [number.source.paths["value"] for number in numbers]
            *factors, result = zip(paths, self.decimals, strict=True)
            found.append(self.chapter.equals(*factors, result=result, em=style.SMALL))
        return found

    def counting(self) -> list[Number]:
        """Return the products that are not zero."""
        products = self.written[-1]
        return [n for n in products if self.chain.worth(n.source.paths["value"])]

    def total(self) -> tuple[Drawing, Number]:
        """Return Σ = δ, and its number, which is to be flown in."""
        number = self.chain.delta(em=style.TOLD)
        letter = self.chapter.formula(
            "part(delta_{output}) =", {"part": "error"}, em=style.EQUATION
        )
        return row(letter, number).at(*TOTAL), number
