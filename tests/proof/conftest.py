"""What the long runs share: a folder of their own, and an end to patience."""

import signal

import pytest

PATIENCE = 20  # seconds that one case may take


class HangError(AssertionError):
    """A case that took longer than anyone waits."""


def _hang(*_):
    raise HangError(f"took longer than {PATIENCE} s")


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    """Run in an empty folder, with an empty cache and no patience."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BACKPROP_CACHE", str(tmp_path / "cache"))
    before = signal.signal(signal.SIGALRM, _hang)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
