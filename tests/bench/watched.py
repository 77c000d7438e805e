"""Our side of the figures: shots rendered by the film's own code, and watched."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import count
from os import getpid, sched_getaffinity, sched_setaffinity
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import av
import numpy as np
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter

from backprop_core import Trace
from film.cache.cache import Cache
from film.plan.shots import Shot
from film.plan.target import Target
from film.render.backend import Local
from film.render.beat_file import BeatFile
from film.render.beat_writer import BeatWriter
from film.render.encoder import EXACT, BeatEncoder
from film.render.playing import manim_set_up, played
from film.render.rendering import Work, render
from film.render.reports import Progress

KEPT = 24  # pictures that the floor has in memory before it encodes them


def rendered(
    shots: Sequence[Shot], trace: Trace, folder: Path, jobs: int
) -> tuple[float, int]:
    """Return the seconds that shots take, and the peak memory in MB of a worker."""
    peaks = [0]

    def look(progress: Progress) -> None:
        peaks.extend(peak_memory(worker) for worker in workers())

    folder.mkdir()
    begin = perf_counter()
    work = Work(Local(jobs), report=look)
    render(shots, trace, Cache(folder, folder), work=work)
    return perf_counter() - begin, max(peaks)


@contextmanager
def on_one_core() -> Iterator[None]:
    """Have the processes that draw for this one share a single core."""
    # Workers come from a server, and are born with the cores that it may use.
    servers = [getpid(), *children(getpid())]
    allowed = sched_getaffinity(0)
    try:
        for server in servers:
            sched_setaffinity(server, {min(allowed)})
        yield
    finally:
        for server in servers:
            sched_setaffinity(server, allowed)


def workers() -> list[int]:
    """Return the processes that draw for this one."""
    return [worker for server in children(getpid()) for worker in children(server)]


def children(process: int) -> list[int]:
    """Return the children of a process, if it still lives."""
    found = Path(f"/proc/{process}/task/{process}/children")
    try:
        return [int(child) for child in found.read_text().split()]
    except OSError:
        return []


def peak_memory(process: int) -> int:
    """Return the most memory that a process ever had, in MB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    kept = [line.split()[1] for line in lines if line.startswith("VmHWM")]
    return int(kept[0]) // 1000 if kept else 0


def drawn_alone(shot: Shot, trace: Trace, folder: Path) -> tuple[float, int]:
    """Return the processor seconds of a clip made in this process, and its frames."""
    writer = partial(BeatWriter, files=beats_in(folder), target=shot.target)
    with manim_set_up(shot.target, folder, writes=True):
        begin = process_time()
        chapter = played(shot, trace, writer=writer)
        return process_time() - begin, chapter.frames


def beats_in(folder: Path) -> Iterator[Path]:
    """Yield files for the beats that are drawn in this process."""
    return (folder / f"{number:03}.beat" for number in count())


class FloorWriter(BeatWriter):
    """Keeps the drawn frames in memory and times nothing but their encoding."""

    def __init__(
        self,
        settings: Any,
        *,
        path: Path,
        target: Target,
        spend: Callable[[float], None],
    ) -> None:
        super().__init__(settings, files=(), target=target)
        self._kept: list[tuple[Any, int]] = []
        self._floor = BeatFile(path)
        self._scaler = VideoReformatter()
        self._spend = spend
        self._encoder: BeatEncoder | None = None

    def next_section(self, name: str, type_: str, skip_animations: bool) -> None:
        """Encode what is kept and end the beat."""
        self._encode_kept(ends=True)

    def write_frame(self, pixels: Any, *, repeat: int = 1, **_: Any) -> None:
        """Keep a picture as BGRA."""
        self._kept.append((np.ascontiguousarray(pixels[:, :, [2, 1, 0, 3]]), repeat))
        if len(self._kept) == KEPT:
            self._encode_kept(ends=False)

    def finish(self) -> None:
        """Encode the rest."""
        self._encode_kept(ends=True)
        self._floor.close()
        super().finish()

    def _encode_kept(self, *, ends: bool) -> None:
        begin = process_time()
        for pixels, repeat in self._kept:
            if self._encoder is None:
                self._encoder = BeatEncoder(self._target)
            self._floor.write(self._encoder.encode(self._whole(pixels), repeat))
        if ends and self._encoder is not None:
            self._floor.write(self._encoder.finish())
            self._encoder = None
        self._spend(process_time() - begin)
        self._kept.clear()

    def _whole(self, pixels: Any) -> av.VideoFrame:
        return self._scaler.reformat(
            av.VideoFrame.from_numpy_buffer(pixels, format="bgra"),
            format=self._target.pixel_format,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
            dst_colorspace=Colorspace.ITU709,
            interpolation=EXACT,
            threads=1,
        )


def floor_of(shot: Shot, trace: Trace, folder: Path) -> float:
    """Return the processor seconds of converting and encoding a shot's frames."""
    spent: list[float] = []
    path = folder / "floor.beat"
    writer = partial(FloorWriter, path=path, target=shot.target, spend=spent.append)
    with manim_set_up(shot.target, folder, writes=True):
        played(shot, trace, writer=writer)
    return sum(spent)
