"""Sentences are in the picture or left out of it; files beside it always tell."""

import av
import numpy as np
import pytest
from av.stream import Disposition

from backprop_core import RunSpec, train
from film.make import make_film
from film.plan.target import Target


@pytest.fixture(scope="module")
def films(tmp_path_factory):
    """The same film with sentences drawn and without, by name."""
    folder, data = tmp_path_factory.mktemp("films"), {"name": "and"}
    run = RunSpec(data=data, network={"layers": [2, 1]}, training={"max_steps": 1})
    trace = train(run)
    for name in ("drawn", "bare"):
        make_film(
            trace,
            out=folder / f"{name}.mp4",
            target=Target(320, 180, 5),
            captions=name == "drawn",
            chapters=("weight_update",),
        )
    return {name: folder / f"{name}.mp4" for name in ("drawn", "bare")}


def picture(path):
    """The last picture of a film, as light and dark."""
    with av.open(path) as film:
        *_, last = film.decode(video=0)
    return last.to_ndarray(format="gray").astype(int)


def test_sentences_stand_beside_the_film_in_either_case(films):
    """Captions, track and chapters say the same; the track is on where it is needed."""
    for ending in (".srt", ".vtt"):
        texts = {path.with_suffix(ending).read_text() for path in films.values()}
        assert len(texts) == 1
    for name, path in films.items():
        with av.open(path) as film:
            (track,) = film.streams.subtitles
            assert bool(track.disposition & Disposition.default) is (name == "bare")


def test_only_one_of_them_has_sentences_in_its_picture(films):
    """Where a sentence stands in one film, the other one is dark."""
    drawn, bare = (picture(films[name]) for name in ("drawn", "bare"))
    sentence = np.s_[155:170, 60:140]
    assert drawn[sentence].max() > 150
    assert bare[sentence].max() < 30
