"""The [film] table of an experiment file, and the experiment as a whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, Field, field_validator

from backprop_core.faults import Fault, SpecError, shown
from backprop_core.probes import PROBES
from backprop_core.schedule import Schedule
from backprop_core.spec.run_spec import RunSpec, check_run, run_faults, sorted_faults
from backprop_core.spec.run_tables import Name
from backprop_core.spec.table import Table, check_table, one_of
from backprop_core.spec.toml_documents import read_document
from backprop_core.trace.recording import FocusRequest, Recording
from film.plan.own_chapters import entry_of, found_from, known, namesakes
from scenes.chapters import CHAPTERS
from scenes.engine.typesetting import missing
from scenes.setting import LANGUAGES, NOTATIONS
from scenes.style import THEMES

Number: TypeAlias = Annotated[int, Field(ge=0)]
ChapterName: TypeAlias = Annotated[str, AfterValidator(known)]
Reasons: TypeAlias = Mapping[str, str]  # by chapter: why it is not told


class FocusSpec(Table):
    """[film] focus: where the thread of the film has to pass."""

    unit: tuple[Number, Number] | None = Field(default=None, examples=[[2, 1]])
    input: Number | None = Field(default=None, examples=[3])


class FilmSpec(Table):
    """[film]: what is told, about which steps, and how it looks and reads.

    Steps below 0 count from the end, until `counted` says which these are.
    """

    chapters: tuple[ChapterName, ...] = Field(
        default=tuple(CHAPTERS),
        min_length=1,
        examples=[["forward_pass", "hidden_deltas"]],
    )
    steps: tuple[int, ...] = Field(default=(0,), min_length=1)  # -1: the last
    language: Annotated[str, one_of(LANGUAGES)] = "en"
    notation: Annotated[str, one_of(NOTATIONS)] = "modern"
    theme: Annotated[str, one_of(THEMES)] = "dark"
    cards: bool = True
    title: Name | None = Field(default=None, examples=["Backpropagation"])
    sample: Number | None = Field(default=None, examples=[17])
    focus: FocusSpec = Field(
        default=FocusSpec(), examples=["{ unit = [2, 1], input = 3 }"]
    )

    @field_validator("chapters")
    @classmethod
    def _have_names_of_their_own(cls, chapters: tuple[str, ...]) -> tuple[str, ...]:
        if message := namesakes(chapters):
            raise ValueError(message)
        return chapters

    def counted(self, steps: Sequence[int]) -> "FilmSpec":
        """The film with its steps from the end as they are counted from the first."""
        chosen = (steps[step] if step < 0 else step for step in self.steps)
        return self.model_copy(update={"steps": tuple(chosen)})

    def fitted(self, objection: Callable[[str], str]) -> tuple["FilmSpec", Reasons]:
        """The film without the chapters that have nothing to tell, and why that is.

        Raises SpecError if none is left.
        """
        unfit = {name: why for name in self.chapters if (why := objection(name))}
        told = tuple(name for name in self.chapters if name not in unfit)
        if not told:
            faults = [f"{name}: {why}" for name, why in unfit.items()]
            raise SpecError([Fault("film.chapters", fault) for fault in faults])
        return self.model_copy(update={"chapters": told}) if unfit else self, unfit


def check_film(values: object) -> tuple[FilmSpec | None, list[Fault]]:
    """Return the table [film] and its faults; see `check_table`.

    All those in the file of a chapter are faults of their own.
    """
    film, faults = check_table(FilmSpec, values, "film")
    return film, [Fault(f.key, line) for f in faults for line in f.message.split("\n")]


@dataclass(frozen=True, slots=True)
class Experiment:
    """A whole experiment file: what is trained, and the film about it.

    `left_out` are the chapters that have nothing to tell about the run.
    """

    run: RunSpec
    film: FilmSpec = field(default_factory=FilmSpec)
    left_out: Reasons = field(default_factory=dict)

    @classmethod
    def load(cls, path: str | Path) -> "Experiment":
        """The experiment in a file; raises SpecError with all the faults of it.

        `[film] sample` becomes the run's first sample; a chapter of one's own lies
        beside the file.
        """
        document = read_document(path)
        told = document.tables.get("film", {})
        if isinstance(told, dict) and "chapters" in told:
            folder = Path(path).parent
            told = {**told, "chapters": found_from(folder, told["chapters"])}
        film, faults = check_film(told)
        run, found = check_run(document, first_sample=film.sample if film else None)
        if run and film:
            faults += _focus_faults(film.focus, run.network.layers)
        if run and film and not found:
            faults += _step_faults(run, film)
            names = run.dataset()
            faults += name_faults(names.classes, names.features)
        if run is None or film is None or faults or found:
            raise SpecError(sorted_faults(document, [*found, *faults]))
        film = film.counted(_steps(run))
        return cls(run, *film.fitted(lambda chapter: unfit_for(run, chapter)))

    def amended(self, **changes: Any) -> "Experiment":
        """The experiment with some keys of [film] changed, as a command line does.

        Raises SpecError with all the faults of the changed film.
        """
        values = {**self.film.model_dump(exclude_unset=True), **changes}
        film, faults = check_film(values)
        if film is None or faults:
            raise SpecError(faults)
        run = self.run.model_copy(update={"first_sample": film.sample})
        faults = [*run_faults(run), *_focus_faults(film.focus, run.network.layers)]
        if faults := faults or list(_step_faults(run, film)):
            raise SpecError(faults)
        film = film.counted(_steps(run))
        film, unfit = film.fitted(lambda chapter: unfit_for(run, chapter))
        left_out = {} if "chapters" in changes else self.left_out
        return Experiment(run, film, {**left_out, **unfit})

    def recording(self) -> Recording:
        """What the chapters need: the steps, and the rest of the training or not."""
        film, count = self.film, len(_steps(self.run))
        entries = [entry_of(chapter) for chapter in film.chapters]
        further = max(entry.further for entry in entries)
        first = film.steps[0] + 1
        beside = set(range(first, min(count, first + further))).difference(film.steps)
        extras = {probe for entry in entries for probe in entry.extras}
        fitting = {each for each in extras if not objection(self.run, each)}
        probes = fitting.union(*(entry.probes for entry in entries))
        return Recording(
            film.steps,
            whole=any(entry.is_whole for entry in entries),
            focus=FocusRequest(film.focus.unit, film.focus.input),
            probes=tuple(sorted(probes)),
            beside=tuple(sorted(beside)),
        )


def unfit_for(run: RunSpec, chapter: str) -> str:
    """Why a chapter has nothing to tell about a run; empty if it has."""
    entry = entry_of(chapter)
    if why := entry.suits(run):
        return why
    probes = () if entry.about == "step" else entry.probes
    return next(filter(None, (objection(run, probe) for probe in probes)), "")


def objection(run: RunSpec, probe: str) -> str:
    """What is in the way of a probe of the whole training; empty if nothing is."""
    return PROBES[probe].objection(run, run.dataset(), len(_steps(run)))


def name_faults(classes: Iterable[str], features: Iterable[str]) -> Iterator[Fault]:
    """Names with characters that would be drawn as boxes."""
    for key, names in (("classes", classes), ("features", features)):
        for name in names:
            if without := missing(name):
                message = f"got {shown(name)}, but no font here has {without}. "
                cure = f"Name it otherwise: {key} = […] in [data]."
                yield Fault(f"data.{key}", message + cure)


def _steps(run: RunSpec) -> range:
    return range(Schedule.of(run, len(run.dataset().inputs)).step_count)


def _step_faults(run: RunSpec, film: FilmSpec) -> Iterator[Fault]:
    count = len(_steps(run))
    for place, step in enumerate(film.steps):
        if not -count <= step < count:
            message = f"got {step}, but the training has {count} steps. "
            cure = f"Choose 0 to {count - 1}, or -1 for the last."
            yield Fault(f"film.steps[{place}]", message + cure)


def _focus_faults(focus: FocusSpec, layers: tuple[int, ...]) -> Iterator[Fault]:
    if focus.unit is not None:
        layer, unit = focus.unit
        if layer >= len(layers) - 1:
            cure = f"Choose a layer from 0 to {len(layers) - 2}; inputs are not one."
            yield Fault("film.focus.unit", f"got layer {layer}. {cure}")
        elif unit >= layers[layer + 1]:
            cure = f"Choose from 0 to {layers[layer + 1] - 1}."
            yield Fault("film.focus.unit", f"got unit {unit} of layer {layer}. {cure}")
    if focus.input is not None and focus.input >= layers[0]:
        cure = f"Choose from 0 to {layers[0] - 1}."
        yield Fault("film.focus.input", f"got {focus.input}. {cure}")
