"""The step of one weight or bias, written like a sum and drawn on the number line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes import encoding, style
from scenes.chapters.weight_update.told_weight import INSET, Parameter, is_frozen, rule
from scenes.diagram.charts.step_line import Step, StepLine
from scenes.diagram.panels import Line
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

UPDATE_BELOW = 0.4  # from one baseline of the sum to the next
LINE_BELOW = 0.54
NEW_BELOW = 0.9


def value_places(chapter: "StepChapter", parameter: Parameter) -> int:
    """Return the decimals of old and new value: enough to tell them, six at most."""
    places = chapter.decimals([parameter.update], "update")
    return min(places, encoding.MOST_DECIMALS)


def values_differ(chapter: "StepChapter", parameter: Parameter) -> bool:
    """Say whether old and new value can be told in the decimals that are shown."""
    places = value_places(chapter, parameter)
    old, new = (
        chapter.shown(path, parameter.kind, places)
        for path in (parameter.old, parameter.new)
    )
    return old != new


@dataclass(frozen=True, slots=True)
class WrittenStep:
    """Old value, update and new value of a parameter, written like a sum."""

    old: Drawing
    update: Drawing
    new: Drawing


def written_step(
    chapter: "StepChapter", parameter: Parameter, top: float
) -> WrittenStep:
    """Return the sum that makes the new value, its first row at a height."""
    box, places = chapter.regions.panel, value_places(chapter, parameter)
    left, right = box.left + INSET, box.right - INSET
    rows = []
    for name, path in (("old value", parameter.old), ("new value", parameter.new)):
        number = chapter.number(path, parameter.kind, decimals=places)
        text = chapter.words(name, role="muted")
        text.x, number.x = left, right - number.box.width
        rows.append(Drawing(text, number))
    update = _update_row(chapter, parameter)
    update.size = min(1.0, (right - left) / update.box.width)
    update.x = right - update.box.width
    rows[0].y, update.y, rows[1].y = top, top - UPDATE_BELOW, top - NEW_BELOW
    line = Line(((right - 1.2, top - LINE_BELOW), (right, top - LINE_BELOW)))
    return WrittenStep(rows[0], update, Drawing(line, rows[1]))


def _update_row(chapter: "StepChapter", parameter: Parameter) -> Row:
    """Return − η × ∂C/∂w = ΔW, in small print if it is long."""
    row = _factors_and_update(chapter, parameter, style.BODY)
    if row.box.width <= chapter.regions.panel.width - 2 * INSET:
        return row
    return _factors_and_update(chapter, parameter, style.SMALL)


def _factors_and_update(chapter: "StepChapter", parameter: Parameter, em: float) -> Row:
    """Return minus the factors that the training's rule names, and the update."""
    places = chapter.decimals([parameter.update], "update")
    number = chapter.number(parameter.update, "update", em=em, decimals=places)
    if not rule(chapter).factors or is_frozen(chapter, parameter):
        return Row(chapter.words("step", em=em, role="muted"), number, gap=0.4)
    parts: list[Drawing] = [chapter.words("−", em=em, role="muted")]
    shown: list[tuple[float, int]] = []
    for path, kind in rule(chapter).factors:
        below = path.replace("{gradient}", parameter.gradient)
        factor = below if below != path else chapter.here(path)
        decimals = _factor_places(chapter, factor, kind)
        if shown:
            parts.append(chapter.words("×", em=em, role="muted"))
        parts.append(chapter.number(factor, kind, em=em, decimals=decimals))
        shown.append((float(chapter.value(factor)), decimals))
    result = (-float(chapter.value(parameter.update)), places)
    sign = "=" if encoding.multiplies(shown, result) else "≈"
    parts.append(chapter.words(sign, em=em, role="muted"))
    return Row(*parts, number, gap=0.1)


def _factor_places(chapter: "StepChapter", path: str, kind: str) -> int:
    """Return the decimals of a factor; a setting such as η loses none of its own."""
    value = float(chapter.value(path))
    exact = encoding.exact_decimals(value)
    if kind == "rate" and round(value, exact) == value:
        return exact
    return chapter.decimals([path], kind)


def step_line(chapter: "StepChapter", parameter: Parameter, top: float) -> StepLine:
    """Return the step on the number line, in the panel below a height."""
    old, new, gradient = (
        float(chapter.value(path))
        for path in (parameter.old, parameter.new, parameter.gradient)
    )
    family = np.array(chapter.value(f"{parameter.layer}.{parameter.family}"))
    step = Step(old, new, gradient, float(family.min()), float(family.max()))
    roles = {"gradient": "text", "step": "update"}
    words = {
        name: chapter.words(name, em=style.SMALL, role=roles.get(name, "muted"))
        for name in ("zero", "old", "new", "gradient", "step")
    }
    box = chapter.regions.panel
    area = Box(box.left + INSET, box.bottom + 0.22, box.right - INSET, top)
    return StepLine(step, area, words)
