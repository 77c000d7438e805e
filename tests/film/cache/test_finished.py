"""A finished film is one whose files are all there, as they were written."""

from dataclasses import replace

import pytest

from film.cache.cache import opened
from film.cache.finished import Planned
from film.formats.film import Label, Wishes
from film.formats.registry import Output


@pytest.fixture
def film(tmp_path, target):
    """A talk of a page and the folder of its clips, with captions."""
    (tmp_path / "talk_html").mkdir()
    for name in ("talk.html", "talk.html.srt", "talk.html.vtt", "talk_html/000.mp4"):
        (tmp_path / name).write_text(name)
    output = Output(tmp_path / "talk.html", ".html", target)
    label = Label("a talk", "xor", "en", captions_on=False)
    return Planned(output, (), label, Wishes(), "made so")


@pytest.fixture
def cache(tmp_path, film):
    """A cache that remembers it."""
    with opened(tmp_path / "cache") as cache:
        film.remember(cache)
        yield cache


def test_it_is_remembered_by_its_recipe(film, cache):
    """The same recipe finds it; another one makes it anew."""
    assert film.is_finished(cache)
    assert not replace(film, recipe="made otherwise").is_finished(cache)


@pytest.mark.parametrize("name", ["talk.html", "talk.html.vtt", "talk_html/000.mp4"])
def test_what_was_changed_or_deleted_is_made_again(film, cache, tmp_path, name):
    """A film is not finished if somebody changed any of its files, or took it away."""
    (tmp_path / name).write_text("changed")
    assert not film.is_finished(cache)
    (tmp_path / name).unlink()
    assert not film.is_finished(cache)
