"""Takes the frames that Manim draws and has them encoded by a thread beside."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Protocol

from film.plan.target import Target
from film.render.encoder import (
    Area,
    BeatEncoder,
    ClipFile,
    Converter,
    Pixels,
    VideoPacket,
    VideoPicture,
)

# Encoding tasks that may wait: with a picture of 3 MB each at 1920×1080.
WAITING = 8


class PacketFile(Protocol):
    """What encoded pictures are written to."""

    def write(self, packets: Iterable[VideoPacket]) -> None:
        """Append packets, in decoding order."""

    def close(self) -> None:
        """Write what is left."""


class ClipWriter:
    """A file writer for Manim's renderer that encodes a shot, beat by beat.

    The renderer is given `functools.partial(ClipWriter, path=…, target=…)` as its
    writer. It calls `next_section` before a beat, `write_frame` for every picture
    and, at the end, `finish` or `abort_encode_jobs`. A frame is converted during
    the call, so its array may be drawn over afterwards: `reads_at_once` says so to
    our renderer, which then also tells which part of it is new.
    """

    reads_at_once = True

    def __init__(
        self,
        settings: Any,
        *,
        path: Path,
        target: Target,
        file: Callable[[Path, Target], PacketFile] = ClipFile,
        on_frames: Callable[[int], None] = lambda frames: None,
    ) -> None:
        self.output_spec = settings.plan.output
        self.sections = [SimpleNamespace(skip_animations=False)]  # Manim asks the last
        self.subcaptions: list[Any] = []
        self.frames = 0  # taken so far
        self._target = target
        self._on_frames = on_frames
        self._converter = Converter(target)
        self._file = file(path, target)
        self._encoder: BeatEncoder | None = None
        self._thread = ThreadPoolExecutor(1, "encoder")
        self._pending: deque[Future[None]] = deque()

    def next_section(self, name: str, type_: str, skip_animations: bool) -> None:
        """End the beat before and begin one; with its first frame, a key frame."""
        self._later(self._end_beat)

    def write_frame(
        self, pixels: Pixels, *, repeat: int = 1, part: Area | None = None
    ) -> None:
        """Take one picture, held for ``repeat`` frames.

        Only what lies within a ``part`` of it, from left and top up to right and
        bottom, differs from the picture before; without one, anything may.
        """
        picture = self._converter.picture(pixels, part)
        self._later(self._encode, picture, self.frames, repeat)
        self.frames += repeat
        self._on_frames(self.frames)

    def finish(self) -> None:
        """Encode what waits and close the file; raises what the encoder raised."""
        self._later(self._end_beat)
        while self._pending:
            self._pending.popleft().result()
        self._thread.shutdown()
        self._file.close()

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Stop encoding; whoever asked for the file throws it away."""
        self._thread.shutdown(cancel_futures=True)

    def _later(self, task: Callable[..., None], *arguments: Any) -> None:
        self._pending.append(self._thread.submit(task, *arguments))
        while len(self._pending) > WAITING:
            self._pending.popleft().result()

    def _encode(self, picture: VideoPicture, start: int, repeat: int) -> None:
        if self._encoder is None:
            self._encoder = BeatEncoder(self._target, start)
        self._file.write(self._encoder.encode(picture, repeat))

    def _end_beat(self) -> None:
        if self._encoder is not None:
            self._file.write(self._encoder.finish())
            self._encoder = None

    def add_partial_movie_file(self, name: str | None) -> None:
        """Ignore Manim's name for the animation: its frames go into the clip."""

    def begin_animation(self, allow_write: bool, *, animation_index: int) -> None:
        """Ignore the begin of an animation: beats are what is encoded apart."""

    def end_animation(self, allow_write: bool) -> None:
        """Ignore the end of an animation."""
