"""Fold: parts of an equation run together into one letter, and the row closes up.

letter = self.formula("error(delta_m)", {"error": "error"}, em=equation.em)
self.play(fold(equation, ["slope", "error"], "delta", letter))
"""

from collections.abc import Callable, Mapping, Sequence

from manim.utils.rate_functions import linear, smooth

from scenes import style
from scenes.diagram.formulas import Formula
from scenes.diagram.panels import Line
from scenes.diagram.text import Number
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Point
from scenes.vocabulary.equations import Equation
from scenes.vocabulary.motions import Motion, during

BRACKETED = 0.35  # share of the time in which the bracket grows
BELOW = 0.1  # from the parts to the bracket
ENDS = 0.12  # that it stands up at its ends
SMALLEST = 0.2  # of its size: a part that has run into the letter


def fold(
    equation: Equation,
    names: Sequence[str],
    into: str,
    letter: Formula,
    *,
    number: Number | None = None,
    seconds: float = 2.0,
) -> Motion:
    """Return the motion that closes parts, side by side, into one letter.

    A bracket grows below them, they run together, and what is left of the row closes
    up around its middle. The letter is a part of the equation then, and so is a
    ``number`` below it, which is to be flown in, and for which there is room then,
    as for those of the others; those of the parts run together, too.
    """
    under = [equation.under(name) for name in names]
    parts: list[Drawing] = [equation.letters[name] for name in names]
    parts += [part for part in under if part is not None]
    bracket, (left, right), bottom = _bracket_below(equation, parts)
    letter.opacity, letter.x = 0.0, (left + right - letter.box.width) / 2
    equation.gather(names, into, letter, number)

    def begin() -> Callable[[float], None]:
        goals = closed_up(equation, is_wide=number is not None)
        goals |= dict.fromkeys(parts, goals[letter])
        run_together = _on_their_way(goals, letter, parts)
        half = letter.box.width / 2 + BELOW

        def move(progress: float) -> None:
            far = during(BRACKETED, 1.0)(progress)
            run_together(far)
            start = left + (goals[letter] - half - left) * far
            end = right + (goals[letter] + half - right) * far
            _draw(bracket, (start, end), bottom, progress)

        return move

    return Motion(equation, begin, seconds=seconds, rate=linear)


def _on_their_way(
    goals: Mapping[Drawing, float], letter: Formula, gone: Sequence[Drawing]
) -> Callable[[float], None]:
    """Return what moves parts to their goals, and lets the letter come for the gone.

    What is hidden stays so.
    """
    starts = {part: part.box.centre[0] for part in goals}
    seen = [part for part in goals if part is letter or part.opacity]

    def move(far: float) -> None:
        for part, goal in goals.items():
            there = far if part is letter else 1 - far if part in gone else 1.0
            if part in seen:
                part.size, part.opacity = SMALLEST + (1 - SMALLEST) * there, there
            part.x += starts[part] + (goal - starts[part]) * far - part.box.centre[0]

    return move


def _bracket_below(
    equation: Equation, parts: Sequence[Drawing]
) -> tuple[Line, Point, float]:
    """Add a bracket that has not grown yet; returns it, its ends and its height."""
    left = min(part.box.left for part in parts)
    right = max(part.box.right for part in parts)
    bottom = min(part.box.bottom for part in parts) - BELOW
    bracket = Line([(left, bottom), (left, bottom)], "error", width=style.BOLD_LINE)
    bracket.opacity = 0.0
    equation.add(bracket)
    return bracket, (left, right), bottom


def _draw(bracket: Line, ends: Point, bottom: float, progress: float) -> None:
    """Set the corners of a bracket that grows from left to right, then stands."""
    bracket.opacity = min(1.0, 4 - 4 * during(BRACKETED, 1.0)(progress))
    start, end = ends
    end = start + smooth(min(1.0, progress / BRACKETED)) * (end - start)
    top = bottom + ENDS
    corners = [(start, top), (start, bottom), (end, bottom), (end, top)]
    bracket.line_points = corners if progress > BRACKETED else corners[:3]


def closed_up(equation: Equation, *, is_wide: bool = False) -> dict[Drawing, float]:
    """Return the middles of letters, and of what is below, when they have closed up."""
    letters = list(equation.letters.values())
    widths = [letter.box.width for letter in letters]
    if is_wide:
        widths = [equation.room(name) for name in equation.letters]
    x = (equation.reach - sum(widths) - equation.gap * (len(letters) - 1)) / 2
    found: dict[Drawing, float] = {}
    for part, width in zip(letters, widths, strict=True):
        found[part] = x + width / 2
        x += width + equation.gap
    for name, part in equation.letters.items():
        under = equation.under(name)
        if under is not None:
            found[under] = found[part]
    return found
