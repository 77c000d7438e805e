"""Digits on screen that are no value: a text may hold none of its own."""

from collections.abc import Iterator
from typing import Any

from scenes.diagram.formulas import Formula
from scenes.diagram.text import Number, Text
from scenes.engine.drawing import Box, Drawing


def invented(scene: Any) -> Iterator[str]:
    """Yield each text of a scene that holds a digit without a path."""
    found: list[str] = []

    def visit(drawing: Drawing, _: Box | None) -> None:
        if isinstance(drawing, Text | Number | Formula) and has_invented_digit(drawing):
            found.append(f"{drawing.source.template!r} has a digit of its own")

    scene.visit(visit)
    yield from found


def has_invented_digit(drawing: Text | Number | Formula) -> bool:
    """Say whether a template holds a digit beside its values.

    The ½ and the ² of the losses, and the 0 and the 1 of the slopes, are no values.
    """
    template = drawing.source.template
    for name in drawing.source.values:
        template = template.replace("{" + name + "}", "")
    digits = {sign for sign in template if sign.isdigit()}
    return bool(digits - {"0", "1", "2"} if isinstance(drawing, Formula) else digits)
