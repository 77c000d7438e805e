"""Figures: drawings of our own whose limbs turn about their joints.

Each is a file ``assets/drawings/NAME.svg``, seen from the side, facing right: paths
with an ``id``, a ``data-joint`` and a ``class``, which says the tone and whether the
path lies ``near``, so that its contour sets it apart from what is behind.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import cos, sin
from types import MappingProxyType
from xml.etree import ElementTree

from backprop_core.assets import asset
from scenes.engine.typesetting import SVG, Ink, Matrix, Outline, Typeset, outline

TONES: Mapping[str, int] = MappingProxyType({"body": 1, "shade": 2, "eye": 3})
CONTOUR = 0.035  # of a near limb, in heights


@dataclass(frozen=True, slots=True)
class Limb:
    """One path, in the units of its file; it turns about its joint."""

    name: str
    outline: Outline
    joint: tuple[float, float]
    tone: int
    is_near: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing; its own unit is its height, its origin the middle of the ground."""

    limbs: tuple[Limb, ...]
    size: tuple[float, float]  # width and height in the file

    @property
    def width(self) -> float:
        """How wide it is, in heights."""
        return self.size[0] / self.size[1]

    def posed(self, turns: Mapping[str, float], lean: float = 0.0) -> Typeset:
        """Return it with limbs turned, in radians, upwards at the right; all leaning.

        The tags of its inks are those of ``TONES``.
        """
        inks = []
        for limb in self.limbs:
            matrix = self._placed(limb, turns.get(limb.name, 0.0), lean)
            if limb.is_near:
                inks.append(Ink(limb.outline, matrix, TONES["eye"], CONTOUR))
            inks.append(Ink(limb.outline, matrix, limb.tone, 0.0))
        half = self.width / 2
        return Typeset(tuple(inks), -half, half, 1.0, 0.0)

    def _placed(self, limb: Limb, angle: float, lean: float) -> Matrix:
        wide, tall = self.size
        x, y = (limb.joint[0] - wide / 2) / tall, 1 - limb.joint[1] / tall
        own = _turned((1 / tall, 0, 0, -1 / tall, -wide / tall / 2, 1), angle, x, y)
        return _turned(own, lean, 0.0, 0.4)


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
def figure(name: str) -> Figure:
    """Return the figure of a file of ``assets/drawings``."""
    svg = ElementTree.parse(asset(f"drawings/{name}.svg")).getroot()
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    limbs = []
    for path in svg.iter(f"{SVG}path"):
        x, y = map(float, path.attrib["data-joint"].split())
        tone, *near = path.attrib["class"].split()
        shape = outline(path.attrib["d"])
        limbs.append(Limb(path.attrib["id"], shape, (x, y), TONES[tone], bool(near)))
    return Figure(tuple(limbs), (width, height))
