"""Films that are finished already: the same shots, wishes and files are left alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from backprop_core import Trace
from film.cache.cache import Cache
from film.formats.film import Label, Wishes
from film.formats.registry import Output
from film.plan import source_files
from film.plan.digests import digest, file_digest
from film.plan.keys import key_of
from film.plan.shots import Shot


@dataclass(frozen=True, slots=True)
class Planned:
    """An output and its shots; the `recipe` is a digest of all that makes it."""

    output: Output
    shots: tuple[Shot, ...]
    label: Label
    wishes: Wishes
    recipe: str

    @classmethod
    def of(
        cls,
        output: Output,
        shots: tuple[Shot, ...],
        trace: Trace,
        label: Label,
        wishes: Wishes,
    ) -> Self:
        """Return an output as planned."""
        told = [(shot.title, digest(key_of(shot, trace))) for shot in shots]
        made_by = source_files.digests("film.make", ("film",))
        recipe = digest([told, output, (label, wishes), made_by])
        return cls(output, shots, label, wishes, recipe)

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
        return [content_digest(each) for each in (*self.output.files, folder)]


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
