"""What a film will be is known before it is rendered."""

import pytest

from backprop_core.assets import asset
from film.cli.commands import run
from film.cli.foreseen import clock

TINY = str(asset("experiments/tiny.toml"))
LOSS = ["-c", "loss"]
SMALL = ["-ql", "--size", "160x90", "--jobs", "1", *LOSS]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, tmp_path_factory, monkeypatch):
    """Commands run in an empty folder, with an empty cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BACKPROP_CACHE", str(tmp_path_factory.mktemp("cache")))


def test_a_dry_run_says_what_a_film_does(tmp_path, capsys):
    """Shots, frames and length come true; nothing is written before."""
    assert run(["film", TINY, *SMALL, "--dry-run"]) == 0
    total, shot = capsys.readouterr().out.splitlines()
    assert list(tmp_path.iterdir()) == []
    assert total.startswith("films/tiny.mp4: 0:")
    frames = int(shot.split()[-2])
    assert f"1 of 1 shots to render, {frames} frames" in total
    assert shot.startswith("  loss@0: 0:")
    assert run(["film", TINY, *SMALL]) == 0
    assert f"frames {frames}/{frames}" in capsys.readouterr().err
    assert run(["film", TINY, *SMALL, "--dry-run"]) == 0
    assert capsys.readouterr().out.endswith("finished already\n")
    assert run(["film", TINY, *SMALL, "--dry-run", "-o", "b.mp4"]) == 0
    assert "0 of 1 shots to render, 0 frames" in capsys.readouterr().out


def test_a_dry_run_checks_the_film(tmp_path, capsys):
    """[film] too, with the same message as the film itself."""
    text = asset("experiments/tiny.toml").read_text("utf-8")
    film = text.replace("[film]", '[film]\nlanguage = "fr"')
    (tmp_path / "a.toml").write_text(film, "utf-8")
    assert run(["film", "a.toml", "--dry-run"]) == run(["film", "a.toml"]) == 2
    dry, real = capsys.readouterr().err.strip().rsplit("\n", 1)
    assert real in dry


def test_beats_are_listed_with_time_and_sentence(capsys):
    """In the language that is asked for, numbered as `still --beat` counts them."""
    assert run(["chapters", TINY, *LOSS, "-c", "nudge"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["0:00.0", "card-loss@0"]
    assert ["0:02.4", "0"] in [line.split()[:2] for line in lines]
    assert lines[-1].endswith("  end")
    times = [line.split()[0] for line in lines]
    assert times == sorted(times)
    assert run(["chapters", TINY, *LOSS, "--language", "es"]) == 0
    assert "¿" in capsys.readouterr().out


@pytest.mark.parametrize(
    "options", [["--open", "--dry-run"], ["--open", "--shard", "1/2"]]
)
def test_what_makes_no_film_shows_none(options, capsys):
    """Such commands are refused."""
    assert run(["film", TINY, *SMALL, *options]) == 2
    assert "choose one of them" in capsys.readouterr().err


@pytest.mark.parametrize("status", [0, 3])
def test_a_film_is_opened_by_the_machine(status, capsys, monkeypatch):
    """By whatever opens it; if nothing does, one line says so."""
    shown = []
    monkeypatch.setattr("click.launch", lambda path: shown.append(path) or status)
    assert run(["film", TINY, *SMALL, "--open"]) == 0
    assert shown == ["films/tiny.mp4"]
    assert ("no program here opens it" in capsys.readouterr().err) == bool(status)


def test_each_shot_says_for_which_format_it_is(capsys):
    """Two formats have two shots of one name."""
    assert run(["film", TINY, *SMALL, "-o", "a.gif", "--width", "96", "-o", "a/"]) == 0
    told = [line for line in capsys.readouterr().err.splitlines() if "because" in line]
    assert [line.partition(":")[0] for line in told] == [
        "loss@0 for .gif",
        "loss@0 for /",
    ]


def test_a_clock_shows_minutes():
    """With tenths, and rounded as a whole."""
    assert [clock(each) for each in (0, 59.96, 187.4)] == ["0:00.0", "1:00.0", "3:07.4"]
