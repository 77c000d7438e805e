"""Softmax: one sum moves all outputs, and each of them the cost; the ways add up."""

from dataclasses import replace
from typing import TYPE_CHECKING

from scenes import style
from scenes.diagram.charts.trembling_bars import TremblingBars
from scenes.diagram.text import Row
from scenes.engine.drawing import Box
from scenes.path_builder import count, total
from scenes.stage import aside, in_line, only
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row
from scenes.vocabulary.rates.weight_chain import WeightChain
from scenes.vocabulary.wiggling import number_line

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

X, BEFORE_BARS = -4.9, 0.45  # of the outputs; from there to where bars begin
ROWS = Box(X, -1.85, X, 0.65)
LENGTH, LONG = 1.6, 9.0  # of a bar of 1: beside columns of numbers, and alone
COLUMN = 1.6  # from one column of numbers to the next
# The record of each column, the sign before its numbers, and how they are written.
COLUMNS = (
    ("activation_gradient[{row}, {{unit}}]", "", "error"),
    ("slopes[{row}, {{unit}}, {of}]", "·", "slope"),
    ("delta_terms[{row}, {{unit}}, {of}]", "≈", "delta"),
)


class WaysThroughOutputs:
    """The outputs in line: a bar for each, and its way from the sum to the cost.

    ``columns`` are ∂C/∂a of each output, ∂a/∂z and their product, still to come out;
    what there is no room for comes by ``others``, in one number.
    """

    def __init__(self, chapter: "StepChapter", chain: WeightChain) -> None:
        network, last, at, of = chapter.network, chapter.last, chain.row, chain.unit
        told = list(network.plan.drawn[-1])
        rest = [k for k in range(chapter.sizes[-1]) if k not in told]
        rows = [[k] for k in told] + [rest] * bool(rest)
        spots = in_line(last, rows, ROWS, step=0.55)
        self.shot = replace(only(aside(network.home, spots), {last: told}), ground=0.0)
        self.line = number_line(chapter, None, role="text", largest=1.0)
        self.line.at(X - 1.0, spots[last, of][1])
        left = X + BEFORE_BARS + labels.class_room(chapter)
        self.bars = TremblingBars(
            chain.record.activations[at, told].tolist(),
            chain.record.slopes[at, told, of].tolist(),
            [(left, spots[last, k][1]) for k in told],
            paths=[str(chain.layer.activations[at, k]) for k in told],
            length=LONG,
        )
        self.columns = []
        for place, (field, sign, kind) in enumerate(COLUMNS):
            path = f"{chain.layer}.{field}".format(row=at, of=of)
            column = labels.numbers(chapter, network, last, path, kind, sign=sign)
            column.after = left - X + LENGTH + COLUMN * place
            self.columns.append(column)
        network.attach(*self.columns)
        self.others: list[Row] = []
        if rest:
            terms = chain.layer.delta_terms[at, rest, of]
            more = labels.small_print(
                chapter, "{hidden} more", hidden=str(count(terms))
            )
            number = chapter.number(str(total(terms)), "delta", em=style.SMALL)
            x, y, _ = spots[last, rest[0]]
            self.others = [row(more, number).at(x + column.after, y, align=0.0)]
