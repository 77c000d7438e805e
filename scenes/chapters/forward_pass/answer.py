"""How the outputs are read: as a class, or as values beside their targets."""

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from scenes import layout, style
from scenes.diagram.charts.many_values import Frame
from scenes.diagram.network.network_diagram import FocusRing
from scenes.diagram.text import Text
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Point
from scenes.path_texts import NO_VALUES
from scenes.vocabulary.beside_panel import around_network

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

LEADING = 0.32
TWO_LINES = 0.9  # the distance of outputs that have room for two numbers each


def classes(chapter: "StepChapter") -> tuple[int, int] | None:
    """Return the class that is read and the one that is right; None without any."""
    if not chapter.trace.data.classes:
        return None
    row = chapter.row
    return int(chapter.step.predictions[row]), int(chapter.step.labels[row])


def sentence(chapter: "StepChapter") -> tuple[str, Mapping[str, str]]:
    """Return what is said of the answer, with the paths of the names in it."""
    found = classes(chapter)
    if found is None:
        many = chapter.sizes[-1] > 1
        return (
            "That is the network's answer. Beside each output stands its target."
            if many
            else "That is the network's answer. Beside it stands the target."
        ), NO_VALUES
    read, right = found
    names = {"read": f"data.classes[{read}]"}
    if read == right:
        return (
            "The strongest output is the answer: {read}. And that is right."
            if chapter.sizes[-1] > 1
            else "This output is read as {read}. And that is right."
        ), names
    names["right"] = f"data.classes[{right}]"
    return (
        "The strongest output is the answer: {read}. But {right} would be right."
        if chapter.sizes[-1] > 1
        else "This output is read as {read}. But {right} would be right."
    ), names


# At the diagram.


def marks(chapter: "StepChapter") -> list[Drawing]:
    """Return what marks the answer at the outputs: a ring, and a frame for the truth.

    Without classes it is the targets.
    """
    found = classes(chapter)
    if found is None:
        return [_targets_below(chapter)]
    if chapter.sizes[-1] == 1:
        return [_targets_below(chapter), _ring(chapter, 0), _names_below(chapter)]
    read, right = found
    truth = _name(chapter, right)
    hidden = {unit for unit in found if not _is_drawn(chapter, unit)}
    marked: list[Drawing] = [_ring(chapter, read), Frame(truth.box)]
    if len(hidden) == 2 and _spot(chapter, read) == _spot(chapter, right):
        # One gap hides both: it has room for one name, and the panel says the other.
        return [marked[0], _name(chapter, read)]
    return [*marked, *(_name(chapter, unit) for unit in sorted(hidden))]


def light_names(chapter: "StepChapter", labels: Drawing) -> None:
    """Let the names of the class read and of the right one stand out."""
    drawn = [s for s in chapter.network.columns[-1].shown if isinstance(s, int)]
    for unit, label in zip(drawn, labels.parts, strict=False):
        if unit in (classes(chapter) or ()) and isinstance(label, Text):
            label.role = "text"


def _ring(chapter: "StepChapter", unit: int) -> FocusRing:
    spot = _spot(chapter, unit)
    return FocusRing(spot, chapter.network.radius, "activation")


def _spot(chapter: "StepChapter", unit: int) -> Point:
    """Return where an output stands, or the middle of the gap that hides it."""
    return next(
        place
        for slot, place in chapter.network.slot_places(-1)
        if unit == slot or (isinstance(slot, range) and unit in slot)
    )


def _targets_below(chapter: "StepChapter") -> Drawing:
    """Return the target below each output's number, where there is room for it."""
    places = [
        (slot, place)
        for slot, place in chapter.network.slot_places(-1)
        if isinstance(slot, int)
    ]
    heights = [y for _, (_, y) in places]
    if any(above - below < TWO_LINES for above, below in pairwise(heights)):
        return Drawing()
    paths = {s: chapter.here(f"targets[{chapter.row}, {s}]") for s, _ in places}
    decimals = chapter.decimals(list(paths.values()), "target")
    targets = []
    for slot, (x, y) in places:
        number = chapter.number(
            paths[slot], "target", em=style.SMALL, decimals=decimals
        )
        away = around_network.reach(chapter) + chapter.class_width()
        targets.append(number.at(x + away, y - LEADING, align=0.0))
    return Drawing(*targets)


def _names_below(chapter: "StepChapter") -> Drawing:
    """Return the class read below a single output, and the right one in a frame."""
    read, right = classes(chapter) or (0, 0)
    x, y = chapter.network.place(-1, 0)
    below = y - 1.35 * chapter.network.radius - 0.3
    names = [
        chapter.words("{name}", {"name": f"data.classes[{number}]"}, em=style.SMALL)
        for number in ([read] if read == right else [read, right])
    ]
    for line, name in enumerate(names):
        name.at(x, below - 1.2 * LEADING * line)
    return Drawing(*names, Frame(names[-1].box))


def _name(chapter: "StepChapter", unit: int) -> Text:
    """Return the name of a class right of its output, or of the gap that hides it."""
    x, y = _spot(chapter, unit)
    name = chapter.words("{name}", {"name": f"data.classes[{unit}]"}, em=style.SMALL)
    return name.at(
        x + around_network.reach(chapter) + layout.BEFORE_CLASS, y, align=0.0
    )


def _is_drawn(chapter: "StepChapter", unit: int) -> bool:
    return unit in chapter.network.columns[-1].shown
