"""Colours can be told apart by everybody, and read."""

from dataclasses import replace
from itertools import combinations
from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

import numpy as np
import pytest

from scenes.style import THEMES, Rgb, Theme

# How the three kinds of colour blindness see linear RGB, at full severity:
# Machado, Oliveira, Fernandes (2009), A physiologically-based model for simulation
# of color vision deficiency, table 1.
VISIONS = {
    "full": np.eye(3),
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
# Linear sRGB to XYZ, D65: IEC 61966-2-1.
TO_XYZ = np.array(
    [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ]
)
GROUNDS = ("background", "panel")


def linear(colour: Rgb) -> np.ndarray:
    """Return linear light of an sRGB colour."""
    c = np.array(colour)
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(colour: Rgb, vision: str) -> np.ndarray:
    """Return CIELAB of a colour as one kind of vision sees it."""
    seen = np.clip(np.array(VISIONS[vision]) @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / TO_XYZ.sum(axis=1)
    f = np.where(
        ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29
    )
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """Return CIEDE2000 (Sharma, Wu, Dalal 2005) of two colours in CIELAB."""
    mean_chroma = (hypot(*one[1:]) + hypot(*other[1:])) / 2
    g = 0.5 * (1 - sqrt(mean_chroma**7 / (mean_chroma**7 + 25**7)))
    chroma, hue = zip(*(polar(c, g) for c in (one, other)), strict=True)
    turn = (hue[1] - hue[0] + 180) % 360 - 180 if chroma[0] * chroma[1] else 0.0
    lightness, c_mean = (one[0] + other[0]) / 2, sum(chroma) / 2
    h_mean = (hue[0] + turn / 2) % 360 if chroma[0] * chroma[1] else sum(hue)
    t = (
        1
        - 0.17 * cos(radians(h_mean - 30))
        + 0.24 * cos(radians(2 * h_mean))
        + 0.32 * cos(radians(3 * h_mean + 6))
        - 0.20 * cos(radians(4 * h_mean - 63))
    )
    s_l = 1 + 0.015 * (lightness - 50) ** 2 / sqrt(20 + (lightness - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_mean, 1 + 0.015 * c_mean * t
    twist = -sin(radians(60 * exp(-(((h_mean - 275) / 25) ** 2))))
    twist *= 2 * sqrt(c_mean**7 / (c_mean**7 + 25**7))
    d_l = (other[0] - one[0]) / s_l
    d_c = (chroma[1] - chroma[0]) / s_c
    d_h = 2 * sqrt(chroma[0] * chroma[1]) * sin(radians(turn / 2)) / s_h
    return sqrt(d_l**2 + d_c**2 + d_h**2 + twist * d_c * d_h)


def polar(colour: np.ndarray, g: float) -> tuple[float, float]:
    """Return chroma and hue in degrees, with a* stretched by 1 + g."""
    a, b = (1 + g) * colour[1], colour[2]
    return hypot(a, b), degrees(atan2(b, a)) % 360


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of WCAG 2.1, from 1 to 21."""
    bright, dark = sorted(float(TO_XYZ[1] @ linear(c)) for c in (one, other))[::-1]
    return (bright + 0.05) / (dark + 0.05)


def roles(palette: Theme) -> dict[str, Rgb]:
    """Return the colours that stand for something."""
    every = palette.colours()
    return {role: rgb for role, rgb in every.items() if role not in GROUNDS}


def test_the_colour_difference_is_that_of_its_paper() -> None:
    """Pairs 1, 7 and 25 of the test data that Sharma, Wu and Dalal published."""
    for one, other, expected in (
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ):
        assert difference(np.array(one), np.array(other)) == pytest.approx(
            expected, abs=1e-4
        )


def too_close(palette: Theme, vision: str) -> list[str]:
    """Return which roles look alike to one kind of vision."""
    colours = {role: lab(rgb, vision) for role, rgb in roles(palette).items()}
    return [
        f"{one} and {other}: {apart:.1f}"
        for one, other in combinations(colours, 2)
        if (apart := difference(colours[one], colours[other])) < 12
    ]


def unreadable(palette: Theme, ground: str) -> list[str]:
    """Return which roles cannot be read on a ground."""
    below = palette.colours()[ground]
    return [
        f"{role} on {ground}: {ratio:.2f}"
        for role, colour in roles(palette).items()
        if (ratio := contrast(colour, below)) < 4.5
    ]


def over(palette: Theme, role: str, alpha: float) -> Rgb:
    """Return the colour of a role laid over the background."""
    every = palette.colours()
    ground, colour = np.array(every["background"]), np.array(every[role])
    red, green, blue = (ground + (colour - ground) * alpha).tolist()
    return red, green, blue


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISIONS)
def test_any_two_roles_can_be_told_apart(theme: str, vision: str) -> None:
    """CIEDE2000 is at least 12 for every pair, also for the colour-blind."""
    assert too_close(THEMES[theme], vision) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_lit_text_can_be_read(theme: str, ground: str) -> None:
    """Contrast is at least 4.5 to 1 on background and panel."""
    assert unreadable(THEMES[theme], ground) == []


def test_the_colours_of_the_other_theme_are_found() -> None:
    """The yellow of the dark theme cannot be read on white, nor white on white."""
    dark, light = THEMES["dark"], THEMES["light"]
    planted = replace(light, activation=dark.activation)
    assert [each.split()[0] for each in unreadable(planted, "panel")] == ["activation"]
    assert len(unreadable(replace(dark, background="#FFFFFF"), "background")) >= 5


@pytest.mark.parametrize("theme", THEMES)
def test_colours_that_only_full_vision_tells_apart_are_found(theme: str) -> None:
    """A green as light as the ochre is another colour, but not to all."""
    greens = {"dark": "#66B45A", "light": "#4F7A28"}
    planted = replace(THEMES[theme], update=greens[theme])
    assert too_close(planted, "full") == []
    found = [each for vision in VISIONS for each in too_close(planted, vision)]
    assert any("update" in each for each in found)


@pytest.mark.parametrize("theme", THEMES)
def test_a_stronger_activation_is_seen_as_such(theme: str) -> None:
    """Each fill stands out more from the ground than a weaker one, also unlit."""
    palette = THEMES[theme]
    ground = lab(palette.colours()["background"], "full")
    for kept in (palette.dimmed, 1.0):
        apart = [
            difference(ground, lab(over(palette, "activation", kept * share), "full"))
            for share in (0.25, 0.5, 0.75, 1.0)
        ]
        assert min(np.diff(apart)) > 3
        assert apart[0] > 6


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", ["activation", "error"])
def test_a_mark_can_be_told_from_what_it_lies_on(theme: str, role: str) -> None:
    """A minus in a unit has a contrast of 3 to 1, however strongly it is filled."""
    palette = THEMES[theme]
    for alpha in np.linspace(0.0, 1.0, 41).tolist():
        below = over(palette, role, alpha)
        mark = palette.colours()[palette.legible(role, alpha)]
        assert contrast(mark, below) >= 3, alpha
