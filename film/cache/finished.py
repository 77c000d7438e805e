"""Films that are finished already: the same shots, wishes and files are left alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from backprop_core import Trace
from film.cache.cache import Cache
from film.formats.registry import Output
from film.plan import source_files
from film.plan.digests import digest, file_digest
from film.plan.keys import key_of
from film.plan.shots import Shot


@dataclass(frozen=True, slots=True)
class Planned:
    """An output, its shots, and the digest of all that makes it what it is."""

    output: Output
    shots: tuple[Shot, ...]
    recipe: str

    @classmethod
    def of(
        cls, output: Output, shots: Sequence[Shot], trace: Trace, *wishes: Any
    ) -> Self:
        """Return an output as planned; `wishes` are what else it is made by."""
        told = [(shot.title, key_of(shot, trace).digest) for shot in shots]
        made_by = source_files.digests("film.make", ("film",))
        return cls(output, tuple(shots), digest([told, output, wishes, made_by]))

    @property
    def files(self) -> tuple[Path, ...]:
        """Return what is written: the film, and what stands beside it."""
        return self.output.files

    def is_finished(self, cache: Cache) -> bool:
        """Whether this recipe made the files as they are there."""
        note = cache.films[str(self.output.path.absolute())]
        return note.get("recipe") == self.recipe and note["files"] == self._contents()

    def remember(self, cache: Cache) -> None:
        """Note what the film was made by, and its files as they are."""
        note = {"recipe": self.recipe, "files": self._contents()}
        cache.films[str(self.output.path.absolute())] = note

    def _contents(self) -> list[str]:
        """Return digests of the files, and of the folder that travels with a talk."""
        path = self.output.path
        folder = path.with_name(f"{path.stem}_{path.suffix[1:]}")
        return [content_digest(each) for each in (*self.files, folder)]


def shots_of(films: Iterable[Planned]) -> list[Shot]:
    """Return the shots of all films; those for the same target only once."""
    by_target = {each.output.target: each.shots for each in films}
    return [shot for shots in by_target.values() for shot in shots]


def content_digest(path: Path) -> str:
    """Return the digest of a file, or of all the files in a folder; "" of nothing."""
    if not path.exists():
        return ""
    if not path.is_dir():
        return file_digest(path)
    inside = sorted(each for each in path.rglob("*") if each.is_file())
    return digest({str(each.relative_to(path)): file_digest(each) for each in inside})
