"""Films that are finished already: the same shots, wishes and files are left alone."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from backprop_core import Trace
from film import sources
from film.cache import Cache
from film.digests import digest, file_digest
from film.keys import key_of
from film.shots import Shot


def recipe(shots: Sequence[Shot], trace: Trace, *wishes: Any) -> str:
    """Return a digest of all that makes a film's files what they are.

    `wishes` are what else the film is made by, beside its shots.
    """
    told = [(shot.title, key_of(shot, trace).digest) for shot in shots]
    return digest([told, wishes, sources.digests("film.make", ("film",))])


def finished(paths: Iterable[Path], made_by: str, cache: Cache) -> tuple[Path, ...]:
    """Return the files of a film if this recipe made them and nobody changed them."""
    note = cache.films[_subject(paths)]
    files: dict[str, str] = note.get("files", {})
    if note.get("recipe") != made_by or not all(map(_is_unchanged, files.items())):
        return ()
    return tuple(map(Path, files))


def remember(
    paths: Iterable[Path], made_by: str, cache: Cache, files: Iterable[Path]
) -> None:
    """Note what a film was made by, and its files as they are."""
    digests = {str(file): content_digest(file) for file in files}
    cache.films[_subject(paths)] = {"recipe": made_by, "files": digests}


def content_digest(path: Path) -> str:
    """Return the digest of a file, or of all the files in a folder."""
    if not path.is_dir():
        return file_digest(path)
    inside = sorted(each for each in path.rglob("*") if each.is_file())
    return digest({str(each.relative_to(path)): file_digest(each) for each in inside})


def _subject(paths: Iterable[Path]) -> str:
    return "\n".join(str(path.absolute()) for path in paths)


def _is_unchanged(file: tuple[str, str]) -> bool:
    path, expected = file
    return Path(path).exists() and content_digest(Path(path)) == expected
