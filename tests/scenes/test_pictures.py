"""Every beat of every chapter, in every experiment and language, looked at."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from itertools import product
from typing import Any

import numpy as np
import pytest
from checks.meaning import reads_as
from scenes.diagram.network.neurons import Neurons

from backprop_core.trace import paths
from scenes import layout
from scenes.chapters import CHAPTERS
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Number, Text
from scenes.engine.drawing import Box, Drawing

EXPERIMENTS = ("digits", "xor", "tiny", "digits14")
LEAST_HEIGHT = 0.022 * 8  # of digits and capitals, in Manim units
CAPITALS = {Text: 0.727, Number: 0.727, Formula: 0.65}  # em, of each font
SLACK = 0.015  # Manim units that the boxes of two texts may share


@dataclass
class Findings:
    """What was seen over all beats of a chapter in a language."""

    language: str
    faults: list[str] = field(default_factory=list)
    shown: set[tuple[str, str, Any]] = field(default_factory=set)
    invented: set[str] = field(default_factory=set)


@pytest.fixture(
    scope="module",
    params=product(CHAPTERS, EXPERIMENTS, ("en", "es")),
    ids="-".join,
)
def findings(request: pytest.FixtureRequest, tell: Callable[..., Any]) -> Findings:
    """What is found in each chapter in turn, told once for all that looks at it."""
    chapter, experiment, language = request.param
    found = Findings(language)
    tell(chapter, experiment, look=partial(note, found), language=language)
    return found


def note(found: Findings, scene: Any) -> None:
    """Add what can be seen of a scene at the end of a beat."""
    beat = len(scene.cues)
    found.faults += [f"beat {beat}: {fault}" for fault in faults_of(scene)]
    for drawing, _, _ in texts(scene):
        source = drawing.source
        for name, path in source.paths.items():
            value = paths.evaluate(path, scene.trace)
            found.shown.add((source.values[name], path, value))
        if has_invented_digit(drawing):
            found.invented.add(source.template)


def texts(scene: Any) -> list[tuple[Any, Box, float]]:
    """Return what can be read in the picture, with its box and its scale."""
    found: list[tuple[Any, Box, float]] = []

    def visit(drawing: Drawing, box: Box | None) -> None:
        if isinstance(drawing, Text | Number | Formula) and box is not None:
            own = drawing.extent()
            assert own is not None
            found.append((drawing, box, box.width / own.width if own.width else 1.0))

    scene.visit(visit)
    return found


def faults_of(scene: Any) -> list[str]:
    """Return what is wrong with the picture as it stands."""
    seen = texts(scene)
    faults = [
        f"{drawing.text!r} leaves the frame"
        for drawing, box, _ in seen
        if not inside(box)
    ]
    faults += [
        f"{drawing.text!r} is too small ({drawing.em * scale:.3f} em)"
        for drawing, _, scale in seen
        if drawing.em * scale * CAPITALS[type(drawing)] < LEAST_HEIGHT
    ]
    faults += [
        f"{one.text!r} lies on {other.text!r}"
        for index, (one, box, _) in enumerate(seen)
        for other, over, _ in seen[:index]
        if box.overlaps(over, SLACK)
    ]
    faults += [
        f"{drawing.text!r} lies on a unit"
        for drawing, box, _ in seen
        for unit in units(scene)
        if box.overlaps(unit, SLACK)
    ]
    return faults


def inside(box: Box) -> bool:
    """Say whether a box lies within the safe area, header and captions included."""
    safe = layout.SAFE
    return (
        box.left >= safe.left - 0.01
        and box.right <= safe.right + 0.01
        and box.bottom >= safe.bottom - 0.01
        and box.top <= safe.top + 0.01
    )


def units(scene: Any) -> list[Box]:
    """Return the squares within the drawn units."""
    found: list[Box] = []

    def visit(drawing: Drawing, _: Box | None) -> None:
        if isinstance(drawing, Neurons):
            half = drawing.radius * np.sqrt(0.5)
            for unit in drawing.drawn:
                x, y = drawing.places[unit]
                found.append(Box(x - half, y - half, x + half, y + half))

    scene.visit(visit)
    return found


def test_every_text_can_be_read(findings: Findings) -> None:
    """At the end of a beat nothing overlaps, leaves the frame or is too small."""
    assert not findings.faults, "\n".join(findings.faults)


def test_each_number_on_screen_is_the_value_of_its_path(findings: Findings) -> None:
    """What is shown reads back as the value of its path, to the digits shown."""
    assert findings.shown
    for text, path, value in findings.shown:
        told = f"{path} is {value}, shown {text}"
        assert reads_as(text, value, findings.language), told


def test_no_text_holds_a_digit_that_has_no_path(findings: Findings) -> None:
    """A digit on screen is a value of the trace or a constant of a formula."""
    assert not findings.invented


def has_invented_digit(drawing: Text | Number | Formula) -> bool:
    """Say whether a template holds a digit beside its values.

    The ½ and the ² of the losses, and the 0 and the 1 of the slopes, are no values.
    """
    template = drawing.source.template
    for name in drawing.source.values:
        template = template.replace("{" + name + "}", "")
    digits = {sign for sign in template if sign.isdigit()}
    return bool(digits - {"0", "1", "2"} if isinstance(drawing, Formula) else digits)


def test_an_invented_digit_is_found() -> None:
    """A text with a digit of its own fails the check that chapters pass."""
    from scenes.diagram.text import Source

    assert has_invented_digit(Text(Source("unit 7")))
    assert not has_invented_digit(Text(Source("unit {n}", {"n": "x"}, {"n": "7"})))
    assert has_invented_digit(Formula(Source("w_3"), {}))


def test_an_overlap_is_found() -> None:
    """Two texts at the same place fail the check that chapters pass."""
    from scenes.diagram.text import Source

    class Overlapping:
        def visit(self, visitor: Callable[[Drawing, Box | None], None]) -> None:
            Text(Source("one on")).seen(visitor)
            Text(Source("the other")).seen(visitor)

    assert faults_of(Overlapping()) == ["'the other' lies on 'one on'"]


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_chapter_lasts_as_long_at_any_frame_rate(
    tell: Callable[..., Any], chapter: str
) -> None:
    """At 15 and at 60 frames a second each beat takes the same time."""
    from manim import tempconfig

    lengths = []
    for rate in (15, 60):
        with tempconfig({"frame_rate": rate}):
            scene = tell(chapter, "xor")
            lengths.append([cue.frames / rate for cue in scene.cues])
    assert lengths[0] == pytest.approx(lengths[1])
