"""∂C/∂w of a weight into an output: its equation, its number lines, its places."""

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scenes import encoding, style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.network.lit_edges import middle
from scenes.diagram.text import Number, Row, Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.path_builder import Path
from scenes.stage import Spot, Stage, aside, close, only
from scenes.vocabulary import labels
from scenes.vocabulary.curves import activation_curve
from scenes.vocabulary.equations import Equation, Term, land, product_sign
from scenes.vocabulary.folding import fold
from scenes.vocabulary.motions import Motion
from scenes.vocabulary.rates.chain_lines import ChainLines, Link
from scenes.vocabulary.rates.loss_curves import loss_curve
from scenes.vocabulary.spotlight import light

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

ABOVE = Box(-6.4, 1.0, 6.4, 2.95)
LINES = Box(-6.4, -2.1, 6.4, -0.3)
FIRST = {"w": Box(-0.5, -2.1, 6.5, -0.3), "b": Box(-5.3, -2.1, 1.1, -0.3)}  # beside
EM, NUMBER_EM = 0.66, 0.42
LOWER = 0.1  # from fractions to their numbers
NEAR: Spot = (-5.2, -0.5, 0.7)  # the unit beside the curve of the cost
INSIDE: Spot = (-2.6, -0.72, 1.55)  # and with its own curve in it
TOP: Spot = (1.6, 1.5, 0.8)  # above the number lines
TOP_SENDER: Spot = (-4.8, 1.5, 0.5)
BEFORE: Spot = (-6.0, -1.2, 0.5)  # those of bias and sum
SENDER: Spot = (-4.4, -1.2, 0.5)
RECEIVER: Spot = (-1.6, -1.2, 0.75)
COST_CURVE = Box(-3.2, -1.75, 0.6, 0.35)
NAMED = 0.8  # room for the name of a class before that curve
OWN_CURVE = Box(-3.6, -1.45, -1.6, 0.1)


class WeightChain:
    """∂C/∂w = ∂C/∂a · ∂a/∂z · ∂z/∂w for the thread's weight into the outputs.

    Where outputs depend on all sums (softmax), the first two are a sum over them.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, self.row = chapter, chapter.row
        self.column = chapter.last
        self.source, self.unit = chapter.thread[-2:]
        self.layer = chapter.layer(self.column)
        self.record = chapter.step.layers[-1]
        self.is_joint = self.record.slopes.ndim > 2
        self.cost = chapter.cost_letter
        self.incoming = chapter.activation_path(self.column - 1, self.source)
        self.gradient = self.layer.gradient_terms[self.row, self.unit, self.source]
        self.equation = self._equation()
        self.way = ChainLines(chapter, self._links(), LINES)

    def of_unit(self, field: str) -> Path:
        """Return the path of what the record of the outputs says of the unit."""
        path: Path = getattr(self.layer, field)
        return path[self.row, self.unit]

    def worth(self, path: Path | str) -> float:
        """Return the number that a path stands for."""
        return float(self.chapter.value(str(path)))

    def rate(self, above: str, below: str) -> str:
        """Return ∂ above / ∂ below as a source; of softmax, w, z and a with index."""
        if self.is_joint:
            w = self.chapter.weight_letters(self.column)
            indices = {"w": w, "{z}": "{z}_{output}", "{a}": "{a}_{other}"}
            above, below = indices.get(above, above), indices.get(below, below)
        return f"(partial {above})/(partial {below})"

    def outcome(self) -> str:
        """Return the sign of the gradient, or where a wiggle of the weight stops."""
        rates: dict[str, Path] = {"in": self.incoming}
        if self.is_joint:
            rates["delta"] = self.of_unit("deltas")
        else:
            rates["slope"] = self.of_unit("own_slopes")
            rates["cost"] = self.of_unit("activation_gradient")
        stops = next((name for name, path in rates.items() if not self.worth(path)), "")
        return stops or ("+" if self.worth(self.gradient) > 0 else "-")

    @property
    def on_edge(self) -> Point:
        """The middle of the weight's edge."""
        stage = self.chapter.network.stage
        return middle(stage, self.column - 1, (self.unit, self.source))

    def light(self) -> list[Motion]:
        """Return the motions that light the weight and the units at its ends."""
        before = self.column - 1
        units = {before: [self.source], self.column: [self.unit]}
        edges = {before: [(self.unit, self.source)]}
        return light(self.chapter.network, units=units, edges=edges)

    # In letters and numbers.

    def _equation(self) -> Equation:
        """Return the chain over its numbers, all still hidden."""
        rate = Term("rate", self.rate(self.cost, "w"), "text", *self._kind("gradient"))
        first = Term("cost", self.rate(self.cost, "{a}"), "cost")
        slope = Term("slope", self.rate("{a}", "{z}"), "activation")
        incoming = Term(
            *("in", self.rate("{z}", "w"), "activation", str(self.incoming), "input")
        )
        dots = [Term(name, "dot") for name in ("by", "times")]
        if self.is_joint:
            delta = Term("delta", "", "", *self._kind("delta"))
            equals = product_sign(self.chapter, (delta, incoming), rate)
            terms = [Term("sum", "sum_{other}"), first, slope, dots[1], incoming]
        else:
            path = str(self.of_unit("activation_gradient"))
            first = replace(first, path=path, kind="error")
            path = str(self.of_unit("own_slopes"))
            slope = replace(slope, path=path, kind="slope")
            equals = product_sign(self.chapter, (first, slope, incoming), rate)
            terms = [first, dots[0], slope, dots[1], incoming]
        terms = [rate, Term("is", equals), *terms]
        equation = Equation(self.chapter, terms, em=EM, number_em=NUMBER_EM)
        for below in (*equation.numbers.values(), *equation.signs.values()):
            below.y -= LOWER
        equation.fitted(ABOVE).hide_numbers()
        equation.hide_letters()
        return equation

    def _kind(self, kind: str) -> tuple[str, str]:
        path = self.gradient if kind == "gradient" else self.of_unit("deltas")
        return str(path), kind

    @property
    def by_link(self) -> list[list[Any]]:
        """The letters that each link adds: those that just appear, those that fly."""
        if self.is_joint:
            return [[[], "in"], [["times", "sum"], "cost", "slope"]]
        return [[[], "in"], [["times"], "slope"], [["by"], "cost"]]

    def land(self, name: str, *way: Point) -> list[Motion]:
        """Return the flight of a number onto its letter; the sign before it appears."""
        after = {"slope": "by", "in": "times", "rate": "is"}.get(name, "")
        return land(self.equation, name, *way, after=after, seconds=1.0)

    def close(self) -> Motion:
        """Return the fold of the first two factors into δ; its number is to fly in."""
        index = "_{output}" if self.is_joint else ""
        letter = self.chapter.formula(f"part(delta{index})", {"part": "error"}, em=EM)
        names = ["sum", "cost"] if self.is_joint else ["cost", "by"]
        number = self.delta(em=NUMBER_EM)
        return fold(self.equation, [*names, "slope"], "delta", letter, number=number)

    def difference(self, unit: int) -> Row:
        """Return a − y of an output in numbers; in classic notation −(y − o)."""
        layer, row = self.layer, self.row
        em, chapter = style.TOLD, self.chapter
        answer = chapter.number(str(layer.activations[row, unit]), "activation", em=em)
        path = str(chapter.path.targets[row, unit])
        whole = self.worth(path).is_integer()
        target = chapter.number(path, "target", em=em, decimals=0 if whole else None)
        parts: list[Drawing] = [answer, _sign("−"), target]
        if chapter.setting.notation == "classic":
            parts = [_sign("−("), target, _sign("−"), answer, _sign(")")]
        return Row(*parts)

    def steepness(self) -> Number:
        """Return ∂C/∂a of the output whose cost is looked at."""
        path = str(self.layer.activation_gradient[self.row, self.told])
        return self.chapter.number(path, "error", em=style.TOLD)

    def delta(self, *, em: float = style.TOLD) -> Number:
        """Return δ of the unit as a number."""
        return self.chapter.number(str(self.of_unit("deltas")), "delta", em=em)

    @property
    def told(self) -> int:
        """The output whose cost is looked at: of softmax's logarithm, the right one."""
        loss = self.chapter.trace.run.training.loss
        if self.is_joint and loss == "cross_entropy":
            return int(self.chapter.step.targets[self.row].argmax())
        return self.unit

    # As number lines.

    def _links(self) -> list[Link]:
        """Return what a move of the weight runs through, on its way to the cost."""
        weight = str(self.layer.weights[self.unit, self.source])
        role = encoding.sign_role(self.worth(weight))
        index = "_{output}" if self.is_joint else ""
        at = self.row, self.unit, self.source
        incoming = self.incoming, str(self.incoming), "input"
        at_home = self.chapter, self.chapter.network, self.column
        places = labels.sum_decimals(*at_home, row=self.row)
        total = f"{{z}}{index}", "text", str(self.of_unit("sums")), "sum", *incoming
        links = [
            Link("w", role, weight, "weight"),
            Link(*total, decimals=places),
        ]
        last, kind = "deltas", "delta"
        if not self.is_joint:
            last, kind = "activation_gradient", "error"
            slope = self.layer.activation_terms[at], str(self.of_unit("own_slopes"))
            answer = str(self.of_unit("activations"))
            links.append(
                Link("{a}", "activation", answer, "activation", *slope, "slope")
            )
        cost = str(self.chapter.path.sample_losses[self.row])
        rate = self.gradient, str(self.of_unit(last)), kind
        return [*links, Link(self.cost, "cost", cost, "cost", *rate)]

    def first_lines(self, letter: str) -> ChainLines:
        """Return the number lines of the weight and the sum, or of bias b and sum."""
        first, total = self._links()[:2]
        if letter == "b":
            path = str(self.layer.biases[self.unit])
            role = encoding.sign_role(self.worth(path))
            first, total = Link("b", role, path, "bias"), replace(total, moves=None)
        room = labels.class_room(self.chapter)
        area = replace(FIRST[letter], left=FIRST[letter].left + room)
        return ChainLines(self.chapter, [first, total], area)

    def of_bias(self) -> list[str]:
        """Return ∂z/∂b = 1 and ∂C/∂b = δ as sources."""
        delta = f"error(delta{'_{output}' * self.is_joint})"
        rates = self.rate("{z}", "b"), self.rate(self.cost, "b")
        return [f"{rates[0]} = 1", f"{rates[1]} = {delta} dot.op 1 = {delta}"]

    # Where its factors are found.

    def shot(
        self, spot: Spot, source: Spot | None = None, *, unit: int | None = None
    ) -> Stage:
        """Return the stage with the unit alone, or another, or the one before it."""
        unit = self.unit if unit is None else unit
        home, last = self.chapter.network.home, (self.column, unit)
        spots = {(self.column - 1, self.source): source} if source else {}
        kept = {self.column: [unit]}
        kept |= {self.column - 1: [self.source]} if source else {}
        return only(aside(close(home, last, spot), spots), kept)

    def followed(self) -> Stage:
        """Return the stage with the weight and its units above the number lines."""
        return self.shot(TOP, TOP_SENDER)

    def gone(self) -> Stage:
        """Return the stage on which no unit is left."""
        return only(
            close(self.chapter.network.home, (self.column, self.unit), NEAR), {}
        )

    def cost_curve(self, unit: int) -> FunctionCurve:
        """Return the curve of what an output adds to the cost, with its letters."""
        beside = max(0.0, labels.class_room(self.chapter) - NAMED)
        area = replace(COST_CURVE, left=COST_CURVE.left + beside)
        index = "_{other}" if self.is_joint else ""
        return loss_curve(self.chapter, unit, area, index=index)

    def own_curve(self) -> FunctionCurve:
        """Return the activation's curve, inside of the unit."""
        return activation_curve(
            self.record,
            self.chapter.trace.network.activations[-1],
            OWN_CURVE,
            row=self.row,
            unit=self.unit,
            path=str(self.of_unit("activations")),
        )


def _sign(sign: str) -> Text:
    return Text(Source(sign), em=style.TOLD, role="muted")
