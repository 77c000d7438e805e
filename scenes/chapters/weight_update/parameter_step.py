"""The step of one weight or bias: its letters, its equation, its outcome."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes import encoding, style
from scenes.diagram.charts.descent_line import DescentLine
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.notation.update_rules import ANY_RULE, UPDATE_RULES, UpdateRule
from scenes.vocabulary.equations import Equation, Term, land
from scenes.vocabulary.motions import Motion

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter


MEMORY = (0.0, 0.75)  # of what an optimiser remembers


@dataclass(frozen=True, slots=True)
class ParameterStep:
    """A weight or a bias of the output layer: its letters, and where its numbers are.

    ``entry`` picks it out of all of its ``kind``.
    """

    chapter: "StepChapter"
    kind: str  # weight or bias
    letter: str
    entry: tuple[int, ...]

    @property
    def gradient_letters(self) -> str:
        """The letters of its gradient."""
        return f"(partial {{C}})/(partial {self.letter})"

    def path(self, field: str) -> str:
        """Return the path of one of its values: old, new, gradient, update."""
        family = {"weight": "weights", "bias": "biases"}[self.kind]
        names = {"old": family, "new": f"{family}_after"}
        layer = self.chapter.layer(self.chapter.last)
        found = getattr(layer, names.get(field, f"{self.kind}_{field}"))
        return str(found[self.entry])

    def value(self, field: str) -> float:
        """Return one of its values."""
        return float(self.chapter.value(self.path(field)))

    @property
    def places(self) -> int:
        """The decimals of old value and new one: those of weights, if they tell both.

        More where the step is small, and six at most.
        """
        places = self.chapter.decimals([self.path("update")], self.kind)
        return min(places, encoding.MOST_DECIMALS)

    @property
    def rule(self) -> UpdateRule:
        """The rule of this training."""
        return UPDATE_RULES.get(self.chapter.trace.run.training.optimizer, ANY_RULE)

    @property
    def is_frozen(self) -> bool:
        """Whether it is held fixed: it has a gradient and takes no step."""
        return self.value("update") == 0 and self.value("gradient") != 0

    @property
    def case(self) -> str:
        """Which sentence tells its step: that of the rule, or of an exception."""
        if self.is_frozen:
            return "frozen"
        if self.value("gradient") == 0:
            return "none" if self.value("update") == 0 else "remembered"
        optimizer: str = self.chapter.trace.run.training.optimizer
        return optimizer if optimizer in UPDATE_RULES else "other"

    @property
    def outcome(self) -> str:
        """What becomes of it: wider, narrower, other sign, or the same as shown."""
        old, new = self.value("old"), self.value("new")
        shown = {
            self.chapter.shown(self.path(field), self.kind, self.places)
            for field in ("old", "new")
        }
        if len(shown) == 1:
            return "same"
        if old * new < 0:
            return "other sign"
        return "wider" if abs(new) > abs(old) else "narrower"

    def formula(self, em: float) -> Formula:
        """Return the rule of this training in letters."""
        source = self.rule.source(f"own({self.letter})", self.gradient_letters)
        role = encoding.sign_role(self.value("old"))
        return self.chapter.formula(source, {"own": role, "rate": "update"}, em=em)

    def equation(self, *, em: float, number_em: float) -> Equation:
        """Return new ← old − η · gradient, or new ← old + step, numbers hidden."""
        places, chapter = self.places, self.chapter
        new, old = (
            Term(field, self.letter, role, self.path(field), self.kind, places)
            for field in ("new", "old")
            if (role := encoding.sign_role(self.value(field)))
        )
        found = [self.value("old"), self.value("update")]
        is_exact = encoding.adds(found, self.value("new"), places)
        if self.rule.is_product and not self.is_frozen:
            path, letters = self.path("gradient"), self.gradient_letters
            rate = chapter.here("learning_rate")
            factors = float(chapter.value(rate)), self.value("gradient")
            exact = encoding.exact_decimals(factors[0])
            kept = exact, chapter.decimals([path], "gradient")
            is_exact = is_exact and encoding.multiplies(
                zip(factors, kept, strict=True), (-self.value("update"), places)
            )
            steps = [
                Term("minus", "-"),
                Term("rate", "eta", "update", rate, "rate", exact),
                Term("by", "dot"),
                Term("gradient", letters, "text", path, "gradient"),
            ]
        else:
            letters, path = f"Delta {self.letter}", self.path("update")
            step = Term("update", letters, "update", path, "update", places)
            steps = [Term("minus", "+"), step]
        sign = Term("is", "<-", below="=" if is_exact else "≈")
        terms = [new, sign, old, *steps]
        equation = Equation(chapter, terms, em=em, number_em=number_em)
        equation.hide_numbers()
        return equation

    def memory(self) -> list[Row]:
        """Return what the optimiser remembers of it, if it remembers anything."""
        chapter, parts = self.chapter, list[Drawing]()
        for letter, name in self.rule.memory:
            layer = chapter.layer(chapter.last)
            family = getattr(layer.optimizer_memory, f"{self.kind}_{name}")
            number = chapter.number(str(family[self.entry]), "gradient", em=style.BODY)
            parts += [chapter.formula(f"{letter} =", {}), number]
        return [Row(*parts, gap=0.18).at(*MEMORY)] if parts else []

    def from_delta(self) -> Row:
        """Return ∂C/∂b = δ · 1 and its number; of a batch, the mean of that."""
        is_batch = len(self.chapter.step.samples) > 1
        delta = "error(delta_{output})"
        if is_batch:
            delta = "1/B sum_n error(delta_(n {output}))"
        source = f"{self.gradient_letters} = {delta} dot 1 ="
        letters = self.chapter.formula(source, {"error": "error"}, em=0.56)
        path = self.path("gradient")
        return Row(letters, self.chapter.number(path, "gradient", em=style.TOLD))

    def line(self, area: Box) -> DescentLine:
        """Return gradient and step as arrows from where the value stands."""
        chapter, fields = self.chapter, ("gradient", "update")
        gradient, step = (
            Row(
                chapter.words(word, em=style.SMALL, role=role),
                chapter.number(self.path(field), field, em=style.BODY),
                gap=0.2,
            )
            for word, field, role in zip(
                ("gradient", "step"), fields, ("muted", "update"), strict=True
            )
        )
        here = chapter.number(self.path("old"), self.kind, decimals=self.places)
        return DescentLine(
            *(self.value("gradient"), self.value("update"), area),
            labels=(gradient, step),
            here=here,
            paths=(self.path("gradient"), self.path("update")),
        )


def weight_of(chapter: "StepChapter") -> ParameterStep:
    """Return the weight from the last unit but one of the thread to the last."""
    entry = chapter.thread[-1], chapter.thread[-2]
    return ParameterStep(chapter, "weight", chapter.weight_letters(chapter.last), entry)


def bias_of(chapter: "StepChapter") -> ParameterStep:
    """Return the bias of the thread's output."""
    return ParameterStep(chapter, "bias", "b_{output}", (chapter.thread[-1],))


def landing(equation: Equation, starts: Mapping[str, Point]) -> list[list[Motion]]:
    """Return the flights of a step's numbers onto their letters, one after the other.

    ``starts`` say where each comes from; the new value comes out of the old one.
    """
    before = {"rate": "minus", "gradient": "by", "update": "minus"}
    found = []
    for name, after in {"old": "", **before}.items():
        if name in equation.numbers:
            flight = land(equation, name, starts[name], after=after, seconds=0.6)
            found.append(flight)
    return [*found, land(equation, "new", equation.number_spot("old"), after="is")]
