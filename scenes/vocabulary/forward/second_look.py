"""The same samples once more: what crosses now, what is answered, what it costs.

again = SecondLook(self)
self.play(*again.crossing.run(1))
"""

from typing import TYPE_CHECKING

import numpy as np

from scenes import style
from scenes.diagram.charts.comparison import BeforeAfter
from scenes.encoding import MOST_DECIMALS
from scenes.engine.drawing import Box
from scenes.stage import Stage, flat
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.forward.crossing import Crossing

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

STRIP = Box(-6.6, 0.75, 6.6, 2.9)
COSTS = Box(-5.4, -2.3, 5.4, -0.1)


class SecondLook:
    """What the probe `second_pass` wrote down of a step, beside what was before.

    Where it has not looked at the step, only the costs can be told.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, self.network = chapter, chapter.network
        self.path = f"probes.second_pass.steps[{chapter.step_number}]"
        probes = chapter.trace.probes
        looked = probes["second_pass"].steps if "second_pass" in probes else {}
        self.is_known = chapter.step_number in looked
        if self.is_known:
            self.now = looked[chapter.step_number]
            self.crossing = Crossing(chapter, again=self.path)

    def forget(self) -> None:
        """Let the units know the new activations, of which none is shown yet."""
        for column, after in enumerate(self.now.activations, start=1):
            units = self.network.units[column]
            units.activations = np.array(after[self.chapter.row])
            largest = float(np.abs(units.activations).max())
            units.activation_scale = max(1.0, largest)
            path = f"{self.path}.activations[{column - 1}]"
            path = f"{path}[{self.chapter.row}, {{unit}}]"
            units.paths = (path, units.paths[1])

    def answering(self) -> Answering:
        """Return the shot of the answers, what was before as outlines."""
        return Answering(self.chapter, again=self.path)

    @property
    def outcome_of_answer(self) -> str:
        """Which sentence tells the answer of the thread's sample."""
        step, row, now = self.chapter.step, self.chapter.row, self.now
        if len(step.predictions):
            right = step.labels[row]
            before, after = step.predictions[row], now.predictions[row]
            if before == right:
                return "right before" if after == right else "wrong now"
            if after == right:
                return "right now"
            return "still wrong" if after == before else "other wrong"
        size, row = self.chapter.sizes[-1], self.chapter.row
        both = [
            [f"{layer}.activations{index}[{row}, {k}]" for k in range(size)]
            for layer, index in (
                (self.chapter.layer(self.chapter.last), ""),
                (self.path, f"[{self.chapter.last - 1}]"),
            )
        ]
        places = self.chapter.decimals([*both[0], *both[1]], "activation")
        pairs = zip(*both, strict=True)
        if all(self._alike(was, new, "activation", places) for was, new in pairs):
            return "same"
        closer = now.sample_losses[row] < step.sample_losses[row]
        return "closer" if closer else "farther"

    def _alike(self, before: str, now: str, kind: str, places: int) -> bool:
        """Say whether two values are the same as shown."""
        shown = self.chapter.shown
        return shown(before, kind, places) == shown(now, kind, places)

    def names(self) -> dict[str, str]:
        """Return the paths of the classes that are read and that is right."""
        step, row = self.chapter.step, self.chapter.row
        if not len(step.predictions):
            return {}
        found = zip(
            ("before", "now", "right"),
            (step.predictions, self.now.predictions, step.labels),
            strict=True,
        )
        return {name: f"data.classes[{each[row]}]" for name, each in found}

    # The cost.

    def strip(self) -> Stage:
        """Return the stage on which the network stands above the costs."""
        picture = self.network.plan.picture is not None
        return flat(self.network.home, STRIP, picture=picture)

    def costs(self) -> BeforeAfter:
        """Return both costs as bars on one scale, with enough decimals to differ."""
        chapter, (before, after) = self.chapter, self._cost_paths
        places = chapter.decimals([before, after], "cost")
        while places < MOST_DECIMALS and self._alike(before, after, "cost", places):
            places += 1
        first, second = (
            (
                chapter.words(name, role="muted"),
                chapter.number(path, "cost", em=style.TOLD, decimals=places),
            )
            for name, path in (("before", before), ("after", after))
        )
        values = float(chapter.step.loss), float(chapter.step.loss_after)
        paths = before, after
        return BeforeAfter(values, COSTS, (first, second), role="cost", paths=paths)

    @property
    def _cost_paths(self) -> tuple[str, str]:
        return self.chapter.here("loss"), self.chapter.here("loss_after")

    @property
    def outcome_of_cost(self) -> str:
        """Which way the cost has gone: lower, higher, or the same as shown."""
        if self._alike(*self._cost_paths, "cost", MOST_DECIMALS):
            return "same"
        step = self.chapter.step
        return "lower" if step.loss_after < step.loss else "higher"
