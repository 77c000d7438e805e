"""`backprop film`: reads the wishes, has the film made, prints what came of it."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cloup

from film.cli.backend_options import JOINING, crew_of, share_of, working
from film.cli.options import (
    CHAPTER,
    cache_of,
    checked_outputs,
    experiment_of,
    keeping,
    outputs,
    picture,
    source,
    target_of,
    telling,
    wishes_of,
)
from film.cli.progress import shown_progress

if TYPE_CHECKING:
    from film.render.shares import Share


@cloup.command("film")
@source
@outputs
@cloup.option(
    *("-c", "--chapter", "chapters"),
    type=CHAPTER,
    multiple=True,
    metavar="CHAPTER",
    help="Only this chapter; may be given several times.",
)
@telling
@picture
@working
@keeping
def film_command(
    source: Path,
    outputs: tuple[str, ...],
    transparent: bool,
    gif_width: int,
    gif_rate: str,
    max_size: str | None,
    quality: str,
    size: str | None,
    no_captions: bool,
    jobs: int | None,
    dask: str | None,
    shard: str | None,
    cache: Path | None,
    no_cache: bool,
    **wishes: Any,
) -> None:
    """Render the film of an experiment, or of a recorded trace."""
    from film.make import make_film

    crew, share = crew_of(jobs, dask, shard, _say), share_of(shard, no_cache)
    target = target_of(quality, size)
    formats = wishes_of(transparent, gif_width, gif_rate, max_size)
    names = checked_outputs(outputs, source, target, formats)
    with cache_of(cache, no_cache) as kept, shown_progress() as report:
        written = make_film(
            *experiment_of(source, wishes, kept),
            out=names,
            target=target,
            wishes=formats,
            captions=not no_captions,
            experiment=source.stem,
            crew=crew,
            share=share,
            report=report,
            cache=kept,
            tell=_say,
        )
    _end(written, share)


def _end(written: Iterable[Path], share: "Share | None") -> None:
    for path in written:
        print(path)
    if share:
        _say(f"Share {share} is in the cache. {JOINING}")


def _say(line: object) -> None:
    print(line, file=sys.stderr)
