"""Draws contact sheets: each beat's first, middle and last picture, with its sentence.

Run by `make sheets`, which writes one PNG for each chapter and experiment to
build/sheets. Names of experiments, or files, may follow; all that are shipped without.
"""

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from checks.tracing import file_of, handed, is_told, trace_for
from checks.unpainted import SETTINGS, LooksOnly
from manim import tempconfig
from PIL import Image, ImageDraw, ImageFont

from backprop_core.assets import asset
from scenes import style
from scenes.chapters import CHAPTERS, chapter_class
from scenes.setting import LANGUAGES, NOTATIONS, Setting

WIDTH, HEIGHT, RATE = 480, 270, 5
GAP, LINE, LETTERS = 8, 44, 15  # pixels: between, for a sentence, of its letters
SHEETS = Path("build/sheets")


class Sheet(NamedTuple):
    """What is drawn on one sheet."""

    chapter: str
    experiment: str
    language: str
    theme: str
    notation: str

    @property
    def path(self) -> Path:
        """Where it is written."""
        name = "-".join((self.chapter, file_of(self.experiment).stem, *self[2:]))
        return SHEETS / f"{name}.png"


class Shown(LooksOnly):
    """Keeps the pictures of each beat."""

    def __init__(self, settings: Any) -> None:
        super().__init__(settings)
        self.beats: list[list[Any]] = []

    def next_section(self, *_: Any) -> None:
        """Begin a beat."""
        self.beats.append([])

    def write_frame(self, pixels: Any, *, repeat: int = 1, **_: Any) -> None:
        """Keep a picture, as often as it stands."""
        self.beats[-1] += [np.array(pixels[:, :, :3])] * repeat


def told(sheet: Sheet) -> Any:
    """Play a chapter, every picture of it painted; return its scene."""
    trace = trace_for(sheet.chapter, sheet.experiment)
    size = {"pixel_width": WIDTH, "pixel_height": HEIGHT, "frame_rate": RATE}
    with tempconfig({**SETTINGS, **size}):
        scene = chapter_class(sheet.chapter)(
            **handed(sheet.chapter, trace),
            setting=Setting(
                language=sheet.language,
                notation=sheet.notation,
                theme=sheet.theme,
                captions=False,
            ),
            writer=Shown,
        )
        scene.render()
    return scene


def draw(sheet: Sheet) -> Path:
    """Draw a sheet, a row for each beat, and return where it was written."""
    scene = told(sheet)
    theme = style.THEMES[sheet.theme]
    row = HEIGHT + LINE
    size = (3 * (WIDTH + GAP) + GAP, len(scene.cues) * row + GAP)
    whole = Image.new("RGB", size, theme.panel)
    pen = ImageDraw.Draw(whole)
    font = ImageFont.truetype(str(asset("fonts/Inter-Regular.otf")), LETTERS)
    beats = scene.renderer.file_writer.beats
    for number, (pictures, cue) in enumerate(zip(beats, scene.cues, strict=True)):
        top = GAP + number * row
        for place, at in enumerate((0, len(pictures) // 2, -1)):
            left = GAP + place * (WIDTH + GAP)
            whole.paste(Image.fromarray(pictures[at]), (left, top))
        seconds = f"{number + 1} · {len(pictures) / RATE:.1f} s · {cue.text}"
        below = (GAP, top + HEIGHT + GAP)
        pen.text(below, seconds, fill=theme.text, font=font)
    sheet.path.parent.mkdir(parents=True, exist_ok=True)
    whole.save(sheet.path)
    return sheet.path


def wanted(asked: argparse.Namespace) -> Iterator[Sheet]:
    """Return the sheets of chapters that have something to tell."""
    for experiment, chapter in product(asked.experiments, asked.chapter or CHAPTERS):
        if is_told(chapter, experiment):
            how = (asked.language, asked.theme, asked.notation)
            yield Sheet(chapter, experiment, *how)


def arguments(given: Sequence[str] | None = None) -> argparse.Namespace:
    """Return what is to be drawn, and how."""
    shipped = sorted(path.stem for path in asset("experiments").glob("*.toml"))
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("experiments", nargs="*", default=shipped)
    parser.add_argument("-c", "--chapter", action="append", choices=CHAPTERS)
    parser.add_argument("--language", default="en", choices=LANGUAGES)
    parser.add_argument("--theme", default="dark", choices=style.THEMES)
    parser.add_argument("--notation", default="modern", choices=NOTATIONS)
    return parser.parse_args(given)


if __name__ == "__main__":
    with ProcessPoolExecutor() as pool:
        for path in pool.map(draw, wanted(arguments())):
            print(path)
