"""Chapters of the user's own: a file beside the experiment, named by its path.

What a film has to know of one is written in the file as a literal, so that planning
runs nothing of it:

    CHAPTER = {"title": "My chapter", "about": "step", "reads": ["step.layers.sums"]}

The path travels, not the text: whoever renders sees the file where it lies.
"""

import ast
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from backprop_core.faults import Fault, SpecError, did_you_mean, unknown
from backprop_core.probes import PROBES
from backprop_core.spec.table import Table, check_table, one_of
from backprop_core.trace.view import misnamed
from film.plan.source_files import PACKAGES
from scenes.chapters import CHAPTERS, ChapterEntry
from scenes.home import HOMES

ENDING = ".py"
ABOUT = ("step", "once", "training")
OF_THE_SETTING = ("setting.title", "setting.experiment")
TAKEN = {*CHAPTERS, "card", "cards", "common", "dissolve", *PACKAGES}
EXAMPLE = 'CHAPTER = {"title": "My chapter", "about": "step", "reads": []}'


def _checked(pattern: str) -> str:
    if pattern not in OF_THE_SETTING and (fault := misnamed(pattern)):
        raise ValueError(fault)
    return pattern


class OwnTable(Table):
    """CHAPTER: what the table of chapters says of ours."""

    title: str = Field(min_length=1, examples=["My chapter"])
    about: Annotated[str, one_of(ABOUT)] = Field(examples=["step"])
    reads: tuple[Annotated[str, AfterValidator(_checked)], ...] = Field(
        examples=[["step.layers.sums"]]
    )
    probes: tuple[Annotated[str, one_of(PROBES)], ...] = ()
    question: str = ""
    opens: Annotated[str, one_of(HOMES)] = ""
    closes: Annotated[str, one_of(HOMES)] = ""


def is_own(chapter: str) -> bool:
    """Whether a chapter of a film is a file, and none of ours."""
    return chapter.endswith(ENDING)


def entry_of(chapter: str) -> ChapterEntry:
    """Return what a film knows of a chapter, by its name or by its path.

    Raises SpecError with all faults of a file.
    """
    return _own_entry(Path(chapter)) if is_own(chapter) else CHAPTERS[chapter]


def known(chapter: str) -> str:
    """Return a chapter as a film names it: one of ours, or the whole path of a file.

    Raises ValueError that says what is wrong with it, a line for each fault.
    """
    if not is_own(chapter):
        if chapter not in CHAPTERS:
            raise ValueError(unknown(chapter, CHAPTERS))
        return chapter
    path = Path(chapter).absolute()
    try:
        _own_entry(path)
    except SpecError as error:
        raise ValueError("\n".join(map(str, error.faults))) from None
    return str(path)


def found_from(folder: Path, chapters: Any) -> Any:
    """Return chapters with the paths among them taken from a folder."""
    if not isinstance(chapters, Sequence) or isinstance(chapters, str):
        return chapters
    return [
        str(folder / each) if isinstance(each, str) and is_own(each) else each
        for each in chapters
    ]


def namesakes(chapters: Sequence[str]) -> str:
    """Return what is wrong if two files of one film bear one name; else nothing."""
    names: dict[str, str] = {}
    for chapter in filter(is_own, chapters):
        other = names.setdefault(Path(chapter).stem, chapter)
        if other != chapter:
            return f"{chapter} and {other} bear one name. Rename one of them."
    return ""


def taken(name: str) -> str:
    """Return what is wrong with the name of a file; empty if it is free."""
    if name not in TAKEN and name not in sys.stdlib_module_names:
        return ""
    whose = "one of ours" if name in TAKEN else "Python's own"
    cure = f"Rename the file, my_{name}{ENDING} for example."
    return f"the name {name!r} is {whose}. {cure}"


def _own_entry(path: Path) -> ChapterEntry:
    name = path.stem
    if message := taken(name):
        raise SpecError([Fault("", message, str(path))])
    value, lines = _literal(path)
    table, faults = check_table(OwnTable, value, "CHAPTER")
    if table is None or faults:
        raise SpecError([_placed(fault, path, lines) for fault in faults])
    entry = ChapterEntry(name=name, **dict(table))
    if entry.about != "training" and not entry.opens:
        # Its network stands on the stage nevertheless.
        entry = replace(entry, reads=(*HOMES["sample arrives"].reads, *entry.reads))
    return entry


def _literal(path: Path) -> tuple[Any, dict[str, int]]:
    """Return CHAPTER as it is written in a file, and the line of each of its keys."""
    assigned: dict[str, ast.Assign | ast.AnnAssign] = {}
    for node in parsed(path).body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            for target in targets:
                if isinstance(target, ast.Name):
                    assigned.setdefault(target.id, node)
    if found := assigned.get("CHAPTER"):
        return _evaluated(found.value, path, found.lineno)
    near = did_you_mean("CHAPTER", assigned)
    message = f"has no CHAPTER. Write {EXAMPLE}, for example.{near}"
    raise SpecError([Fault("", message, str(path))])


def _evaluated(
    value: ast.expr | None, path: Path, line: int
) -> tuple[Any, dict[str, int]]:
    try:
        found = ast.literal_eval(value) if value else None
    except (ValueError, TypeError, SyntaxError):
        cure = "It is read without running the file: write texts and lists alone."
        raise SpecError(
            [Fault("CHAPTER", f"is not a literal. {cure}", str(path), line)]
        ) from None
    keys = value.keys if isinstance(value, ast.Dict) else []
    lines = {
        str(key.value): key.lineno for key in keys if isinstance(key, ast.Constant)
    }
    return found, {"": line, **lines}


def _placed(fault: Fault, path: Path, lines: dict[str, int]) -> Fault:
    key = fault.key.removeprefix("CHAPTER.").partition("[")[0].partition(".")[0]
    return replace(fault, file=str(path), line=lines.get(key, lines[""]))


def parsed(path: Path) -> ast.Module:
    """Return the syntax of a Python file; raises SpecError if it has none."""
    try:
        return ast.parse(path.read_bytes(), str(path))
    except FileNotFoundError:
        message, line = "no such file. A chapter of your own is a Python file.", None
    except SyntaxError as error:
        message, line = f"not Python: {error.msg}.", error.lineno
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message, line = f"cannot be read ({reason}).", None
    raise SpecError([Fault("", message, str(path), line)])
