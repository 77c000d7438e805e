"""The top of a frame: which phase of a step, and when in the training."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from manim.utils.rate_functions import linear

from scenes import layout, style
from scenes.diagram.panels import PHASE_ROLES, Pill
from scenes.diagram.text import Text
from scenes.engine.drawing import Drawing
from scenes.path_builder import Path
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion, tween

if TYPE_CHECKING:
    from scenes.chapter import Chapter

PHASES = ("Forward", "Error", "Backward", "Update")


def phases(chapter: "Chapter", lit: int) -> Drawing:
    """Return the four phase pills; number ``lit`` is filled."""
    pills = [
        Pill(chapter.words(name), role)
        for name, role in zip(PHASES, PHASE_ROLES, strict=True)
    ]
    x = layout.SAFE.left
    for pill in pills:
        pill.at(x, layout.HEADER_Y, align=0.0)
        x = pill.box.right + 0.16
    pills[lit].lit = 1.0
    return Drawing(*pills)


def turn_to(pills: Drawing, phase: int) -> list[Motion]:
    """Return the motions that light the pill of one phase, and no other."""
    return [
        tween(pill, lit=float(number == phase), seconds=style.QUICK)
        for number, pill in enumerate(pills.parts)
    ]


def named(chapter: "Chapter", title: str, role: str = "update") -> Pill:
    """Return the chapter's name, where others show the phases."""
    pill = Pill(chapter.words(title), role)
    pill.lit = 1.0
    return pill.at(layout.SAFE.left, layout.HEADER_Y, align=0.0)


def when(chapter: "Chapter", number: int | None = None) -> Text:
    """Return the line that says epoch, sample or batch, and step.

    That is the step of the chapter, or the one of that number.
    """
    here = Path(f"steps[{chapter.step_number if number is None else number}]")
    place = {
        "epoch": f"nth({here.epoch})",
        "place": f"nth({here.batch_index})",
        "step": f"nth({here.index})",
    }
    if chapter.value(f"count({here.samples})") == 1:
        sentence = "epoch {epoch} · sample {place} of {size} · step {step}"
        place["size"] = "data.train_size"
    else:
        sentence = "epoch {epoch} · batch {place} ({size} samples) · step {step}"
        place["size"] = f"count({here.samples})"
    return _at_right(chapter.words(sentence, place, role="muted"))


def at_end(chapter: PathTexts) -> Text:
    """Return the line that says after how many steps the training ended."""
    return _at_right(after_steps(chapter))


def after_steps(chapter: PathTexts, *, em: float = style.BODY) -> Text:
    """Return after how many steps the training ended, in words."""
    if chapter.value("final.step") == 1:
        return chapter.words("after one step", em=em, role="muted")
    steps = {"steps": "final.step"}
    return chapter.words("after {steps} steps", steps, em=em, role="muted")


def _at_right(text: Text) -> Text:
    text.x, text.y = layout.SAFE.right - text.box.width, layout.HEADER_Y - 0.09
    return text


def cycle(pills: Drawing, *, rounds: int = 6, seconds: float = 3.0) -> Motion:
    """Return the motion in which the phases follow each other, over and over."""
    every = [pill for pill in pills.parts if isinstance(pill, Pill)]
    count = rounds * len(every)

    def begin() -> Callable[[float], None]:
        def move(progress: float) -> None:
            now = min(int(progress * count), count - 1) % len(every)
            for number, pill in enumerate(every):
                pill.lit = float(number == now)

        return move

    return Motion(pills, begin, seconds=seconds, rate=linear)
