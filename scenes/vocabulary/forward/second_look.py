"""The same samples once more: what crosses now, what is answered, what it costs.

again = SecondLook(self)
pulses, motions = again.crossing.run(1)
"""

from typing import TYPE_CHECKING

import numpy as np

from scenes import encoding, style
from scenes.diagram.charts.comparison import BeforeAfter
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
        if self._reads_alike(
            f"{self.chapter.layer(self.chapter.last).activations}[{row}",
            f"{self.path}.activations[{self.chapter.last - 1}][{row}",
        ):
            return "same"
        closer = now.sample_losses[row] < step.sample_losses[row]
        return "closer" if closer else "farther"

    def _reads_alike(self, *answers: str) -> bool:
        """Say whether all answers before and now are the same as shown."""
        chapter, size = self.chapter, self.chapter.sizes[-1]
        before, now = ([f"{path}, {k}]" for k in range(size)] for path in answers)
        places = chapter.decimals([*before, *now], "activation")
        return all(
            chapter.shown(one, "activation", places)
            == chapter.shown(two, "activation", places)
            for one, two in zip(before, now, strict=True)
        )

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
        chapter, step = self.chapter, self.chapter.step
        paths = chapter.here("loss"), chapter.here("loss_after")
        places = chapter.decimals(paths, "cost")
        while places < encoding.MOST_DECIMALS and self._cost_reads_alike(places):
            places += 1
        parts = [
            (
                chapter.words(name, role="muted"),
                chapter.number(path, "cost", em=style.TOLD, decimals=places),
            )
            for name, path in zip(("before", "after"), paths, strict=True)
        ]
        values = float(step.loss), float(step.loss_after)
        pairs = parts[0], parts[1]
        return BeforeAfter(values, COSTS, pairs, role="cost", paths=paths)

    def _cost_reads_alike(self, places: int) -> bool:
        both = (self.chapter.here(name) for name in ("loss", "loss_after"))
        return len({self.chapter.shown(path, "cost", places) for path in both}) == 1

    @property
    def outcome_of_cost(self) -> str:
        """Which way the cost has gone: lower, higher, or the same as shown."""
        if self._cost_reads_alike(encoding.MOST_DECIMALS):
            return "same"
        step = self.chapter.step
        return "lower" if step.loss_after < step.loss else "higher"
