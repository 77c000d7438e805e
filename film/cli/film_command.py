"""`backprop film`: reads the wishes, has the film made, prints what came of it."""

import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import cloup

from film.cli import options
from film.plan.target import Target

if TYPE_CHECKING:
    from backprop_core import Trace
    from film.cache.cache import Cache
    from film.formats.film import Wishes
    from film.render.backend import Crew
    from film.render.reports import Progress, Report
    from film.render.shares import Share
    from film.spec import FilmSpec

# Larger inputs push sums to where sigmoid and tanh are flat, and fill the pictures.
LARGEST_INPUT = 100.0
LINES = 10  # about the progress, where there is no terminal to redraw
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
    "Render only the I-th of N shares into the cache, such as 1/4, and write no film: "
    "-o says for which formats. "
    "The shares are equally long and may be rendered anywhere over one --cache, in any "
    f"order. {JOINING}"
)
DASK_HELP = (
    "Render on the workers of a running Dask cluster, such as tcp://HOST:8786. Each "
    "has one thread: `dask worker --nthreads 1`."
)
DRY_HELP = (
    "Check everything and render nothing: say which shots are to be rendered, and how "
    "long the film is."
)


def share_of(shard: str) -> "Share":
    """Return the share that `1/4` names."""
    from film.render.shares import Share

    with options.refusing():
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
    cloup.option(
        "--max-size", type=options.bytes_of, metavar="SIZE", help=MAX_SIZE_HELP
    ),
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
    options.cache_option,
    cloup.option("--no-cache", is_flag=True, help="Render all, and keep nothing."),
    help="Where clips are kept, so that only what changed is rendered.",
)


def default_name(source: Path, language: str | None) -> str:
    """Return the film of a source; a language that was asked for is part of it."""
    return str(options.FILMS / f"{source.stem}{f'.{language}' if language else ''}.mp4")


def check_outputs(
    names: Sequence[str], source: Path, target: Target, wishes: "Wishes"
) -> None:
    """Raise BadParameter if what is to be written cannot be, or must not."""
    from film.formats.registry import Output

    with options.refusing():
        for name in names:
            Output.of(name, target, wishes)
            options.check_not(Path(name), source)


def wishes_of(
    names: Sequence[str],
    transparent: bool,
    gif_width: int | None,
    max_size: int | None,
    *,
    rate: str | None,
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


def crew_of(jobs: int | None, dask: str | None, share: "Share | None") -> "Crew":
    """Return who renders; raises BadParameter if the options do not go together."""
    from film.render.backend import Local

    if dask is None:
        return Local(jobs)
    for name, other in (("--jobs", jobs), ("--shard", share)):
        if other is not None:
            raise click.BadParameter(f"--dask: choose either that or {name}.")
    from film.dask.cluster import Cluster, check_library

    with options.refusing():
        check_library()
    return Cluster(dask, _say)


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


@cloup.command("film")
@options.source
@outputs
@options.some_chapters
@options.telling
@options.picture
@working
@keeping
@cloup.option("--dry-run", is_flag=True, help=DRY_HELP)
@cloup.option("--open", "opens", is_flag=True, help="Show the film when it is made.")
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
    dry_run: bool,
    opens: bool,
    **wishes: Any,
) -> None:
    """Render the film of an experiment, or of a recorded trace."""
    from film.cli.foreseen import intended_lines
    from film.make import foresee_film, make_film

    if opens + dry_run + bool(share) > 1:
        raise click.BadParameter("--open, --dry-run and --shard: choose one of them.")
    crew, target = crew_of(jobs, dask, share), options.target_of(quality, size, rate)
    names = outputs or (default_name(source, wishes["language"]),)
    formats = wishes_of(names, transparent, gif_width, max_size, rate=rate, size=size)
    check_outputs(names, source, target, formats)
    asked: dict[str, Any] = {"out": names, "target": target, "wishes": formats}
    asked |= {"captions": not no_captions, "experiment": source.stem, "crew": crew}
    shown_progress = _bar if sys.stderr.isatty() else _lines
    with cache_of(cache, no_cache, share) as kept, shown_progress() as report:
        asked |= {"cache": kept, "report": report}
        told = _told(source, wishes, kept)
        if dry_run:
            print(*intended_lines(foresee_film(*told, **asked)), sep="\n")
            return
        written = make_film(*told, **asked, share=share, tell=_say)
    _tell_of(written, share, opens)


def _told(
    source: Path, wishes: dict[str, Any], cache: "Cache"
) -> "tuple[Trace, FilmSpec]":
    """Return what a film is about, with a hint where its inputs are large."""
    trace, film = options.experiment_of(source, wishes, cache)
    if hint := hint_at_scaling(trace):
        _say(hint)
    return trace, film


def hint_at_scaling(trace: "Trace") -> str:
    """Return the advice to scale inputs as large as those of a trace, or nothing."""
    steps = trace.steps.values()
    largest = max((float(abs(step.inputs).max()) for step in steps), default=0.0)
    if trace.run.data.scaling != "none" or largest < LARGEST_INPUT:
        return ""
    return (
        f"Hint: inputs reach {largest:g}; a network learns better from small ones. "
        'Try scaling = "standard" in [data], or "minmax".'
    )


def _tell_of(written: Sequence[Path], share: "Share | None", opens: bool) -> None:
    for path in written:
        print(path)
    if opens and click.launch(str(written[0])):
        _say(f"{written[0]}: no program here opens it.")
    if share:
        _say(f"Share {share} is in the cache. {JOINING}")


def _say(line: object) -> None:
    print(line, file=sys.stderr)


@contextmanager
def _bar() -> "Iterator[Report]":
    from rich import progress as rich
    from rich.console import Console

    columns = (
        rich.TextColumn("{task.description}"),
        rich.BarColumn(),
        rich.TextColumn("{task.percentage:3.0f} %"),
        rich.TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with rich.Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("counting frames", total=None)

        def report(progress: "Progress") -> None:
            if progress.frames is not None:
                bar.update(
                    task,
                    description=_counts(progress),
                    total=progress.frames,
                    completed=progress.frames_done,
                )

        yield report


@contextmanager
def _lines() -> "Iterator[Report]":
    begin, told = 0.0, -1

    def report(progress: "Progress") -> None:
        nonlocal begin, told
        if progress.frames is None:
            return
        begin = begin or time.monotonic()
        done = progress.frames_done + progress.shots_done
        share = LINES * done // (progress.frames + progress.shots)
        if share > told:
            told = share
            left = _left(progress, time.monotonic() - begin)
            print(_counts(progress) + left, file=sys.stderr, flush=True)

    yield report


def _counts(progress: "Progress") -> str:
    shots = f"shots {progress.shots_done}/{progress.shots}"
    return f"{shots} · frames {progress.frames_done}/{progress.frames}"


def _left(progress: "Progress", seconds: float) -> str:
    if not progress.frames_done or progress.frames is None:
        return ""
    to_do = progress.frames - progress.frames_done
    minutes, rest = divmod(round(seconds * to_do / progress.frames_done), 60)
    return f" · {minutes}:{rest:02} left"
