"""Signals that end a program: made an exception, held where one would harm."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Ctrl-C, `kill`, and a terminal that is closed.
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """The user, or the system, wants the program to end."""

    def __init__(self, number: int) -> None:
        self.status = 128 + number  # 130 after Ctrl-C


def end_on_signals() -> None:
    """Raise Stopped in the main thread when the program is to end, once.

    What is being cleaned up then must not be interrupted by an impatient second one.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        for each in ENDING:
            signal.signal(each, signal.SIG_IGN)
        raise Stopped(number)

    for each in ENDING:
        signal.signal(each, stop)


@contextmanager
def held() -> Iterator[None]:
    """Let signals arrive at the end: a process half started would never be ended."""
    if threading.current_thread() is not threading.main_thread():
        yield  # signals are handled by the main thread, which waits for nothing here
        return
    arrived: list[int] = []
    before = {
        number: signal.signal(number, lambda number, frame: arrived.append(number))
        for number in ENDING
    }
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        for first in arrived[:1]:
            signal.raise_signal(first)


@contextmanager
def ctrl_c_blocked() -> Iterator[None]:
    """Block Ctrl-C: it stays so in what is started, even while that is importing."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
