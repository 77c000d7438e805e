"""What a worker process does: it draws shots, one after another, into clips."""

import os
import signal
import tempfile
from collections.abc import MutableSequence
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from backprop_core import Trace
from film.clip import Clip
from film.plan.shots import Shot
from film.render.clip_writer import ClipWriter
from film.render.encoder import ClipFile
from film.render.pieces import Piece, PieceFile
from film.render.playing import manim_set_up, played

if TYPE_CHECKING:
    from scenes.chapter import Chapter


class RenderError(RuntimeError):
    """A shot that cannot be rendered, for a reason outside of this program."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What all workers of a film share.

    `frames` counts, for each shot, the frames done. `lifeline` ends when the film is
    given up or its process dies; so do the workers then, whatever they are doing.
    """

    trace_file: Path
    folder: Path
    frames: MutableSequence[int]
    lifeline: Connection


@dataclass(frozen=True, slots=True)
class Worker:
    """A process that has been set up: its trace stays in memory between shots.

    Clips go to `folder`, and `frames` counts those done of each piece.
    """

    folder: Path
    frames: MutableSequence[int] | dict[int, int]
    trace: Trace


_here: list[Worker] = []  # the one worker of this process


def start(desk: Desk) -> None:
    """Set this process up; runs before its first shot."""
    # Ctrl-C reaches the whole group of processes; the main one alone decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(desk.lifeline,), daemon=True).start()
    # Text is set in temporary folders, and processes that share one race for it.
    tempfile.tempdir = tempfile.mkdtemp(dir=desk.folder)
    take_up(Worker(desk.folder, desk.frames, Trace.load(desk.trace_file)))


def take_up(work: Worker) -> None:
    """Draw for that trace and into that folder from now on."""
    _here[:] = [work]


def _end_with(lifeline: Connection) -> None:
    try:
        lifeline.recv_bytes()
    except EOFError:
        os._exit(1)


def measure(shot: Shot) -> tuple[int, ...]:
    """Return how many frames each beat has, by playing the shot without drawing."""
    with manim_set_up(shot.target, Path(tempfile.gettempdir()), writes=False):
        return tuple(cue.frames for cue in played(shot, _here[0].trace).cues)


def draw(number: int, shot: Shot, piece: Piece) -> Clip:
    """Render a piece of a shot into a clip; `number` is its place among all.

    Raises RenderError if the clip cannot be written.
    """
    here = _here[0]
    kind = shot.target.container if piece.is_whole else "piece"
    path = here.folder / f"{number:03}-{shot.name}.{kind}"

    file = ClipFile if piece.is_whole else PieceFile

    def count(frames: int) -> None:
        here.frames[number] = frames

    writer = partial(
        ClipWriter, path=path, target=shot.target, file=file, on_frames=count
    )
    try:
        with manim_set_up(shot.target, Path(tempfile.gettempdir()), writes=True):
            chapter = played(
                *(shot, here.trace),
                writer=writer,
                first_beat=piece.first,
                last_beat=piece.end - 1,
            )
    except OSError as error:
        raise failed(shot, error) from error
    return clip_of(path, chapter)


def failed(shot: Shot, error: OSError) -> RenderError:
    """Return the error that a shot's clip cannot be written."""
    reason = error.strerror or error
    return RenderError(f"Failed to encode shot {shot.name} ({shot.target}): {reason}.")


def clip_of(path: Path, chapter: "Chapter") -> Clip:
    """Return what a played chapter told, from its first beat on."""
    first = chapter.first_beat
    start = chapter.cues[first].start
    return Clip(
        path,
        chapter.frames - start,
        tuple(replace(cue, start=cue.start - start) for cue in chapter.cues[first:]),
        tuple(entry for entry in chapter.ledger if entry.beat >= first),
    )
