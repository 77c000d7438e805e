"""The same samples once more: what crosses now, what is answered, what it costs."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from scenes import encoding, style
from scenes.diagram.charts.comparison import BeforeAfter
from scenes.diagram.charts.moved_bars import Moved, MovedBars
from scenes.diagram.network.beside import reach
from scenes.diagram.network.travellers import Travellers
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, flat, only, pair
from scenes.vocabulary import labels
from scenes.vocabulary.motions import Motion, tween
from scenes.vocabulary.sending import send

if TYPE_CHECKING:
    from scenes.stage_chapter import StageChapter

PAIR = Box(-5.9, -1.6, -2.9, 2.4)
ANSWERS = 6.6  # right end of the answers
NAMES = 2.75  # height of what their columns are called
STRIP = Box(-6.6, 0.75, 6.6, 2.9)
COSTS = Box(-5.4, -2.3, 5.4, -0.1)
FEW = 3  # answers that are written large
FULLEST = 0.9


class SecondLook:
    """What the probe `second_pass` wrote down of a step, beside what was before.

    Where it has not looked at the step, only the costs can be told.
    """

    def __init__(self, chapter: "StageChapter", *, is_known: bool) -> None:
        self.chapter, self.network = chapter, chapter.network
        self.row, self.last = chapter.row, chapter.last
        self.path = f"probes.second_pass.steps[{chapter.step_number}]"
        self.is_known = is_known
        if is_known:
            probe = chapter.trace.probes["second_pass"]
            self.now = probe.steps[chapter.step_number]
            self.largest = max(float(np.abs(each).max()) for each in self.now.sent)

    # The crossing.

    def forget(self) -> None:
        """Let the units know the new activations, of which none is shown yet."""
        for column, after in enumerate(self.now.activations, start=1):
            units = self.network.units[column]
            units.activations = np.array(after[self.row])
            largest = float(np.abs(units.activations).max())
            units.activation_scale = max(1.0, largest)
            path = f"{self.path}.activations[{column - 1}][{self.row}, {{unit}}]"
            units.paths = (path, units.paths[1])

    def cross(self, gap: int, *, spread: float) -> tuple[Travellers, list[Motion]]:
        """Return the pulses of a gap, and the motions that let them arrive."""
        sent = np.array(self.now.sent[gap])
        spread = spread if sent.any() else 0.0
        sums = np.abs(np.cumsum(sent, axis=1)).max() or 1.0
        return send(
            *(self.network, gap, sent),
            path=f"{self.path}.sent[{gap}][{{unit}}, {{source}}]",
            largest=self.largest,
            spread=spread,
            arc_scale=float(sums) / FULLEST,
        )

    def fill(self, column: int, *, seconds: float) -> Motion:
        """Return the motion in which sums become activations."""
        units = self.network.units[column]
        shown = np.ones(len(units.lit))
        return tween(
            units, shown_activations=shown, arcs=0 * units.arcs, seconds=seconds
        )

    # The answer.

    def shot(self) -> Stage:
        """Return the stage of the last two layers, alone."""
        room = labels.class_room(self.chapter)
        right = min(PAIR.right, 0.9 - room - reach(style.UNIT))
        box, sizes = replace(PAIR, right=right), self.chapter.sizes
        stage = pair(self.network.home, self.last - 1, box)
        # Inputs would have no room for their names at the left.
        kept = range(max(1, self.last - 1), self.last + 1)
        return only(stage, {c: range(sizes[c]) for c in kept})

    def bars(self, stage: Stage) -> MovedBars:
        """Return the answers before and after beside the outputs of a stage."""
        chapter, last, step = self.chapter, self.last, self.chapter.step
        before = chapter.layer(last).activations
        units = self.network.plan.drawn[last]
        em = style.SMALL if len(units) > FEW else style.TOLD
        old = {k: str(before[self.row, k]) for k in units}
        new = {
            k: f"{self.path}.activations[{last - 1}][{self.row}, {k}]" for k in units
        }
        places = chapter.decimals([*old.values(), *new.values()], "activation")
        numbers = [
            {
                k: chapter.number(path, "activation", em=em, decimals=places)
                for k, path in paths.items()
            }
            for paths in (old, new)
        ]
        rows = {}
        for k in units:
            values = [float(chapter.value(each[k])) for each in (old, new)]
            right = float(step.targets[self.row, k])
            y = float(stage.places[last][k][1])
            own = numbers[0][k], numbers[1][k]
            rows[k] = Moved(y, *own, (values[0], values[1], right))
        x = float(stage.places[last][0][0]) + reach(style.UNIT) + 0.25
        left = x + labels.class_room(chapter)
        return MovedBars(rows, Box(left, PAIR.bottom, ANSWERS, PAIR.top))

    def heads(self, bars: MovedBars) -> Drawing:
        """Return what the columns of numbers are called."""
        top = max(row.y for row in bars.rows.values()) + 0.45
        names = [labels.small_print(self.chapter, each) for each in ("before", "after")]
        for name, x in zip(names, bars.columns(), strict=True):
            name.at(x, top, align=1.0)
        return Drawing(*names)

    @property
    def answer(self) -> str:
        """Which sentence tells the answer of the thread's sample."""
        chapter, step = self.chapter, self.chapter.step
        if len(step.predictions):
            right = int(step.labels[self.row])
            before, now = (
                int(each[self.row]) for each in (step.predictions, self.now.predictions)
            )
            if before == right:
                return "right before" if now == right else "wrong now"
            if now == right:
                return "right now"
            return "still wrong" if now == before else "other wrong"
        last = step.layers[-1].activations[self.row]
        paths = [
            path
            for k in range(len(last))
            for path in (
                str(chapter.layer(self.last).activations[self.row, k]),
                f"{self.path}.activations[{self.last - 1}][{self.row}, {k}]",
            )
        ]
        places = chapter.decimals(paths, "activation")
        shown = [chapter.shown(path, "activation", places) for path in paths]
        if shown[::2] == shown[1::2]:
            return "same"
        closer = self.now.sample_losses[self.row] < step.sample_losses[self.row]
        return "closer" if closer else "farther"

    def names(self) -> dict[str, str]:
        """Return the paths of the classes that are read and that is right."""
        step, row = self.chapter.step, self.row
        if not len(step.predictions):
            return {}
        found = {
            "before": step.predictions,
            "now": self.now.predictions,
            "right": step.labels,
        }
        return {name: f"data.classes[{each[row]}]" for name, each in found.items()}

    # The cost.

    def strip(self) -> Stage:
        """Return the stage on which the network stands above the costs."""
        picture = self.network.plan.picture is not None
        return flat(self.network.home, STRIP, picture=picture)

    @property
    def places(self) -> int:
        """The decimals that tell both costs apart, six at most."""
        paths = [self.chapter.here("loss"), self.chapter.here("loss_after")]
        for places in range(
            self.chapter.decimals(paths, "cost"), encoding.MOST_DECIMALS
        ):
            if len({self.chapter.shown(p, "cost", places) for p in paths}) > 1:
                return places
        return encoding.MOST_DECIMALS

    @property
    def outcome(self) -> str:
        """Which way the cost has gone: lower, higher, or the same as shown."""
        step, places = self.chapter.step, self.places
        shown = [
            self.chapter.shown(self.chapter.here(each), "cost", places)
            for each in ("loss", "loss_after")
        ]
        if shown[0] == shown[1]:
            return "same"
        return "lower" if step.loss_after < step.loss else "higher"

    def costs(self) -> BeforeAfter:
        """Return both costs as bars on one scale."""
        chapter = self.chapter
        paths = chapter.here("loss"), chapter.here("loss_after")
        parts = [
            (
                chapter.words(name, role="muted"),
                chapter.number(path, "cost", em=style.TOLD, decimals=self.places),
            )
            for name, path in zip(("before", "after"), paths, strict=True)
        ]
        values = float(chapter.step.loss), float(chapter.step.loss_after)
        pairs = parts[0], parts[1]
        return BeforeAfter(values, COSTS, pairs, role="cost", paths=paths)
