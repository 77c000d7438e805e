"""`backprop film`: reads the wishes, has the film made, prints what came of it."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cloup

from film.cli.film_options import (
    JOINING,
    cache_of,
    check_outputs,
    crew_of,
    default_name,
    keeping,
    outputs,
    wishes_of,
    working,
)
from film.cli.options import (
    experiment_of,
    picture,
    some_chapters,
    source,
    target_of,
    telling,
)
from film.cli.progress import shown_progress

if TYPE_CHECKING:
    from film.render.shares import Share


@cloup.command("film")
@source
@outputs
@some_chapters
@telling
@picture
@working
@keeping
def film_command(
    source: Path,
    outputs: tuple[str, ...],
    transparent: bool,
    gif_width: int | None,
    rate: str | None,
    max_size: int | None,
    quality: str,
    size: tuple[int, int] | None,
    no_captions: bool,
    jobs: int | None,
    dask: str | None,
    share: "Share | None",
    cache: Path | None,
    no_cache: bool,
    **wishes: Any,
) -> None:
    """Render the film of an experiment, or of a recorded trace."""
    from film.cli.hints import hint_at_scaling
    from film.make import make_film

    crew, target = crew_of(jobs, dask, share, _say), target_of(quality, size, rate)
    names = outputs or (default_name(source, wishes["language"]),)
    formats = wishes_of(
        names,
        transparent=transparent,
        gif_width=gif_width,
        rate=rate,
        max_size=max_size,
        size=size,
    )
    check_outputs(names, source, target, formats)
    with cache_of(cache, no_cache, share) as kept, shown_progress() as report:
        trace, film = experiment_of(source, wishes, kept)
        if hint := hint_at_scaling(trace):
            _say(hint)
        written = make_film(
            trace,
            film,
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
    _tell_of(written, share)


def _tell_of(written: Iterable[Path], share: "Share | None") -> None:
    for path in written:
        print(path)
    if share:
        _say(f"Share {share} is in the cache. {JOINING}")


def _say(line: object) -> None:
    print(line, file=sys.stderr)
