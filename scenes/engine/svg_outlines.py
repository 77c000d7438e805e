"""Our own drawings as outlines: each path of a file with the roles of its colours.

A file in ``assets/drawings`` holds plain paths. The class of a path names two roles of
the theme, what it is filled with and what its line is drawn with; ``none`` is neither.
"""

from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree

from backprop_core.assets import asset
from scenes.engine.typesetting import SVG, Ink, Typeset, outline


@dataclass(frozen=True, slots=True)
class Outlines:
    """A drawing whose height is 1; its origin is the middle of its lower edge.

    ``roles`` are those of the tags of its inks.
    """

    typeset: Typeset
    roles: dict[int, str]
    width: float  # of a height of 1


@cache
def outlines(name: str) -> Outlines:
    """Return the drawing ``assets/drawings/NAME.svg``."""
    file = asset(f"drawings/{name}.svg")
    svg = ElementTree.fromstring(file.read_text("utf-8"))
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    thick = float(svg.get("stroke-width", "1")) / height
    place = (1 / height, 0.0, 0.0, -1 / height, -width / height / 2, 1.0)
    inks: list[Ink] = []
    roles: dict[int, str] = {}
    for path in svg.iter(f"{SVG}path"):
        made = outline(path.attrib["d"])
        for role, line in zip(path.attrib["class"].split(), (0.0, thick), strict=True):
            if role != "none":
                roles[len(roles) + 1] = role
                inks.append(Ink(made, place, len(roles), line))
    wide = width / height
    return Outlines(Typeset(tuple(inks), -wide / 2, wide / 2, 1.0, 0.0), roles, wide)
