"""Chapters of the user's own, loaded from their files and blamed by their lines.

A file is read anew each time, with all beside it that it imports: it may have been
edited since.
"""

import importlib
import linecache
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from film.plan.own_chapters import entry_of, is_own
from film.plan.source_files import own_files

if TYPE_CHECKING:
    from scenes.chapter import Chapter

# What goes wrong in these, such as a full disk, is no chapter's.
ENCODING = [
    str(Path(__file__).with_name(f"{name}.py"))
    for name in ("beat_file", "beat_writer", "encoder")
]


class OwnChapterError(RuntimeError):
    """What went wrong in a chapter of the user's own, and on which line of it."""


def own_class(chapter: str) -> "type[Chapter]":
    """Return the Scene class in a file; to be played within `own_folder` alone.

    Raises OwnChapterError if there is none, or more than one.
    """
    from scenes.chapter import Chapter

    path = Path(chapter)
    if path.stem in sys.modules:
        message = f"the name {path.stem!r} is that of a library. Rename the file."
        raise OwnChapterError(f"{_shown(path)}: {message}")
    module = ModuleType(path.stem)
    module.__file__ = str(path)
    sys.modules[path.stem] = module
    code = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    exec(code, module.__dict__)
    found = [
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, Chapter)
        if each.__module__ == path.stem
    ]
    if len(found) != 1:
        names = ", ".join(each.__name__ for each in found) or "none"
        cure = "Write one class that inherits from StepChapter."
        raise OwnChapterError(f"{_shown(path)}: its chapters are: {names}. {cure}")
    entry, (scene,) = entry_of(chapter), found
    homes = {"opens": entry.opens, "closes": entry.closes}
    for name, value in {"name": entry.name, "is_own": True, **homes}.items():
        if value:
            setattr(scene, name, value)
    return scene


@contextmanager
def own_folder(scene: str) -> Iterator[None]:
    """Let a chapter of the user's own find what lies beside it, as plain Manim does.

    Raises OwnChapterError for whatever it raises. Around any other scene it does
    nothing.
    """
    if not is_own(scene):
        yield
        return
    path = Path(scene)
    _forget(path)
    sys.path.insert(0, str(path.parent))
    importlib.invalidate_caches()
    # Of two edits within a second a compiled file does not know which it was made of.
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        yield
    except Exception as error:
        if message := _blamed(error, path):
            raise OwnChapterError(message) from None
        raise
    finally:
        sys.dont_write_bytecode = writes
        sys.path.remove(str(path.parent))
        _forget(path)


def _forget(path: Path) -> None:
    """Let the next one who imports a file or those beside it read it again."""
    files = {str(file) for file in own_files(path).values()}
    for name, module in list(sys.modules.items()):
        if getattr(module, "__file__", None) in files:
            del sys.modules[name]


def _blamed(error: Exception, path: Path) -> str:
    """Return what a chapter's author is told; nothing of what is not theirs to mend."""
    if isinstance(error, OwnChapterError):
        return str(error)
    frames = traceback.extract_tb(error.__traceback__)
    files = {str(file) for file in own_files(path).values()}
    theirs = [place for place, each in enumerate(frames) if each.filename in files]
    after = frames[theirs[-1] + 1 :] if theirs else frames
    if any(frame.filename in ENCODING for frame in after):
        return ""
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    if isinstance(error, SyntaxError):
        return f"{_shown(Path(error.filename or path))}:{error.lineno}: {what}"
    if not theirs:
        return f"{_shown(path)}: {what}"
    frame = frames[theirs[-1]]
    linecache.checkcache(frame.filename)
    line = linecache.getline(frame.filename, frame.lineno or 0).strip()
    place = f"{_shown(Path(frame.filename))}:{frame.lineno}: in {frame.name}"
    return f"{place}: {what}\n    {line}"


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
