"""The options that say who renders, and what they come to."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import click
import cloup

if TYPE_CHECKING:
    from film.render.backend import Crew
    from film.render.shares import Share

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

working = cloup.option_group(
    "Who renders",
    cloup.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Processes. [one per core]",
    ),
    cloup.option("--dask", metavar="ADDRESS", help=DASK_HELP),
    cloup.option("--shard", metavar="I/N", help=SHARD_HELP),
)


def crew_of(
    jobs: int | None, dask: str | None, shard: str | None, say: Callable[[str], None]
) -> "Crew":
    """Return who renders; raises BadParameter if the options do not go together.

    `say` hears what a cluster has to say of its workers.
    """
    from film.render.backend import Local

    if dask is None:
        return Local(jobs)
    for name, other in (("--jobs", jobs), ("--shard", shard)):
        if other is not None:
            raise click.BadParameter(f"--dask: choose either that or {name}.")
    from film.dask.cluster import Cluster, check_library

    try:
        check_library()
    except ValueError as error:
        raise click.BadParameter(str(error)) from None
    return Cluster(dask, say)


def share_of(shard: str | None, no_cache: bool) -> "Share | None":
    """Return the share that `--shard` names; raises BadParameter if it names none."""
    if shard is None:
        return None
    from film.render.shares import Share

    if no_cache:
        raise click.BadParameter("--shard renders into the cache: not with --no-cache.")
    try:
        return Share.of(shard)
    except ValueError as error:
        raise click.BadParameter(f"--shard: {error}") from None
