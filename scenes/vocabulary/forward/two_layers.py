"""Two layers close up, with a panel: what the thread's unit of the second one hears.

near = TwoLayers(self, 2)
self.play(zoom(self.network, near.shot()))
self.play(*land(near.sum, "sum", self.network.place(2, near.unit)))
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from scenes import encoding, style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.charts.layer_curve import LayerDots
from scenes.diagram.network.beside import reach
from scenes.diagram.network.beside_units import BesideUnits
from scenes.engine.drawing import Box, Drawing
from scenes.path_builder import total
from scenes.stage import Stage, column_aside, only, pair
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import within
from scenes.vocabulary.curves import activation_curve
from scenes.vocabulary.equations import (
    Equation,
    Term,
    activation_letters,
    letters,
    product_equation,
    sum_sign,
)

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

LEFT, RIGHT, APART = -6.0, 6.6, 0.7
PANEL = RIGHT - 5.3  # where it begins
ABOVE = Box(PANEL, 1.75, RIGHT, 2.9)
MIDDLE = Box(PANEL, 0.1, RIGHT, 1.4)
UNDER = MIDDLE.centre[0], -0.6
ALONE = -5.6  # where the column stands beside its curve
CURVE = Box(-2.4, -1.9, 5.6, 1.5)
OVER = Box(-2.4, 1.75, 5.6, 2.9)
NEAR_ZERO = 3.2  # how far to either side of zero the curve goes at least
FAINT = 0.66  # of the ground: so faint a one takes the names of the layers off


class TwoLayers:
    """A column, the one before it, and what is written about the thread's unit there.

    ``sums`` and ``activations`` are the numbers beside the units of the column;
    ``product`` and ``sum`` equations whose numbers are still to be flown in; ``name``
    is that of the unit.
    """

    def __init__(self, chapter: "StepChapter", column: int) -> None:
        self.chapter, self.network, self.column = chapter, chapter.network, column
        self.row, self.layer = chapter.row, chapter.layer(column)
        self.record = chapter.step.layers[column - 1]
        self.sender, self.unit = chapter.thread[column - 1 : column + 1]
        self.drawn = chapter.network.plan.drawn[column]
        self.everyone = {column: range(chapter.sizes[column])}
        at = chapter, chapter.network, column
        self._places = labels.sum_decimals(*at, row=self.row)
        self.sums = self._numbers("sums", "sum")
        self.activations = self._numbers("activations", "activation")
        self.network.attach(self.sums, self.activations)
        self.product = product_equation(
            chapter,
            str(self.layer.weights[self.unit, self.sender]),
            str(chapter.activation_path(column - 1, self.sender)),
            str(self.layer.weighted_inputs[self.row, self.unit, self.sender]),
            column=column,
        ).fitted(ABOVE)
        self.sum = self._sum().fitted(MIDDLE)
        self.name = labels.unit_name(chapter, column, self.unit).at(*UNDER)

    def _numbers(self, field: str, kind: str) -> BesideUnits:
        path = f"{getattr(self.layer, field)}[{self.row}, {{unit}}]"
        places = self._places if kind == "sum" else None
        found = labels.numbers(
            *(self.chapter, self.network, self.column, path, kind), decimals=places
        )
        found.below = False
        return found

    # The shot.

    def shot(self) -> Stage:
        """Return the stage of both columns, clear of the panel."""
        widest = max(each.box.width / each.size for each in self.sums.labels.values())
        room = widest + self.sums.after + reach(1.3 * style.UNIT) + APART
        box = Box(LEFT, -1.9, PANEL - room, 2.5)
        both = (self.column - 1, self.column)
        stage = pair(self.network.home, both[0], box)
        kept = {column: range(self.chapter.sizes[column]) for column in both}
        return replace(only(stage, kept), ground=FAINT)

    def alone(self) -> Stage:
        """Return the stage on which the column has left the other one."""
        return only(column_aside(self.shot(), self.column, ALONE), self.everyone)

    # What is written.

    def _sum(self) -> Equation:
        """Return z = Σ w a + b, all but the sum still hidden."""
        layer, unit, chapter = self.layer, self.unit, self.chapter
        arrived = total(layer.weighted_inputs[self.row, unit])
        own, sender = chapter.index(self.column), chapter.index(self.column - 1)
        sign = f"sum_{sender} " if chapter.sizes[self.column - 1] > 1 else ""
        products = f"{sign}{chapter.weight_letters(self.column)} {{a}}_{sender}"
        role = encoding.sign_role(float(chapter.value(str(layer.biases[unit]))))
        z, whole, bias = (
            Term(name, symbols, colour, str(path), kind, self._places)
            for name, symbols, colour, path, kind in (
                ("z", f"{{z}}_{own}", "text", layer.sums[self.row, unit], "sum"),
                ("sum", products, "activation", arrived, "sum"),
                ("bias", f"b_{own}", role, layer.biases[unit], "bias"),
            )
        )
        equals = Term("is", sum_sign(chapter, (whole, bias), z))
        terms = [z, equals, whole, Term("plus", "+"), bias]
        equation = Equation(chapter, terms, em=style.SUM, number_em=style.TOLD)
        equation.hide_numbers()
        equation.hide_letters()
        return equation

    # The curve.

    def curve(self) -> FunctionCurve:
        """Return the activation function of the column, not yet drawn."""
        name = self.chapter.trace.network.activations[self.column - 1]
        curve = activation_curve(
            *(self.record, name, CURVE),
            row=self.row,
            unit=self.unit,
            whole_layer=True,
            least=NEAR_ZERO,
        )
        curve.drawn = 0.0
        return curve

    def dots(self, curve: FunctionCurve) -> LayerDots:
        """Return a dot for each number beside a unit; the numbers follow them."""
        z, a = self.record.sums[self.row], self.record.activations[self.row]
        paths = [str(self.layer.activations[self.row, unit]) for unit in self.drawn]
        dots = LayerDots(
            curve,
            [self.sums.labels[unit].box.centre for unit in self.drawn],
            [(float(z[unit]), float(a[unit])) for unit in self.drawn],
            paths,
        )
        self.sums.starts = dict(zip(self.drawn, dots.feet, strict=True))
        self.activations.starts = dict(zip(self.drawn, dots.tops, strict=True))
        return dots

    def around(self, curve: FunctionCurve) -> list[Drawing]:
        """Return the formula above the curve, and the letters at its axes."""
        texts, area = self.chapter, curve.area
        formula = activation_letters(texts, self.column, em=style.SUM)
        z, a = (f"{{{each}}}_{texts.index(self.column)}" for each in "za")
        x, y = curve.across(*curve.origin)
        return [
            within(formula, OVER),
            letters(texts, z, em=style.TOLD).at(area.right, y - 0.25),
            letters(texts, f"activation({a})", em=style.TOLD).at(x - 0.35, area.top),
        ]
