"""Names of classes and features are drawn as they are meant, or refused."""

import pytest

from backprop_core import Recording, RunSpec, SpecError, train
from backprop_core.assets import asset
from film.cli.commands import run
from film.make import film_about
from film.spec import Experiment
from scenes.engine.typesetting import missing
from scenes.setting import LANGUAGES
from scenes.wording import worded

XOR = asset("experiments/xor.toml")


def with_classes(path, *names):
    """An experiment about exclusive or whose classes are named so."""
    quoted = ", ".join(f'"{name}"' for name in names)
    text = XOR.read_text(encoding="utf-8")
    line = f'name = "xor"\nclasses = [{quoted}]'
    path.write_text(text.replace('name = "xor"', line), encoding="utf-8")
    return path


@pytest.mark.parametrize("text", ["año", "ß", "naïve", "α → β", "Дом", "ẑ", "plain"])
def test_what_a_font_has_is_drawn(text):
    """Latin, Greek and Cyrillic letters are there."""
    assert missing(text) == ""


@pytest.mark.parametrize("text", ["cat 😀", "中文", "한"])
def test_what_no_font_has_is_named(text):
    """Each character that would be a box, once."""
    assert missing(text * 2) == "".join(c for c in text if ord(c) > 0x3000)


def test_boxes_are_refused(tmp_path, capsys):
    """One line says which name and which character, before anything is rendered."""
    path = with_classes(tmp_path / "a.toml", "no", "cat 😀")
    assert run(["film", str(path)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "data.classes: got 'cat 😀', but no font here has 😀." in line


def test_boxes_in_a_trace_are_refused(tmp_path):
    """A trace may come from anywhere."""
    run = RunSpec.load(with_classes(tmp_path / "a.toml", "no", "中"))
    trace = train(run, Recording(steps=(0,), whole=False))
    with pytest.raises(SpecError, match="no font here has 中"):
        film_about(trace)


def test_a_title_is_one_line(tmp_path):
    """Files are named and tagged by it."""
    path = tmp_path / "a.toml"
    text = XOR.read_text(encoding="utf-8")
    path.write_text(text.replace("Exclusive or", r"a\nb"), encoding="utf-8")
    with pytest.raises(SpecError, match=r"film\.title: got 'a\\nb', which is no"):
        Experiment.load(path)


def recorded(path):
    """A step of the training that a file describes."""
    return train(RunSpec.load(path), Recording(steps=(0,), whole=False))


def test_names_that_we_made_up_are_translated(tmp_path):
    """A Spanish film says falso; what the user called false stays so."""
    assert worded(recorded(XOR), "es").data.classes == ("falso", "verdadero")
    assert worded(recorded(XOR), "en").data.classes == ("false", "true")
    own = with_classes(tmp_path / "a.toml", "false", "true")
    assert worded(recorded(own), "es").data.classes == ("false", "true")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["and", "moons", "circles", "spirals", "sine"])
def test_every_named_set_has_names_in_every_language(name, language):
    """None is half translated."""
    sizes = [1, 2, 1] if name == "sine" else [2, 2, 1]
    run = RunSpec(
        data={"name": name}, network={"layers": sizes}, training={"epochs": 1}
    )
    trace = worded(train(run, Recording(steps=(0,), whole=False)), language)
    assert trace.data.classes or name == "sine"


def test_a_spanish_still_uses_them(tmp_path, monkeypatch, capsys):
    """The picture of a Spanish chapter is not that with English classes."""
    monkeypatch.chdir(tmp_path)
    own = with_classes(tmp_path / "own.toml", "false", "true")
    size = ["--size", "320x180", "--language", "es", "--beat", "4"]
    for path, out in ((XOR, "a.png"), (own, "b.png")):
        assert run(["still", str(path), "forward_pass", *size, "-o", out]) == 0
    assert (tmp_path / "a.png").read_bytes() != (tmp_path / "b.png").read_bytes()
