"""What has to be rendered: chapters and steps become shots. Imports no Manim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from pathlib import Path
from typing import Any, NamedTuple

from backprop_core import Trace
from film.plan.own_chapters import entry_of, is_own
from film.plan.target import Target
from film.spec import FilmSpec
from scenes import wording
from scenes.chapters import ChapterEntry
from scenes.home import HOMES, Interlude
from scenes.setting import Setting

CARDS = "cards"  # the context of their questions


@dataclass(frozen=True, slots=True)
class Shot:
    """One chapter about one step, or about the whole training; rendered alone.

    A chapter of the user's own goes by its path. With an `interlude` it is what stands
    beside the chapter: the card before it, or the dissolve after it. `title` is that of
    the chapter mark that begins with it, in the language of the film; empty if the mark
    before goes on.
    """

    chapter: str
    step: int | None  # None: about the whole training
    title: str
    setting: Setting
    target: Target
    interlude: Interlude | None = None
    further: int = 0  # how many steps after its own it shows

    @property
    def name(self) -> str:
        """Return what messages and files call the shot, such as `card-loss@50`."""
        name = Path(self.chapter).stem
        name = f"{self.scene}-{name}" if self.interlude else name
        return name if self.step is None else f"{name}@{self.step}"

    @property
    def scene(self) -> str:
        """Return what draws it: a chapter, `card` or `dissolve`."""
        return self.interlude.kind if self.interlude else self.chapter

    @property
    def reads(self) -> tuple[str, ...]:
        """Return the fields of the trace that it shows."""
        beside = self.interlude
        return beside.reads if beside else entry_of(self.chapter).fields

    @property
    def about(self) -> int | tuple[int, ...] | None:
        """Return the step that it shows, or both of those that a dissolve joins."""
        left = self.interlude.left if self.interlude else None
        if self.further:
            assert self.step is not None
            return tuple(range(self.step, self.step + self.further + 1))
        if left is None or self.step is None:
            return self.step if left is None else left
        return tuple(sorted((left, self.step)))


class Telling(NamedTuple):
    """A chapter at its place in a film."""

    chapter: str
    step: int | None

    @property
    def entry(self) -> ChapterEntry:
        """What the table says of it; one of the user's own may have no homes."""
        return entry_of(self.chapter)


def plan(
    trace: Trace, film: FilmSpec, target: Target, setting: Setting
) -> tuple[Shot, ...]:
    """Return the shots of a film in its order.

    Each unbroken run of chapters about a step is told whole for the first step, then
    `again` for the next; all others are told once. Where a chapter is told first, a
    card stands before it; where two do not meet in one picture, a dissolve between
    them. A step that was not recorded is a KeyError that lists those that were.
    """
    for step in film.steps:
        _ = trace.steps[step]
    shots: list[Shot] = []
    before: Telling | None = None
    asked: set[str] = set()
    for told in _order(film.chapters, film.steps):
        if before and (joint := _dissolve(before, told)):
            dissolve = before.chapter, told.step, "", drawn(setting), target, joint
            shots.append(Shot(*dissolve))
        title = _title(*told, film)
        if told.chapter not in asked and (card := _card(told, film)):
            shots.append(Shot(*told, title, drawn(setting), target, card))
            title = ""
        shown = drawn(setting, told.entry.reads)
        shown = replace(shown, again=setting.again or told.chapter in asked)
        further = _further(told, trace)
        shots.append(Shot(*told, title, shown, target, further=further))
        asked.add(told.chapter)
        before = told
    return tuple(shots)


def _further(told: Telling, trace: Trace) -> int:
    """Return how many of the steps that a chapter shows after its own are there."""
    if told.step is None:
        return 0
    after = range(told.step + 1, told.step + 1 + told.entry.further)
    return sum(1 for _ in takewhile(lambda step: step in trace.steps, after))


def _card(told: Telling, film: FilmSpec) -> Interlude | None:
    """Return what the card before a chapter asks; a chapter by itself has none."""
    entry, count = told.entry, len(film.chapters)
    if not (film.cards and entry.question and entry.opens and count > 1):
        return None
    return Interlude(
        entry.opens,
        question=_in_language(entry.question, told.chapter, film, context=CARDS),
        title=_name(told.chapter, film),
        number=film.chapters.index(told.chapter) + 1,
        count=count,
    )


def _dissolve(before: Telling, after: Telling) -> Interlude | None:
    """Return what joins two neighbours that do not meet in one picture, or nothing."""
    closes, opens = before.entry.closes, after.entry.opens
    if not (closes and opens):
        return None
    left, right = _stands(closes, before.step), _stands(opens, after.step)
    if closes == opens and left == right:
        return None
    return Interlude(opens, closes, None if left == right else left)


def _stands(home: str, step: int | None) -> int | None:
    """Return the step that a home shows there; the empty stage shows none."""
    return None if HOMES[home].phase is None else step


def drawn(setting: Setting, reads: Sequence[str] = ()) -> Setting:
    """Return a setting with the names blank that are not among what is read."""
    blank = {"title": None, "experiment": ""}
    changes: dict[str, Any] = {
        name: value for name, value in blank.items() if f"setting.{name}" not in reads
    }
    return replace(setting, **changes)


def _title(chapter: str, step: int | None, film: FilmSpec) -> str:
    name = _name(chapter, film)
    if step is None or entry_of(chapter).about != "step" or len(film.steps) == 1:
        return name
    return f"{name} · {step + 1}"


def _name(chapter: str, film: FilmSpec) -> str:
    return _in_language(entry_of(chapter).title, chapter, film, context=chapter)


def _in_language(text: str, chapter: str, film: FilmSpec, *, context: str) -> str:
    """Return what a chapter is called or asks; the user's own is left as it is."""
    if is_own(chapter):
        return text
    return wording.translated(text, language=film.language, context=context)


def _order(chapters: Sequence[str], steps: Sequence[int]) -> Iterator[Telling]:
    def is_by_step(chapter: str) -> bool:
        return entry_of(chapter).about == "step"

    for by_step, run in groupby(chapters, key=is_by_step):
        names = list(run)
        for step in steps if by_step else steps[:1]:
            for name in names:
                of_none = entry_of(name).about == "training"
                yield Telling(name, None if of_none else step)
