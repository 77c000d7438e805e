"""Takes the frames that Manim draws and has them encoded by a thread beside."""

from collections import deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from film.plan.target import Target
from film.render.beat_file import BeatFile
from film.render.encoder import Area, BeatEncoder, Converter, Pixels, VideoPicture

# Encoding tasks that may wait: with a picture of 3 MB each at 1920×1080.
WAITING = 8


class BeatWriter:
    """A file writer for Manim's renderer that encodes a shot, a file for each beat.

    The renderer is given `functools.partial(BeatWriter, files=…, target=…)` as its
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
        files: Iterable[Path],
        target: Target,
        on_frames: Callable[[int], None] = lambda frames: None,
    ) -> None:
        self.output_spec = settings.plan.output
        self.sections = [SimpleNamespace(skip_animations=False)]  # Manim asks the last
        self.subcaptions: list[Any] = []
        self._files = iter(files)  # one for each beat that is drawn
        self._target = target
        self._on_frames = on_frames
        self._converter = Converter(target)
        self._beat: tuple[BeatEncoder, BeatFile] | None = None
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
        self._later(self._encode, self._converter.picture(pixels, part), repeat)
        self._on_frames(repeat)

    def finish(self) -> None:
        """Encode what waits and close the files; raises what the encoder raised."""
        try:
            self._later(self._end_beat)
            self._wait_for(0)
        finally:
            self.abort_encode_jobs()

    def abort_encode_jobs(self, reraise_encoder_failures: bool = False) -> None:
        """Stop encoding; whoever asked for an unfinished beat throws it away."""
        self._thread.shutdown(cancel_futures=True)
        if self._beat is not None:
            with suppress(OSError):  # of a disk that is full
                self._beat[1].close()

    def _later(self, task: Callable[..., None], *arguments: Any) -> None:
        self._pending.append(self._thread.submit(task, *arguments))
        self._wait_for(WAITING)

    def _wait_for(self, left: int) -> None:
        while len(self._pending) > left:
            self._pending.popleft().result()

    def _encode(self, picture: VideoPicture, repeat: int) -> None:
        if self._beat is None:
            self._beat = BeatEncoder(self._target), BeatFile(next(self._files))
        encoder, file = self._beat
        file.write(encoder.encode(picture, repeat))

    def _end_beat(self) -> None:
        if self._beat is not None:
            encoder, file = self._beat
            file.write(encoder.finish())
            file.close()
            self._beat = None

    def add_partial_movie_file(self, name: str | None) -> None:
        """Ignore Manim's name for the animation: its frames go into the beat."""

    def begin_animation(self, allow_write: bool, *, animation_index: int) -> None:
        """Ignore the begin of an animation: beats are what is encoded apart."""

    def end_animation(self, allow_write: bool) -> None:
        """Ignore the end of an animation."""
