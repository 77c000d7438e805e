"""The counter of the whole training: updates made, and which epoch it is."""

from typing import TYPE_CHECKING

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
    many, some. Its middle is its origin.
    """

    def __init__(self, chapter: "StepChapter", start: int) -> None:
        self.chapter = chapter
        steps, epochs = zip(*self._paths(start), strict=True)
        self.goes_on = len(steps) > 1
        by_step = chapter.trace.run.training.epochs is None
        limit = f"run.training.{'max_steps' if by_step else 'epochs'}"
        self.total = chapter.number(limit, "count", em=style.TOLD)
        large = self._reel(steps, em=COUNTED, align=0.5)
        small = self._reel(epochs, em=style.TOLD, align=1.0)
        epoch, of, step = (
            chapter.words(word, em=style.TOLD, role="muted")
            for word in ("epoch", "of", "step")
        )
        self.of = Row(*(() if by_step else (epoch, small)), of, self.total)
        self.counters = [large] if by_step else [large, small]
        whole = stack(step, large, self.of, gap=0.3).at(0.0, 0.0)
        for part in whole.parts:
            part.x, part.y = part.x + whole.x, part.y + whole.y
        super().__init__(*whole.parts, x=PANEL.centre[0], y=PANEL.centre[1])
        for reel in self.counters:
            reel.turned = 0.0

    def _reel(self, paths: tuple[str, ...], *, em: float, align: float) -> Reel:
        """Return what counts through paths, turned to its end, for its room."""
        numbers = [self.chapter.number(path, "count", em=em) for path in paths]
        for number in numbers:
            number.at(0.0, 0.0, align=align).y = 0.0
        reel = Reel(*numbers)
        reel.turned = len(numbers) - 1.0
        return reel

    def _paths(self, start: int) -> list[tuple[str, str]]:
        """Return the paths of step and epoch that are counted through."""
        trace, first = self.chapter.trace, f"steps[{start}]"
        later = [n for n, epoch in trace.epochs.items() if epoch.step > start + 1]
        some = later[:: -(-len(later) // MOST) or 1][:-1] + later[-1:]
        found = [(f"nth({first}.index)", f"nth({first}.epoch)")]
        found += [(f"epochs[{n}].step", f"epochs[{n}].index") for n in some]
        last = max(trace.epochs)
        if trace.final.step > max(start + 1, trace.epochs[last].step):
            found.append(("final.step", f"nth(epochs[{last}].index)"))
        return found

    def appear(self, start: Point) -> list[Motion]:
        """Return the motions in which it appears, and what it runs to flies in."""
        way = (start[0] - self.x - self.of.x, start[1] - self.y - self.of.y)
        return [fade_in(self, seconds=style.NORMAL), fly(self.total, way, size=1.0)]

    def run(self) -> list[Motion]:
        """Return the motions of both counters to their ends, slow at first."""
        return [
            tween(each, turned=len(each.drawings) - 1.0, rate=lambda done: done**2)
            for each in self.counters
        ]
