"""Imports point only left and never back; each room keeps to what it may know."""

import ast
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

from scenes.chapters import CHAPTERS

ROOT = Path(__file__).parents[1]
PACKAGES = ("backprop_core", "scenes", "film")
House = Mapping[str, str]  # the text of each file, by its path from the top

# What the files of a room must not import.
FORBIDDEN = {
    "backprop_core/": ("scenes", "film", "manim", "cairo", "av", "typst"),
    "scenes/": ("film", "av"),
    "scenes/vocabulary/": ("scenes.chapters",),
    "film/make.py": ("film.cli",),
    "film/plan/": ("manim", "film.make", "film.cli", "film.render", "film.cache"),
    "film/render/": ("film.make", "film.cli", "film.formats"),
    "film/dask/": ("film.make", "film.cli", "film.formats"),
    "film/cache/": ("film.make", "film.cli", "film.dask"),
    "film/formats/": ("film.make", "film.cli", "film.dask"),
}
# All of ours that the files of a room may import beside each other.
ALLOWED = {
    "scenes/engine/": ("scenes.style", "backprop_core.assets"),
    "scenes/diagram/": (
        "scenes.engine",
        "scenes.style",
        "scenes.encoding",
        "scenes.layout",
        "scenes.stage",
        "scenes.path_builder",
    ),
    "scenes/notation/": (),
    **{
        f"scenes/chapters/{name}/": (
            "backprop_core",
            *(f"scenes.{room}" for room in ("engine", "diagram", "vocabulary")),
            *(
                f"scenes.{file}"
                for file in (
                    "notation",
                    "path_texts",
                    "step_chapter",
                    "training_chapter",
                    "stage",
                )
            ),
            *(f"scenes.{file}" for file in ("style", "layout", "encoding")),
        )
        for name in CHAPTERS
    },
}

MOST = 400  # lines of a chapter, with every module that it alone needs


def sources(*folders: str) -> House:
    """Return the Python files below some folders of the project."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for name in folders
        for path in sorted((ROOT / name).rglob("*.py"))
    }


def imports(text: str) -> set[str]:
    """Return the dotted names that a file imports, wherever in it.

    Of ``from a import b`` that is ``a.b``, whether or not it is a module.
    """
    found = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = "." * node.level + (node.module or "")
            found |= {f"{start}.{alias.name}" for alias in node.names}
    return found


def modules(house: House) -> House:
    """Return the text of each module, by its dotted name."""
    return {
        file.removesuffix(".py").removesuffix("/__init__").replace("/", "."): text
        for file, text in house.items()
    }


def arrows(house: House) -> dict[str, set[str]]:
    """Return what each module imports.

    The ``__init__.py`` above a module, which loads before it, is not counted.
    """
    texts = modules(house)
    return {
        module: {
            name if name in texts else name.rpartition(".")[0] for name in imports(text)
        }
        for module, text in texts.items()
    }


def circle(house: House) -> list[str]:
    """Return the modules along a circle of imports, the first again at the end."""
    try:
        TopologicalSorter(arrows(house)).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def lengths(house: House) -> dict[str, int]:
    """Return the lines of each chapter, with every module that it alone needs."""
    texts, goes = modules(house), arrows(house)
    lines = {each: len(text.splitlines()) for each, text in texts.items()}
    told = {f"scenes.chapters.{name}.{name}": name for name in CHAPTERS}

    def reached(start: str) -> set[str]:
        found, ahead = set[str](), [start]
        while ahead:
            if (module := ahead.pop()) in texts and module not in found:
                found.add(module)
                ahead += goes[module]
        return found

    # What only serves chapters counts for them; anything else needs it for itself.
    rooms = ("chapters", "vocabulary", "diagram", "notation", "engine")
    serving = tuple(f"scenes.{room}" for room in rooms)
    others = [each for each in texts if each in told or not is_in(each, serving)]
    needed_by = Counter(module for each in others for module in reached(each))
    return {
        name: sum(lines[each] for each in reached(module) if needed_by[each] == 1)
        for module, name in told.items()
        if module in texts
    }


def is_in(name: str, rooms: tuple[str, ...]) -> bool:
    """Say whether a dotted name is one of some modules, or in one."""
    return any(f"{name}.".startswith(f"{room}.") for room in rooms)


def trespasses(house: House) -> list[str]:
    """Return each import that the rule of a room forbids, with its file."""
    return [
        f"{file}: {name}"
        for file, text in house.items()
        for name in sorted(imports(text))
        if any(
            file.startswith(room) and is_in(name, forbidden)
            for room, forbidden in FORBIDDEN.items()
        )
        or any(
            file.startswith(room)
            and is_in(name, PACKAGES)
            and not is_in(name, (room.strip("/").replace("/", "."), *allowed))
            for room, allowed in ALLOWED.items()
        )
    ]


OURS = sources(*PACKAGES)


def test_every_package_is_looked_at():
    """The tests below see the heart of each package, so they cannot pass on nothing."""
    assert {
        "backprop_core/backprop.py",
        "scenes/chapters/hidden_deltas/hidden_deltas.py",
        "film/make.py",
    } <= set(OURS)


def test_a_circle_is_seen():
    """A circle is found across packages, in functions and where only types need it."""
    planted = {
        "film/__init__.py": "",
        "film/a.py": "from film import room",
        "film/room/__init__.py": "import film.room.b",
        "film/room/b.py": "if TYPE_CHECKING:\n    from film.c import C",
        "film/c.py": "def f():\n    from film.a import *",
        "film/d.py": "import film.a",
    }
    found = circle(planted)
    assert found[0] == found[-1]
    assert set(pairwise(found)) == {
        ("film.a", "film.room"),
        ("film.room", "film.room.b"),
        ("film.room.b", "film.c"),
        ("film.c", "film.a"),
    }
    assert circle({**planted, "film/c.py": ""}) == []


def test_what_a_chapter_alone_needs_is_counted():
    """Its own nouns are, wherever they lie; those of two chapters are not."""
    planted = {
        "scenes/chapters/loss/loss.py": "import scenes.diagram.own\n" * 3,
        "scenes/chapters/nudge/nudge.py": "import scenes.diagram.shared\n",
        "scenes/diagram/own.py": "from scenes.diagram import shared, deep\n",
        "scenes/diagram/deep.py": "\n" * 5,
        "scenes/diagram/shared.py": "import scenes.style\n",
        "scenes/style.py": "",
    }
    assert lengths(planted) == {"loss": 9, "nudge": 1}


def test_chapters_are_short():
    """With all that it alone needs, each has at most so many lines."""
    found = lengths(OURS)
    assert found.keys() == CHAPTERS.keys()
    assert {name: size for name, size in found.items() if size > MOST} == {}


def test_no_circle_of_imports():
    """Whoever reads a file and what it imports comes to an end."""
    found = circle(OURS)
    assert not found, " → ".join(found)


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("backprop_core/probes/pushes.py", "import manim"),
        ("backprop_core/backprop.py", "from scenes import style"),
        ("scenes/style.py", "from film.plan import target"),
        ("scenes/vocabulary/motions.py", "from scenes.chapters.loss import means"),
        ("scenes/engine/pen.py", "from scenes.diagram.text import Text"),
        ("scenes/diagram/network/edges.py", "from backprop_core import Trace"),
        ("scenes/notation/symbols.py", "from scenes import style"),
        ("scenes/chapters/loss/loss.py", "import scenes.chapters.forward_pass.answer"),
        ("film/plan/shots.py", "from manim import Scene"),
        ("film/plan/keys.py", "from film.render import worker"),
        ("film/make.py", "from film.cli.progress import Progress"),
    ],
)
def test_a_trespass_is_seen(file, line):
    """An import that leads where a room must not look is found, however deep inside."""
    imported = line.split()[1] + ("." + line.split()[3] if "from" in line else "")
    planted = {file: f"class A:\n    def f(self):\n        {line}\n"}
    assert trespasses(planted) == [f"{file}: {imported}"]


def test_rooms_keep_to_what_they_may_import():
    """Numbers know no pictures, pictures no films, and no room one above it."""
    found = trespasses(OURS)
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "module", ["scenes.chapters", "film.plan.shots", "film.cli.commands"]
)
def test_planning_needs_no_manim(module):
    """The table of chapters, the plan and the command line load without Manim."""
    code = f"import sys, {module}; sys.exit('manim' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_help_needs_no_numbers():
    """`--help` answers at once: what takes a second to load waits for a command."""
    heavy = {"manim", "numpy", "scipy", "pydantic", "av"}
    code = "import sys; from film.cli.commands import run; run(['--help'])\n"
    code += f"sys.exit(' '.join({heavy} & set(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert "Usage" in run.stdout
    assert run.stderr.strip() == ""


def test_core_needs_no_pictures():
    """The numbers load without anything that draws or encodes."""
    heavy = {"manim", "cairo", "av", "typst", "scenes", "film"}
    code = f"import sys, backprop_core; print(*{heavy} & set(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, "", "")
