"""The step of one weight or bias: its equation, its outcome, its line downhill."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import prod
from typing import TYPE_CHECKING

from scenes import encoding, style
from scenes.diagram.charts.descent_line import DescentLine
from scenes.diagram.text import Row
from scenes.engine.drawing import Box
from scenes.engine.pen import Point
from scenes.vocabulary.arrangement import row
from scenes.vocabulary.equations import Equation, Term, land
from scenes.vocabulary.motions import Motion

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

# What each optimiser takes away from a parameter; of any other the step is told alone.
STEPS: Mapping[str, str] = {
    "momentum": "eta thin v",
    "nesterov": "eta (GRADIENT + mu thin v)",
    "rmsprop": "eta / (sqrt(s) + epsilon) thin GRADIENT",
    "adam": "eta / (sqrt(hat(s)) + epsilon) thin hat(m)",
    "rprop": '"sign" GRADIENT thin Delta',
}
# The numbers in the order in which they land, and the sign before each.
SIGNS = {"old": "", "rate": "minus", "gradient": "by", "update": "minus"}


@dataclass(frozen=True, slots=True)
class ParameterStep:
    """A weight or a bias of the output layer: its letters, and where its numbers are.

    ``gradient`` are the letters of its gradient and their role; ``entry`` picks it out
    of all of its ``kind``.
    """

    chapter: "StepChapter"
    kind: str  # weight or bias
    letter: str
    gradient: tuple[str, str]
    entry: tuple[int, ...]

    def path(self, field: str) -> str:
        """Return the path of one of its values: old, new, gradient, update."""
        family = {"weight": "weights", "bias": "biases"}[self.kind]
        names = {"old": family, "new": f"{family}_after"}
        name = names.get(field, f"{self.kind}_{field}")
        return str(getattr(self.chapter.layer(self.chapter.last), name)[self.entry])

    def value(self, field: str) -> float:
        """Return one of its values."""
        return float(self.chapter.value(self.path(field)))

    @property
    def places(self) -> int:
        """The decimals of old and new value: more where the step is small, or six."""
        places = self.chapter.decimals([self.path("update")], self.kind)
        return min(places, encoding.MOST_DECIMALS)

    @property
    def case(self) -> str:
        """Which sentence tells its step: that of the optimiser, or of an exception."""
        if not self.value("gradient"):
            return "remembered" if self.value("update") else "none"
        if not self.value("update"):
            return "frozen"
        optimizer: str = self.chapter.trace.run.training.optimizer
        return optimizer if optimizer in ("sgd", *STEPS) else "other"

    @property
    def outcome(self) -> str:
        """What becomes of it: wider, narrower, other sign, or the same as shown."""
        old, new = self.value("old"), self.value("new")
        if encoding.as_shown(old, self.places) == encoding.as_shown(new, self.places):
            return "same"
        if old * new < 0:
            return "other sign"
        return "wider" if abs(new) > abs(old) else "narrower"

    def equation(self, *, em: float, number_em: float) -> Equation:
        """Return new ← old − step, as the optimiser makes the step; numbers hidden."""
        old, new, steps = self._own("old"), self._own("new"), self._steps()
        before, after, *factors = (
            encoding.as_shown(float(self.chapter.value(term.path)), term.decimals or 0)
            for term in (old, new, *steps)
            if term.path
        )
        step = -prod(factors) if len(factors) > 1 else factors[0]
        sign = "=" if before + step == after else "≈"
        terms = [new, Term("is", "<-", below=sign), old, *steps]
        equation = Equation(self.chapter, terms, em=em, number_em=number_em)
        equation.hide_numbers()
        return equation

    def _own(self, field: str) -> Term:
        """Return its letter over its old or its new value."""
        role = encoding.sign_role(self.value(field))
        return Term(field, self.letter, role, self.path(field), self.kind, self.places)

    def _steps(self) -> list[Term]:
        """Return − η · gradient; of other rules the step as one number."""
        chapter, case = self.chapter, self.case
        optimizer = chapter.trace.run.training.optimizer if case != "frozen" else ""
        if optimizer == "sgd":
            rate, slope = chapter.here("learning_rate"), self.path("gradient")
            exact = encoding.exact_decimals(float(chapter.value(rate)))
            places = chapter.decimals([slope], "gradient")
            return [
                Term("minus", "-"),
                Term("rate", "eta", "update", rate, "rate", exact),
                Term("by", "dot"),
                Term("gradient", *self.gradient, slope, "gradient", places),
            ]
        told = STEPS.get(optimizer, "").replace("GRADIENT", self.gradient[0])
        letters = told or f"Delta {self.letter}"
        step = self.path("update"), "update", self.places
        sign = Term("minus", "-" if told else "+", below="+")
        return [sign, Term("update", letters, "update", *step)]

    def line(self, area: Box) -> DescentLine:
        """Return gradient and step as arrows from where the value stands."""
        chapter = self.chapter

        def told(word: str, field: str, role: str) -> Row:
            name = chapter.words(word, em=style.SMALL, role=role)
            number = chapter.number(self.path(field), field, em=style.BODY)
            return row(name, number, gap=0.2)

        return DescentLine(
            *(self.value("gradient"), self.value("update"), area),
            labels=(
                told("gradient", "gradient", "muted"),
                told("step", "update", "update"),
            ),
            here=chapter.number(self.path("old"), self.kind, decimals=self.places),
            paths=(self.path("gradient"), self.path("update")),
        )


def weight_of(chapter: "StepChapter") -> ParameterStep:
    """Return the weight from the last unit but one of the thread to the last."""
    letter = chapter.weight_letters(chapter.last)
    gradient = f"(partial {{C}})/(partial {letter})", "text"
    entry = chapter.thread[-1], chapter.thread[-2]
    return ParameterStep(chapter, "weight", letter, gradient, entry)


def bias_of(chapter: "StepChapter") -> ParameterStep:
    """Return the bias of the thread's output: its gradient is δ, or the mean of δ."""
    delta = "delta_{output}"
    if chapter.is_batch:
        delta = "1/B sum_n delta_(n {output})"
    entry = (chapter.thread[-1],)
    return ParameterStep(chapter, "bias", "b_{output}", (delta, "error"), entry)


def landing(equation: Equation, starts: Mapping[str, Point]) -> list[list[Motion]]:
    """Return the flights of a step's numbers onto their letters, one after the other.

    ``starts`` say where each comes from; the new value comes out of the old one.
    """
    found = [
        land(equation, name, starts[name], after=sign, seconds=0.6)
        for name, sign in SIGNS.items()
        if name in equation.numbers
    ]
    return [*found, land(equation, "new", equation.number_spot("old"), after="is")]
