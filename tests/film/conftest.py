"""Small films: of made-up pictures without Manim, and of a tiny network."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from backprop_core import train
from backprop_core.assets import asset
from film.clip import Measurement
from film.make import make_film
from film.plan.target import Target
from film.render.beat_file import joined
from film.render.beat_writer import BeatWriter
from film.spec import Experiment
from scenes.cues import Cue

TARGET = Target(160, 90, 15)


@pytest.fixture
def target():
    """A target small enough for tests."""
    return TARGET


def drawn(number, target=TARGET):
    """A dark picture with a bright bar whose place is its number."""
    pixels = np.zeros((target.height, target.width, 4), np.uint8)
    pixels[...] = (15, 19, 26, 255)
    left = 5 * number % (target.width - 8)
    pixels[20:60, left : left + 8] = (255, 235, 0, 255)
    return pixels


@pytest.fixture
def manim_settings():
    """What Manim hands to a file writer, as far as ours reads it."""
    return SimpleNamespace(plan=SimpleNamespace(output=SimpleNamespace()))


def cues(beats):
    """A sentence for each beat."""
    start = 0
    for number, beat in enumerate(beats):
        frames = sum(repeat for _, repeat in beat)
        text = f"This is sentence number {number}."
        yield Cue(start, frames, text, f"beat-{number}")
        start += frames


@pytest.fixture
def write_clip(tmp_path, manim_settings):
    """A function that writes beats, each a list of (picture, repeat), to a clip."""

    def write(beats, name="clip.mp4", target=TARGET):
        path = Path(tmp_path) / name
        files = [Path(f"{path}-{number}.beat") for number in range(len(beats))]
        writer = BeatWriter(manim_settings, files=files, target=target)
        try:
            for number, beat in enumerate(beats):
                writer.next_section(f"beat-{number}", "default", False)
                for pixels, repeat in beat:
                    writer.write_frame(pixels, repeat=repeat)
            writer.finish()
        except BaseException:
            writer.abort_encode_jobs()  # as Manim does
            raise
        return joined(path, files, Measurement(tuple(cues(beats)), ()), target)

    return write


@pytest.fixture
def picture():
    """A function that draws the picture of a number."""
    return drawn


@pytest.fixture
def moving():
    """A function that makes a beat of that many different pictures."""
    return lambda frames, first=0: [(drawn(first + i), 1) for i in range(frames)]


TWO_CHAPTERS = ("hidden_deltas", "neuron")  # asked for by cards, and joined


@pytest.fixture(scope="session")
def tiny():
    """What happened in the smallest of the shipped experiments."""
    spec = Experiment.load(asset("experiments/tiny.toml"))
    return train(spec.run, spec.recording())


@pytest.fixture(scope="session")
def filmed(tiny):
    """A function that films it in two chapters and returns the bytes of the mp4."""

    def film(folder, **wishes):
        wishes = {"target": Target(160, 90, 5), "chapters": TWO_CHAPTERS, **wishes}
        files = make_film(tiny, **{"out": folder / "tiny.mp4", **wishes})
        return files[0].read_bytes() if files else None

    return film


@pytest.fixture(scope="session")
def made_by_one(filmed, tmp_path_factory):
    """The film as one process makes it, without a cache."""
    return filmed(tmp_path_factory.mktemp("one"), jobs=1)
