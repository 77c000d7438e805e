"""What has to be rendered: chapters and steps become shots. Imports no Manim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from backprop_core import Trace
from film.plan.target import Target
from film.spec import FilmSpec
from scenes import wording
from scenes.chapters import CHAPTERS
from scenes.setting import Setting


@dataclass(frozen=True, slots=True)
class Shot:
    """One chapter about one step, or about the training; rendered alone.

    `title` stands in the film's chapter marks, in the language of the film.
    """

    chapter: str
    step: int | None  # None: about the training
    title: str
    setting: Setting
    target: Target

    @property
    def name(self) -> str:
        """Return what messages and files call the shot, such as `loss@50`."""
        return self.chapter if self.step is None else f"{self.chapter}@{self.step}"


def plan(
    trace: Trace, film: FilmSpec, target: Target, setting: Setting
) -> tuple[Shot, ...]:
    """Return the shots of a film in its order.

    Each unbroken run of chapters about a step is told whole for the first step, then
    for the next; a chapter about the training is told once. A step that was not
    recorded is a KeyError that lists those that were.
    """
    for step in film.steps:
        _ = trace.steps[step]
    return tuple(
        Shot(name, step, _title(name, step, film), drawn(setting, name), target)
        for name, step in _order(film.chapters, film.steps)
    )


def drawn(setting: Setting, chapter: str) -> Setting:
    """Return a setting with the names blank that a chapter does not declare to read."""
    blank = {"title": None, "experiment": ""}
    shown = CHAPTERS[chapter].reads
    changes: dict[str, Any] = {
        name: value for name, value in blank.items() if f"setting.{name}" not in shown
    }
    return replace(setting, **changes)


def _title(chapter: str, step: int | None, film: FilmSpec) -> str:
    english = CHAPTERS[chapter].title
    title = wording.translated(english, language=film.language, context=chapter)
    return title if step is None or len(film.steps) == 1 else f"{title} · {step + 1}"


def _order(
    chapters: Sequence[str], steps: Sequence[int]
) -> Iterator[tuple[str, int | None]]:
    for about, run in groupby(chapters, key=lambda name: CHAPTERS[name].about):
        names = list(run)
        for step in steps if about == "step" else [None]:
            for name in names:
                yield name, step
