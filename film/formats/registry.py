"""What can be written: for each ending what clips it is made from, and by what.

To add a format: one entry here, one target, one function that writes it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from math import ceil
from os import PathLike, fspath
from pathlib import Path
from typing import Self

from film.files import check_replaceable, check_writable, write_text
from film.formats import html_slides, manim_slides, png_frames
from film.formats.captions import CAPTION_FILES
from film.formats.film import Film, Wishes
from film.formats.gif import write_gif
from film.formats.mp4 import write_mp4
from film.formats.pages import folder_of
from film.formats.powerpoint import check_library, write_pptx
from film.formats.webm import write_webm
from film.plan.target import Target, lossless, vp9
from film.room import naming_need

FOLDER = "/"  # in place of an ending
OTHER_DISK = "Choose another with -o"


def gif_target(target: Target, wishes: Wishes) -> Target:
    """Return what the clips of a GIF are rendered for."""
    width = wishes.gif_width
    height = 2 * round(width * 9 / 32)
    exact = lossless(target)
    return replace(exact, width=width, height=height, rate=wishes.gif_rate)


def named(names: re.Pattern[str]) -> Callable[[Path], bool]:
    """Return what knows files by their names."""
    return lambda file: names.fullmatch(file.name) is not None


@dataclass(frozen=True, slots=True)
class Format:
    """How a kind of file is made: `write` writes a film, whole or not at all.

    `target` says for what its clips are rendered when a target is asked for; `owns`
    knows the files of its own in the folder that it writes, and `check` raises
    ValueError where a library is missing. `weight` says how many bytes are written for
    each of its clips, as films of exclusive or and of digits took.
    """

    write: Callable[[Path, Film], None]
    target: Callable[[Target, Wishes], Target] = lambda target, wishes: target
    owns: Callable[[Path], bool] | None = None
    check: Callable[[], None] = lambda: None
    weight: float = 1.15


FORMATS = {
    ".mp4": Format(write_mp4),
    ".webm": Format(
        write_webm,
        lambda target, wishes: vp9(target, transparent=wishes.transparent),
    ),
    ".gif": Format(write_gif, gif_target, weight=0.23),
    ".html": Format(html_slides.write_html, owns=named(html_slides.NAMES), weight=1.6),
    ".pptx": Format(write_pptx, check=check_library, weight=1.7),
    ".json": Format(
        manim_slides.write_json, owns=named(manim_slides.NAMES), weight=2.0
    ),
    FOLDER: Format(
        png_frames.write_frames,
        lambda target, wishes: lossless(target),
        owns=png_frames.is_ours,
        weight=13.0,
    ),
}


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
        FORMATS[ending].check()
        if wishes.transparent and ending != ".webm":
            raise ValueError(f"{path}: only .webm can be transparent.")
        return cls(path, ending, FORMATS[ending].target(target, wishes))

    @property
    def folder(self) -> Path:
        """Where the files of a format of many files stand."""
        return self.path if self.ending == FOLDER else folder_of(self.path)

    @property
    def files(self) -> tuple[Path, ...]:
        """All that is written: the film, a talk's clips, captions beside them."""
        clips = [self.folder] if FORMATS[self.ending].owns else []
        captions = map(self.captions_file, CAPTION_FILES)
        return tuple(dict.fromkeys([self.path, *clips, *captions]))

    def captions_file(self, ending: str) -> Path:
        """Return the file of captions that goes with it, and with no other film.

        Players look beside `talk.mp4` for `talk.srt`; so others are `talk.gif.srt`.
        """
        name = self.path.stem if self.ending in (".mp4", FOLDER) else self.path.name
        return self.path.with_name(name + ending)

    def check(self) -> None:
        """Raise OSError if it can never be written, or would harm what is there."""
        if self.ending != FOLDER:
            check_writable(self.path)
        if owns := FORMATS[self.ending].owns:
            check_replaceable(self.folder, owns)

    def write(self, film: Film) -> None:
        """Write a film, and its captions beside it.

        Raises OSError if files have come there meanwhile that are not ours, and with
        what is needed where the disk is full.
        """
        with naming_need(self.path, lambda: self.size(film), OTHER_DISK):
            self.check()
            FORMATS[self.ending].write(self.path, film)
            for ending, text_of in CAPTION_FILES.items():
                text = text_of(film.captions, film.target.rate)
                write_text(self.captions_file(ending), text)

    def size(self, film: Film) -> int:
        """Return about how many bytes a film takes."""
        clips = sum(clip.stat().st_size for clip in film.clips)
        return ceil(FORMATS[self.ending].weight * clips)
