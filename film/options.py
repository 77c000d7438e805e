"""Options that commands have in common, and what they come to."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import cloup

from film.target import QUALITIES, Target
from scenes.chapters import CHAPTERS
from scenes.setting import LANGUAGES, NOTATIONS
from scenes.style import THEMES

if TYPE_CHECKING:
    from backprop_core import Trace
    from film.spec import FilmSpec

FILE = click.Path(path_type=Path)
CHAPTER = click.Choice(list(CHAPTERS))
QUALITY_HELP = (
    "-ql 480p at 15 frames/s, -qm 720p at 30 (the default), and at 60: -qh 1080p, "
    "-qp 1440p, -qk 2160p."
)

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


def experiment_of(source: Path, wishes: dict[str, Any]) -> "tuple[Trace, FilmSpec]":
    """Return what a file was trained to, or trains to, and the film about it.

    `wishes` are keys of [film]; those without a value change nothing. Raises
    SpecError with all faults.
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
    return train(experiment.run, experiment.film.recording()), experiment.film
