"""Options that only `backprop film` has, and what they come to."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click
import cloup

from film.cli.options import FILMS, bytes_of, cache_option, check_not, refusing
from film.plan.target import Target

if TYPE_CHECKING:
    from film.cache.cache import Cache
    from film.formats.film import Wishes
    from film.render.backend import Crew
    from film.render.shares import Share

OUTPUT_HELP = (
    "The ending is the format: .mp4, .webm, .gif; .html, .pptx, .json, a talk with a "
    "page a beat; or frames/, a folder of PNG pictures."
)
MAX_SIZE_HELP = (
    "Of a .gif, such as 4MB or 900kB. What is too large is made again: narrower in "
    "steps of a tenth down to 480 pixels, then with 128 and 64 colours, then with "
    "every other frame, then narrower down to 240 pixels."
)
JOINING = "When all are there, the same command without --shard makes the film."
SHARD_HELP = (
    "Render only the I-th of N shares into the cache, such as 1/4, and write no film. "
    "The shares are equally long and may be rendered anywhere over one --cache, in any "
    f"order. {JOINING}"
)
DASK_HELP = (
    "Render on the workers of a running Dask cluster, such as tcp://HOST:8786. Each "
    "has one thread: `dask worker --nthreads 1`."
)


def share_of(shard: str) -> "Share":
    """Return the share that `1/4` names."""
    from film.render.shares import Share

    with refusing():
        return Share.of(shard)


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
        metavar="PIXELS",
        help="Of a .gif. [800]",
    ),
    cloup.option(
        *("--fps", "rate"),
        type=click.Choice(["20", "25", "30", "50", "60"]),
        help="Frames a second; of a .gif 20, 25 or 50. [a .gif 25, else as -q says]",
    ),
    cloup.option("--max-size", type=bytes_of, metavar="SIZE", help=MAX_SIZE_HELP),
    help=OUTPUT_HELP,
)
working = cloup.option_group(
    "Who renders",
    cloup.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Processes. [one per core]",
    ),
    cloup.option("--dask", metavar="ADDRESS", help=DASK_HELP),
    cloup.option("--shard", "share", type=share_of, metavar="I/N", help=SHARD_HELP),
)
keeping = cloup.option_group(
    "Cache",
    cache_option,
    cloup.option("--no-cache", is_flag=True, help="Render all, and keep nothing."),
    help="Where clips are kept, so that only what changed is rendered.",
)


def default_name(source: Path, language: str | None) -> str:
    """Return the film of a source; a language that was asked for is part of it."""
    return str(FILMS / f"{source.stem}{f'.{language}' if language else ''}.mp4")


def check_outputs(
    names: Sequence[str], source: Path, target: Target, wishes: "Wishes"
) -> None:
    """Raise BadParameter if what is to be written cannot be, or must not."""
    from film.formats.registry import Output

    with refusing():
        for name in names:
            Output.of(name, target, wishes)
            check_not(Path(name), source)


def wishes_of(
    names: Sequence[str],
    *,
    transparent: bool,
    gif_width: int | None,
    rate: str | None,
    max_size: int | None,
    size: tuple[int, int] | None,
) -> "Wishes":
    """Return what the formats are asked for.

    Raises BadParameter for an option that none of the files to be written has.
    """
    from film.formats.film import GIF_RATES, Wishes

    endings = {Path(name).suffix for name in names}
    for option, wish in (("--width", gif_width), ("--max-size", max_size)):
        if wish and ".gif" not in endings:
            raise click.BadParameter(f"{option} is of a .gif, and there is none.")
    if size and endings == {".gif"}:
        raise click.BadParameter("--size: a .gif is as large as --width says.")
    if rate and ".gif" in endings and int(rate) not in GIF_RATES:
        allowed = ", ".join(map(str, GIF_RATES))
        raise click.BadParameter(f"--fps: got {rate}; a .gif can have {allowed}.")
    usual = Wishes()
    return Wishes(
        transparent,
        gif_width or usual.gif_width,
        int(rate or usual.gif_rate) if ".gif" in endings else usual.gif_rate,
        max_size,
    )


def crew_of(
    jobs: int | None,
    dask: str | None,
    share: "Share | None",
    say: Callable[[str], None],
) -> "Crew":
    """Return who renders; raises BadParameter if the options do not go together.

    `say` hears what a cluster has to say of its workers.
    """
    from film.render.backend import Local

    if dask is None:
        return Local(jobs)
    for name, other in (("--jobs", jobs), ("--shard", share)):
        if other is not None:
            raise click.BadParameter(f"--dask: choose either that or {name}.")
    from film.dask.cluster import Cluster, check_library

    with refusing():
        check_library()
    return Cluster(dask, say)


def cache_of(
    cache: Path | None, no_cache: bool, share: "Share | None"
) -> "AbstractContextManager[Cache]":
    """Return the cache that the options ask for; it is opened when entered.

    Raises BadParameter if a share would be rendered into none.
    """
    from film.cache.cache import cache_folder, opened

    if share and no_cache:
        raise click.BadParameter("--shard renders into the cache: not with --no-cache.")
    return opened(None if no_cache else cache or cache_folder())
