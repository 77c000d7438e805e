"""The command line: reads the wishes, calls one function, prints what came of it.

Everything heavy is imported by the command that needs it, so that `--help` answers
at once.
"""

import shutil
import sys
import time
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import cloup

from film.cli import options
from film.cli.film_command import film_command
from film.cli.options import CHAPTER, FILE, FILMS
from film.signals import Stopped, end_on_signals
from scenes.chapters import CHAPTERS

if TYPE_CHECKING:
    from film.cache.store import Kept

CHAPTER_HELP = "A name, see `chapters`, or my_chapter.py."
BEATS_HELP = "List its beats: when, which number for `still --beat`, which sentence."
UNMAPPED = "failed to map segment"  # what is said of a library without room for it
MORE_MEMORY = "Raise the limit (ulimit -v), or take fewer --jobs or a lower quality."
WHOLE, OUTPUT = click.IntRange(min=0), ("-o", "--output")


def main() -> None:
    """Run the command of this process and leave with its exit status."""
    end_on_signals()
    for stream in sys.stdout, sys.stderr:
        if isinstance(stream, TextIOWrapper):
            # A terminal without Greek letters is told \u2202 rather than a traceback.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit status.

    0: done. 1: the work failed. 2: the input is wrong. 130: stopped by Ctrl-C.
    """
    try:
        status = commands(arguments, prog_name="backprop", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as error:
        return _fail(error.format_message(), error.exit_code)
    except Stopped as stopped:
        return _fail("Stopped. No unfinished file is left.", stopped.status)
    except Exception as error:
        if isinstance(error, MemoryError) or UNMAPPED in str(error):
            return _fail(f"Not enough memory ({error}). {MORE_MEMORY}", 1)
        if (status := _status_of(error)) is None:
            raise
        reason = isinstance(error, OSError) and error.strerror
        place = getattr(error, "filename", None) or "A file"
        return _fail(f"{place}: {reason}." if reason else str(error), status)


def _fail(message: str, status: int) -> int:
    print(message, file=sys.stderr)
    return status


def _status_of(error: Exception) -> int | None:
    """Return the exit status of what a user can mend; of anything else, None."""
    from backprop_core import SpecError, TrainingError
    from film.render.own_class import OwnChapterError
    from film.render.worker import RenderError

    if isinstance(error, SpecError):
        return 2
    mendable = TrainingError | RenderError | OwnChapterError | OSError
    return 1 if isinstance(error, mendable) else None


@cloup.group(context_settings={"help_option_names": ["-h", "--help"]})
@cloup.version_option(package_name="backprop-film", message="%(package)s %(version)s")
def commands() -> None:
    """Films of backpropagation, drawn from a real training run."""


@commands.command("still")
@options.source
@cloup.argument("chapter", type=CHAPTER, metavar="CHAPTER", help=CHAPTER_HELP)
@cloup.option("--beat", type=WHOLE, metavar="N", help="From 0. [the last]")
@cloup.option(*OUTPUT, type=FILE, help="A PNG. [films/NAME-CHAPTER-BEAT.png]")
@options.telling
@options.picture
def still_command(
    source: Path,
    chapter: str,
    beat: int | None,
    output: Path | None,
    quality: str,
    size: tuple[int, int] | None,
    no_captions: bool,
    **wishes: Any,
) -> None:
    """Draw the last picture of a chapter, or of one of its beats."""
    from film.make import setting_of
    from film.plan.shots import plan
    from film.render.still import NoSuchBeat, still, write_still
    from scenes.wording import worded

    beat_name = "" if beat is None else f"-{beat}"
    path = output or FILMS / f"{source.stem}-{Path(chapter).stem}{beat_name}.png"
    path = options.output_file(path, ".png", source)
    target = options.target_of(quality, size)
    trace, film = options.experiment_of(source, {**wishes, "chapters": (chapter,)})
    trace = worded(trace, film.language)
    setting = setting_of(film, captions=not no_captions, experiment=source.stem)
    try:
        pixels = still(trace, plan(trace, film, target, setting)[0], beat)
    except NoSuchBeat as error:
        raise click.BadParameter(str(error)) from None
    write_still(path, pixels)
    print(path)


@commands.command("train")
@cloup.argument("source", type=FILE, metavar="EXPERIMENT.toml", help="What to learn.")
@cloup.option(*OUTPUT, type=FILE, help="[NAME.safetensors]")
def train_command(source: Path, output: Path | None) -> None:
    """Train, and write down what the film about it needs."""
    from film.files import beside

    path = output or Path(f"{source.stem}.safetensors")
    path = options.output_file(path, ".safetensors", source)
    trace, _ = options.experiment_of(source, {})
    with beside(path) as unfinished:
        trace.save(unfinished)
    print(path)


@commands.command("check")
@options.source
def check_command(source: Path) -> int:
    """Hold the gradient of every parameter against nudges.

    Of a trace, work out every number again from the others.
    """
    from backprop_core import RunSpec, Trace, check_trace
    from backprop_core.verify.gradient_check import check_gradients

    if source.suffix != ".safetensors":
        check = check_gradients(RunSpec.load(source), options.patience("nudging"))
        print(check)
        return 0 if check.is_right else 1
    trace = Trace.load(source)
    try:
        check_trace(trace)
    except ValueError as error:
        print(f"WRONG: {error}.")
        return 1
    counts = f"steps: {len(trace.steps):,}; epochs: {len(trace.epochs):,}"
    counts += f"; probes: {', '.join(trace.probes)}" if trace.probes else ""
    print(f"Right: every number follows from the others ({counts}).")
    return 0


@commands.command("show")
@cloup.argument("source", type=FILE, metavar="TRACE.safetensors", help="See `train`.")
@cloup.option("--step", type=WHOLE, help="[the first recorded]")
@cloup.option("--layer", type=WHOLE, help="[all of them]")
def show_command(source: Path, step: int | None, layer: int | None) -> None:
    """Show the numbers of one recorded step."""
    from backprop_core import Trace
    from film.cli.show import step_text

    width = shutil.get_terminal_size((100, 24)).columns
    try:
        print(step_text(Trace.load(source), step=step, layer=layer, width=width))
    except LookupError as error:
        raise click.BadParameter(error.args[0]) from None


commands.add_command(film_command)


@commands.command("chapters")
@cloup.argument("source", type=FILE, metavar="[FILE]", required=False, help=BEATS_HELP)
@options.some_chapters
@options.telling
@options.cache_option
def chapters_command(
    source: Path | None, cache: Path | None, no_captions: bool, **wishes: Any
) -> None:
    """List the chapters, in film order; of an experiment, all beats of its film."""
    if source is None:
        width = max(map(len, CHAPTERS))
        for entry in CHAPTERS.values():
            print(f"{entry.name:{width}}  {entry.title} (about the {entry.about})")
        return
    from film.cache.cache import cache_folder, opened
    from film.cli.foreseen import beat_lines
    from film.make import foresee_film

    with opened(cache or cache_folder()) as kept:
        (film,) = foresee_film(
            *options.experiment_of(source, wishes, kept),
            out=kept.scratch / "film.mp4",
            target=options.target_of("m", None),
            captions=not no_captions,
            experiment=source.stem,
            cache=kept,
        )
    print(*beat_lines(film.shots), sep="\n")


@commands.command("new")
@cloup.argument("path", type=FILE, metavar="FILE", help="Must not exist yet.")
@cloup.option("--chapter", is_flag=True, help="A chapter, FILE.py, in two beats.")
def new_command(path: Path, chapter: bool) -> None:
    """Write an experiment to begin with, FILE.toml, full of comments."""
    from backprop_core.assets import asset
    from film.files import write_text
    from film.plan.own_chapters import taken

    ending = ".py" if chapter else ".toml"
    if path.suffix != ending:
        cure = " A chapter takes --chapter." if path.suffix == ".py" else ""
        raise click.BadParameter(f"{path}: the name has to end in {ending}.{cure}")
    if path.exists():
        raise click.BadParameter(f"{path} exists already; it is left alone.")
    if chapter and (message := taken(path.stem)):
        raise click.BadParameter(f"{path}: {message}")
    name = "starter_chapter.py" if chapter else "starter.toml"
    text = asset(name).read_text("utf-8").replace(f"NAME{ending}", str(path))
    title = path.stem.replace("_", " ").capitalize()
    write_text(path, text.replace("TITLE", title))
    print(path)


@commands.command("doctor")
def doctor_command() -> int:
    """Say what a film needs of this machine, and what is missing."""
    from film.cli.doctor import findings

    found = findings()
    print(*found, sep="\n")
    return 0 if all(finding.ok for finding in found) else 1


@commands.group("cache", invoke_without_command=True)
@options.cache_option
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
@options.cache_option
@click.pass_obj
def list_command(usual: Path, cache: Path | None) -> None:
    """List what is kept, the least recently used first."""
    for entry in sorted(_kept(cache or usual), key=lambda entry: entry.used):
        used = time.strftime("%Y-%m-%d %H:%M", time.localtime(entry.used))
        print(f"{used}  {_megabytes(entry.size):>10}  {entry.told}")


@cache_commands.command("prune")
@cloup.option(
    "--size", type=options.bytes_of, metavar="SIZE", help="Such as 500MB. [all goes]"
)
@options.cache_option
@click.pass_obj
def prune_command(usual: Path, cache: Path | None, size: int | None) -> None:
    """Delete what was not used for longest, until SIZE is left.

    A running command is not disturbed: what it needs it has copied.
    """
    from film.cache.cache import opened

    with opened(cache or usual) as kept:
        print(f"{_megabytes(kept.prune(size or 0))} deleted")


@cache_commands.command("verify")
@options.cache_option
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
