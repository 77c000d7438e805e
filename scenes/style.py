"""How the film looks: colours by role, sizes in Manim units, times in seconds.

A frame is 14.2 × 8 units whatever its pixels; every size below is one of those
units, so that a still at 320×180 and a film at 4K show the same picture.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import TypeAlias

Rgb: TypeAlias = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Theme:
    """One colour for each role; one symbol keeps one role everywhere.

    ``dimmed`` is what the fill of an unlit unit keeps of its opacity.
    """

    background: str
    panel: str
    text: str
    muted: str
    cost: str
    positive: str
    negative: str
    activation: str
    error: str
    update: str
    dimmed: float = 0.3

    def colours(self) -> dict[str, Rgb]:
        """Return red, green and blue of each role, from 0 to 1."""
        every = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: _rgb(code) for name, code in every.items() if name != "dimmed"}

    def legible(self, role: str, alpha: float = 1.0) -> str:
        """Return "text" or "background": which is told better from a role.

        The role lies over the background, as clear as ``alpha`` says.
        """
        every = self.colours()
        ground, over = every["background"], every[role]
        mixed = [g + (o - g) * alpha for g, o in zip(ground, over, strict=True)]
        here, text, back = map(_luminance, (mixed, every["text"], ground))
        return max(
            ("text", "background"),
            key=lambda name: _contrast(here, text if name == "text" else back),
        )


def _rgb(code: str) -> Rgb:
    red, green, blue = (int(code[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _luminance(colour: Iterable[float]) -> float:
    """Return how bright a colour is, from 0 to 1: WCAG 2.1."""
    linear = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour
    )
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


THEMES = {
    "dark": Theme(
        background="#0F131A",
        panel="#171D27",
        text="#E8EAED",
        muted="#8A94A6",
        cost="#F7B5FF",
        positive="#3D87FF",
        negative="#CE9C0E",
        activation="#FFEB00",
        error="#E3536B",
        update="#00E99F",
    ),
    # On white a role is as dark as its words say: what is brightness there is ink here.
    "light": Theme(
        background="#FFFFFF",
        panel="#F3F5F8",
        text="#17191B",
        muted="#59677C",
        cost="#4E0CB4",
        positive="#085CF5",
        negative="#996400",
        activation="#563700",
        error="#AF003F",
        update="#007B63",
        dimmed=0.55,  # a third of a dark ink is hardly seen on white
    ),
}

FONT = "Inter"
MATH_FONT = "New Computer Modern Math"

# Digits and capitals of Inter are 0.73 em high, those of the mathematics font
# 0.66; the least size on screen is 2.2 % of 8 units, 0.176.
SMALL = 0.25
BODY = 0.28
CAPTION = 0.34
FORMULA = 0.42
EQUATION = 0.56  # letters that numbers land on
SUM = 0.5  # letters with a large Σ
LARGE_LETTER = 0.9
TOLD = 0.4  # those numbers
LARGE = 0.66  # the one number a beat is about: 6 % of the frame's height

HAIRLINE = 0.015
LINE = 0.028
BOLD_LINE = 0.05

EDGE_WIDTH = 0.045  # of the largest weight of a layer
PULSE_WIDTH = 0.28  # of the largest product of a layer
DASH = (0.11, 0.07)  # of a negative edge: drawn, left out
UNIT_RADIUS = 0.36  # at most
GROUND = 0.09  # opacity of an edge that is not talked about
UNIT = 0.34  # radius of a unit in the wide shot, at most
PULSE = 0.15  # radius of the largest pulse of a direction
TOO_SMALL = 0.011  # radius of what is too small to draw: 1.5 pixels at 1920×1080
DIM = 0.13  # what an unlit part keeps of its opacity

MOVE = 1.2  # of the camera, from one shot to another
QUICK = 0.4
NORMAL = 0.8
SLOW = 1.6
READ = 1.2  # hold at the end of a beat
