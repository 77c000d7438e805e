"""Words, numbers and rows of them, each standing on its baseline.

The origin of a text is the left end of its baseline. A text that shows values
knows the paths that they came from, and can be checked against the trace.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scenes import style
from scenes.engine import numerals, typesetting
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen
from scenes.engine.typesetting import Typeset


@dataclass(frozen=True, slots=True)
class Source:
    """Where the values in a text come from.

    ``template`` holds a ``{name}`` for each path; ``values`` are the shown strings.
    """

    template: str
    paths: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


class Text(Drawing):
    """Running text in one role."""

    def __init__(
        self,
        source: Source,
        *,
        em: float = style.BODY,
        role: str = "text",
        bold: bool = False,
        width: float | None = None,
    ) -> None:
        self.source = source
        self.text = source.template.format(**source.values)
        self.em = em
        self.role = role
        in_em = None if width is None else width / em
        self.typeset = typesetting.words(self.text, bold=bold, width=in_em)
        self.what = "text"  # a caption says that it is one
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the words."""
        pen.subject = Depicts(self.what, "; ".join(self.source.paths.values()))
        pen.text(self.typeset, self.em, self.role, says=self.text)
        pen.subject = None

    def extent(self) -> Box | None:
        """Return the box from the lowest descender to the highest ascender."""
        return _extent(self.typeset, self.em)


class Number(Drawing):
    """One value of the trace, made from its path."""

    def __init__(
        self, path: str, text: str, *, em: float = style.BODY, role: str = "text"
    ) -> None:
        self.source = Source("{value}", {"value": path}, {"value": text})
        self.text = text
        self.em = em
        self.role = role
        self.typeset = numerals.number(text)
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the digits."""
        pen.subject = Depicts("number", self.source.paths["value"])
        pen.text(self.typeset, self.em, self.role, says=self.text)
        pen.subject = None

    def extent(self) -> Box | None:
        """Return the box of its digits."""
        return _extent(self.typeset, self.em)


class Row(Drawing):
    """Drawings side by side on one baseline."""

    def __init__(self, *parts: Drawing, gap: float = 0.12) -> None:
        super().__init__(*parts)
        x = 0.0
        for part in parts:
            box = part.box
            part.x += x - box.left
            x += box.width + gap


def _extent(typeset: Typeset, em: float) -> Box | None:
    if not typeset.inks:
        return None
    return Box(
        typeset.left * em,
        -typeset.descent * em,
        typeset.width * em,
        typeset.ascent * em,
    )
