"""What a worker of a Dask cluster does for us: it hands calls to processes that draw.

A worker may have several threads, is told to stop by signals that are its own affair,
and is allowed no children by `multiprocessing`. So each thread has a process beside it,
an easel, for as long as the film is made.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from multiprocessing import Pipe
from pathlib import Path
from threading import Lock

from film.scratch import scratch
from film.signals import ctrl_c_blocked


class Easel:
    """A process that draws, with a folder of its own; both gone when it is closed."""

    def __init__(self) -> None:
        self._leaving = ExitStack()
        folder = self._leaving.enter_context(scratch(Path(tempfile.gettempdir())))
        self._pipe, there = Pipe()
        number = there.fileno()
        # It is to find the same program as this process, however that was started.
        path = os.pathsep.join(filter(None, sys.path))
        start = "from film.dask.drawing_process import main; main()"
        command = [sys.executable, "-P", "-c", start, str(number), str(folder)]
        with there, ctrl_c_blocked():
            self._process = subprocess.Popen(
                command,
                env={**os.environ, "PYTHONPATH": path},
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
            )

    @property
    def is_alive(self) -> bool:
        """Whether the process can be called."""
        return self._process.poll() is None

    def answer(self, call: bytes) -> bytes:
        """Return the answer to a call; raises EOFError or OSError if none comes."""
        self._pipe.send_bytes(call)
        return self._pipe.recv_bytes()

    def stop(self) -> None:
        """End the process; who waits for its answer hears of it."""
        self._process.kill()
        self._process.wait()

    def close(self) -> None:
        """End the process and delete its folder."""
        self.stop()
        self._pipe.close()
        self._leaving.close()


class Easels:
    """The easels of this worker, by the film that they draw for."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._idle: list[tuple[str, Easel]] = []
        self._busy: list[tuple[str, Easel]] = []
        self._ended: set[str] = set()  # films

    def take(self, film: str) -> Easel | None:
        """Return an easel for a film; None if that has ended."""
        with self._lock:
            self._close_where(lambda film, easel: not easel.is_alive)
            if film in self._ended:
                return None
            idle = next((pair for pair in self._idle if pair[0] == film), None)
            if idle:
                self._idle.remove(idle)
            self._busy.append(idle or (film, Easel()))
            return self._busy[-1][1]

    def put_back(self, film: str, easel: Easel) -> None:
        """Keep an easel for the next call, unless its film has ended."""
        with self._lock:
            self._busy.remove((film, easel))
            self._idle.append((film, easel))
            self._close_where(lambda film, easel: film in self._ended)

    def end(self, film: str) -> None:
        """End all that is done for a film."""
        with self._lock:
            self._ended.add(film)
            self._close_where(lambda film, easel: film in self._ended)
            for drawn, easel in self._busy:
                if drawn == film:
                    easel.stop()

    def _close_where(self, is_over: Callable[[str, Easel], bool]) -> None:
        for pair in [pair for pair in self._idle if is_over(*pair)]:
            self._idle.remove(pair)
            pair[1].close()


_easels = Easels()


def work(film: str, call: bytes) -> bytes:
    """Return the answer of an easel to a call for a film; nothing if it died."""
    easel = _easels.take(film)
    if easel is None:
        return b""
    try:
        return easel.answer(call)
    except (EOFError, OSError):
        easel.stop()
        return b""
    finally:
        _easels.put_back(film, easel)


def end(film: str) -> None:
    """End all that this worker does for a film."""
    _easels.end(film)
