"""A film before it is joined: its clips in their places, its captions, its label."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Self

from backprop_core import Trace
from film.clip import Clip
from film.formats.captions import Block, blocks
from film.plan.shots import Shot
from scenes.cues import Cue
from scenes.setting import Setting
from scenes.style import THEMES


@dataclass(frozen=True, slots=True)
class Part:
    """A clip in its place: file, title of its chapter mark, first frame, frames.

    The frames of its `cues` count from the clip's own first one.
    """

    path: Path
    title: str
    start: int
    frames: int
    cues: tuple[Cue, ...] = ()


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


def parts_of(shots: Sequence[Shot], clips: Sequence[Clip]) -> tuple[Part, ...]:
    """Return the clips in their places."""
    starts = [0, *accumulate(clip.frames for clip in clips)]
    return tuple(
        Part(clip.path, shot.title, start, clip.frames, clip.cues)
        for shot, clip, start in zip(shots, clips, starts, strict=False)
    )


def blocks_of(clips: Sequence[Clip]) -> tuple[Block, ...]:
    """Return all sentences of the film as captions, at their times in the film."""
    starts = [0, *accumulate(clip.frames for clip in clips)]
    return tuple(
        block
        for clip, start in zip(clips, starts, strict=False)
        for cue in clip.cues
        for block in blocks(start + cue.start, cue.frames, cue.text)
    )
