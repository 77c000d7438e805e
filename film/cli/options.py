"""Options that several commands have, and what they come to."""

import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import cloup

from film.plan.target import QUALITIES, Target
from scenes.chapters import CHAPTERS
from scenes.setting import LANGUAGES, NOTATIONS
from scenes.style import THEMES

if TYPE_CHECKING:
    from backprop_core import Trace
    from film.cache.cache import Cache
    from film.spec import FilmSpec

FILE = click.Path(path_type=Path)
FILMS = Path("films")  # where what is not named otherwise goes


class ChapterType(click.Choice[str]):
    """The name of a chapter of ours, or the path of one of the user's own."""

    def convert(self, value: Any, *more: Any) -> Any:
        """Return the name, or the whole path; what is in the file is checked later."""
        is_file = isinstance(value, str) and value.endswith(".py")
        return str(Path(value).absolute()) if is_file else super().convert(value, *more)


CHAPTER = ChapterType(list(CHAPTERS))
QUALITY_HELP = (
    "-ql 480p at 15 frames/s, -qm 720p at 30 (the default), and at 60: -qh 1080p, "
    "-qp 1440p, -qk 2160p."
)
UNITS = {"B": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3}


@contextmanager
def refusing() -> Iterator[None]:
    """Answer a ValueError as what it is: a fault of the command line."""
    try:
        yield
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def sides(size: str) -> tuple[int, int]:
    """Return the width and height that `960x540` names."""
    found = re.fullmatch(r"(\d+)x(\d+)", size, re.ASCII)
    if found is None:
        raise click.BadParameter(f"{size!r} is not like 960x540.")
    return int(found[1]), int(found[2])


def bytes_of(size: str) -> int:
    """Return how many bytes `4MB` are."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) *([kKmMG]?B)", size)
    if found is None or float(found[1]) == 0:
        raise click.BadParameter(f"{size!r} is not like 4MB or 900kB.")
    return int(float(found[1]) * UNITS[found[2].upper()])


def folder(name: str) -> Path:
    """Return the folder that a name asks for; an empty one asks for none."""
    if not name:
        raise click.BadParameter("'' is not a folder. Leave the option out for none.")
    return Path(name)


def output_file(path: Path, ending: str, source: Path) -> Path:
    """Return where a command writes; raises BadParameter if it must not write there."""
    if path.suffix != ending:
        got = path.suffix or "no ending"
        raise click.BadParameter(f"{path}: got {got}; this writes {ending} alone.")
    check_not(path, source)
    return path


def check_not(path: Path, source: Path) -> None:
    """Raise BadParameter if a file would take the place of what it is made from."""
    if path.exists() and source.exists() and path.samefile(source):
        raise click.BadParameter(f"{path}: is what it would be made from.")


source = cloup.argument(
    "source", type=FILE, metavar="FILE", help="EXPERIMENT.toml or TRACE.safetensors"
)
some_chapters = cloup.option(
    *("-c", "--chapter", "chapters"),
    type=CHAPTER,
    multiple=True,
    metavar="CHAPTER",
    help="Only this chapter, a name or my_chapter.py; may be given several times.",
)
telling = cloup.option_group(
    "How it is told",
    cloup.option("--language", type=click.Choice(list(LANGUAGES))),
    cloup.option("--notation", type=click.Choice(list(NOTATIONS))),
    cloup.option("--theme", type=click.Choice(list(THEMES))),
    cloup.option("--no-captions", is_flag=True, help="Draw no sentences."),
    help="Wins over what the file says.",
)
picture = cloup.option_group(
    "Picture",
    cloup.option(
        *("-q", "quality"),
        type=click.Choice(list(QUALITIES)),
        default="m",
        metavar="l|m|h|p|k",
        help=QUALITY_HELP,
    ),
    cloup.option("--size", type=sides, metavar="WxH", help="In 16:9, such as 960x540."),
)

cache_option = cloup.option(
    "--cache",
    type=folder,
    metavar="DIR",
    help="[$BACKPROP_CACHE, or the user's cache folder]",
)


def patience(what: str) -> Callable[[float], None]:
    """Return what is told the share that is done, from 0 to 1, and prints it.

    Nothing in the first second; after that, a line for each tenth that is done.
    """
    begin, told = time.monotonic(), -1

    def report(share: float) -> None:
        nonlocal told
        tenths = int(10 * share)
        if tenths > told and time.monotonic() - begin > 1.0:
            told = tenths
            print(f"{what}: {round(100 * share)} %", file=sys.stderr, flush=True)

    return report


def target_of(
    quality: str, size: tuple[int, int] | None, rate: str | None = None
) -> Target:
    """Return what the options for the picture ask for; raises BadParameter."""
    target = QUALITIES[quality]
    width, height = size or (target.width, target.height)
    with refusing():
        return replace(
            target, width=width, height=height, rate=int(rate or target.rate)
        )


def experiment_of(
    source: Path, wishes: dict[str, Any], cache: "Cache | None" = None
) -> "tuple[Trace, FilmSpec]":
    """Return what a file was trained to, or trains to, and the film about it.

    `wishes` are keys of [film]; those without a value change nothing. What `cache`
    holds is not trained again. Raises SpecError with all faults.
    """
    changes = {key: wish for key, wish in wishes.items() if wish}
    if source.suffix == ".safetensors":
        from backprop_core import Trace
        from film.make import film_about

        trace = Trace.load(source)
        return trace, film_about(trace, **changes)
    from backprop_core import train
    from film.spec import Experiment

    experiment = Experiment.load(source)
    if changes:
        experiment = experiment.amended(**changes)
    for chapter, why in experiment.left_out.items():
        click.echo(f"{chapter} is left out: {why}", err=True)
    report = patience("training")
    if cache is not None:
        from film.cache.cache import trace_of

        return trace_of(experiment, cache, report), experiment.film
    trace = train(experiment.run, experiment.recording(), report=report)
    return trace, experiment.film
