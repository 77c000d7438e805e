"""Why a worker died is said as far as it is known; a poor machine gets one line."""

import os
import resource
import subprocess
import sys
from types import SimpleNamespace

import pytest

from backprop_core.assets import asset
from film.cli import commands
from film.render.deaths import cause, check_files, check_room, killed_for_memory

TINY = str(asset("experiments/tiny.toml"))
MAIN = "from film.cli.commands import main; main()"
SMALL = ["-ql", "--size", "160x90", "-c", "neuron", "--no-cache", "--jobs", "1"]


def told_by(*arguments, **options):
    """What a command of its own process says: its status and its lines."""
    path = os.pathsep.join(filter(None, sys.path))
    environment = {**os.environ, "PYTHONPATH": path, **options.pop("env", {})}
    done = subprocess.run(
        [sys.executable, "-c", MAIN, *arguments],
        **{"capture_output": True, "text": True, "timeout": 60, **options},
        env=environment,
    )
    return done.returncode, done.stdout.splitlines(), done.stderr.splitlines()


@pytest.mark.parametrize(
    ("codes", "killed", "told"),
    [
        ([-11, -15], 0, "ended from outside, by SIGSEGV. Try again."),
        ([-15, -9], 0, "ended from outside, by SIGKILL. Try again."),
        ([-15, -15], 0, "by SIGTERM"),
        ([-9, -15], 1, "killed for want of memory. Fewer at once"),
        ([-11], 1, "by SIGSEGV"),
        ([1, None], 1, "by something that left no trace"),
    ],
)
def test_memory_is_blamed_only_if_it_was_that(codes, killed, told):
    """The machine counts whom it kills for memory; others it did not."""
    text = cause(codes, killed=killed)
    assert told in text
    assert ("memory" in text) == ("memory" in told)


def test_a_full_disk_is_the_cause(tmp_path, monkeypatch):
    """Whatever signal it ended in, a disk that is full is named."""
    full = SimpleNamespace(free=64_000)
    monkeypatch.setattr("shutil.disk_usage", lambda folder: full)
    with pytest.raises(OSError, match="No space left on device"):
        check_room(tmp_path)


def test_the_machine_is_asked_whom_it_killed(tmp_path):
    """Its count is a line among others; without any there was nobody."""
    counts = tmp_path / "vmstat"
    counts.write_text("pgpgin 7\noom_kill 3\n")
    assert killed_for_memory(counts) == 3
    assert killed_for_memory(tmp_path / "no") == 0


def few_files():
    """Allow what a shell's `ulimit -n 20` does."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (20, 20))


def test_too_few_files_are_one_line(tmp_path):
    """Before any process is started, with what would be enough."""
    status, _, told = told_by("film", TINY, *SMALL, cwd=tmp_path, preexec_fn=few_files)
    assert status == 1
    (line,) = told
    assert line.startswith("Too many open files: 20 may be open at once, and a film")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("megabytes", [400, 700])
def test_too_little_memory_is_one_line(tmp_path, megabytes):
    """Whether a library finds no room or a picture; it may be enough elsewhere."""

    def little():
        """Allow what a shell's `ulimit -v` does."""
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))

    status, _, told = told_by("film", TINY, *SMALL, cwd=tmp_path, preexec_fn=little)
    assert not [line for line in told if "Traceback" in line]
    assert status == 0 or told[-1].startswith("Not enough memory (")


@pytest.mark.parametrize(
    "error", [MemoryError("of an array"), ImportError(f"lib.so: {commands.UNMAPPED}")]
)
def test_what_finds_no_room_is_told_with_the_cure(monkeypatch, capsys, error):
    """An array, or a library on its way in."""

    def fails(*arguments, **options):
        raise error

    monkeypatch.setattr(commands, "commands", fails)
    assert commands.run(["doctor"]) == 1
    said = f"Not enough memory ({error}). {commands.MORE_MEMORY}\n"
    assert capsys.readouterr().err == said


def test_a_limit_that_may_be_raised_is(monkeypatch):
    """A low limit of one's own is no reason to stop."""
    asked = []
    monkeypatch.setattr("resource.getrlimit", lambda kind: (20, 4096))
    monkeypatch.setattr("resource.setrlimit", lambda kind, wish: asked.append(wish))
    check_files()
    assert asked == [(48, 4096)]


@pytest.mark.parametrize("command", ["check", "still"])
def test_a_terminal_without_greek_letters(tmp_path, command):
    """What it cannot show is spelled out."""
    where = {"cwd": tmp_path, "env": {"PYTHONIOENCODING": "ascii"}}
    more = ["loss", "--beat", "99"] if command == "still" else []
    status, out, err = told_by(command, TINY, *more, **where)
    assert status == (2 if more else 0)
    assert not [line for line in err if "Traceback" in line]
    assert more or out[0].startswith(r"\u2202C/\u2202\u03b8 of all")


@pytest.mark.parametrize("name", ["a.csv", "a.npz"])
def test_a_pipe_is_not_waited_for(tmp_path, name):
    """Nobody may ever write into it."""
    os.mkfifo(tmp_path / name)
    label = '\nlabel = "kind"' if name == "a.csv" else ""
    (tmp_path / "a.toml").write_text(
        f'[data]\nfile = "{name}"{label}\n'
        "[network]\nlayers = [2, 2]\n[training]\nepochs = 1\n"
    )
    status, _, told = told_by("check", "a.toml", cwd=tmp_path)
    assert status == 2
    (line,) = told
    assert "cannot be read (it is a pipe or a device)" in line
