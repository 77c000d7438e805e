"""What has to be rendered: chapters and steps become shots. Imports no Manim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from backprop_core import Trace
from film.spec import FilmSpec
from film.target import Target
from scenes import wording
from scenes.chapters import CHAPTERS
from scenes.setting import Setting


@dataclass(frozen=True, slots=True)
class Shot:
    """One chapter about one step, or about the training; rendered alone."""

    chapter: str
    step: int | None  # None: about the training
    setting: Setting
    target: Target

    @property
    def name(self) -> str:
        """Return what messages and files call the shot, such as `loss@50`."""
        return self.chapter if self.step is None else f"{self.chapter}@{self.step}"

    @property
    def title(self) -> str:
        """Return the chapter's title in the film's language."""
        title = CHAPTERS[self.chapter].title
        return wording.translated(
            title, language=self.setting.language, context=self.chapter
        )


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
        Shot(chapter, step, setting, target)
        for chapter, step in _order(film.chapters, film.steps)
    )


def _order(
    chapters: Sequence[str], steps: Sequence[int]
) -> Iterator[tuple[str, int | None]]:
    for about, run in groupby(chapters, key=lambda name: CHAPTERS[name].about):
        names = list(run)
        for step in steps if about == "step" else [None]:
            for name in names:
                yield name, step
