"""In a film's own order nothing jumps: each shot ends on what the next begins with."""

from itertools import pairwise

import numpy as np
import pytest

from backprop_core import train
from backprop_core.assets import asset
from film.plan.shots import plan
from film.plan.target import Target
from film.render.playing import manim_set_up, played, scene_of
from film.spec import Experiment
from scenes.chapters import CHAPTERS
from scenes.setting import Setting

SMALL = Target(320, 180, 5)
STAGED = tuple(name for name, entry in CHAPTERS.items() if entry.opens)


@pytest.fixture(scope="module", params=["xor", "digits"])
def film(request):
    """The trace of a film and its shots: all chapters with homes, in two steps."""
    steps = (0, 3) if request.param == "xor" else (0,)
    spec = Experiment.load(asset(f"experiments/{request.param}.toml"))
    spec = spec.amended(chapters=STAGED, steps=steps)
    trace = train(spec.run, spec.recording())
    # Captions apart: the first sentence of a chapter is there from its first frame on.
    return trace, plan(trace, spec.film, SMALL, Setting(captions=False))


@pytest.fixture(scope="module")
def ends(film, tmp_path_factory):
    """The first and the last picture of each shot, by its name."""
    trace, shots = film
    with manim_set_up(SMALL, tmp_path_factory.mktemp("manim"), writes=False):
        return {shot.name: (first(shot, trace), last(shot, trace)) for shot in shots}


def first(shot, trace):
    """What stands there when a shot begins."""
    scene = scene_of(shot, trace)
    scene.construct = lambda: None
    scene.render()
    return scene.renderer.picture(scene)


def last(shot, trace):
    """What a shot leaves behind."""
    scene = played(shot, trace)
    return scene.renderer.picture(scene)


def cuts(shots, ends):
    """Where one shot ends on another picture than the next one begins with."""
    return [
        f"{one.name} | {other.name}"
        for one, other in pairwise(shots)
        if not np.array_equal(ends[one.name][1], ends[other.name][0])
    ]


def test_each_shot_begins_with_the_picture_that_the_one_before_ends_on(film, ends):
    """Chapters, cards and dissolves, to the last pixel."""
    _, shots = film
    assert {shot.scene for shot in shots} >= {"card", "neuron", "training"}
    assert cuts(shots, ends) == []


def test_a_cut_is_seen(film, ends):
    """Chapters in another order, or without their dissolve, do not meet."""
    _, shots = film
    chapters = [shot for shot in shots if shot.interlude is None]
    for place, (one, other) in enumerate(pairwise(chapters)):
        entries = CHAPTERS[one.chapter], CHAPTERS[other.chapter]
        if len({home for each in entries for home in (each.opens, each.closes)}) == 1:
            continue  # where both begin and end on one home, either may come first
        swapped = [*chapters[:place], other, one, *chapters[place + 2 :]]
        assert cuts(swapped, ends)
    bare = [shot for shot in shots if shot.scene != "dissolve"]
    joined = [shot.name for shot in shots if shot.scene == "dissolve"]
    assert len(cuts(bare, ends)) == len(joined)
    asked = next(shot for shot in shots if shot.scene == "card")
    assert cuts([chapters[-1], asked], ends)
