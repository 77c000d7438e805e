"""The whole story of a film, from a trace to its files. Read this first."""

import logging
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any, TypeAlias

from backprop_core import Fault, SpecError, Trace
from film.cache.cache import Cache, opened
from film.cache.finished import Planned, shots_of
from film.formats.film import NO_WISHES, Film, Label, Wishes
from film.formats.film_files import FilmFile, FilmFiles
from film.formats.registry import Output
from film.plan import source_files
from film.plan.own_chapters import entry_of
from film.plan.shots import plan
from film.plan.target import QUALITIES, Target
from film.render.backend import Crew, Local
from film.render.rendering import Beats, Foreseen, Work, render
from film.render.reports import Outcome, Report, Tell
from film.render.shares import Share
from film.spec import FilmSpec, check_film, name_faults
from scenes.setting import Setting
from scenes.wording import worded

Names: TypeAlias = str | PathLike[str] | Sequence[str | PathLike[str]]
log = logging.getLogger(__name__)


def make_film(
    trace: Trace,
    film: FilmSpec | None = None,
    *,
    out: Names = "films/film.mp4",
    target: Target = QUALITIES["m"],
    wishes: Wishes = NO_WISHES,
    captions: bool = True,
    experiment: str = "",
    jobs: int | None = None,
    crew: Crew | None = None,
    share: Share | None = None,
    report: Report = lambda progress: None,
    cache: Cache | None = None,
    tell: Tell = lambda outcome: None,
    **changes: Any,
) -> FilmFiles:
    """Make a film about a trace and return the files written; a notebook plays them.

    `film` says what is told, and how; without it, it is the film that the trace was
    recorded for, with `changes`: keys of [film], such as `language="es"`. The ending
    of each `out` chooses its format (`frames/` is a folder of pictures), `wishes` say
    what some formats can be asked for; `.srt` and `.vtt` stand beside it. `captions`
    says whether sentences are drawn in the picture. `experiment` is a name to show.
    What `cache` holds is not rendered again, and a finished film is left alone; `tell`
    hears what was done for each shot. `jobs` processes render, or a `crew`; with a
    `share` only that part of the shots, into `cache`, and no file is written.
    """
    film = film or film_about(trace, **changes)
    trace = worded(trace, film.language)
    setting = setting_of(film, captions=captions, experiment=experiment)
    films = planned(trace, film, out, setting, target=target, wishes=wishes)
    work = Work(crew or Local(jobs), share, report, tell)
    with nullcontext(cache) if cache else opened(None) as kept:
        return make_missing(films, trace, kept, work)


@dataclass(frozen=True, slots=True)
class Intended:
    """What will be written to a path, or is there already."""

    path: Path
    shots: tuple[Foreseen, ...]
    is_finished: bool


def foresee_film(
    trace: Trace,
    film: FilmSpec,
    *,
    out: Names,
    target: Target,
    cache: Cache,
    wishes: Wishes = NO_WISHES,
    captions: bool = True,
    experiment: str = "",
    crew: Crew | None = None,
    report: Report = lambda progress: None,
) -> tuple[Intended, ...]:
    """Return what `make_film` would make; all is played, nothing drawn or written."""
    trace = worded(trace, film.language)
    setting = setting_of(film, captions=captions, experiment=experiment)
    films = planned(trace, film, out, setting, target=target, wishes=wishes)
    work, intended = Work(crew or Local(), report=report), []
    for each in films:
        shots = Beats(each.shots, trace, cache).foreseen(work)
        intended.append(Intended(each.output.path, shots, each.is_finished(cache)))
    return tuple(intended)


def planned(
    trace: Trace,
    film: FilmSpec,
    out: Names,
    setting: Setting,
    *,
    target: Target,
    wishes: Wishes,
) -> list[Planned]:
    """Return the outputs of these names with their shots.

    Each is checked before hours go into it.
    """
    names = [out] if isinstance(out, str | PathLike) else out
    outputs = [Output.of(name, target, wishes) for name in names]
    for output in outputs:
        output.check()
    label = Label.of(setting, trace)
    return [
        Planned.of(each, plan(trace, film, each.target, setting), trace, label, wishes)
        for each in outputs
    ]


def make_missing(
    films: Sequence[Planned], trace: Trace, cache: Cache, work: Work
) -> FilmFiles:
    """Render what is missing of the films that are not finished, and write those.

    Returns all files of all films; none if only a share was to be rendered.
    """
    work = replace(work, tell=naming_formats(films, work.tell))
    missing = [each for each in films if work.share or not each.is_finished(cache)]
    shots = shots_of(missing)
    experiment = next((each.label.experiment for each in films), "")
    clips = render(shots, trace, cache, work=work, experiment=experiment)
    if work.share:
        return FilmFiles()
    for shot in shots_of(films):
        if shot not in shots:
            work.tell(Outcome(shot.name, "", shot.target))
    for each in missing:
        target = each.output.target
        mine = [
            (shot.title, clip)
            for shot, clip in zip(shots, clips, strict=True)
            if shot.target == target
        ]
        each.output.write(Film.of(mine, each.label, target, each.wishes))
    source_files.forget()
    for each in films if missing else ():
        # What was made while somebody edited a chapter has to be made again.
        again = each.output, each.shots, trace, each.label, each.wishes
        if each == Planned.of(*again):
            each.remember(cache)
    files = (FilmFile(path) for each in films for path in each.output.files)
    return FilmFiles(dict.fromkeys(files))


def naming_formats(films: Sequence[Planned], tell: Tell) -> Tell:
    """Return what tells of shots, and where there are several targets, of their format.

    Shots of one name are drawn for each of them.
    """
    endings: dict[Target | None, list[str]] = {}
    for each in films:
        endings.setdefault(each.output.target, []).append(each.output.ending)
    if len(endings) < 2:
        return tell

    def named(outcome: Outcome) -> None:
        formats = ", ".join(dict.fromkeys(endings[outcome.target]))
        tell(replace(outcome, shot=f"{outcome.shot} for {formats}"))

    return named


def film_about(trace: Trace, **changes: Any) -> FilmSpec:
    """Return the film that a trace was recorded for, with keys of [film] changed.

    A trace of every step is told by its first one. The log says of which chapters a
    trace holds too little. Raises SpecError with all faults.
    """
    recorded = [step for step in trace.steps if step not in trace.recording.beside]
    steps = recorded[:1] if trace.recording.steps == "all" else recorded
    film, faults = check_film({"steps": steps, **changes})
    faults += name_faults(trace.data.classes, trace.data.features)
    if film is None or faults:
        raise SpecError(faults)
    film, unfit = film.fitted(lambda chapter: _too_little(trace, chapter))
    for name, why in unfit.items():
        log.warning("%s is left out: %s", name, why)
    if -min(film.steps) > len(recorded):
        message = f"got {min(film.steps)}, but {len(recorded)} steps were recorded. "
        raise SpecError([Fault("film.steps", message + "Choose -1, the last of them.")])
    return film.counted(recorded)


def _too_little(trace: Trace, chapter: str) -> str:
    """Return what a trace lacks for a chapter; empty if nothing."""
    entry = entry_of(chapter)
    missing = [probe for probe in entry.probes if probe not in trace.probes]
    if entry.about != "step" and missing:
        return f"the trace holds no {missing[0]}. Record it with the probe."
    if entry.is_whole and not trace.recording.whole:
        return "the trace ends before the training. Record it with whole=True."
    return entry.suits(trace.run)


def setting_of(film: FilmSpec, *, captions: bool, experiment: str) -> Setting:
    """Return how all chapters of a film are told."""
    return Setting(
        language=film.language,
        notation=film.notation,
        theme=film.theme,
        captions=captions,
        title=film.title,
        experiment=experiment,
    )
