"""`backprop film`: reads the wishes, has the film made, prints what came of it."""

import sys
from pathlib import Path
from typing import Any

import cloup

from film.console import shown_progress
from film.options import (
    CHAPTER,
    FILMS,
    JOINING,
    cache_of,
    checked_outputs,
    experiment_of,
    keeping,
    outputs,
    picture,
    share_of,
    source,
    target_of,
    telling,
    wishes_of,
    working,
)


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
    shard: str | None,
    cache: Path | None,
    no_cache: bool,
    **wishes: Any,
) -> None:
    """Render the film of an experiment, or of a recorded trace."""
    from film.make import make_film

    share = share_of(shard, no_cache)
    target = target_of(quality, size)
    formats = wishes_of(transparent, gif_width, gif_rate, max_size)
    names = outputs or (str(FILMS / f"{source.stem}.mp4"),)
    checked_outputs(names, target, formats)
    with cache_of(cache, no_cache) as kept, shown_progress() as report:
        trace, film = experiment_of(source, wishes, kept)
        written = make_film(
            trace,
            film,
            out=names,
            target=target,
            wishes=formats,
            captions=not no_captions,
            experiment=source.stem,
            jobs=jobs,
            share=share,
            report=report,
            cache=kept,
            tell=lambda outcome: print(outcome, file=sys.stderr),
        )
    for path in written:
        print(path)
    if share:
        print(f"Share {share} is in the cache. {JOINING}", file=sys.stderr)
