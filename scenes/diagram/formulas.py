"""Formulas with named parts, each in the colour of what it stands for."""

from collections.abc import Mapping

from scenes import style
from scenes.diagram.text import Source
from scenes.engine import typesetting
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen


class Formula(Drawing):
    """A formula set by Typst; ``parts`` maps the names used in it to roles.

    A part is written as a function around a piece: ``error(delta_j)``. ``alphas``
    says how far each part is lit, and is 1 for those that it does not name.
    """

    def __init__(
        self,
        source: Source,
        parts: Mapping[str, str],
        *,
        em: float = style.FORMULA,
        role: str = "text",
    ) -> None:
        self.source = source
        self.text = source.template
        for name, value in source.values.items():
            self.text = self.text.replace("{" + name + "}", value)
        self.em = em
        self.role = role
        self.names = tuple(parts)
        self.roles = {tag: parts[name] for tag, name in enumerate(self.names, start=1)}
        self.alphas: dict[str, float] = {}
        self.typeset = typesetting.formula(self.text, self.names)
        super().__init__()

    def light(self, *names: str) -> None:
        """Light the parts named and dim the others; none named lights all."""
        dim = 0.3 if names else 1.0
        self.alphas = {name: 1.0 if name in names else dim for name in self.names}

    def paint(self, pen: Pen) -> None:
        """Paint each part in its role."""
        alphas = {
            tag: self.alphas.get(name, 1.0)
            for tag, name in enumerate(self.names, start=1)
        }
        pen.subject = Depicts("formula", "; ".join(self.source.paths.values()))
        pen.text(
            *(self.typeset, self.em, self.role),
            roles=self.roles,
            alphas=alphas,
            says=self.text,
        )
        pen.subject = None

    def extent(self) -> Box | None:
        """Return the box around its ink."""
        typeset, em = self.typeset, self.em
        return Box(0.0, -typeset.descent * em, typeset.width * em, typeset.ascent * em)
