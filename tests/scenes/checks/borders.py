"""The first and the last picture of each shot of a film, as pixels.

trace, shots = told("xor", steps=(0, 3))
assert cuts(shots, ends(trace, shots, folder)) == []
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from backprop_core import Trace, train
from backprop_core.assets import asset
from film.plan.shots import plan
from film.plan.target import Target
from film.render.playing import manim_set_up, played, scene_of
from film.spec import Experiment
from scenes.chapters import CHAPTERS
from scenes.setting import Setting

Shots: TypeAlias = Sequence[Any]
Ends: TypeAlias = Mapping[str, tuple[Any, Any]]  # by the name of a shot

SMALL = Target(320, 180, 5)
STAGED = tuple(name for name, entry in CHAPTERS.items() if entry.opens)


def told(experiment: str, steps: tuple[int, ...]) -> tuple[Trace, Shots]:
    """Return the trace of a film and its shots: all chapters with homes."""
    spec = Experiment.load(asset(f"experiments/{experiment}.toml"))
    spec = spec.amended(chapters=STAGED, steps=steps)
    trace = train(spec.run, spec.recording())
    # Captions apart: the first sentence of a chapter is there from its first frame on.
    return trace, plan(trace, spec.film, SMALL, Setting(captions=False))


def ends(trace: Trace, shots: Shots, folder: Path) -> Ends:
    """Return the first and the last picture of each shot."""
    with manim_set_up(SMALL, folder, writes=False):
        return {shot.name: (first(shot, trace), last(shot, trace)) for shot in shots}


def first(shot: Any, trace: Trace) -> Any:
    """Return what stands there when a shot begins."""
    scene: Any = scene_of(shot, trace)
    scene.construct = lambda: None
    scene.render()
    return scene.renderer.picture(scene)


def last(shot: Any, trace: Trace) -> Any:
    """Return what a shot leaves behind."""
    scene: Any = played(shot, trace)
    return scene.renderer.picture(scene)


def cuts(shots: Shots, pictures: Ends) -> list[str]:
    """Return where one shot ends on another picture than the next one begins with."""
    return [
        f"{one.name} | {other.name}"
        for one, other in pairwise(shots)
        if not np.array_equal(pictures[one.name][1], pictures[other.name][0])
    ]
