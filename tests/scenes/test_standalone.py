"""A chapter by itself, rendered by plain Manim from its file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from backprop_core.assets import asset
from scenes.standalone import own_trace, probes_of

TINY = str(asset("experiments/tiny.toml"))
ROOT = Path(__file__).parents[2]
CHAPTER = ROOT / "scenes/chapters/hidden_deltas/hidden_deltas.py"
SMALL = ["-ql", "--resolution", "160,90", "--fps", "5"]


def test_manim_renders_a_chapter_from_its_file(tmp_path):
    """The command of the README leaves a video of the experiment named."""
    done = subprocess.run(
        [sys.executable, "-m", "manim", *SMALL, CHAPTER],
        cwd=tmp_path,
        env={
            **os.environ,
            "BACKPROP_EXPERIMENT": TINY,
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        },
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (video,) = tmp_path.glob("media/videos/hidden_deltas/*/HiddenDeltas.mp4")
    assert video.stat().st_size > 10_000


def test_the_experiment_can_be_named(monkeypatch: pytest.MonkeyPatch):
    """What is trained is the experiment named, and its first step is there."""
    monkeypatch.setenv("BACKPROP_EXPERIMENT", TINY)
    trace = own_trace(0)
    assert (trace.network.layers, list(trace.steps)) == ((1, 1, 1, 1), [0])


@pytest.mark.parametrize(("step", "epochs"), [(0, 2), (5, 7), (None, 4001)])
def test_the_training_goes_as_far_as_the_step_shown(step, epochs, monkeypatch):
    """Of the 4,000 epochs of exclusive or, a step each, no more than needed."""
    monkeypatch.setenv("BACKPROP_EXPERIMENT", str(asset("experiments/xor.toml")))
    trace = own_trace(step)
    assert (list(trace.steps), len(trace.epochs)) == ([step or 0], epochs)


def test_a_chapter_of_ones_own_gets_the_probes_that_it_asks_for(monkeypatch):
    """Those that its CHAPTER names, beside those that every one gets."""
    monkeypatch.setenv("BACKPROP_EXPERIMENT", TINY)
    monkeypatch.setitem(globals(), "CHAPTER", {"probes": ["sample_costs", "nudge"]})
    mine = type("Mine", (), {"__module__": __name__})
    assert set(own_trace(0, probes_of(mine)).probes) == {"nudge", "sample_costs"}
