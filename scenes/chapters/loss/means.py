"""A sample's loss beside two means: over the batch of a step, over the whole set."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.chapters.loss.loss_letters import formula_of, loss_formula, sample_letter
from scenes.diagram.charts.squares import MeanBars, Slab
from scenes.diagram.formulas import Formula
from scenes.diagram.panels import Line, Panel
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.notation.loss_formulas import PARTS

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

BETWEEN = 0.25  # the two cards
WIDEST_SLAB = 2.2  # of the larger of both losses; half as high
BIG = 0.4  # em
FORMULA_TOP = 1.0  # below the upper edge of its card, at least
SLAB_DOWN = 3.05  # of its middle, below the upper edge of its card


# The mean over the batch.


def batch_bars(chapter: "StepChapter") -> MeanBars:
    """Return the losses of the batch, the one in focus marked, and their mean."""
    box = chapter.regions.panel
    area = Box(box.left + 0.35, box.top - 3.9, box.right - 0.35, box.top - 2.1)
    losses = [float(loss) for loss in chapter.step.sample_losses]
    return MeanBars(losses, float(chapter.step.loss), area, marked=chapter.row)


def batch_panel(chapter: "StepChapter") -> Drawing:
    """Return the loss of the step in letters and in numbers."""
    mean = chapter.formula("cost({C}) = 1/B total(sum_n) cost({C}_n)", PARTS)
    size = chapter.words(
        "{size} samples",
        {"size": f"count({chapter.here('samples')})"},
        em=style.SMALL,
        role="muted",
    )
    return Drawing(
        chapter.panel("The loss of this step"),
        chapter.in_panel(mean, 1.2),
        chapter.in_panel(size, 4.2),
        chapter.in_panel(_equation(chapter, "{C}", chapter.here("loss")), 4.8),
    )


# Two cards side by side.


def sample_loss(chapter: "StepChapter") -> str:
    """Return the path of the loss of the sample in focus."""
    return chapter.here(f"sample_losses[{chapter.row}]")


def set_loss(chapter: "StepChapter") -> str:
    """Return the path of the mean over the training set before this epoch."""
    return f"epochs[{chapter.step.epoch}].loss"


@dataclass(frozen=True, slots=True)
class Means:
    """The card of the sample, that of the training set, and what compares them."""

    sample: Drawing
    training_set: Drawing
    outline: Line  # of the mean's area, around that of the sample


def cards(chapter: "StepChapter", left: float) -> Means:
    """Return both cards, side by side right of ``left``."""
    area = chapter.regions.panel
    width = (area.right - left - BETWEEN) / 2
    one = Box(left, area.bottom, left + width, area.top)
    other = Box(area.right - width, area.bottom, area.right, area.top)
    sample, training_set = _sample_card(chapter, one), _set_card(chapter, other)
    outline = _outline(_slab(chapter, set_loss(chapter)), one.centre[0], one.top)
    return Means(sample, training_set, outline)


def _sample_card(chapter: "StepChapter", box: Box) -> Drawing:
    small = style.SMALL
    in_batch = len(chapter.step.samples) > 1
    mean = Row(
        chapter.words("mean of its batch", em=small, role="muted"),
        chapter.number(chapter.here("loss"), "cost", em=small),
    )
    return _card(
        box,
        chapter.words(formula_of(chapter).name, bold=True),
        chapter.words("one sample", em=small, role="muted"),
        loss_formula(chapter),
        _slab(chapter, sample_loss(chapter)),
        _equation(chapter, sample_letter(chapter), sample_loss(chapter), em=BIG),
        chapter.words(
            "its batch drives this update" if in_batch else "drives this update"
        ),
        mean if in_batch else Drawing(),
    )


def _set_card(chapter: "StepChapter", box: Box) -> Drawing:
    small = style.SMALL
    size = {"size": "data.train_size"}
    when = (
        chapter.words("before the first update", em=small, role="muted")
        if chapter.step.epoch == 0
        else chapter.words(
            "when epoch {epoch} began",
            {"epoch": f"nth({chapter.here('epoch')})"},
            em=small,
            role="muted",
        )
    )
    return _card(
        box,
        chapter.words(formula_of(chapter).mean_name, bold=True),
        chapter.words("training set, N = {size}", size, em=small, role="muted"),
        mean_formula(chapter),
        _slab(chapter, set_loss(chapter)),
        _equation(chapter, "overline({C})", set_loss(chapter), em=BIG),
        chapter.words("measures progress"),
        when,
    )


def mean_formula(chapter: "StepChapter") -> Formula:
    """Return the mean over the training set, in letters."""
    source = "cost(overline({C})) = 1/N total(sum_n) cost({C}_n)"
    return chapter.formula(source, PARTS)


def _card(box: Box, *parts: Drawing) -> Drawing:
    """Return a card: name, what of, formula, slab, number, purpose, note.

    All but the slab stand on their baselines, on one line in both cards.
    """
    heights = (0.43, 0.83, 1.7, SLAB_DOWN, 4.35, 4.93, 5.4)
    for part, down in zip(parts, heights, strict=True):
        if part.has_extent:
            if not isinstance(part, Slab):
                part.size = min(1.0, (box.width - 0.3) / part.box.width)
            part.at(box.centre[0], box.top - down)
            if not isinstance(part, Slab):
                part.y = box.top - down
            if isinstance(part, Formula):
                # One of two lines begins below what stands above it.
                part.y -= max(0.0, part.box.top - (box.top - FORMULA_TOP))
    return Drawing(Panel(box), *parts)


def _slab(chapter: "StepChapter", path: str) -> Slab:
    """Return a loss as an area, half a square, on one scale for both cards."""
    both = [float(chapter.value(p)) for p in (sample_loss(chapter), set_loss(chapter))]
    share = float(chapter.value(path)) / (max(both) or 1.0)
    width = WIDEST_SLAB * float(np.sqrt(share))
    return Slab(width, width / 2)


def _outline(slab: Slab, x: float, top: float) -> Line:
    """Return a dashed line around where a card's slab would be."""
    box = slab.at(x, top - SLAB_DOWN).box
    corners = (
        (box.left, box.bottom),
        (box.right, box.bottom),
        (box.right, box.top),
        (box.left, box.top),
        (box.left, box.bottom),
    )
    line = Line(corners, "text", width=style.LINE, dashes=(0.09, 0.06))
    line.shown = 0.0
    return line


def _equation(
    chapter: "StepChapter", letter: str, path: str, *, em: float = style.BODY
) -> Row:
    return Row(
        chapter.formula(f"cost({letter}) =", PARTS, em=max(em, 0.36)),
        chapter.number(path, "cost", em=em),
    )
