"""Whatever happens to a run, the next one finishes the film, whole and identical."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from platform import node

import pytest

from backprop_core.assets import asset
from film.cli.commands import run

TINY = str(asset("experiments/tiny.toml"))
FILM = ["film", TINY, "-ql", "--size", "128x72", "-c", "neuron", "-o", "a.mp4"]
ALONE = ("--jobs", "1")  # where it is not about the workers: the cheapest
FILES = ("a.mp4", "a.srt", "a.vtt")


def made():
    """The files of the film in this folder."""
    return {name: Path(name).read_bytes() for name in FILES}


def rendered(folder, *options):
    """The files of the film, made in another folder."""
    names = [str(folder / "a.mp4") if name == "a.mp4" else name for name in FILM]
    assert run([*names, *options]) == 0
    return {name: (folder / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """What one process makes of it without a cache."""
    return rendered(tmp_path_factory.mktemp("clean"), "--no-cache", *ALONE)


@pytest.fixture(scope="module")
def used(clean, tmp_path_factory):
    """A cache after a run with two processes, which made the same."""
    folder = tmp_path_factory.mktemp("used")
    wishes = ("--jobs", "2", "--cache", str(folder / "cache"))
    assert rendered(folder, *wishes) == clean
    return folder / "cache"


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """A cache beside the empty folder that commands run in."""
    folder, here, scratch = (tmp_path / name for name in ("cache", "here", "scratch"))
    here.mkdir()
    scratch.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("BACKPROP_CACHE", str(folder))
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


@pytest.fixture
def filled(clean, used, cache):
    """The cache after a run, and the film joined from it."""
    shutil.copytree(used, cache)
    assert run([*FILM, *ALONE]) == 0
    assert made() == clean
    return cache


def started(*wishes, **options):
    """Start the command as a process of its own, as a terminal does."""
    program = [sys.executable, "-c", "from film.cli.commands import main; main()"]
    return subprocess.Popen(
        [*program, *FILM, *wishes],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_a_second_run_imports_no_manim_and_writes_nothing(filled):
    """A film that is finished is left alone, and that takes no time."""
    before = os.stat("a.mp4").st_mtime_ns
    program = (
        f"import sys; from film.cli.commands import run; assert run({FILM}) == 0\n"
    )
    program += "assert not {'manim', 'rich'} & set(sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True)
    assert done.stderr == b"neuron@0: cached\n"
    assert os.stat("a.mp4").st_mtime_ns == before


def test_a_film_that_was_changed_is_joined_again(filled, clean, capsys):
    """A film that somebody scribbled in is mended from its clips."""
    with Path("a.mp4").open("r+b") as file:
        file.seek(500)
        file.write(b"scribble")
    Path("a.vtt").unlink()
    assert run([*FILM, *ALONE]) == 0
    assert made() == clean
    assert "neuron@0: cached" in capsys.readouterr().err


def test_a_damaged_cache_is_not_trusted(filled, clean):
    """With every file of the cache truncated or overwritten the film is the same."""
    files = sorted(path for path in filled.rglob("*") if path.is_file())
    for number, path in enumerate(files):
        content = path.read_bytes()
        path.write_bytes(b"x" * 99 if number % 2 else content[: len(content) // 2])
    Path("a.mp4").unlink()
    assert run([*FILM, *ALONE]) == 0
    assert made() == clean


@pytest.mark.parametrize(
    "after", ["hidden", pytest.param("frames", marks=pytest.mark.proof)]
)
def test_kill_9_leaves_work_for_the_next_run(clean, cache, tmp_path, after):
    """A killed run leaves no film, and the next one clears up behind it."""
    process = started()
    if after == "frames":
        process.stderr.readline()
    else:
        while not list(cache.glob("running/backprop-*")):
            assert process.poll() is None
    process.kill()
    process.communicate(timeout=120)
    assert list(Path().iterdir()) == []
    left = set((tmp_path / "scratch").iterdir())
    assert run([*FILM, *ALONE]) == 0
    assert made() == clean
    assert list(Path(cache / "running").iterdir()) == []
    assert not left & set((tmp_path / "scratch").iterdir())


def test_unfinished_films_of_killed_runs_are_deleted(filled, clean):
    """A file that a dead process was writing goes; that of a living one stays."""
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left, other = (
        Path(f".a.{node()}-{process}.mp4") for process in (dead.pid, os.getppid())
    )
    left.touch()
    other.touch()
    Path("a.mp4").unlink()
    assert run([*FILM, *ALONE]) == 0
    assert made() == clean
    assert (left.exists(), other.exists()) == (False, True)


@pytest.mark.proof
def test_folders_with_long_names_are_good_enough(clean, tmp_path, monkeypatch):
    """A socket's name may have a hundred letters, but not a folder's."""
    monkeypatch.chdir(tmp_path)
    for variable, letter in (("TMPDIR", "t"), ("BACKPROP_CACHE", "c")):
        folder = tmp_path / (150 * letter)
        folder.mkdir()
        monkeypatch.setenv(variable, str(folder))
    process = started()
    told = process.communicate(timeout=120)[1]
    assert (process.returncode, told.splitlines()[-1][-9:]) == (0, "it is new")
    assert made() == clean


@pytest.mark.proof
def test_two_runs_at_once_make_the_same_film(clean, cache):
    """Over one cache and one output, both end well and neither harms the other."""
    both = [started(*ALONE), started(*ALONE)]
    for process in both:
        process.communicate(timeout=120)
    assert [process.returncode for process in both] == [0, 0]
    assert made() == clean
    assert sorted(path.name for path in Path().iterdir()) == sorted(FILES)


@pytest.mark.proof
def test_a_killed_worker_is_done_again_by_the_next_run(clean, cache):
    """A worker that the system kills ends the run in one line, with a way out."""
    process = started()
    process.stderr.readline()
    for worker in _grandchildren(process.pid):
        os.kill(worker, signal.SIGKILL)
    told = process.communicate(timeout=120)[1].splitlines()
    assert process.returncode == 1
    assert told[-1].startswith("A worker process was ended from outside, by SIGKILL.")
    assert list(Path().iterdir()) == []
    assert run([*FILM, *ALONE]) == 0
    assert made() == clean


def _grandchildren(process):
    """The processes that a run's servers have started."""
    return [one for child in _children(process) for one in _children(child)]


def _children(process):
    found = Path(f"/proc/{process}/task/{process}/children")
    return [int(child) for child in found.read_text().split()]


def test_a_full_disk_ends_in_one_line(clean, cache):
    """The next run, with room again, finishes the film."""

    def nearly_full():
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))

    process = started(preexec_fn=nearly_full)
    told = process.communicate(timeout=120)[1].splitlines()
    assert process.returncode == 1
    assert "too large" in told[-1]
    assert list(Path().iterdir()) == []
    assert run([*FILM, *ALONE]) == 0
    assert made() == clean


def test_ctrl_c_leaves_work_for_the_next_run(clean, cache, tmp_path):
    """What was stopped leaves no film and no scratch; the next run makes it."""
    process = started(start_new_session=True)
    process.stderr.readline()
    os.killpg(process.pid, signal.SIGINT)
    told = process.communicate(timeout=120)[1].splitlines()
    assert (process.returncode, told[-1][:8]) == (130, "Stopped.")
    assert [*Path().iterdir(), *(cache / "running").iterdir()] == []
    assert list((tmp_path / "scratch").iterdir()) == []
    assert run([*FILM, *ALONE]) == 0
    assert made() == clean


def test_what_cannot_be_written_is_named_with_the_way_out(clean, cache, capsys):
    """One line, status 1, before anything is rendered; then the film is made."""
    cache.write_text("a file, not a folder")
    assert run(FILM) == 1
    (told,) = capsys.readouterr().err.splitlines()
    assert str(cache) in told
    assert "--cache DIR or --no-cache" in told
    cache.unlink()
    Path("films").touch()
    elsewhere = [*FILM[:-1], "films/a.mp4"]
    assert run(elsewhere) == 1
    assert capsys.readouterr().err == f"{Path.cwd()}/films: Not a folder.\n"
    Path("films").unlink()
    assert run([*elsewhere, *ALONE]) == 0
    assert {name: Path("films", name).read_bytes() for name in FILES} == clean
