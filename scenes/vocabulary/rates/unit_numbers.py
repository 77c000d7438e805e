"""The δ beside units: which columns have theirs, and how they come out.

deltas = UnitNumbers(self)
self.play(deltas.come_out(2))
self.play(*deltas.only(2, 3))
"""

from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.diagram.network.beside_units import BesideUnits
from scenes.vocabulary import labels
from scenes.vocabulary.motions import Motion, staggered, tween

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter


class UnitNumbers:
    """The δ of all columns but the inputs, each a part of the network."""

    def __init__(self, chapter: "StepChapter") -> None:
        hidden = range(1, chapter.last)
        network, row = chapter.network, chapter.row
        self.columns = {c: labels.deltas(chapter, network, c, row=row) for c in hidden}
        network.attach(*self.columns.values())
        self.columns[chapter.last] = chapter.deltas

    def come_out(self, column: int, *, seconds: float = 1.0) -> Motion:
        """Return the motion that lets numbers come out of their units, one by one."""
        return come_out(self.columns[column], seconds=seconds)

    def only(self, *columns: int) -> list[Motion]:
        """Return the motions after which these columns alone have their numbers."""
        return [
            tween(each, shown=0 * each.shown + (column in columns), seconds=style.QUICK)
            for column, each in self.columns.items()
            if each.shown.any() != (column in columns)
        ]

    def of_sender(self, column: int) -> list[Motion]:
        """Return the motions after which a sender alone has its, clear of lit edges."""
        return self.only() if self.columns[column].below else self.only(column)


def come_out(beside: BesideUnits, *, seconds: float = 1.0) -> Motion:
    """Return the motion that lets labels come out of their units, one by one."""
    count = len(beside.shown)
    order = np.linspace(0.0, 1.0, count)
    overlap = 0.5 if count > 1 else 1.0
    return staggered(beside, "shown", order, seconds=seconds, overlap=overlap)


def go_back(beside: BesideUnits) -> Motion:
    """Return the motion in which labels go into their units."""
    beside.starts = {}  # wherever they came from
    return tween(beside, shown=0 * beside.shown, seconds=style.QUICK)
