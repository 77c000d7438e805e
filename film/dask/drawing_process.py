"""A process that draws for a worker of a cluster, one call after the other.

It is apart from the worker: Manim's settings, the folder for temporary files and the
memory of encoders are its own, and no two renders share them. `film.dask.host` starts
it and talks to it through a pipe, as bytes; it ends as soon as the pipe does, whatever
it is doing, or when it has had nothing to do for a minute.
"""

import os
import pickle
import signal
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any

from backprop_core import Trace
from film.clip import Clip
from film.plan.keys import installed
from film.render import worker

IDLE = 60.0  # seconds
TASKS: Mapping[str, Callable[..., Any]] = {
    "measure": worker.measure,
    "draw": worker.draw,
}


@dataclass(frozen=True, slots=True)
class Call:
    """A task for an easel, in values that every version of this program can read.

    `installed` is what the chapter has to be drawn with. `arguments` are pickled, for
    they may be understood only where that is so.
    """

    chapter: str
    language: str
    installed: Mapping[str, str]
    task: str
    trace: bytes
    arguments: bytes

    def packed(self) -> bytes:
        """Return the call as bytes."""
        names = ("chapter", "language", "installed", "task", "trace", "arguments")
        return pickle.dumps(tuple(getattr(self, name) for name in names))


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call: a result, with a clip the content of its file.

    Or what this machine draws with otherwise; or what was raised.
    """

    result: Any = None
    content: bytes = b""
    differences: str = ""
    error: Exception | None = None


def main() -> None:
    """Answer the calls that come through the pipe with the number of this process."""
    # Ctrl-C reaches the whole group of a worker's processes; the worker decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    pipe, folder = Connection(int(sys.argv[1])), Path(sys.argv[2])
    tempfile.tempdir = tempfile.mkdtemp(dir=folder)
    calls: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_listen, args=(pipe, calls), daemon=True).start()
    while True:
        try:
            call = calls.get(timeout=IDLE)
        except Empty:
            return
        pipe.send_bytes(_packed(answer_to(Call(*pickle.loads(call)), folder)))


def _listen(pipe: Connection, calls: "SimpleQueue[bytes]") -> None:
    try:
        while True:
            calls.put(pipe.recv_bytes())
    except (EOFError, OSError):
        os._exit(1)


def answer_to(call: Call, folder: Path) -> Answer:
    """Do what a call asks for, if this machine does it as the other one would."""
    try:
        here = installed(call.chapter, call.language)
        if told := differences(here, call.installed):
            return Answer(differences=told)
        trace = Trace.from_bytes(call.trace)
        worker.take_up(worker.Worker(folder, {}, trace))
        result = TASKS[call.task](*pickle.loads(call.arguments))
    except Exception as error:
        if not isinstance(error, worker.RenderError):
            error.add_note("".join(traceback.format_exception(error)))
        return Answer(error=error)
    if not isinstance(result, Clip):
        return Answer(result)
    content = result.path.read_bytes()
    result.path.unlink()
    return Answer(result, content)


def _packed(answer: Answer) -> bytes:
    try:
        return pickle.dumps(answer)
    except Exception:  # some errors hold what cannot be sent
        return pickle.dumps(Answer(error=worker.RenderError(repr(answer.error))))


def differences(there: Mapping[str, str], here: Mapping[str, str]) -> str:
    """Return what a worker draws with otherwise than we do; empty if nothing."""
    missing = "missing"
    names = [name for name in {**here, **there} if here.get(name) != there.get(name)]
    # A version says more than the digests of what it was built from.
    names.sort(key=lambda name: ("/" in name, name))
    told = [
        f"{name} is {there.get(name, missing)[:12]} there and "
        f"{here.get(name, missing)[:12]} here"
        for name in names[:2]
    ]
    more = [f"{len(names) - 2} more differ"] if len(names) > 2 else []
    return "; ".join([*told, *more])
