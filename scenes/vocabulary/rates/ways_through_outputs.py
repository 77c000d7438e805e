"""Softmax: one sum moves all outputs, and each of them the cost; the ways add up."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from scenes import style
from scenes.diagram.charts.number_lines import HALF, REACH
from scenes.diagram.charts.trembling_bars import TremblingBars
from scenes.diagram.text import Number, Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.path_builder import count, total
from scenes.stage import Stage, aside, in_line, only
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row
from scenes.vocabulary.motions import Motion, fade_in, tween
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
        self.decimals: list[int] = []  # of the columns that are written

    def make_room(self) -> Motion:
        """Return the motion that makes bars shorter, for the columns beside them."""
        return tween(self.bars, length=LENGTH, seconds=1.0)

    def shot(self) -> Stage:
        """Return the stage of the outputs alone, one below the other."""
        stage = aside(self.chapter.network.home, self.spots)
        return replace(only(stage, {self.chapter.last: self.told}), ground=0.0)

    def _column(self, place: int, field: str, kind: str, *, by: bool) -> list[Number]:
        """Return the numbers of a column; they move with the sum, or belong to it."""
        at = f", {self.unit}]" if by else "]"
        paths = [
            f"{getattr(self.chain.layer, field)}[{self.chain.row}, {k}{at}"
            for k in self.told
        ]
        if self.rest and place == 2:
            rest = self.chain.layer.delta_terms[self.chain.row, self.rest, self.unit]
            paths.append(str(total(rest)))
        decimals = self.chapter.decimals(paths, kind)
        self.decimals.append(decimals)
        numbers = []
        for path in paths:
            role = None if self.chain.worth(path) else "muted"
            how: Any = {"em": style.SMALL, "decimals": decimals, "role": role}
            numbers.append(self.chapter.number(path, kind, **how))
        units = [*self.told, *self.rest[:1]]
        for number, k in zip(numbers, units, strict=False):
            y = self.spots[self.chapter.last, k][1]
            number.at(self.columns[place], y, align=1.0)
        return numbers

    def rates(self) -> tuple[list[Drawing], list[Motion]]:
        """Return ∂C/∂a of each output, and how they come out of it."""
        numbers = self._rates = self._column(
            0, "activation_gradient", "error", by=False
        )
        places = [self.spots[self.chapter.last, k][:2] for k in self.told]
        flights = [fly(n, at) for n, at in zip(numbers, places, strict=True)]
        return [*numbers], [*flights]

    def slopes(self) -> tuple[list[Drawing], list[Motion]]:
        """Return ∂a/∂z of each output, and how they come off the ends of the bars."""
        numbers = self._slopes = self._column(1, "slopes", "slope", by=True)
        x, heights = self.columns[0] + SIGN, [n.box.centre[1] for n in numbers]
        signs = [
            Text(Source("·"), em=style.SMALL, role="muted").at(x, y) for y in heights
        ]
        ends = [self.bars.end(place) for place in range(len(numbers))]
        flights = [fly(n, at) for n, at in zip(numbers, ends, strict=True)]
        return [*numbers, *signs], [*flights, *map(fade_in, signs)]

    def products(self) -> tuple[list[Drawing], list[Motion]]:
        """Return the way through each output as a number, and how they come about."""
        numbers = self._products = self._column(2, "delta_terms", "delta", by=True)
        signs = self._equals(numbers)
        starts = [(self.columns[1], number.box.centre[1]) for number in numbers]
        found: list[Drawing] = [*numbers, *signs]
        if self.rest:
            hidden = str(count(self.chain.layer.biases[self.rest]))
            more = labels.small_print(self.chapter, "{hidden} more", hidden=hidden)
            x, y, _ = self.spots[self.chapter.last, self.rest[0]]
            found.append(more.at(x + BEFORE_BARS, y, align=0.0))
        flights = [fly(n, at) for n, at in zip(numbers, starts, strict=True)]
        return found, [*flights, *map(fade_in, found[len(numbers) :])]

    def _equals(self, products: list[Number]) -> list[Text]:
        """Return = or ≈ before each product."""
        found, columns = [], (self._rates, self._slopes, products)
        for numbers in zip(*columns, strict=False):
            paths = [number.source.paths["value"] for number in numbers]
            *factors, result = zip(paths, self.decimals, strict=True)
            equals = self.chapter.equals(*factors, result=result, em=style.SMALL)
            y = numbers[0].box.centre[1]
            found.append(equals.at(self.columns[1] + SIGN, y))
        return found

    def counting(self) -> list[Drawing]:
        """Return the products that are not zero."""
        return [
            number
            for number in self._products
            if self.chain.worth(number.source.paths["value"])
        ]

    def total(self) -> tuple[Drawing, Number]:
        """Return Σ = δ, and its number, which is to be flown in."""
        number = self.chain.delta(em=style.TOLD)
        letter = self.chapter.formula(
            "part(delta_{output}) =", {"part": "error"}, em=style.EQUATION
        )
        return row(letter, number).at(*TOTAL), number
