"""The set-up script does what is needed, once, and heals what was left half done."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Stands in for Python: makes an environment that is a copy of itself, notes what pip
# is asked for, and leaves everything else to the real one.
PYTHON = f"""#!/bin/sh
case "$1 $2" in
"-m venv") mkdir -p .venv/bin && cp "$0" .venv/bin/python && echo venv >>log ;;
"-m pip")
    echo "pip $*" >>log
    [ ! -e pip-is-interrupted ] || kill -KILL $$ ;;
*) exec {sys.executable} "$@" ;;
esac
"""
OLD_PYTHON = f"""#!/bin/sh
exec {sys.executable} -c 'import sys
sys.version_info = (3, 9, 2)
exec(sys.argv[1])' "$2"
"""


def command(path: Path, text: str) -> Path:
    """Write a script that can be called as a command."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


@pytest.fixture
def checkout(tmp_path):
    """A checkout with what the set-up reads, and a Python that only pretends."""
    for name in (".ci", "requirements"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    command(tmp_path / "bin" / "python3", PYTHON)
    # The tests must never change the machine they run on.
    command(tmp_path / "bin" / "apt-get", '#!/bin/sh\necho "apt-get $*" >>log\n')
    command(tmp_path / "bin" / "pkg-config", "#!/bin/sh\n")
    return tmp_path


def set_up(checkout: Path, **environment: str) -> tuple[int, str, list[str]]:
    """Return exit status, messages and what was made by one run of the script."""
    return set_up_for("all", checkout, **environment)


def set_up_for(
    purpose: str, checkout: Path, **environment: str
) -> tuple[int, str, list[str]]:
    """Return the same of a run for films, or for all."""
    log = checkout / "log"
    log.write_text("")
    kept = {name: value for name, value in os.environ.items() if name != "PYTHON"}
    path = f"{checkout / 'bin'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", str(checkout / ".ci" / "setup.sh"), purpose],
        env=kept | {"PATH": path} | environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr, log.read_text().splitlines()


def test_first_run_makes_the_environment_from_hashes(checkout):
    """Every library comes from a lock with hashes, the project itself without any."""
    status, _, made = set_up(checkout)
    assert (status, made[0]) == (0, "venv")
    tools, libraries, project = made[1:]
    assert "--require-hashes -r requirements/build.txt" in tools
    assert "--require-hashes --no-build-isolation" in libraries
    assert "--no-deps --no-build-isolation --editable ." in project


def test_second_run_makes_nothing(checkout):
    """When nothing has changed, nothing is done and nothing is said."""
    set_up(checkout)
    assert set_up(checkout) == (0, "", [])


def test_changed_lock_is_installed_over_the_environment(checkout):
    """A new lock installs libraries again, without starting from an empty folder."""
    set_up(checkout)
    with (checkout / "requirements" / "all.txt").open("a") as lock:
        lock.write("# changed\n")
    _, _, made = set_up(checkout)
    assert [line.split()[0] for line in made] == ["pip", "pip", "pip"]


def test_film_needs_fewer_libraries_than_tests(checkout):
    """A film is set up without the developers' tools, and tests serve films, too."""
    _, _, made = set_up_for("film", checkout)
    assert made[2].endswith("-r requirements/film.txt")
    _, _, made = set_up_for("all", checkout)
    assert made[1].endswith("-r requirements/all.txt")
    assert set_up_for("film", checkout) == (0, "", [])


def test_environment_made_by_hand_is_completed(checkout):
    """An environment without our marks is kept, and gets the locked libraries."""
    set_up(checkout)
    (checkout / ".venv" / "made-from-all").unlink()
    _, _, made = set_up(checkout)
    assert [line.split()[0] for line in made] == ["pip", "pip", "pip"]


def test_interrupted_run_starts_afresh(checkout):
    """Stopped in the middle by any signal, the next run begins with an empty folder."""
    (checkout / "pip-is-interrupted").touch()
    assert set_up(checkout)[0] != 0
    (checkout / "pip-is-interrupted").unlink()
    status, _, made = set_up(checkout)
    assert (status, made[0]) == (0, "venv")
    assert set_up(checkout)[2] == []


def test_moved_checkout_is_set_up_again(checkout):
    """Scripts name the folder that they were made in, so a moved one is made anew."""
    set_up(checkout)
    moved = checkout.rename(checkout.with_name("moved"))
    assert set_up(moved)[2][0] == "venv"


def test_old_python_gets_one_line(checkout):
    """A Python that is too old is named with its version, and the way out."""
    old = command(checkout / "bin" / "old", OLD_PYTHON)
    status, said, made = set_up(checkout, PYTHON=str(old))
    assert (status, made) == (1, [])
    assert said == (
        f"{old} is Python 3.9; 3.11 or newer is needed. "
        "Name one: make film PYTHON=python3.12\n"
    )


def test_missing_python_gets_one_line(checkout):
    """A Python that is not there is named, and the way out."""
    status, said, made = set_up(checkout, PYTHON="no-such-python")
    assert (status, made) == (1, [])
    assert said.startswith("There is no no-such-python. Install Python 3.11 or newer")


def test_root_installs_missing_system_packages(checkout):
    """As root, what is missing is installed, and nothing else."""
    command(checkout / "bin" / "pkg-config", "#!/bin/sh\nexit 1\n")
    command(checkout / "bin" / "id", "#!/bin/sh\necho 0\n")
    status, _, made = set_up(checkout)
    assert (status, made[0]) == (0, "apt-get update -qq")
    assert made[1].startswith("apt-get install -y")
    assert made[1].endswith(" libpango1.0-dev")


def test_missing_system_packages_get_one_line(checkout):
    """Who may not install system packages is told what to ask for."""
    command(checkout / "bin" / "pkg-config", "#!/bin/sh\nexit 1\n")
    command(checkout / "bin" / "id", "#!/bin/sh\necho 1000\n")
    command(checkout / "bin" / "sudo", "#!/bin/sh\nexit 1\n")
    status, said, made = set_up(checkout)
    assert (status, made) == (1, [])
    assert said == (
        "System packages are missing. Run this, then make again: "
        "sudo apt-get install libpango1.0-dev\n"
    )
