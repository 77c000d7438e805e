"""A film before it is written: its clips in their places, and what its file says.

A writer of any format takes a path and this one value.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from backprop_core import Trace
from film.clip import Clip
from film.formats.captions import Block, blocks
from film.plan.target import Target
from scenes.setting import Setting
from scenes.style import THEMES

GIF_RATES = (20, 25, 50)  # frames a second; its clock counts hundredths of a second


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


@dataclass(frozen=True, slots=True)
class Label:
    """What the file says of itself; `captions_on` shows its caption track at once.

    `ground` is the colour behind the pictures, such as #0F131A.
    """

    title: str
    experiment: str
    language: str
    captions_on: bool
    ground: str = "#000000"

    @classmethod
    def of(cls, setting: Setting, trace: Trace) -> Self:
        """Return the label of a film; captions drawn in the picture are enough."""
        experiment = setting.experiment or trace.data.name
        return cls(
            setting.title or experiment,
            experiment,
            setting.language,
            captions_on=not setting.captions,
            ground=THEMES[setting.theme].background,
        )


@dataclass(frozen=True, slots=True)
class Part:
    """A clip in its place: its first frame, and the title of the mark that it begins.

    Without a title the chapter mark before goes on.
    """

    title: str
    clip: Clip
    start: int


@dataclass(frozen=True, slots=True)
class ChapterMark:
    """A title, and from which frame to which it is there."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Film:
    """All that a writer has to know; the clips were rendered for the `target`."""

    parts: tuple[Part, ...]
    label: Label
    target: Target
    wishes: Wishes = NO_WISHES

    @classmethod
    def of(
        cls,
        clips: Iterable[tuple[str, Clip]],
        label: Label,
        target: Target,
        wishes: Wishes = NO_WISHES,
    ) -> Self:
        """Return the film of clips, one after the other, each with its title."""
        parts: list[Part] = []
        start = 0
        for title, clip in clips:
            parts.append(Part(title, clip, start))
            start += clip.frames
        return cls(tuple(parts), label, target, wishes)

    @property
    def frames(self) -> int:
        """Length of the film."""
        return sum(part.clip.frames for part in self.parts)

    @property
    def marks(self) -> tuple[ChapterMark, ...]:
        """Its chapter marks: a card is its chapter's, a dissolve that before it."""
        titled = [part for part in self.parts if part.title]
        ends = [*(part.start for part in titled[1:]), self.frames]
        return tuple(
            ChapterMark(part.title, part.start, end)
            for part, end in zip(titled, ends, strict=False)
        )

    @property
    def clips(self) -> list[Path]:
        """The files of its clips."""
        return [part.clip.path for part in self.parts]

    @property
    def captions(self) -> tuple[Block, ...]:
        """All its sentences, at their times in the film."""
        return tuple(
            block
            for part in self.parts
            for cue in part.clip.cues
            for block in blocks(part.start + cue.start, cue.frames, cue.text)
        )
