"""What all samples cost before and after, and how many of them are read right."""

from collections.abc import Mapping

from scenes import style
from scenes.diagram.charts.comparison import BeforeAfter
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.notation.loss_formulas import formula_of
from scenes.path_texts import NO_VALUES
from scenes.step_chapter import StepChapter
from scenes.vocabulary.forward.before_after import before_after, way

UPPER, LOWER = Box(-5.4, 0.6, 5.4, 1.85), Box(-5.4, -1.75, 5.4, -0.5)
MIDDLE = Box(-5.4, -0.6, 5.4, 0.65)
UNSEEN, SEEN = "read right, of {size} unseen", "read right, training set"
ABOVE = 0.42  # from the upper bar to what both are called


class AllSamples:
    """The bars before and after, each pair with its title, and what they say.

    Where the training ended within its first epoch, they are those of the step's own
    samples; of a set of one, that one's cost is no mean.
    """

    def __init__(self, chapter: StepChapter) -> None:
        self.chapter, trace = chapter, chapter.trace
        last = max(trace.epochs)
        accuracy = "test_accuracy" if trace.data.test_size else "accuracy"
        has_epochs = last > 0
        self.is_mean = has_epochs and trace.data.train_size > 1
        self.costs = "epochs[0].loss", f"epochs[{last}].loss"
        if not has_epochs:
            number = chapter.step_number
            after = f"mean(probes.last_pass.steps[{number}].sample_losses)"
            self.costs = f"steps[{number}].loss", after
        self.shares: tuple[str, ...] = ()
        if self.is_mean and trace.data.classes:
            first = f"percent(epochs[0].{accuracy})"
            self.shares = first, f"percent(epochs[{last}].{accuracy})"
        self.charts = [self._cost_bars()]
        if self.shares:
            self.charts.append(self._share_bars())

    def _cost_bars(self) -> tuple[BeforeAfter, Drawing]:
        trace = self.chapter.trace
        loss = formula_of(trace.run.training.loss, trace.network.output)
        title = loss.mean_name if self.is_mean else loss.name
        box = UPPER if self.shares else MIDDLE
        return self._titled(before_after(self.chapter, self.costs, box), title)

    def _share_bars(self) -> tuple[BeforeAfter, Drawing]:
        chapter, numbers = self.chapter, []
        for path in self.shares:
            number = chapter.number(path, "count", em=style.TOLD, decimals=1)
            numbers.append(Row(number, chapter.words("%", em=style.TOLD)))
        bars = before_after(chapter, self.shares, LOWER, numbers=numbers, role="text")
        unseen = {"size": "data.test_size"} if chapter.trace.data.test_size else {}
        return self._titled(bars, UNSEEN if unseen else SEEN, unseen)

    def _titled(
        self, bars: BeforeAfter, title: str, values: Mapping[str, str] = NO_VALUES
    ) -> tuple[BeforeAfter, Drawing]:
        """Return bars and, above them, what both are called."""
        words, top = self.chapter.words(title, values), bars.area.top
        return bars, words.at(bars.left, top + ABOVE, align=0.0)

    @property
    def outcome(self) -> str:
        """Which sentence tells what came of it, as shown."""
        value = self.chapter.value
        is_down = way(self.chapter, self.costs) == "lower"
        if not self.is_mean:
            return "its own down" if is_down else "its own not down"
        if not self.shares:
            return "down" if is_down else "not down"
        first, last = (round(value(path), 1) for path in self.shares)
        if is_down:
            return "learned" if last > first else "cheaper"
        return "dearer" if last > first else "nothing"
