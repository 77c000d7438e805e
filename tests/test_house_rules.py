"""Files are short, rooms small and labelled, and a name has one subject."""

import ast
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from scenes.chapters import CHAPTERS

ROOT = Path(__file__).parents[1]
PACKAGES = ("backprop_core", "scenes", "film")
House = Mapping[str, str]  # the text of each file, by its path from the top
LONGEST_FILE, LONGEST_FUNCTION = 400, 40  # lines
MOST_FILES = 18  # of code in a folder
# Matrix products and chance belong to the core; an updater of Manim moves by the time
# that passed, so it ends elsewhere when a play is skipped.
COMPUTATIONS = {"matmul", "dot", "einsum", "random", "default_rng", "add_updater"}
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef


def sources(*folders: str) -> House:
    """Return the Python files below some folders of the project."""
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for name in folders
        for path in sorted((ROOT / name).rglob("*.py"))
    }


def too_long(house: House) -> Iterator[str]:
    """Yield each file and each function that is too long to read at once."""
    for file, text in house.items():
        if (lines := len(text.splitlines())) > LONGEST_FILE:
            yield f"{file}: {lines} lines"
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, FUNCTIONS):
                lines = (node.end_lineno or 0) - node.lineno + 1
                if lines > LONGEST_FUNCTION:
                    yield f"{file}: {node.name}: {lines} lines"


def computations(house: House) -> Iterator[str]:
    """Yield what a file computes or moves that a picture must not."""
    for file, text in house.items():
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
                yield f"{file}: @"
            elif isinstance(node, ast.Attribute | ast.Name):
                name = node.attr if isinstance(node, ast.Attribute) else node.id
                if name in COMPUTATIONS:
                    yield f"{file}: {name}"


def printing(house: House) -> list[str]:
    """Return the files that name print."""
    return [
        file
        for file, text in house.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Name) and node.id == "print"
    ]


def crowded(house: House) -> Iterator[str]:
    """Yield each folder with more files of code than one takes in at a glance."""
    folders = [str(PurePosixPath(file).parent) for file in house]
    for folder in sorted(set(folders)):
        if (count := folders.count(folder)) > MOST_FILES:
            yield f"{folder}: {count} files"


def unlabelled(house: House) -> list[str]:
    """Return the folders that do not open with a docstring."""
    folders = {str(PurePosixPath(file).parent) for file in house}
    return [
        folder
        for folder in sorted(folders)
        if not ast.get_docstring(ast.parse(house.get(f"{folder}/__init__.py", "")))
    ]


def shared_names(house: House) -> Iterator[str]:
    """Yield each name that two files, or classes of two files, have in common.

    A chapter's file and scene are named after it, whatever else bears that name.
    """
    owners: dict[str, set[str]] = {}
    for file, text in house.items():
        path = PurePosixPath(file)
        if path.stem != path.parent.name or path.stem not in CHAPTERS:
            owners.setdefault(path.name, set()).add(file)
            for node in ast.parse(text).body:
                if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                    owners.setdefault(node.name, set()).add(file)
    for name, files in owners.items():
        if len(files) > 1 and name != "__init__.py":
            yield f"{name}: {', '.join(sorted(files))}"


OURS = sources(*PACKAGES)


def test_long_things_are_seen():
    """One line above the limit is found, in a method of a class, too."""
    lines = "\n".join(["        pass"] * LONGEST_FUNCTION)
    method = f"class A:\n    def draw(self):\n{lines}\n"
    assert list(too_long({"a.py": method})) == ["a.py: draw: 41 lines"]
    assert list(too_long({"a.py": "a = 1\n" * (LONGEST_FILE + 1)})) == [
        f"a.py: {LONGEST_FILE + 1} lines"
    ]


def test_files_and_functions_are_short():
    """A file has at most 250 lines and a function at most 40."""
    found = list(too_long(OURS | sources("tests")))
    assert not found, "\n".join(found)


def test_computations_are_seen():
    """A product of matrices and a throw of dice are found in the midst of a line."""
    found = computations({"a.py": "def f():\n    return g(random() @ a.dot(b))"})
    assert sorted(found) == ["a.py: @", "a.py: dot", "a.py: random"]


def test_pictures_compute_nothing():
    """No file of a picture multiplies matrices, throws dice or moves by the clock."""
    found = list(computations(sources("scenes")))
    assert not found, "\n".join(found)


def test_only_the_command_line_prints():
    """Below the command line, functions return or raise."""
    assert printing({"a.py": "def f(report=print):\n    report(1)"}) == ["a.py"]
    found = printing(OURS)
    assert "film/cli/commands.py" in found
    found = [file for file in found if not file.startswith("film/cli/")]
    assert not found, "\n".join(found)


def test_rooms_are_small():
    """No folder of code has more than 18 files."""
    planted = {f"film/plan/{number}.py": "" for number in range(19)}
    assert list(crowded(planted)) == ["film/plan: 19 files"]
    found = list(crowded(OURS))
    assert not found, "\n".join(found)


def test_rooms_open_with_what_is_in_them():
    """Each folder of code has a docstring that says what is in it."""
    assert unlabelled({"film/a.py": "'''A.'''", "film/__init__.py": "1"}) == ["film"]
    found = unlabelled(OURS)
    assert not found, "\n".join(found)


def test_a_name_has_one_subject():
    """No two files bear one name, and no two of their classes."""
    planted = {
        "film/a.py": "class A: ...",
        "scenes/a.py": "",
        "film/b.py": "class A: ...",
    }
    assert list(shared_names(planted)) == [
        "a.py: film/a.py, scenes/a.py",
        "A: film/a.py, film/b.py",
    ]
    found = list(shared_names(OURS | sources("tests/bench")))
    assert not found, "\n".join(found)


def test_each_chapter_has_a_folder_and_each_folder_a_chapter():
    """The table of chapters and the folder of chapters tell of the same ones."""
    folder = ROOT / "scenes" / "chapters"
    assert {path.name for path in folder.iterdir() if path.is_dir()} - {
        "__pycache__"
    } == set(CHAPTERS)
    assert [
        name for name in CHAPTERS if not (folder / name / f"{name}.py").exists()
    ] == []


def test_no_file_of_a_chapter_hides_a_module():
    """Plain Manim puts a chapter's folder first on the path: its names must be free."""
    taken = {*sys.stdlib_module_names, *PACKAGES, "numpy", "manim"}
    assert "random" in taken
    names = {path.stem for path in (ROOT / "scenes" / "chapters").glob("*/*.py")}
    assert set(CHAPTERS) <= names
    assert names & taken == set()
