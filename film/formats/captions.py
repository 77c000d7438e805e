"""The sentences of the film as caption files, and as blocks for a caption track."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

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
    fewest = _filled(text, LINE)
    widths = range(max(map(len, text.split()), default=0), LINE)
    narrower = (_filled(text, width) for width in widths)
    return next((lines for lines in narrower if len(lines) <= len(fewest)), fewest)


def _filled(text: str, width: int) -> list[str]:
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def blocks(start: int, frames: int, text: str) -> list[Block]:
    """Divide a sentence that is too long for one block; its time goes by length."""
    lines = broken(text)
    parts = ["\n".join(lines[i : i + LINES]) for i in range(0, len(lines), LINES)]
    borders = [0]
    for part in parts:
        borders.append(borders[-1] + len(part))
    whole = max(borders[-1], 1)
    times = [start + frames * border // whole for border in borders]
    return [
        Block(begin, end - begin, part)
        for begin, end, part in zip(times, times[1:], parts, strict=False)
    ]


def clock(frame: int, rate: int, point: str) -> str:
    """Return the time of a frame as `00:01:02,500`, to the millisecond."""
    seconds, milliseconds = divmod(round(frame * 1000 / rate), 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}{point}{milliseconds:03}"


def srt(captions: Iterable[Block], rate: int) -> str:
    """Return the captions in SubRip's format."""
    return "".join(
        f"{number}\n{_span(block, rate, ',')}\n{block.text}\n\n"
        for number, block in enumerate(captions, start=1)
    )


def vtt(captions: Iterable[Block], rate: int) -> str:
    """Return the captions in WebVTT, which escapes what HTML escapes."""
    return "WEBVTT\n\n" + "".join(
        f"{_span(block, rate, '.')}\n{escape(block.text, quote=False)}\n\n"
        for block in captions
    )


def _span(block: Block, rate: int, point: str) -> str:
    end = block.start + block.frames
    return f"{clock(block.start, rate, point)} --> {clock(end, rate, point)}"


CAPTION_FILES = {".srt": srt, ".vtt": vtt}
