"""Imports point only left: numbers know no pictures, pictures know no films."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from scenes.chapters import CHAPTERS

ROOT = Path(__file__).parents[1]
FORBIDDEN = {
    "backprop_core": {"scenes", "film", "manim", "cairo", "av", "typst"},
    "scenes": {"film", "av"},
    "film": set(),
}
LONGEST_FILE, LONGEST_FUNCTION = 250, 40  # lines
# Matrix products and chance belong to the core; an updater of Manim moves by the time
# that passed, so it ends elsewhere when a play is skipped.
COMPUTATIONS = {"matmul", "dot", "einsum", "random", "default_rng", "add_updater"}
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*folders: str) -> list[Path]:
    """Return the Python files below some folders of the project."""
    return sorted(path for name in folders for path in (ROOT / name).rglob("*.py"))


def tree(path: Path) -> ast.Module:
    """Return a file, parsed."""
    return ast.parse(path.read_text("utf-8"), path.name)


def imports(module: ast.Module) -> set[str]:
    """Return the dotted names that a module imports, wherever it does."""
    found = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            # A relative import would hide from these tests.
            found.add("." * node.level + (node.module or ""))
    return found


def packages(module: ast.Module) -> set[str]:
    """Return the top-level packages that a module imports."""
    return {name.partition(".")[0] for name in imports(module)}


def stars(module: ast.Module) -> list[str]:
    """Return the modules of which a module imports everything."""
    return [
        str(node.module)
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
    ]


def long_functions(module: ast.Module) -> list[str]:
    """Return the functions that are too long to read at once."""
    return [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(module)
        if isinstance(node, FUNCTIONS)
        and node.end_lineno - node.lineno >= LONGEST_FUNCTION
    ]


def computations(module: ast.Module) -> list[str]:
    """Return what a module computes or moves that a picture must not."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            found.append("@")
        elif isinstance(node, ast.Attribute | ast.Name):
            name = node.attr if isinstance(node, ast.Attribute) else node.id
            if name in COMPUTATIONS:
                found.append(name)
    return sorted(found)


def prints(module: ast.Module) -> bool:
    """Return whether a module calls print."""
    return any(
        isinstance(node, ast.Name) and node.id == "print" for node in ast.walk(module)
    )


OUR_FILES = sources(*FORBIDDEN)
ALL_FILES = OUR_FILES + sources("tests")


def names(paths: list[Path]) -> list[str]:
    """Return the paths as they read from the top of the checkout."""
    return [path.relative_to(ROOT).as_posix() for path in paths]


def test_every_package_is_looked_at():
    """The tests below see the heart of each package, so they cannot pass on nothing."""
    assert {
        "backprop_core/backprop.py",
        "scenes/chapters/hidden_deltas/hidden_deltas.py",
        "film/make.py",
    } <= set(names(OUR_FILES))


def test_checks_see_what_they_forbid():
    """Each check finds its fault in a file that has it, however deep inside."""
    lines = "\n".join(["        pass"] * LONGEST_FUNCTION)
    bad = ast.parse(
        "from manim import *\n"
        "class A:\n"
        "    def draw(self):\n"
        "        import film.make\n"
        "        from ..scenes import style\n"
        "        print(random() @ a.dot(b))\n"
        f"{lines}\n"
    )
    assert {"manim", "film.make", "..scenes"} == imports(bad)
    assert stars(bad) == ["manim"]
    assert long_functions(bad) == ["draw: 44 lines"]
    assert computations(bad) == ["@", "dot", "random"]
    assert prints(bad)


@pytest.mark.parametrize("path", OUR_FILES, ids=names(OUR_FILES))
def test_imports_point_only_left(path):
    """backprop_core imports neither scenes nor film, scenes does not import film."""
    package = path.relative_to(ROOT).parts[0]
    assert packages(tree(path)) & FORBIDDEN[package] == set()


@pytest.mark.parametrize("path", sources("scenes"), ids=names(sources("scenes")))
def test_pictures_compute_nothing(path):
    """No file of a picture multiplies matrices, throws dice or moves by the clock."""
    assert computations(tree(path)) == []


def test_only_the_command_line_prints():
    """Below the command line, functions return or raise."""
    printing = [path for path in OUR_FILES if prints(tree(path))]
    assert names(printing) == [
        "film/cli/cache_command.py",
        "film/cli/commands.py",
        "film/cli/film_command.py",
        "film/cli/progress.py",
    ]


@pytest.mark.parametrize("path", ALL_FILES, ids=names(ALL_FILES))
def test_names_are_imported_one_by_one(path):
    """No star hides where a name comes from, no dot hides which package is meant."""
    module = tree(path)
    assert stars(module) == []
    assert [name for name in imports(module) if name.startswith(".")] == []


@pytest.mark.parametrize("path", ALL_FILES, ids=names(ALL_FILES))
def test_files_and_functions_are_short(path):
    """A file has at most 250 lines and a function at most 40."""
    length = len(path.read_text("utf-8").splitlines())
    assert length <= LONGEST_FILE
    assert long_functions(tree(path)) == []


@pytest.mark.parametrize(
    "module", ["scenes.chapters", "film.plan.shots", "film.cli.commands"]
)
def test_planning_needs_no_manim(module):
    """The table of chapters, the plan and the command line load without Manim."""
    code = f"import sys, {module}; sys.exit('manim' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_core_needs_no_pictures():
    """The numbers load without anything that draws or encodes."""
    heavy = {"manim", "cairo", "av", "typst", "scenes", "film"}
    code = f"import sys, backprop_core; print(*{heavy} & set(sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True
    )
    assert (run.returncode, run.stdout.strip(), run.stderr) == (0, "", "")


def test_each_chapter_has_a_file_and_each_file_a_chapter():
    """The table of chapters and the folder of chapters tell of the same ones."""
    folder = ROOT / "scenes" / "chapters"
    files = {
        path.parent.name
        for path in folder.glob("*/*.py")
        if path.stem == path.parent.name
    }
    assert files == set(CHAPTERS)


def test_no_chapter_is_named_like_the_standard_library():
    """Manim puts the chapters' folder first on the path; a name must hide nothing."""
    assert "random" in sys.stdlib_module_names
    assert set(CHAPTERS) & sys.stdlib_module_names == set()
