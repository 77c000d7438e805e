"""The sentences of the film as caption files, and as blocks for a caption track."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from html import escape
from itertools import accumulate
from textwrap import wrap

import srt  # type: ignore[import-untyped]

LINE = 42  # characters that are read at a glance
LINES = 2  # shown at once


@dataclass(frozen=True, slots=True)
class Block:
    """What stands on screen at once: its lines, first frame and number of frames."""

    start: int
    frames: int
    text: str


def broken(text: str) -> list[str]:
    """Return the text in as few lines as fit, each about as long as the others."""
    words = text.split()
    fewest = _filled(words, LINE)
    narrower = (_filled(words, n) for n in range(max(map(len, words), default=1), LINE))
    return next((lines for lines in narrower if len(lines) <= len(fewest)), fewest)


def _filled(words: list[str], width: int) -> list[str]:
    text = " ".join(words)
    return wrap(text, width, break_long_words=False, break_on_hyphens=False)


def blocks(start: int, frames: int, text: str) -> list[Block]:
    """Divide a sentence that is too long for one block; its time goes by length."""
    lines = broken(text)
    parts = ["\n".join(lines[i : i + LINES]) for i in range(0, len(lines), LINES)]
    borders = list(accumulate(map(len, parts), initial=0))
    whole = max(borders[-1], 1)
    times = [start + frames * border // whole for border in borders]
    return [
        Block(begin, end - begin, part)
        for begin, end, part in zip(times, times[1:], parts, strict=False)
    ]


def srt_text(captions: Iterable[Block], rate: int) -> str:
    """Return the captions in SubRip's format."""
    text: str = srt.compose(
        srt.Subtitle(None, *_times(block, rate), block.text) for block in captions
    )
    return text


def vtt_text(captions: Iterable[Block], rate: int) -> str:
    """Return the captions in WebVTT, which escapes what HTML escapes."""
    text = "WEBVTT\n\n"
    for block in captions:
        times = map(srt.timedelta_to_srt_timestamp, _times(block, rate))
        text += " --> ".join(times).replace(",", ".")
        text += f"\n{escape(block.text, quote=False)}\n\n"
    return text


def _times(block: Block, rate: int) -> tuple[timedelta, timedelta]:
    ends = block.start, block.start + block.frames
    begin, end = (timedelta(milliseconds=round(end * 1000 / rate)) for end in ends)
    return begin, end


CAPTION_FILES = {".srt": srt_text, ".vtt": vtt_text}
