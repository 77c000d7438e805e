"""The usual mistake carried out: δ of a hidden unit from weights that moved too early.

mistake = UsualMistake(self)
self.play(*mistake.told.light(), *map(fade_in, mistake.names))
"""

from typing import TYPE_CHECKING, Any

import numpy as np

from scenes import style
from scenes.layout import SAFE
from scenes.vocabulary import labels
from scenes.vocabulary.returning.backward_pass import BackwardPass
from scenes.vocabulary.returning.collecting import Collecting

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

SENDERS = 4.8  # where those that send stand, if their names leave them room
NAME_AFTER = 0.7  # from there to where those begin
X, HEIGHTS, NAME = -5.2, (1.0, -1.05), 0.55  # of both numbers; from each to its name


class UsualMistake:
    """One unit of the last hidden layer that collects wrongly, beside its right δ.

    It is the one whose sign flips, or else the one that is wrong by most.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, self.gap = chapter, chapter.last - 1
        self.back, row = BackwardPass(chapter), chapter.row
        stale = f"probes.stale_deltas.steps[{chapter.step_number}]"
        deltas = (
            str(chapter.layer(self.gap).deltas[row]),
            f"{stale}.deltas[{self.gap - 1}][{row}]",
        )
        right, wrong = (np.array(chapter.value(path)) for path in deltas)
        drawn = list(chapter.network.plan.drawn[self.gap])
        by_most = np.abs(wrong - right) + 2 * np.abs(right).max() * (right * wrong < 0)
        self.unit = drawn[int(by_most[drawn].argmax())]
        self.paths = [f"{path[:-1]}, {self.unit}]" for path in deltas]
        own, stale = self.paths
        self.told = Collecting(
            *(chapter, self.gap), unit=self.unit, stale=stale, alike=[own]
        )
        how: Any = {"em": style.LARGE, "decimals": self.told.places}
        numbers = [chapter.number(path, "delta", **how) for path in self.paths]
        self.answers = [each.at(X, y) for each, y in zip(numbers, HEIGHTS, strict=True)]
        self.titles = [
            labels.small_print(chapter, f"through the {which} weights").at(X, y + NAME)
            for which, y in zip(("old", "new"), HEIGHTS, strict=True)
        ]
        room = SAFE.right - NAME_AFTER - labels.class_width(chapter)
        self.senders = min(SENDERS, room)
        self.names = self.told.names(self.senders)

    @property
    def case(self) -> str:
        """Which sentence tells the outcome."""
        right, wrong = (float(self.chapter.value(path)) for path in self.paths)
        if right == wrong:
            return "unmoved" if right else "shut"
        if self.answers[0].text == self.answers[1].text:
            return "same"
        return "flipped" if right * wrong < 0 else "different"


def mistake_of(chapter: "StepChapter") -> UsualMistake | None:
    """Return the mistake, if there is a hidden layer and a probe has made it."""
    probes = chapter.trace.probes
    looked = probes["stale_deltas"].steps if "stale_deltas" in probes else {}
    known = chapter.last > 1 and chapter.step_number in looked
    return UsualMistake(chapter) if known else None
