"""The usual mistake carried out: δ of a hidden unit from weights that moved too early.

mistake = UsualMistake(self)
self.play(zoom(self.network, mistake.shot()))
"""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.diagram.charts.pile import Pile
from scenes.diagram.network.beside import reach
from scenes.diagram.network.travellers import Travellers
from scenes.diagram.text import Number, Row
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, only, pair
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import within
from scenes.vocabulary.equations import Term, product_sign
from scenes.vocabulary.motions import Motion
from scenes.vocabulary.piles import pile_of
from scenes.vocabulary.sending import pile_up, send
from scenes.vocabulary.spotlight import light

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

PAIR = Box(-5.9, -1.6, -2.9, 2.5)
PILES = (Box(0.15, -0.75, 3.15, 2.1), Box(3.6, -0.75, 6.6, 2.1))
TITLES, SUMS, DELTAS = 2.6, -1.45, -2.1  # heights
NAMES = ("through the old weights", "through the new weights")


class UsualMistake:
    """One unit of the last hidden layer, and two piles of what comes back to it.

    It is the one whose sign flips, or else the one that is wrong by most.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, self.network = chapter, chapter.network
        self.gap, self.row = chapter.last - 1, chapter.row
        self.layer = chapter.layer(chapter.last)
        probe = chapter.trace.probes["stale_deltas"].steps[chapter.step_number]
        right = np.array(chapter.step.layers[self.gap - 1].deltas[self.row])
        wrong = np.array(probe.deltas[self.gap - 1][self.row])
        drawn = list(chapter.network.plan.drawn[self.gap])
        by_most = np.abs(wrong - right) + 2 * np.abs(right).max() * (right * wrong < 0)
        self.unit = drawn[int(by_most[drawn].argmax())]
        self.flips = bool(right[self.unit] * wrong[self.unit] < 0)
        self.paths = (
            str(chapter.layer(self.gap).deltas[self.row, self.unit]),
            f"probes.stale_deltas.steps[{chapter.step_number}]"
            f".deltas[{self.gap - 1}][{self.row}, {self.unit}]",
        )
        self.places = chapter.decimals(self.paths, "delta")
        self.senders = list(chapter.network.plan.drawn[chapter.last])
        count = chapter.sizes[chapter.last]
        self.rest = [k for k in range(count) if k not in self.senders]
        self.piles = [self._pile(which) for which in (0, 1)]
        self.titles = [
            labels.small_print(chapter, name).at(area.centre[0], TITLES)
            for name, area in zip(NAMES, PILES, strict=True)
        ]
        low = min(float(pile.sums.min()) for pile in self.piles)
        high = max(float(pile.sums.max()) for pile in self.piles)
        for pile in self.piles:
            pile.limits = (low, high)

    @property
    def case(self) -> str:
        """Which sentence tells the outcome."""
        right, wrong = (float(self.chapter.value(path)) for path in self.paths)
        if right == wrong:
            return "unmoved" if right else "shut"
        shown = [self.chapter.shown(p, "delta", self.places) for p in self.paths]
        if shown[0] == shown[1]:
            return "same"
        return "flipped" if self.flips else "different"

    def shot(self) -> Stage:
        """Return the stage of the two layers, alone."""
        room = labels.class_room(self.chapter)
        box = replace(PAIR, right=min(PAIR.right, -0.35 - room - reach(style.UNIT)))
        sizes = self.chapter.sizes
        stage = pair(self.network.home, self.gap, box)
        return only(stage, {c: range(sizes[c]) for c in (self.gap, self.gap + 1)})

    def light(self) -> list[Motion]:
        """Return the motions that light the unit, all outputs and what is between."""
        outputs = range(self.chapter.sizes[-1])
        units = {self.gap: [self.unit], self.gap + 1: outputs}
        edges = {self.gap: [(k, self.unit) for k in outputs]}
        return light(self.network, units=units, edges=edges)

    def _field(self, which: int) -> str:
        return f"{self.layer}.{('returned', 'returned_after')[which]}"

    def _pile(self, which: int) -> Pile:
        field = f"{self._field(which)}[{self.row}"
        paths = [f"{field}, {k}, {self.unit}]" for k in self.senders]
        if self.rest:
            paths.append(f"sum({field}, {self.rest}, {self.unit}])")
        area = PILES[which]
        return pile_of(self.chapter, paths, area, role="error", kind="delta")

    def title(self, which: int) -> Drawing:
        """Return what stands over a pile."""
        return self.titles[which]

    def send(self, which: int) -> tuple[Travellers, list[Motion]]:
        """Return what runs back to the unit, and the motions in which it piles up."""
        layer, pile = self.chapter.step.layers[self.gap], self.piles[which]
        values = [np.array(v[self.row]) for v in (layer.returned, layer.returned_after)]
        mine = [float(np.abs(each[:, self.unit]).max()) for each in values]
        pulses, motions = send(
            *(self.network, self.gap, values[which]),
            path=f"{self._field(which)}[{self.row}, {{unit}}, {{source}}]",
            largest=max(mine),
            back=True,
            pairs=[(k, self.unit) for k in self.senders],
            spread=0.1 * (len(self.senders) - 1),
            role="error",
        )
        rows = {k: place for place, k in enumerate(self.senders)}
        rows |= dict.fromkeys(self.rest, len(self.senders))
        return pulses, [*motions, pile_up(pile, pulses, rows)]

    def product(self, which: int) -> Row:
        """Return δ = slope · sum, or ≈ as shown, of which the sum is the last part."""
        chapter, before = self.chapter, self.chapter.layer(self.gap)
        sums = [
            f"sum({self._field(each)}[{self.row}, :, {self.unit}])" for each in (0, 1)
        ]
        # Both have as many decimals: they are to be compared.
        places = chapter.decimals(sums, "delta")
        slope = str(before.own_slopes[self.row, self.unit])
        steep = Term("", "", path=slope, kind="slope")
        whole = Term("", "", path=sums[which], kind="delta", decimals=places)
        own = Term("", "", path=self.paths[which], decimals=self.places)
        sign = product_sign(chapter, (steep, whole), own)
        letter = f"delta_{chapter.index(self.gap)}"
        row = Row(
            chapter.formula(f"part({letter}) {sign}", {"part": "error"}, em=0.34),
            chapter.number(steep.path, "slope"),
            chapter.words("×", role="muted"),
            chapter.number(whole.path, "delta", decimals=places),
        )
        area = PILES[which]
        return within(row, Box(area.left, SUMS - 0.2, area.right, SUMS + 0.2))

    def answer(self, which: int) -> Number:
        """Return the δ that a pile leads to."""
        path, x = self.paths[which], PILES[which].centre[0]
        number = self.chapter.number(
            path, "delta", em=style.LARGE, decimals=self.places
        )
        return number.at(x, DELTAS)
