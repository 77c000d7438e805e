"""Prints how fast a film is made, beside the same pictures made the usual way.

Run by `make bench`. Both sides of a figure are measured in the same run. Processor
seconds decide where both sides keep all cores busy, seconds of the clock elsewhere.
The chapter is played whole, with all its motions and holds, at 1920×1080 and, to keep
it short, at RATE instead of 60 frames a second: the mix of moved and held frames stays
the same. `python tests/bench/filming.py 60` takes 60.
"""

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from types import SimpleNamespace
from typing import Any

from all_edges import AllEdges
from all_edges import trace as all_edges_trace
from played_shapes import PlayedChapter
from usual import filmed
from watched import beats_in, drawn_alone, floor_of, on_one_core, rendered

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.assets import asset
from film.plan.shots import Shot
from film.plan.target import QUALITIES, Target
from film.render.beat_writer import BeatWriter
from film.render.playing import manim_set_up
from scenes import style
from scenes.chapters import CHAPTERS
from scenes.chapters.hidden_deltas.hidden_deltas import HiddenDeltas
from scenes.setting import Setting

RATE = 15
ABOUT_A_STEP = [name for name in CHAPTERS if CHAPTERS[name].about == "step"]
EXPERIMENT = asset("experiments/digits.toml")
PROBES = tuple(sorted({p for name in ABOUT_A_STEP for p in CHAPTERS[name].probes}))
LIMITS = {"usual": 4.0, "all edges": 100.0, "floor": 1.5, "jobs": 1.8, "twice": 2.1}
MEMORY = 600  # MB, of a worker
HELP, STILL, SECOND = 0.3, 4.0, 1.5  # seconds


class RecordedDeltas(PlayedChapter, HiddenDeltas):
    """The chapter that is measured; it notes what it shows."""


class RecordedEdges(PlayedChapter, AllEdges):
    """All edges; the scene notes what it shows."""


class NoWriter:
    """Where Manim expects a file writer: draws are asked for and thrown away."""

    def __init__(self, settings: Any) -> None:
        self.output_spec = settings.plan.output
        self.sections = [SimpleNamespace(skip_animations=False)]

    def __getattr__(self, name: str) -> Any:
        """Take every call and do nothing."""
        return lambda *_, **__: None


def line(
    what: str, ours: str, other: str, ratio: float, sign: str, limit: float
) -> bool:
    """Print a figure beside what it has to be; say whether it is."""
    holds = ratio <= limit if sign == "≤" else ratio >= limit
    verdict = "" if holds else "   missed"
    print(f"{what:34} {ours:>22} {other:>22} {ratio:8.2f}   {sign} {limit}{verdict}")
    return holds


def recorded_steps(*steps: int) -> Trace:
    """Return steps of the digits, with all that chapters ask for."""
    recording = Recording(steps=steps, whole=False, probes=PROBES)
    return train(RunSpec.load(EXPERIMENT), recording)


def recorded(chapter: type, trace: Trace, rate: int, folder: Path) -> list[Any]:
    """Return what a chapter shows, play by play, at a rate of frames."""
    with manim_set_up(Target(160, 90, rate), folder, writes=True):
        scene = chapter(view=trace, setting=Setting(), writer=NoWriter)
        scene.render()
    return scene.plays


def against_the_usual_way(trace: Trace, rate: int, folder: Path) -> bool:
    """Print our seconds for hidden_deltas beside those of plain Manim."""
    target = replace(QUALITIES["h"], rate=rate)
    shot = Shot("hidden_deltas", 0, "", Setting(), target)
    mine, _ = rendered([shot], trace, folder / "mine", 2)
    plays = recorded(RecordedDeltas, trace, rate, folder)
    size = (target.width, target.height, rate)
    usual, used, _ = filmed(plays, style.THEMES["dark"], size, folder / "usual")
    frames = sum(play.frames for play in plays)
    alone, _ = drawn_alone(shot, trace, folder)
    floor = floor_of(shot, trace, folder)
    print(f"hidden_deltas, {frames} frames; processor: {alone:.1f} and {used:.1f} s")
    names = ("  the usual way, clock", f"{mine:.1f} s", f"{usual:.1f} s")
    fast = line(*names, usual / mine, "≥", LIMITS["usual"])
    names = ("  the floor, processor", f"{alone:.1f} s", f"{floor:.1f} s")
    return line(*names, alone / floor, "≤", LIMITS["floor"]) and fast


def with_all_edges(folder: Path) -> bool:
    """Print the processor time of a frame with 12,960 pulses, ours and the usual.

    What stands still, edges and units, both have drawn before the first frame.
    """
    trace, target = all_edges_trace(), QUALITIES["h"]
    writer = partial(BeatWriter, files=beats_in(folder), target=target)
    with manim_set_up(target, folder, writes=True):
        scene = AllEdges(view=trace, setting=Setting(), writer=writer)
        scene.render()
    plays = recorded(RecordedEdges, trace, 5, folder)
    size = (target.width, target.height, 5)
    _, _, marks = filmed(plays, style.THEMES["dark"], size, folder / "edges")
    ours, other = frame_time(scene.marks), frame_time(marks)
    print(f"784–16–16–10, a pulse on all edges; {scene.frames} and {len(marks)} frames")
    names = ("  a frame, processor", f"{ours:.2f} s", f"{other:.2f} s")
    return line(*names, other / ours, "≥", LIMITS["all edges"])


def frame_time(marks: Sequence[float]) -> float:
    """Return the mean time between the beginnings of frames."""
    return (marks[-1] - marks[0]) / (len(marks) - 1)


def with_more_processes(folder: Path) -> bool:
    """Print a film of all chapters by one process, by two, and of twice the length.

    A process draws in one thread and encodes in another, and so uses more than a core
    where it may. Two of them at work on two cores are also compared with one on one.
    """
    trace = recorded_steps(0, 1)
    target = Target(1280, 720, 15)
    once, twice = (
        [
            Shot(name, step, "", Setting(), target)
            for step in steps
            for name in ABOUT_A_STEP
        ]
        for steps in ((0,), (0, 1))
    )
    one, _ = rendered(once, trace, folder / "one", 1)
    two, peak = rendered(once, trace, folder / "two", 2)
    longer, more = rendered(twice, trace, folder / "longer", 2)
    with on_one_core():
        single, _ = rendered(twice, trace, folder / "single", 1)
    print("all chapters about a step, 1280×720, 15 frames/s")
    alone, both = f"{one:.1f} s", f"{two:.1f} s"
    return all(
        [
            line("  one process, on both cores", both, alone, one / two, "≥",
                 LIMITS["jobs"]),
            line("  one on one core, twice as long", f"{longer:.1f} s",
                 f"{single:.1f} s", single / longer, "≥", LIMITS["jobs"]),
            line("  twice the length", f"{longer:.1f} s", both, longer / two, "≤",
                 LIMITS["twice"]),
            line("  peak MB of a worker", f"{peak} MB", f"{more} MB, twice",
                 max(peak, more), "≤", MEMORY),
        ]
    )  # fmt: skip


def commands(folder: Path) -> bool:
    """Print the seconds of commands that somebody waits for."""
    film = ("film", str(EXPERIMENT), "-c", "loss", "--size", "320x180")
    film = (*film, "-o", str(folder / "f.mp4"), "--cache", str(folder / "cache"))
    still = ("still", str(EXPERIMENT), "hidden_deltas", "--beat", "3")
    run_command(film)
    return all(
        [
            command("backprop --help", ("--help",), HELP),
            command("backprop still", (*still, "-o", str(folder / "s.png")), STILL),
            command("backprop film, nothing changed", film, SECOND),
        ]
    )


def after_a_change(folder: Path) -> bool:
    """Print how many of its shots a film draws again at another learning rate."""
    mine = folder / "mine.toml"
    film = ("film", str(mine), "--size", "160x90", "-o", str(folder / "five.mp4"))
    film = (*film, *(f"-c{name}" for name in ABOUT_A_STEP))
    film = (*film, "--cache", str(folder / "cache"))
    drawn, taken = [], []
    for rate in ("0.5", "0.4"):
        old = EXPERIMENT.read_text()
        mine.write_text(old.replace("learning_rate = 0.5", f"learning_rate = {rate}"))
        begin = perf_counter()
        drawn.append(said(film).count(": rendered, because"))
        taken.append(f"{perf_counter() - begin:.1f} s")
    what = "learning rate changed, shots drawn"
    return line(what, f"{drawn[1]}, {taken[1]}", f"{drawn[0]}, {taken[0]}",
                drawn[1], "≤", 1)  # fmt: skip


def command(what: str, arguments: Sequence[str], limit: float) -> bool:
    """Print the best of three runs of a command."""
    best = min(run_command(arguments) for _ in range(3))
    return line(what, f"{best:.2f} s", "", best, "≤", limit)


def run_command(arguments: Sequence[str]) -> float:
    """Return the seconds of a run of our command."""
    begin = perf_counter()
    said(arguments)
    return perf_counter() - begin


def said(arguments: Sequence[str]) -> str:
    """Return what our command prints."""
    program = str(Path(sys.executable).with_name("backprop"))
    run = subprocess.run(
        (program, *arguments), check=True, capture_output=True, text=True
    )
    return run.stdout + run.stderr


def main(rate: int) -> int:
    """Print every figure; 1 if one misses what it has to be."""
    print(f"{'':34} {'ours':>22} {'beside it':>22}    ratio")
    trace = recorded_steps(0)
    with TemporaryDirectory(prefix="backprop-bench-") as name:
        folder = Path(name)
        holds = [
            commands(folder),
            after_a_change(folder),
            with_more_processes(folder),
            against_the_usual_way(trace, rate, folder),
            with_all_edges(folder),
        ]
    return 0 if all(holds) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else RATE))
