"""What all samples cost before and after, and how many of them are read right."""

from collections.abc import Sequence

from scenes import encoding, style
from scenes.diagram.charts.comparison import BeforeAfter
from scenes.diagram.text import Row, Text
from scenes.engine.drawing import Box, Drawing
from scenes.notation.loss_formulas import formula_of
from scenes.step_chapter import StepChapter

UPPER, LOWER = Box(-5.4, 0.6, 5.4, 1.85), Box(-5.4, -1.75, 5.4, -0.5)
MIDDLE = Box(-5.4, -0.6, 5.4, 0.65)
UNSEEN, SEEN = "read right, of {size} unseen", "read right, training set"
ABOVE = 0.42  # from the upper bar to what both are called


class AllSamples:
    """The bars before and after, each pair with its title, and what they say.

    Where the training ended within its first epoch, they are those of the step's own
    samples.
    """

    def __init__(self, chapter: StepChapter) -> None:
        self.chapter, trace = chapter, chapter.trace
        last = max(trace.epochs)
        accuracy = "test_accuracy" if trace.data.test_size else "accuracy"
        self.has_epochs = last > 0
        self.costs = "epochs[0].loss", f"epochs[{last}].loss"
        if not self.has_epochs:
            number = chapter.step_number
            after = f"mean(probes.last_pass.steps[{number}].sample_losses)"
            self.costs = f"steps[{number}].loss", after
        paths = [f"percent(epochs[{epoch}].{accuracy})" for epoch in (0, last)]
        self.shares = paths if self.has_epochs and trace.data.classes else []
        self.charts = [self._cost_bars(), *self._share_bars()]

    def _cost_bars(self) -> tuple[BeforeAfter, Drawing]:
        chapter, paths = self.chapter, self.costs
        loss = formula_of(chapter.trace.run.training.loss, chapter.trace.network.output)
        self.places = chapter.decimals(paths, "cost")
        while self.places < encoding.MOST_DECIMALS and self._alike():
            self.places += 1
        numbers = [
            chapter.number(path, "cost", em=style.TOLD, decimals=self.places)
            for path in paths
        ]
        title = loss.mean_name if self.has_epochs else loss.name
        box = UPPER if self.shares else MIDDLE
        return self._bars(paths, numbers, (chapter.words(title), box, "cost"))

    def _alike(self) -> bool:
        """Whether both costs read alike."""
        shown = (self.chapter.shown(path, "cost", self.places) for path in self.costs)
        return len(set(shown)) == 1

    def _share_bars(self) -> list[tuple[BeforeAfter, Drawing]]:
        chapter = self.chapter
        if not self.shares:
            return []
        unseen = {"size": "data.test_size"} if chapter.trace.data.test_size else {}
        numbers = []
        for path in self.shares:
            number = chapter.number(path, "count", em=style.TOLD, decimals=1)
            numbers.append(Row(number, chapter.words("%", em=style.TOLD)))
        title = chapter.words(UNSEEN if unseen else SEEN, unseen)
        return [self._bars(self.shares, numbers, (title, LOWER, "text"))]

    def _bars(
        self,
        paths: Sequence[str],
        numbers: Sequence[Drawing],
        look: tuple[Text, Box, str],
    ) -> tuple[BeforeAfter, Drawing]:
        """Return two bars and their title; a ``look`` is that, a box and a role."""
        title, box, role = look
        names = [self.chapter.words(each, role="muted") for each in ("before", "after")]
        before, after = zip(names, numbers, strict=True)
        first, last = paths
        values = float(self.chapter.value(first)), float(self.chapter.value(last))
        chart = BeforeAfter(
            values, box, (before, after), role=role, paths=(first, last)
        )
        return chart, title.at(chart.left, box.top + ABOVE, align=0.0)

    @property
    def outcome(self) -> str:
        """Which sentence tells what came of it, as shown."""
        value = self.chapter.value
        before, after = map(value, self.costs)
        is_down = after < before and not self._alike()
        if not self.has_epochs:
            return "its own down" if is_down else "its own not down"
        if not self.shares:
            return "down" if is_down else "not down"
        first, last = (round(value(path), 1) for path in self.shares)
        if is_down:
            return "learned" if last > first else "cheaper"
        return "dearer" if last > first else "nothing"
