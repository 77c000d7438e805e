"""What a worker process does: it measures shots and draws beats, one call at a time."""

import os
import signal
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
from threading import Thread

from av import FFmpegError

from backprop_core import Trace
from film.clip import Measurement
from film.plan.shots import Shot
from film.render.beat_writer import BeatWriter
from film.render.playing import manim_set_up, played
from film.render.shares import Run
from film.room import is_full


class RenderError(RuntimeError):
    """A shot that cannot be rendered, for a reason outside of this program."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that has been set up: its trace stays in memory between shots.

    Beats go to files in `folder`; `count` hears of every few frames drawn.
    """

    folder: Path
    trace: Trace
    count: Callable[[int], None] = lambda frames: None


_here: list[Worker] = []  # the one worker of this process


def start(
    trace_file: Path, folder: Path, frames: "Synchronized[int]", lifeline: Connection
) -> None:
    """Set this process up; runs before its first shot.

    `frames` counts those that all workers of a film draw. `lifeline` ends when the film
    is given up or its process dies; so do they then, whatever they are doing.
    """

    def count(drawn: int) -> None:
        with frames.get_lock():
            frames.value += drawn

    # Ctrl-C reaches the whole group of processes; the main one alone decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(lifeline,), daemon=True).start()
    # Text is set in temporary folders, and processes that share one race for it.
    tempfile.tempdir = tempfile.mkdtemp(dir=folder)
    take_up(Worker(folder, Trace.load(trace_file), count))


def take_up(work: Worker) -> None:
    """Draw of that trace and into that folder from now on."""
    _here[:] = [work]


def _end_with(lifeline: Connection) -> None:
    try:
        lifeline.recv_bytes()
    except EOFError:
        os._exit(1)


def measure(shot: Shot) -> Measurement:
    """Return what a shot says and how long, by playing it without drawing."""
    with manim_set_up(shot.target, Path(tempfile.gettempdir()), writes=False):
        chapter = played(shot, _here[0].trace)
    return Measurement(tuple(chapter.cues), tuple(chapter.ledger))


def draw(shot: Shot, run: Run) -> tuple[Path, ...]:
    """Draw a run of beats of a shot; returns the file of each.

    Raises RenderError if they cannot be written or are not what was measured, and
    OSError where the disk is full.
    """
    here = _here[0]
    name = f"{run.shot:03}-{shot.name}"
    files = [here.folder / f"{name}-{beat:03}.beat" for beat in run.beats]
    writer = partial(BeatWriter, files=files, target=shot.target, on_frames=here.count)
    try:
        with manim_set_up(shot.target, Path(tempfile.gettempdir()), writes=True):
            chapter = played(
                *(shot, here.trace),
                writer=writer,
                first_beat=run.first,
                last_beat=run.end - 1,
            )
    except (OSError, FFmpegError) as error:
        raise failed(shot, error) from error
    if sum(cue.frames for cue in chapter.cues[run.first :]) != run.frames:
        raise RenderError(f"{shot.name} was changed while it was drawn. Try again.")
    return tuple(files)


def failed(shot: Shot, error: OSError | FFmpegError) -> RenderError | OSError:
    """Return the error that a shot cannot be written; a full disk is not its fault.

    Whoever knows the whole film adds how much it needs.
    """
    if is_full(error):
        return OSError(*error.args[:2])
    reason = error.strerror or error
    return RenderError(f"Failed to encode shot {shot.name} ({shot.target}): {reason}.")
