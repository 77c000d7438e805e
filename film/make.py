"""The whole story of a film, from a trace to its files. Read this first."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from backprop_core import SpecError, Trace
from backprop_core.tables import check_table
from film.captions import CAPTION_FILES
from film.files import check_writable, write_text
from film.join import FORMATS, check_format
from film.parts import Label, blocks_of, parts_of
from film.render import Report, render
from film.shots import plan
from film.spec import FilmSpec
from film.target import QUALITIES, Target
from scenes.setting import Setting


def make_film(
    trace: Trace,
    film: FilmSpec | None = None,
    *,
    out: str | PathLike[str] | Sequence[str | PathLike[str]] = "films/film.mp4",
    target: Target = QUALITIES["m"],
    captions: bool = True,
    experiment: str = "",
    jobs: int | None = None,
    report: Report = lambda progress: None,
    **changes: Any,
) -> tuple[Path, ...]:
    """Make a film about a trace and return the files written.

    `film` says what is told, and how; without it, it is the film that the trace was
    recorded for, with `changes`: keys of [film], such as `language="es"`. The ending
    of each `out` chooses its format; `.srt` and `.vtt` stand beside it. `captions`
    says whether sentences are drawn in the picture. `experiment` is a name to show.
    """
    film = film or film_about(trace, **changes)
    paths = [Path(path) for path in ([out] if isinstance(out, str | PathLike) else out)]
    for path in paths:
        check_format(path)
        check_writable(path)
    setting = setting_of(film, captions=captions, experiment=experiment)

    shots = plan(trace, film, target, setting)
    with TemporaryDirectory(prefix="backprop-") as folder:
        clips = render(shots, trace, into=Path(folder), jobs=jobs, report=report)
        parts, blocks = parts_of(shots, clips), blocks_of(clips)
        label = Label.of(setting, trace)
        for path in paths:
            FORMATS[path.suffix](path, parts, blocks, label=label, target=target)

    files = {path.with_suffix(end): end for path in paths for end in CAPTION_FILES}
    for path, ending in files.items():
        write_text(path, CAPTION_FILES[ending](blocks, target.rate))
    return (*paths, *files)


def film_about(trace: Trace, **changes: Any) -> FilmSpec:
    """Return the film that a trace was recorded for, with keys of [film] changed.

    A trace of every step is told by its first one. Raises SpecError with all faults.
    """
    recorded = list(trace.steps)
    steps = recorded[:1] if trace.recording.steps == "all" else recorded
    film, faults = check_table(FilmSpec, {"steps": steps, **changes}, "film")
    if film is None or faults:
        raise SpecError(faults)
    return film


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
