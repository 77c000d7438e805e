"""What the long runs share: a folder of their own, and an end to patience."""

import signal
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PATIENCE = 20  # seconds of a processor that one case may take, unless it is marked
ASLEEP = 30  # times as long may pass on a busy machine, by the clock


class HangError(AssertionError):
    """A case that took longer than anyone waits."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """All of this folder is left to `make proof`."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.proof)


def _hang(*_):
    raise HangError("took longer than anyone waits")


@pytest.fixture(autouse=True)
def elsewhere(request, tmp_path, monkeypatch):
    """Run in an empty folder, with an empty cache and no patience."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BACKPROP_CACHE", str(tmp_path / "cache"))
    marked = request.node.get_closest_marker("patience")
    seconds = marked.args[0] if marked else PATIENCE
    signals = signal.SIGPROF, signal.SIGALRM
    before = [signal.signal(each, _hang) for each in signals]
    signal.setitimer(signal.ITIMER_PROF, seconds)
    signal.alarm(ASLEEP * seconds)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.alarm(0)
    for each, handler in zip(signals, before, strict=True):
        signal.signal(each, handler)
