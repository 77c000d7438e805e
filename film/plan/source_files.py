"""Which source files a module is made of: its own and all of ours that it imports.

Read from the files, without importing anything: chapters would import Manim. A chapter
of the user's own is made of the files beside it, too, that it imports.
"""

import ast
import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path

from film.plan.digests import file_digest

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("backprop_core", "scenes", "film")

# Parsing the hundred files of a chapter takes 0.4 s, finding their imports 0.02.
_OURS = rf"((?:{'|'.join(PACKAGES)})\b[\w.]*)"
_IMPORTS = re.compile(
    rf"^[ \t]*(?:from[ ]{_OURS}[ ]import[ ](\([^)]*\)|.*)|import[ ]{_OURS})", re.M
)


def digests(
    module: str,
    packages: tuple[str, ...] = PACKAGES,
    *,
    without: Collection[str] = (),
) -> Mapping[str, str]:
    """Return the SHA-256 of each source file of a module, by its path in the project.

    Imports are followed within `packages`, also those inside of functions, but neither
    to the modules or packages `without` nor through them.
    """
    found: dict[str, str] = {}
    waiting = [module]
    while waiting:
        path = _file(waiting.pop())
        name = path.relative_to(ROOT).as_posix()
        if name not in found:
            found[name], imports = _looked_at(path)
            waiting += [
                each
                for each in imports
                if each.split(".")[0] in packages and not _is_below(each, without)
            ]
    return dict(sorted(found.items()))


def own_files(path: Path) -> Mapping[str, Path]:
    """Return a file of the user's and all files beside it that it imports.

    They go by their places in its folder; what cannot be read as Python is among them,
    and a file that is not there is not.
    """
    folder, found = path.parent, dict[str, Path]()
    waiting = [path]
    while waiting:
        file = waiting.pop()
        name = file.relative_to(folder).as_posix()
        if name not in found and file.is_file():
            found[name] = file
            waiting += [each for m in _imported(file) for each in _files_of(m, folder)]
    return dict(sorted(found.items()))


def own_digests(path: Path, *, without: Collection[str] = ()) -> Mapping[str, str]:
    """Return the SHA-256 of each source file of a chapter of the user's own.

    Those beside it and, as `digests` has them, those of ours.
    """
    files = own_files(path)
    ours = {
        module
        for file in files.values()
        for module in _imports(file.read_text("utf-8", "replace"))
        if module.split(".")[0] in PACKAGES and not _is_below(module, without)
    }
    made_of: dict[str, str] = {}
    for module in sorted(ours):
        made_of |= digests(module, without=without)
    own = {name: file_digest(file) for name, file in files.items()}
    return {**own, **made_of}


def _imported(file: Path) -> Iterator[str]:
    """Yield the dotted names that a file of the user's imports; none of no Python."""
    try:
        tree = ast.parse(file.read_bytes())
    except (SyntaxError, ValueError):
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _files_of(module: str, folder: Path) -> Iterator[Path]:
    """Yield the files in a folder that run when a module is imported."""
    parts = module.split(".")
    for count in range(1, len(parts) + 1):
        path = folder.joinpath(*parts[:count])
        yield path.with_name(f"{path.name}.py")
        yield path / "__init__.py"


def _is_below(module: str, packages: Collection[str]) -> bool:
    return any(f"{module}.".startswith(f"{package}.") for package in packages)


def forget() -> None:
    """Look at the files again: somebody may have changed them meanwhile."""
    _looked_at.cache_clear()


@cache
def _looked_at(path: Path) -> tuple[str, tuple[str, ...]]:
    content = path.read_bytes()
    imports = tuple(_imports(content.decode()))
    return hashlib.sha256(content).hexdigest(), imports


def _imports(source: str) -> Iterator[str]:
    for module, names, alone in _IMPORTS.findall(source):
        parts = re.findall(r"(\w+)(?: as \w+)?,?", names.partition("#")[0])
        inside = [f"{module}.{part}" for part in parts]
        yield from filter(_is_module, [*inside, alone])
        if not inside or not all(map(_is_module, inside)):
            yield from filter(_is_module, [module])


@cache
def _is_module(name: str) -> bool:
    return bool(name) and _file(name).is_file()


@cache
def _file(module: str) -> Path:
    path = ROOT.joinpath(*module.split("."))
    file = path.with_suffix(".py")
    return file if file.is_file() else path / "__init__.py"
