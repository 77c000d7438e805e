"""Faults to plant in chapters that are told once; see `checks.planted`."""

from typing import Any

import numpy as np
from checks.lies import after, after_made, louder, stands, upwards
from checks.planted import Fault, instead

from scenes import encoding
from scenes.chapters.chain_rule.race import Race
from scenes.chapters.opening.opening import Opening
from scenes.diagram import letter_pile
from scenes.diagram.plots import dials, matrix_tiles
from scenes.path_texts import PathTexts
from scenes.step_chapter import StepChapter
from scenes.vocabulary.rates import chain_lines


def lame(race: Any) -> None:
    """Let the fastest run a little slower than it is said to."""
    race.speeds = race.speeds * (1.0, 1.0, 0.9)


def turned_over(tiles: Any) -> None:
    """Show the value of the last row in the first, and so on."""
    tiles.values = tiles.values[::-1].copy()


def contrary(letters: Any) -> None:
    """Stamp each letter as its opposite."""
    letters.values = -letters.values


def alike(letters: Any) -> None:
    """Let all letters set out in one size."""
    letters.ways[:, :2, 2] = 0.2


def misled(letters: Any) -> None:
    """Let each letter fall along the edge of another one."""
    letters.ways = np.roll(letters.ways, 1, axis=0)


def mirrored(field: Any) -> None:
    """Turn each dial to the other side."""
    field.values = -field.values


def of_the_one_before(opening: Any) -> None:
    """Show the answers to the sample before."""
    opening.table = np.roll(opening.table, 1, axis=0)


ONCE: dict[str, Fault] = {
    "a hare slower than it is said to be": Fault(
        "chain_rule",
        "size: each length",
        instead(Race, "__init__", after_made(lame)),
    ),
    "a sum that falls trembles like one that rises": Fault(
        "chain_rule",
        "wiggle: a value goes the wrong way",
        instead(chain_lines, "number_line", after(upwards)),
        "moons",
    ),
    "rates that read as other numbers": Fault(
        "chain_rule", "text:", instead(PathTexts, "shown", louder)
    ),
    "a race that waits at the start": Fault(
        "chain_rule",
        "rhythm: s of stillness",
        instead(StepChapter, "until_word", stands),
    ),
    "tiles of one strength": Fault(
        "four_equations",
        "size: tiles of",
        instead(
            encoding,
            "shares",
            lambda _: lambda values, largest: np.full(values.shape, 0.5),
        ),
    ),
    "no tile is hollow": Fault(
        "four_equations",
        "sign: the form of tile",
        instead(matrix_tiles, "HOLE", lambda _: 0.0),
    ),
    "a matrix upside down": Fault(
        "four_equations",
        "size: tiles of",
        instead(matrix_tiles.MatrixTiles, "__init__", after_made(turned_over)),
    ),
    "equations that wait": Fault(
        "four_equations",
        "rhythm: s of stillness",
        instead(StepChapter, "until_word", stands),
    ),
    "letters of one size": Fault(
        "blame",
        "size: letters",
        instead(letter_pile.Letters, "__init__", after_made(alike)),
    ),
    "letters are stamped the other way": Fault(
        "blame",
        "sign: the form of seal",
        instead(letter_pile.Letters, "__init__", after_made(contrary)),
    ),
    "letters fall along other edges": Fault(
        "blame",
        "place: letter",
        instead(letter_pile.Letters, "__init__", after_made(misled)),
    ),
    "the answers to the sample before": Fault(
        "opening",
        "size: bars",
        instead(Opening, "setup", after_made(of_the_one_before)),
        "digits",
    ),
    "dials are turned the other way": Fault(
        "opening",
        "sign: the form of dial",
        instead(dials.Dials, "__init__", after_made(mirrored)),
    ),
    "dials of small values are turned too far": Fault(
        "opening",
        "size: dials",
        instead(
            encoding,
            "share",
            lambda share: lambda value, largest: share(value, largest) ** 0.5,
        ),
    ),
    "another number of dials": Fault(
        "opening", "text:", instead(PathTexts, "shown", louder)
    ),
}
