"""`backprop cache`: what is kept, how much of it, and whether it is whole."""

import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import cloup

from film.cli.options import bytes_of, cache_option

if TYPE_CHECKING:
    from film.cache.store import Kept


@cloup.group("cache", invoke_without_command=True)
@cache_option
@click.pass_context
def cache_commands(context: click.Context, cache: Path | None) -> None:
    """Say how much is kept of beats and traces, and where."""
    from film.cache.cache import cache_folder

    context.obj = cache or cache_folder()
    if context.invoked_subcommand is None:
        found = _kept(context.obj)
        size = sum(entry.size for entry in found)
        print(f"{context.obj}: {_megabytes(size)} in {len(found)} files")


def of_folder(command: Callable[..., Any]) -> Callable[..., Any]:
    """Hand a command the folder of --cache, which may stand before or after it."""

    @cache_option
    @click.pass_obj
    @wraps(command)
    def handed(usual: Path, cache: Path | None, **options: Any) -> Any:
        return command(cache or usual, **options)

    return handed


@cache_commands.command("list")
@of_folder
def list_command(folder: Path) -> None:
    """List what is kept, the least recently used first."""
    for entry in sorted(_kept(folder), key=lambda entry: entry.used):
        used = time.strftime("%Y-%m-%d %H:%M", time.localtime(entry.used))
        print(f"{used}  {_megabytes(entry.size):>10}  {entry.told}")


@cache_commands.command("prune")
@cloup.option("--size", type=bytes_of, metavar="SIZE", help="Such as 500MB. [all goes]")
@of_folder
def prune_command(folder: Path, size: int | None) -> None:
    """Delete what was not used for longest, until SIZE is left.

    A running command is not disturbed: what it needs it has copied.
    """
    from film.cache.cache import opened

    with opened(folder) as cache:
        print(f"{_megabytes(cache.prune(size or 0))} deleted")


@cache_commands.command("verify")
@of_folder
def verify_command(folder: Path) -> int:
    """Read everything that is kept, and delete what is damaged."""
    damaged = [entry for entry in _kept(folder) if not entry.is_whole()]
    for entry in damaged:
        print(f"{entry.file}: {entry.told}: damaged. Deleted; it will be made again.")
        entry.remove()
    if not damaged:
        print("all whole")
    return 1 if damaged else 0


def _kept(folder: Path) -> "list[Kept]":
    from film.cache.cache import Cache

    stores = Cache(folder, folder).stores.values()
    return [entry for store in stores for entry in store.entries()]


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
