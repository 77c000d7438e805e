"""The counter of the whole training: updates made, and which epoch it is."""

from typing import TYPE_CHECKING

from manim.utils.rate_functions import linear

from scenes import style
from scenes.chapters.algorithm.pseudo_code import PANEL
from scenes.diagram.plots.reel import Reel
from scenes.diagram.text import Row
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Point
from scenes.vocabulary.arrangement import stack
from scenes.vocabulary.motions import Motion, fade_in, tween
from scenes.vocabulary.moves import fly

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

COUNTED = 1.5  # em of the counter
MOST = 60  # epochs that it stops at


class Running(Drawing):
    """The number of the step, large, and below it the epoch, of how many.

    It begins at the step of a number, and goes on by the ends of the epochs; of very
    many, some.
    """

    def __init__(self, chapter: "StepChapter", start: int) -> None:
        self.chapter = chapter
        self.steps, self.epochs = self._paths(start)
        self.goes_on = len(self.steps) > 1
        trace = chapter.trace.run.training
        limit = "max_steps" if trace.epochs is None else "epochs"
        self.total = chapter.number(f"run.training.{limit}", "count", em=style.TOLD)
        large = self._reel(self.steps, em=COUNTED, align=0.5)
        small = self._reel(self.epochs, em=style.TOLD, align=1.0)
        self.counters = [large, small]
        words = [
            chapter.words(word, em=style.TOLD, role="muted")
            for word in ("epoch", "of", "step")
        ]
        self.of = Row(*words[:1], small, words[1], self.total)
        if limit == "max_steps":
            self.counters = [large]
            self.of = Row(words[1], self.total)
        parts = stack(words[2], large, self.of, gap=0.3).parts
        super().__init__(*parts)
        x, y = PANEL.centre
        self.at(x, y)
        # Its middle is its origin, so that it grows and moves around that.
        for part in parts:
            part.x, part.y = part.x + self.x - x, part.y + self.y - y
        self.x, self.y = x, y
        for reel in self.counters:
            reel.turned = 0.0

    def _reel(self, paths: list[str], *, em: float, align: float) -> Reel:
        """Return what counts through paths, turned to its end, for its room."""
        numbers = [self.chapter.number(path, "count", em=em) for path in paths]
        for number in numbers:
            number.at(0.0, 0.0, align=align).y = 0.0
        reel = Reel(*numbers)
        reel.turned = len(numbers) - 1.0
        return reel

    def _paths(self, start: int) -> tuple[list[str], list[str]]:
        """Return the paths that the two counters run through."""
        trace, steps, epochs = self.chapter.trace, list[str](), list[str]()
        ends = {number: epoch.step for number, epoch in trace.epochs.items()}
        last = max(ends)
        later = [number for number, step in ends.items() if step > start + 1]
        for number in later[:: -(-len(later) // MOST) or 1][:-1] + later[-1:]:
            steps.append(f"epochs[{number}].step")
            epochs.append(f"epochs[{number}].index")
        if trace.final.step > max(start + 1, ends[last]):
            steps.append("final.step")
            epochs.append(f"nth(epochs[{last}].index)")
        first = f"steps[{start}]"
        return [f"nth({first}.index)", *steps], [f"nth({first}.epoch)", *epochs]

    def appear(self, start: Point) -> list[Motion]:
        """Return the motions in which it appears, and what it runs to flies in."""
        whole = fade_in(self, seconds=style.NORMAL)
        x, y = start[0] - self.x, start[1] - self.y
        way = (x - self.of.x, y - self.of.y)
        return [whole, fly(self.total, way, size=1.0)]

    def run(self) -> list[Motion]:
        """Return the motions of both counters to their ends."""
        return [
            tween(each, turned=len(each.drawings) - 1.0, rate=_faster)
            for each in self.counters
        ]


def _faster(progress: float) -> float:
    """Begin slowly."""
    return float(linear(progress)) ** 2
