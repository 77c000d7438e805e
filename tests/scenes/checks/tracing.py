"""What a chapter is handed when a film of it alone is made: a trace, and its view."""

from functools import cache
from pathlib import Path
from typing import Any

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.assets import asset
from backprop_core.trace.view import view
from film.spec import Experiment, unfit_for
from scenes.chapters import CHAPTERS


def file_of(experiment: str) -> Path:
    """Return the file of a shipped experiment, or the file that was named."""
    path = Path(experiment)
    return path if path.suffix == ".toml" else asset(f"experiments/{experiment}.toml")


def trace_for(chapter: str, experiment: str) -> Trace:
    """Return the trace of a shipped experiment, or of a file, for a chapter.

    Of what is shipped there are two, for all chapters that show the whole training and
    for all others: each is made once.
    """
    path = file_of(experiment)
    names = [chapter] if experiment.endswith(".toml") else _neighbours(chapter)
    return _recorded(path, Experiment.load(path).amended(chapters=names).recording())


def _neighbours(chapter: str) -> list[str]:
    """Return the chapters that show as much of a training as this one."""
    whole = CHAPTERS[chapter].is_whole
    return [name for name, entry in CHAPTERS.items() if entry.is_whole == whole]


@cache
def trace_of(experiment: str, probes: tuple[str, ...] = ()) -> Trace:
    """Return the first step of an experiment with these probes and no others."""
    return _recorded(
        file_of(experiment), Recording(steps=(0,), whole=False, probes=probes)
    )


@cache
def _recorded(path: Path, recording: Recording) -> Trace:
    """Return one trace for all chapters that ask for the same."""
    return train(RunSpec.load(path), recording)


@cache
def is_told(chapter: str, experiment: str) -> bool:
    """Whether a chapter has something to tell about an experiment."""
    return not unfit_for(RunSpec.load(file_of(experiment)), chapter)


def handed(chapter: str, trace: Trace) -> dict[str, Any]:
    """Return what a chapter is called with: about the first step, or the training."""
    entry = CHAPTERS[chapter]
    step = None if entry.about == "training" else 0
    shown = tuple(n for n in range(entry.further + 1) if n in trace.steps)
    about = shown if entry.further else step
    return {"view": view(trace, entry.fields, about, chapter), "step": step}
