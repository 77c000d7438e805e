"""What the command line answers, and what it leaves behind."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import av
import pytest

from backprop_core import Trace, train
from backprop_core.activations import ACTIVATIONS
from backprop_core.assets import asset
from backprop_core.data.datasets import DATASETS
from backprop_core.losses import LOSSES
from backprop_core.optimizers import OPTIMIZERS
from film.cli.commands import run
from film.cli.film_command import default_name
from film.spec import Experiment
from scenes.chapters import CHAPTERS

TINY = str(asset("experiments/tiny.toml"))
SMALL = ["-ql", "--size", "160x90", "-c", "neuron"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, tmp_path_factory, monkeypatch):
    """Commands run in an empty folder, with an empty cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BACKPROP_CACHE", str(tmp_path_factory.mktemp("cache")))


def started(*arguments, **options):
    """Start the command as a process of its own, as a terminal does."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            "from film.cli.commands import main; main()",
            *arguments,
        ],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_film_stands_in_films(tmp_path, capsys):
    """Without wishes the film is films/NAME.mp4, with its captions beside it."""
    assert run(["film", TINY, *SMALL]) == 0
    told = capsys.readouterr()
    written = sorted(path.name for path in (tmp_path / "films").iterdir())
    assert written == ["tiny.mp4", "tiny.srt", "tiny.vtt"]
    assert told.out.split() == [f"films/{name}" for name in written]
    progress, outcome = told.err.splitlines()[-2:]
    assert "shots 1/1 · frames" in progress
    assert outcome == "neuron@0: rendered, because it is new"
    _check_film_of_a_recorded_trace(tmp_path / "films" / "tiny.mp4")


def _check_film_of_a_recorded_trace(film):
    """Training and filming may be two commands; the pictures are the same."""
    assert run(["train", TINY, "-o", "tiny.safetensors"]) == 0
    assert Trace.load("tiny.safetensors").steps[0].index == 0
    assert run(["film", "tiny.safetensors", *SMALL, "-o", "a.mp4"]) == 0
    assert _packets("a.mp4") == _packets(film)


def _packets(path):
    with av.open(path) as film:
        return [bytes(packet) for packet in film.demux(video=0)]


def test_still_of_a_beat(tmp_path, capsys):
    """A still is a PNG named after chapter and beat."""
    arguments = ["still", TINY, "neuron", "--beat", "1", "--size", "160x90"]
    assert run(arguments) == 0
    assert capsys.readouterr().out == "films/tiny-neuron-1.png\n"
    content = (tmp_path / "films/tiny-neuron-1.png").read_bytes()
    assert content.startswith(b"\x89PNG")


def test_settings_of_plain_manim_change_nothing(tmp_path):
    """A manim.cfg that lies about for other films is not obeyed."""
    arguments = ["still", TINY, "neuron", "--beat", "0", "--size", "160x90"]
    assert run([*arguments, "-o", "plain.png"]) == 0
    (tmp_path / "manim.cfg").write_text(
        "[CLI]\nbackground_color = RED\nframe_height = 4\nformat = gif\n"
    )
    with started(*arguments, "-o", "other.png") as process:
        process.communicate(timeout=120)
    other = (tmp_path / "other.png").read_bytes()
    assert (tmp_path / "plain.png").read_bytes() == other


def test_new_experiment_runs_as_it_stands(tmp_path, capsys):
    """The starter trains, and never replaces a file."""
    assert run(["new", "mine.toml"]) == 0
    experiment = Experiment.load(tmp_path / "mine.toml")
    assert train(experiment.run, experiment.recording()).steps[0].loss > 0
    (tmp_path / "mine.toml").write_text("mine")
    assert run(["new", "mine.toml"]) == 2
    assert "mine.toml exists already" in capsys.readouterr().err
    assert (tmp_path / "mine.toml").read_text() == "mine"


@pytest.mark.parametrize("names", [ACTIVATIONS, LOSSES, OPTIMIZERS, DATASETS])
def test_the_starter_names_all_that_can_be_chosen(names):
    """Whatever is added to a registry is offered in the starter as well."""
    starter = asset("starter.toml").read_text("utf-8")
    offered = set(re.findall(r"\w+", starter))
    assert set(names) <= offered


def test_lists_the_chapters_in_order(capsys):
    """Every chapter has a line, in the order of the film."""
    assert run(["chapters"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(CHAPTERS)


def test_doctor_looks_at_this_machine(capsys):
    """The doctor finds nothing missing where these tests run."""
    assert run(["doctor"]) == 0
    assert "encoder: libx264" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "cure"),
    [
        (["film"], "Missing argument 'FILE'"),
        (["film", "nowhere.toml"], "nowhere.toml"),
        (["film", "nowhere.safetensors"], "nowhere.safetensors"),
        (["film", TINY, "-o", "a.mp4", "-o", "film.avi"], "Choose from .mp4"),
        (["film", TINY, "-o", "film"], "without an ending"),
        (["film", TINY, "-o", "a.gif", "--max-size", "4"], "not like 4MB or 900kB"),
        (["film", TINY, "-o", "a.gif", "--fps", "30"], "a .gif can have 20, 25, 50"),
        (["film", TINY, "-o", "a.gif", "--width", "641"], "must be even"),
        (["film", TINY, "-o", "a.mp4", "--transparent"], "only .webm"),
        (["film", TINY, "--max-size", "4MB"], "--max-size is of a .gif"),
        (["film", TINY, "-o", "a.mp4", "--width", "640"], "--width is of a .gif"),
        (["film", TINY, "-o", "a.gif", "--size", "960x540"], "as --width says"),
        (["film", TINY, "--cache", ""], "'' is not a folder"),
        (["film", TINY, "--size", "600"], "not like 960x540"),
        (["film", TINY, "--size", "600x600"], "Try 600x338"),
        (["film", TINY, "-qx"], "is not one of 'l', 'm', 'h', 'p', 'k'"),
        (["film", TINY, "-c", "neurn"], "'neurn' is not one of"),
        (["film", TINY, "--language", "fr"], "'en', 'es'"),
        (["film", TINY, "--jobs", "0"], "x>=1"),
        (["still", TINY, "neuron", "--beat", "99"], "Choose from 0 to"),
        (["still", TINY, "neuron", "-o", "loss.toml"], "this writes .png alone"),
        (["train", TINY, "-o", "mine.toml"], "this writes .safetensors alone"),
        (["new", "mine.txt"], "has to end in .toml"),
        (["flim"], "flim"),
    ],
)
def test_wrong_input_is_answered_in_one_line(arguments, cure, capsys, tmp_path):
    """Status 2, one line on stderr with the way out, and no file."""
    assert run(arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert cure in told.err
    assert list(tmp_path.iterdir()) == []


def test_nothing_takes_the_place_of_its_source(tmp_path, capsys):
    """A trace is not trained into itself, however it is named."""
    assert run(["train", TINY, "-o", "mine.safetensors"]) == 0
    before = Path("mine.safetensors").read_bytes()
    (tmp_path / "frames").symlink_to(tmp_path)
    capsys.readouterr()
    for name in ("mine.safetensors", "frames/mine.safetensors"):
        assert run(["train", "mine.safetensors", "-o", name]) == 2
        assert "is what it would be made from" in capsys.readouterr().err
    assert Path("mine.safetensors").read_bytes() == before


def test_a_language_that_was_asked_for_is_in_the_name():
    """So that a Spanish film leaves the English one as it is."""
    assert default_name(Path("a/mine.toml"), None) == "films/mine.mp4"
    assert default_name(Path("a/mine.toml"), "es") == "films/mine.es.mp4"


def test_faults_of_a_file_come_all_at_once(tmp_path, capsys):
    """One line a fault, of the run and of the film."""
    path = tmp_path / "bad.toml"
    path.write_text(
        '[data]\nname = "xor"\n[network]\nlayers = [2, 3, 1]\n'
        "[training]\nlearning_rate = -1.0\nepochs = 3\n[film]\nsteps = []\n"
    )
    assert run(["film", str(path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_unwritable_folder_is_found_before_rendering(tmp_path, capsys):
    """A file where the folder should be: status 1, one line, at once."""
    (tmp_path / "films").touch()
    assert run(["film", TINY, *SMALL]) == 1
    assert capsys.readouterr().err.splitlines() == [f"{tmp_path}/films: Not a folder."]


def full_after(size):
    """Let a process write files up to a size, as a disk that is nearly full."""

    def limit():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def test_full_disk_leaves_no_film(tmp_path):
    """Without room: status 1, one line that names what failed, no half file."""
    process = started("film", TINY, *SMALL, preexec_fn=full_after(60_000))
    told = process.communicate(timeout=120)[1].splitlines()
    assert process.returncode == 1
    assert "Failed to encode shot neuron@0" in told[-1]
    assert [*tmp_path.glob("films/*"), *tmp_path.glob("*.mp4")] == []


@pytest.mark.parametrize(
    ("number", "after", "status"),
    [
        (signal.SIGINT, "start", 130),
        (signal.SIGINT, "frames", 130),
        (signal.SIGTERM, "frames", 143),
    ],
)
def test_stopping_leaves_nothing(tmp_path, number, after, status, monkeypatch):
    """Ctrl-C ends every process, in one line, and no file stays."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    process = started("film", TINY, "-qm", "-c", "neuron", start_new_session=True)
    if after == "frames":
        process.stderr.readline()
    else:
        while not list(Path(os.environ["BACKPROP_CACHE"]).glob("running/*")):
            assert process.poll() is None
    # As a terminal does it: to the whole group.
    group = os.killpg if number == signal.SIGINT else os.kill
    group(process.pid, number)
    told = process.communicate(timeout=120)[1].splitlines()
    assert told[-1:] == ["Stopped. No unfinished file is left."]
    assert process.returncode == status
    assert list(tmp_path.rglob("*")) == [scratch]
