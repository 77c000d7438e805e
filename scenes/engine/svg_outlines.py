"""Our own drawings as outlines: each path of a file with the roles of its colours.

A file in ``assets/drawings`` holds plain paths. The class of a path names two roles of
the theme, what it is filled with and what its line is drawn with; ``none`` is neither.
A path with an id and a ``data-joint`` is a limb, which can be turned about that point.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from math import cos, sin
from xml.etree import ElementTree

from backprop_core.assets import asset
from scenes.engine.typesetting import SVG, Ink, Matrix, Typeset, outline

MIDDLE = 0.4  # of its height: about where a drawing leans


@dataclass(frozen=True, slots=True)
class Limb:
    """The name of a path, and the joint about which it turns."""

    name: str = ""
    x: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Outlines:
    """A drawing whose height is 1; its origin is the middle of its lower edge.

    ``roles`` are those of the tags of its inks, ``limbs`` what each ink belongs to.
    """

    typeset: Typeset
    roles: dict[int, str]
    width: float  # of a height of 1
    limbs: tuple[Limb, ...] = ()

    def posed(self, turns: Mapping[str, float], lean: float = 0.0) -> Typeset:
        """Return it with limbs turned, in radians, against the clock; all leans."""
        inks = []
        for ink, limb in zip(self.typeset.inks, self.limbs, strict=True):
            angle = turns.get(limb.name, 0.0)
            matrix = _turned(ink.matrix, angle, limb.x, limb.y)
            inks.append(replace(ink, matrix=_turned(matrix, lean, 0.0, MIDDLE)))
        return replace(self.typeset, inks=tuple(inks))


def _turned(matrix: Matrix, angle: float, x: float, y: float) -> Matrix:
    """Return a matrix after which all is turned about a point."""
    a, b, c, d, e, f = matrix
    cosine, sine = cos(angle), sin(angle)
    return (
        cosine * a - sine * b,
        sine * a + cosine * b,
        cosine * c - sine * d,
        sine * c + cosine * d,
        x + cosine * (e - x) - sine * (f - y),
        y + sine * (e - x) + cosine * (f - y),
    )


@cache
def outlines(name: str) -> Outlines:
    """Return the drawing ``assets/drawings/NAME.svg``."""
    file = asset(f"drawings/{name}.svg")
    svg = ElementTree.fromstring(file.read_text("utf-8"))
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    thick = float(svg.get("stroke-width", "1")) / height
    place = (1 / height, 0.0, 0.0, -1 / height, -width / height / 2, 1.0)
    inks: list[Ink] = []
    limbs: list[Limb] = []
    roles: dict[int, str] = {}
    for path in svg.iter(f"{SVG}path"):
        made = outline(path.attrib["d"])
        x, y = map(float, path.get("data-joint", "0 0").split())
        limb = Limb(path.get("id", ""), (x - width / 2) / height, 1 - y / height)
        for role, line in zip(path.attrib["class"].split(), (0.0, thick), strict=True):
            if role != "none":
                roles[len(roles) + 1] = role
                inks.append(Ink(made, place, len(roles), line))
                limbs.append(limb)
    wide = width / height
    typeset = Typeset(tuple(inks), -wide / 2, wide / 2, 1.0, 0.0)
    return Outlines(typeset, roles, wide, tuple(limbs))
