"""An equation as letters and, below them, this step's own numbers, part by part.

Each part can be lit, flown to, or hidden by itself: numbers land on their letters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce

from scenes import encoding, style
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Number, Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.notation.symbols import FUNCTIONS
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion, fade_in, tween
from scenes.vocabulary.moves import fly

GAP = 0.16  # between parts, at the usual size
LETTER = 0.6  # seconds in which a letter appears
LEADING = 0.02  # from the lowest letter to where numbers begin
ABOVE = 0.2  # a drawing that stands in the place of a number
SIGNS = {"=": "=", "dot": "·", "+": "+", "approx": "≈", "-": "−", "<-": "="}


@dataclass(frozen=True, slots=True)
class Term:
    """One part: a name to find it by, its letters, its role; a path has a number.

    A part without a path stands alone in the row of letters; one whose ``letters`` are
    a sign (=, dot, +, -, <-) stands in both rows; ``below`` is another one for numbers.
    ``drawn`` stands in the place of a number; ``parts`` are the roles of pieces.
    """

    name: str
    letters: str
    role: str = "text"
    path: str = ""
    kind: str = "count"
    decimals: int | None = None
    below: str = ""
    drawn: Drawing | None = None
    parts: Mapping[str, str] = field(default_factory=dict)


class Equation(Drawing):
    """A row of letters over a row of numbers; its origin is the left baseline.

    With a ``number_em`` of 0 there are drawings in their place, by name as well.
    """

    def __init__(
        self, chapter: PathTexts, terms: Sequence[Term], *, em: float, number_em: float
    ) -> None:
        super().__init__()
        self.drawn = {term.name: term.drawn for term in terms if term.drawn is not None}
        self.letters: dict[str, Formula] = {}
        self.numbers: dict[str, Number] = {}
        self.signs: dict[str, Text] = {}
        self.em = em
        self.gap, x = GAP * em / style.FORMULA, 0.0
        for term in terms:
            x += self._column(chapter, term, x, em, number_em) + self.gap
        lowest = min(letter.box.bottom for letter in self.letters.values())
        for under in (*self.numbers.values(), *self.signs.values()):
            under.y = min(-0.75 * em, lowest - LEADING) - 1.05 * number_em
        tallest = max((each.box.top for each in self.drawn.values()), default=0.0)
        for each in self.drawn.values():
            each.y = lowest - ABOVE - tallest
        self.reach = x - self.gap  # of the row, to the right

    def _column(
        self,
        chapter: PathTexts,
        term: Term,
        x: float,
        em: float,
        number_em: float,
    ) -> float:
        """Add the letters of a term, and what stands below; return its width."""
        # Numbers as shown may be roughly equal; what the letters say is exact.
        letters = "=" if term.letters == "approx" else term.letters
        roles = {"part": term.role, **term.parts}
        letter = chapter.formula(f"part({letters})", roles, em=em)
        width = letter.box.width
        under = term.drawn
        if term.path:
            number = chapter.number(
                *(term.path, term.kind),
                em=number_em,
                decimals=term.decimals,
                role=None if term.role == "text" else term.role,
            )
            self.numbers[term.name] = number
            under = number
        elif term.letters in SIGNS and number_em:
            sign = Text(
                Source(term.below or SIGNS[term.letters]), em=number_em, role="muted"
            )
            self.signs[term.name] = sign
            under = sign
        if under is not None:
            width = max(width, under.box.width)
            under.x += x + width / 2 - under.box.centre[0]
            self.add(under)
        letter.x += x + width / 2 - letter.box.centre[0]
        self.letters[term.name] = letter
        self.add(letter)
        return width

    def under(self, name: str) -> Drawing | None:
        """Return the number or the sign below a letter, if it has one."""
        return self.numbers[name] if name in self.numbers else self.signs.get(name)

    def room(self, name: str) -> float:
        """Return how wide a part is, with the number below it."""
        number, width = self.numbers.get(name), self.letters[name].box.width
        return width if number is None else max(width, number.box.width)

    def gather(
        self,
        names: Sequence[str],
        into: str,
        letter: Formula,
        number: Number | None = None,
    ) -> None:
        """Let one letter stand for parts, side by side, that are painted no more."""
        row = {
            into if name == names[0] else name: part
            for name, part in self.letters.items()
        }
        row[into] = letter
        self.letters = {n: part for n, part in row.items() if n not in names[1:]}
        self.add(letter)
        level = next((below.y for below in self.numbers.values()), 0.0)
        for name in names:
            self.numbers.pop(name, None)
            self.signs.pop(name, None)
        if number is not None:
            self.numbers[into], number.y = number, level
            number.opacity = 0.0  # until it is flown in
            self.add(number)

    def span(self, first: str, last: str) -> tuple[float, float]:
        """Return where, on screen, parts begin and end, from the first to the last."""
        boxes = [self._box(self.letters[first]), self._box(self.letters[last])]
        return boxes[0].left, boxes[1].right

    def _box(self, part: Drawing) -> Box:
        return part.box.placed(self.x, self.y, self.size)

    def spot(self, name: str) -> tuple[float, float]:
        """Return the middle of a part's letters, on screen."""
        return self._box(self.letters[name]).centre

    def number_spot(self, name: str) -> tuple[float, float]:
        """Return the middle of a part's number, on screen."""
        return self._box(self.numbers[name]).centre

    def fitted(self, box: Box, *, most: float = 1.0) -> "Equation":
        """Stand in the middle of a box, no larger than fits."""
        self.size, self.x, self.y = self._fit(box, most)
        return self

    def stand(self, box: Box, *, most: float = 1.0) -> Motion:
        """Return the motion into the middle of a box, as large as fits."""
        size, x, y = self._fit(box, most)
        return tween(self, size=size, x=x, y=y, seconds=1.0)

    def _fit(self, box: Box, most: float) -> tuple[float, float, float]:
        """Return size and place, in a box, of the row as it is now."""
        rows = self.letters, self.numbers, self.signs, self.drawn
        parts = [part for row in rows for part in row.values()]
        own = reduce(Box.joined, (part.box for part in parts))
        size = min(most, box.width / own.width, box.height / own.height)
        (x, y), (left, below) = box.centre, own.centre
        return size, x - size * left, y - size * below

    def hide_numbers(self, *names: str) -> None:
        """Let numbers wait until they are flown in; without names, all of them."""
        for name in names or (*self.numbers, *self.signs):
            part = self.numbers[name] if name in self.numbers else self.signs[name]
            part.opacity = 0.0

    def hide_letters(self, *names: str) -> None:
        """Let letters wait until they appear; without names, all of them."""
        for name in names or self.letters:
            self.letters[name].opacity = 0.0

    def appear(self, *names: str, seconds: float = LETTER) -> list[Motion]:
        """Return the motions that let letters appear."""
        return [tween(self.letters[n], opacity=1.0, seconds=seconds) for n in names]


def letters(
    texts: PathTexts, source: str, *, weight: str = "", em: float = style.EQUATION
) -> Formula:
    """Return a formula whose parts are called by what they are.

    ``activation(…)`` is yellow, ``weight(…)`` blue, or ochre if the value of the path
    is negative; ``goal(…)``, ``source(…)``, ``layer(…)`` are indices, ``sign(…)`` is =.
    """
    negative = bool(weight) and float(texts.value(weight)) < 0
    roles = {"weight": "negative" if negative else "positive"}
    indices = dict.fromkeys(("goal", "source", "layer", "sign"), "text")
    return texts.formula(source, {"activation": "activation"} | roles | indices, em=em)


def activation_letters(
    texts: PathTexts, column: int, *, em: float = style.EQUATION
) -> Formula:
    """Return a = f(z) of one unit; softmax is a function of all sums of its layer."""
    name, index = texts.trace.network.activations[column - 1], texts.index(column)
    sums = "({z}_1, {z}_2, dots)" if name == "softmax" else f"({{z}}_{index})"
    source = f"activation({{a}}_{index}) = {FUNCTIONS[name][0]}{sums}"
    return letters(texts, source, em=em)


def sum_letters(texts: PathTexts, column: int, bias: str) -> Formula:
    """Return z = Σ w a + b of a unit of a column; all but its products wait.

    What is left and right of the sum are its parts ``goal``, ``sign``, ``layer`` and
    ``weight``; ``bias`` is the path of b.
    """
    to, before = texts.index(column), texts.index(column - 1)
    several = texts.trace.network.layers[column - 1] > 1
    products = f"activation({texts.weight_letters(column)} {{a}}_{before})"
    summed = f"sum_{before} {products}" if several else products
    source = f"goal({{z}}_{to}) sign(=) {summed} layer(+) weight(b_{to})"
    whole = letters(texts, source, weight=bias, em=style.SUM)
    whole.alphas = dict.fromkeys(("goal", "sign", "layer", "weight"), 0.0)
    return whole


def product_sign(chapter: PathTexts, factors: Sequence[Term], result: Term) -> str:
    """Return "=" where the numbers as shown multiply to the result shown, else "≈"."""

    def shown(term: Term) -> tuple[float, int]:
        places = term.decimals
        if places is None:
            places = chapter.decimals([term.path], term.kind)
        return float(chapter.value(term.path)), places

    exact = encoding.multiplies(map(shown, factors), shown(result))
    return "=" if exact else "approx"


def sum_sign(chapter: PathTexts, terms: Sequence[Term], result: Term) -> str:
    """Return "=" where the numbers as shown add up to the result shown, else "≈"."""
    places = result.decimals
    if places is None:
        places = chapter.decimals([result.path], result.kind)
    values = [float(chapter.value(term.path)) for term in terms]
    exact = encoding.adds(values, float(chapter.value(result.path)), places)
    return "=" if exact else "approx"


def product_equation(
    texts: PathTexts,
    weight: str,
    value: str,
    product: str,
    *,
    column: int,
) -> Equation:
    """Return w · a = w a, numbers below the letters, = or ≈; the numbers still hidden.

    The weight leads into a ``column``. The parts are called w, by, a, is and p; a and p
    are of the activation's colour.
    """
    letters = f"{{a}}_{texts.index(column - 1)}"
    edge = texts.weight_letters(column)
    role = encoding.sign_role(float(texts.value(weight)))
    w = Term("w", edge, role, weight, "weight")
    a = Term("a", letters, "activation", value, "input")
    p = Term("p", f"{edge} {letters}", "activation", product, "product")
    sign = Term("is", product_sign(texts, (w, a), p))
    terms = [w, Term("by", "dot"), a, sign, p]
    equation = Equation(texts, terms, em=style.EQUATION, number_em=style.TOLD)
    equation.hide_numbers()
    return equation


def land(
    equation: Equation,
    name: str,
    *way: Point,
    after: str = "",
    seconds: float = style.NORMAL,
) -> list[Motion]:
    """Return the flight of a number onto its letter; the sign before it appears."""
    flight = fly(equation.numbers[name], *way, within=equation, seconds=seconds)
    return [flight, *([fade_in(equation.signs[after])] if after else [])]
