"""What all samples cost before and after, and how many of them are read right."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenes import encoding, style
from scenes.diagram.charts.comparison import BeforeAfter
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.notation.loss_formulas import formula_of

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

UPPER, LOWER = Box(-5.4, 0.6, 5.4, 1.85), Box(-5.4, -1.75, 5.4, -0.5)
MIDDLE = Box(-5.4, -0.6, 5.4, 0.65)
ABOVE = 0.42  # from the upper bar to what both are called


class AllSamples:
    """The bars before and after, each pair with its title, and what they say.

    Where the training ended within its first epoch, they are those of the step's own
    samples.
    """

    def __init__(self, chapter: "StepChapter") -> None:
        self.chapter, trace = chapter, chapter.trace
        self.first, self.last = trace.epochs[0], max(trace.epochs)
        self.end = trace.epochs[self.last]
        self.has_epochs = self.last > 0
        accuracy = "test_accuracy" if trace.data.test_size else "accuracy"
        self.accuracy = accuracy if trace.data.classes and self.has_epochs else ""
        costs = self._costs()
        self.charts: list[tuple[BeforeAfter, Drawing]] = [costs]
        if self.accuracy:
            self.charts.append(self._shares())

    def _costs(self) -> tuple[BeforeAfter, Drawing]:
        chapter = self.chapter
        loss = formula_of(chapter.trace.run.training.loss, chapter.trace.network.output)
        title = chapter.words(loss.mean_name, em=style.BODY)
        if not self.has_epochs:
            title = chapter.words(loss.name, em=style.BODY)
        paths = self._cost_paths()
        places = chapter.decimals(paths, "cost")
        while places < encoding.MOST_DECIMALS and self._alike(paths, places):
            places += 1
        numbers = [
            chapter.number(path, "cost", em=style.TOLD, decimals=places)
            for path in paths
        ]
        self.costs = paths, places
        box = UPPER if self.accuracy else MIDDLE
        return self._chart(paths, numbers, title, box, role="cost")

    def _cost_paths(self) -> tuple[str, str]:
        if self.has_epochs:
            return "epochs[0].loss", f"epochs[{self.last}].loss"
        number = self.chapter.step_number
        after = f"mean(probes.last_pass.steps[{number}].sample_losses)"
        return f"steps[{number}].loss", after

    def _alike(self, paths: tuple[str, str], places: int) -> bool:
        return len({self.chapter.shown(p, "cost", places) for p in paths}) == 1

    def _shares(self) -> tuple[BeforeAfter, Drawing]:
        chapter = self.chapter
        title = chapter.words("read right, training set", em=style.BODY)
        if self.accuracy == "test_accuracy":
            size = {"size": "data.test_size"}
            title = chapter.words("read right, of {size} unseen", size, em=style.BODY)
        paths = self._share_paths()
        numbers = [
            Row(
                chapter.number(path, "count", em=style.TOLD, decimals=1),
                chapter.words("%", em=style.TOLD),
            )
            for path in paths
        ]
        return self._chart(paths, numbers, title, LOWER, role="text")

    def _share_paths(self) -> tuple[str, str]:
        first, last = (
            f"percent(epochs[{number}].{self.accuracy})" for number in (0, self.last)
        )
        return first, last

    def _chart(
        self,
        paths: tuple[str, str],
        numbers: Sequence[Drawing],
        title: Drawing,
        box: Box,
        *,
        role: str,
    ) -> tuple[BeforeAfter, Drawing]:
        chapter = self.chapter
        names = [chapter.words(each, role="muted") for each in ("before", "after")]
        before, after = zip(names, numbers, strict=True)
        first, second = (float(chapter.value(path)) for path in paths)
        chart = BeforeAfter(
            (first, second), box, (before, after), role=role, paths=paths
        )
        return chart, title.at(chart.left, box.top + ABOVE, align=0.0)

    @property
    def outcome(self) -> str:
        """Which sentence tells what came of it, as shown."""
        paths, places = self.costs
        value = self.chapter.value
        is_down = value(paths[1]) < value(paths[0]) and not self._alike(paths, places)
        if not self.has_epochs:
            return "its own down" if is_down else "its own not down"
        if not self.accuracy:
            return "down" if is_down else "not down"
        first, last = (round(value(path), 1) for path in self._share_paths())
        if is_down:
            return "learned" if last > first else "cheaper"
        return "dearer" if last > first else "nothing"
