"""Options that commands have in common, and what they come to."""

import re
from collections.abc import Sequence
from contextlib import AbstractContextManager
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
    from film.formats.film import Wishes
    from film.spec import FilmSpec

FILE = click.Path(path_type=Path)
FILMS = Path("films")  # where what is not named otherwise goes
CHAPTER = click.Choice(list(CHAPTERS))
QUALITY_HELP = (
    "-ql 480p at 15 frames/s, -qm 720p at 30 (the default), and at 60: -qh 1080p, "
    "-qp 1440p, -qk 2160p."
)
OUTPUT_HELP = (
    "The ending is the format: .mp4, .webm, .gif; .html, .pptx, .json, a talk with a "
    "page a beat; or frames/, a folder of PNG pictures."
)
MAX_SIZE_HELP = (
    "Of a .gif, such as 4MB or 900kB. What is too large is made again: narrower in "
    "steps of a tenth down to 480 pixels, then with 128 and 64 colours, then with "
    "every other frame, then narrower down to 240 pixels."
)
UNITS = {"B": 1, "KB": 1000, "MB": 1000**2, "GB": 1000**3}

source = cloup.argument(
    "source", type=FILE, metavar="FILE", help="EXPERIMENT.toml or TRACE.safetensors"
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
    cloup.option("--size", metavar="WxH", help="In 16:9, such as 960x540."),
)

outputs = cloup.option_group(
    "Output",
    cloup.option(
        *("-o", "--output", "outputs"),
        type=click.Path(),  # as it was typed: a folder may end in a slash
        multiple=True,
        metavar="FILE",
        help="May be given several times. [films/NAME.mp4]",
    ),
    cloup.option("--transparent", is_flag=True, help="Leave a .webm's ground open."),
    cloup.option(
        *("--width", "gif_width"),
        type=click.IntRange(64, 1920),
        default=800,
        metavar="PIXELS",
        help="Of a .gif. [800]",
    ),
    cloup.option(
        *("--fps", "gif_rate"),
        type=click.Choice(["20", "25", "50"]),
        default="25",
        help="Of a .gif. [25]",
    ),
    cloup.option("--max-size", metavar="SIZE", help=MAX_SIZE_HELP),
    help=OUTPUT_HELP,
)

cache_option = cloup.option(
    "--cache",
    type=FILE,
    metavar="DIR",
    help="[$BACKPROP_CACHE, or the user's cache folder]",
)
keeping = cloup.option_group(
    "Cache",
    cache_option,
    cloup.option("--no-cache", is_flag=True, help="Render all, and keep nothing."),
    help="Where clips are kept, so that only what changed is rendered.",
)


def target_of(quality: str, size: str | None) -> Target:
    """Return what `-q` and `--size` ask for; raises BadParameter if they cannot."""
    target = QUALITIES[quality]
    if size is None:
        return target
    try:
        width, height = (int(side) for side in size.split("x"))
    except ValueError:
        raise click.BadParameter(f"{size!r} is not like 960x540.") from None
    try:
        return replace(target, width=width, height=height)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def wishes_of(
    transparent: bool, gif_width: int, gif_rate: str, max_size: str | None
) -> "Wishes":
    """Return what the options of some formats ask for."""
    from film.formats.film import Wishes

    rate, size = int(gif_rate), bytes_of(max_size) if max_size else None
    return Wishes(transparent, gif_width, rate, size)


def bytes_of(size: str, option: str = "--max-size") -> int:
    """Return how many bytes `4MB` are; raises BadParameter if it is not like that."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) *([kKmMG]?B)", size)
    if found is None or float(found[1]) == 0:
        raise click.BadParameter(f"{option}: {size!r} is not like 4MB or 900kB.")
    return int(float(found[1]) * UNITS[found[2].upper()])


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
    if cache is not None:
        from film.cache.trained_traces import trace_of

        return trace_of(experiment, cache), experiment.film
    return train(experiment.run, experiment.film.recording()), experiment.film


def checked_outputs(
    names: Sequence[str], source: Path, target: Target, formats: "Wishes"
) -> Sequence[str]:
    """Return what is to be written, without a name a film named after the source.

    Raises BadParameter if a name asks for what cannot be written.
    """
    from film.formats.registry import Output

    names = names or (str(FILMS / f"{source.stem}.mp4"),)
    for name in names:
        try:
            Output.of(name, target, formats)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None
    return names


def cache_of(cache: Path | None, no_cache: bool) -> "AbstractContextManager[Cache]":
    """Return the cache that the options ask for; it is opened when entered."""
    from film.cache.cache import cache_folder, opened

    return opened(None if no_cache else cache or cache_folder())
