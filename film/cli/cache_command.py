"""`backprop cache`: what is kept, how much of it, and whether it is whole."""

import time
from pathlib import Path
from typing import TYPE_CHECKING

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


@cache_commands.command("list")
@cache_option
@click.pass_obj
def list_command(usual: Path, cache: Path | None) -> None:
    """List what is kept, the least recently used first."""
    for entry in sorted(_kept(cache or usual), key=lambda entry: entry.used):
        used = time.strftime("%Y-%m-%d %H:%M", time.localtime(entry.used))
        print(f"{used}  {_megabytes(entry.size):>10}  {entry.told}")


@cache_commands.command("prune")
@cloup.option("--size", type=bytes_of, metavar="SIZE", help="Such as 500MB. [all goes]")
@cache_option
@click.pass_obj
def prune_command(usual: Path, cache: Path | None, size: int | None) -> None:
    """Delete what was not used for longest, until SIZE is left.

    A running command is not disturbed: what it needs it has copied.
    """
    from film.cache.cache import opened

    with opened(cache or usual) as kept:
        print(f"{_megabytes(kept.prune(size or 0))} deleted")


@cache_commands.command("verify")
@cache_option
@click.pass_obj
def verify_command(usual: Path, cache: Path | None) -> int:
    """Read everything that is kept, and delete what is damaged."""
    damaged = [entry for entry in _kept(cache or usual) if not entry.is_whole()]
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
