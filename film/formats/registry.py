"""What can be written: for each ending what clips it is made from, and by what.

To add a format: one entry here, one target, one function that writes it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from os import PathLike, fspath
from pathlib import Path
from typing import Protocol, Self

from film.files import check_replaceable, check_writable
from film.formats import html_slides, manim_slides, png_frames, powerpoint
from film.formats.captions import CAPTION_FILES, Block
from film.formats.gif import write_gif
from film.formats.html_slides import write_html
from film.formats.manim_slides import write_json
from film.formats.mp4 import write_mp4
from film.formats.png_frames import write_frames
from film.formats.powerpoint import write_pptx
from film.formats.timeline import Label, Part
from film.formats.webm import write_webm
from film.plan.target import Target, lossless, vp9

FOLDER = "/"  # in place of an ending


@dataclass(frozen=True, slots=True)
class Wishes:
    """What some formats can be asked for besides size and rate.

    `transparent` leaves the ground of a webm open. The others are a GIF's: pixels,
    frames a second (20, 25 or 50), and bytes, if it has to be made that small.
    """

    transparent: bool = False
    gif_width: int = 800
    gif_rate: int = 25
    gif_size: int | None = None


NO_WISHES = Wishes()


class Writer(Protocol):
    """Writes a film, whole or not at all."""

    def __call__(
        self,
        path: Path,
        parts: Sequence[Part],
        captions: Sequence[Block],
        *,
        label: Label,
        target: Target,
    ) -> None:
        """Make the file from clips in their places and the film's captions."""


@dataclass(frozen=True, slots=True)
class Format:
    """For what its clips are rendered, when a target is asked for, and its writer."""

    target: Callable[[Target, Wishes], Target]
    writer: Callable[[Wishes], Writer]


FORMATS = {
    ".mp4": Format(lambda target, wishes: target, lambda wishes: write_mp4),
    ".webm": Format(
        lambda target, wishes: vp9(target, transparent=wishes.transparent),
        lambda wishes: write_webm,
    ),
    ".gif": Format(
        lambda target, wishes: gif_target(target, wishes),
        lambda wishes: partial(write_gif, max_size=wishes.gif_size),
    ),
    ".html": Format(lambda target, wishes: target, lambda wishes: write_html),
    ".pptx": Format(lambda target, wishes: target, lambda wishes: write_pptx),
    ".json": Format(lambda target, wishes: target, lambda wishes: write_json),
    FOLDER: Format(
        lambda target, wishes: lossless(target), lambda wishes: write_frames
    ),
}

# What the folder beside a talk holds.
COMPANIONS = {".html": html_slides.NAMES, ".json": manim_slides.NAMES}


def gif_target(target: Target, wishes: Wishes) -> Target:
    """Return what the clips of a GIF are rendered for."""
    width = wishes.gif_width
    height = 2 * round(width * 9 / 32)
    exact = lossless(target)
    return replace(exact, width=width, height=height, rate=wishes.gif_rate)


@dataclass(frozen=True, slots=True)
class Output:
    """A file or folder to be written, and for which target its clips are rendered."""

    path: Path
    ending: str
    target: Target

    @classmethod
    def of(cls, name: str | PathLike[str], target: Target, wishes: Wishes) -> Self:
        """Return what a name asks for: the format is its ending, or a folder.

        Raises ValueError, listing what can be written, if this cannot.
        """
        text, path = fspath(name), Path(name)
        is_folder = text.endswith("/") or (path.is_dir() and not path.suffix)
        ending = FOLDER if is_folder else path.suffix
        if ending not in FORMATS:
            raise ValueError(
                f"{path}: cannot write {ending or 'a file without an ending'}. Choose "
                f"from {', '.join(FORMATS)} (a folder of frames, such as frames/)."
            )
        if ending == ".pptx":
            powerpoint.check_library()
        if wishes.transparent and ending != ".webm":
            raise ValueError(f"{path}: only .webm can be transparent.")
        return cls(path, ending, FORMATS[ending].target(target, wishes))

    @property
    def files(self) -> tuple[Path, ...]:
        """All that is written: the film, a talk's clips, captions beside them."""
        clips = [html_slides.folder_of(self.path)] if self.ending in COMPANIONS else []
        captions = [self.path.with_suffix(ending) for ending in CAPTION_FILES]
        return (self.path, *clips, *captions)

    def check(self) -> None:
        """Raise OSError if it can never be written, or would harm what is there."""
        if self.ending == FOLDER:
            check_replaceable(self.path, png_frames.NAMES)
            return
        check_writable(self.path)
        if self.ending in COMPANIONS:
            check_replaceable(html_slides.folder_of(self.path), COMPANIONS[self.ending])
