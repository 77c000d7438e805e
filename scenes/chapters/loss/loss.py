"""How wrong the answer is, as one number: the loss of this sample."""

import numpy as np

from scenes import layout, style
from scenes.chapters.loss import loss_sentences, means
from scenes.chapters.loss.derivation import derivation
from scenes.chapters.loss.growing_sum import loss_lines, sums_so_far, vessel
from scenes.chapters.loss.loss_letters import formula_of, loss_formula
from scenes.chapters.loss.one_square import close_up
from scenes.chapters.loss.outputs_table import loss_table, output_x, place, squares
from scenes.diagram.network.network_diagram import FocusRing
from scenes.engine.drawing import Box, Drawing
from scenes.layout import Slot
from scenes.step_chapter import BESIDE_OUTPUT, StepChapter
from scenes.vocabulary.beside_panel import around_network
from scenes.vocabulary.motions import fade_in, lighten, tween

SPLIT = 3.15  # the table needs room between diagram and panel
HEADINGS = 0.45  # above the network


class Loss(StepChapter):
    """From the answer to its squared error, and why a mean is something else."""

    name = "loss"
    phase = 1

    def construct(self) -> None:
        """Tell the chapter."""
        self.begin_at_the_answer()
        self.compare_with_targets()
        self.square_the_differences()
        self.add_up()
        self.halve()
        self.differentiate()
        if len(self.step.samples) > 1:
            self.average_the_batch()
        self.set_apart_from_the_mean()

    def setup(self) -> None:
        """Give the table of the outputs its room."""
        super().setup()
        self.regions = layout.regions(captions=self.setting.captions, split=SPLIT)
        self.worst = int(np.argmax(self.step.loss_terms[self.row]))
        self.loss = formula_of(self)
        off = bool(self.step.output_errors[self.row].any())
        can_be_drawn = off and self.loss.is_square
        self.close = close_up(self, self.worst) if can_be_drawn else None

    def network_box(self, area: Box) -> Box:
        """Return where the units are; no numbers stand beside the inputs here."""
        box = super().network_box(area)
        before = layout.IMAGE_SIDE + 0.28 if self.trace.data.image else 0.5
        return Box(area.left + before, box.bottom, box.right, box.top)

    def begin_at_the_answer(self) -> None:
        """The outputs as they came, their targets, and the question."""
        diagram, last = self.regions.diagram, len(self.sizes) - 1
        self.table = loss_table(self)
        right = self.regions.panel.left - 0.15
        end = output_x(self, self.table, right) + BESIDE_OUTPUT
        end += self.class_width()
        area = Box(diagram.left, diagram.bottom, end, diagram.top - HEADINGS)
        network = self.build_network(area, deltas=False)
        for units in network.units:
            units.shown_activations = np.ones(len(units.places))
        place(self, self.table, right)
        self.ring = self.ring_around(self.worst)
        self.outputs, self.targets, self.differences = (
            column.whole for column in self.table.columns[:3]
        )
        self.plate, self.heading = self.panel(self.loss.title).parts
        self.formula_shown = self.in_panel(loss_formula(self), 1.2)
        self.formula_shown.light("nothing yet")
        sample = (
            around_network.sample(self, area) if self.trace.data.image else Drawing()
        )
        self.add(network, around_network.layer_names(self, area))
        self.add(around_network.elisions(self, last), sample)
        self.add(around_network.class_labels(self))
        self.add(self.plate, self.heading, self.formula_shown)
        with self.say(*loss_sentences.answered(self)):
            dimmed = (tween(units, lit=0 * units.lit) for units in network.units[:-1])
            self.play(*dimmed)
            self.play(
                fade_in(self.outputs, seconds=style.NORMAL),
                lighten(self.formula_shown, "output", seconds=style.NORMAL),
            )
            self.play(
                fade_in(self.targets, seconds=style.NORMAL),
                lighten(self.formula_shown, "output", "target", seconds=style.NORMAL),
            )
            if self.close is not None:
                close = self.close
                self.show(self.ring, close.heading, close.target, close.answer)

    def compare_with_targets(self) -> None:
        """How far each output is off its target, one of them closely."""
        with self.say(loss_sentences.compared(self)):
            if self.close is not None:
                self.close.arrow.shown = 0.0
                self.add(self.close.arrow)
                self.play(tween(self.close.arrow, shown=1.0))
                self.show(self.close.difference)
            self.play(
                fade_in(self.differences, seconds=style.NORMAL),
                lighten(self.formula_shown, "output", "target", "difference"),
            )

    def square_the_differences(self) -> None:
        """A square on each difference: its area is the difference squared."""
        self.squares = squares(self, self.table, vessel(self))
        every = np.ones(len(self.squares.values))
        with self.say(loss_sentences.squared(self)):
            if self.close is not None:
                square = self.close.square
                square.grown = 0.0
                self.remove(self.close.arrow, self.close.difference)
                self.add(square, self.close.arrow, self.close.difference)
                self.play(tween(square, grown=1.0))
                self.show(self.close.area)
            self.show(self.table.summands.heading)
            self.add(self.squares)
            self.play(
                tween(self.squares, shown=every, seconds=style.SLOW),
                lighten(
                    self.formula_shown, "output", "target", "difference", "summand"
                ),
            )

    def add_up(self) -> None:
        """One square after the other pours into one, and leaves its number behind."""
        counter = sums_so_far(self)
        slots = list(self.table.summands.numbers)
        seconds = style.QUICK if len(slots) > 4 else style.SLOW
        with self.say(loss_sentences.gathered(self)):
            self.clear_close_up()
            lit = ("output", "target", "difference", "summand", "total")
            self.play(lighten(self.formula_shown, *lit))
            for row, slot in enumerate(slots):
                self.pour(row, slot, seconds=seconds)
                self.remove(*counter[:row])
                self.add(counter[row])
        self.total = counter[-1]

    def pour(self, row: int, slot: Slot, *, seconds: float) -> None:
        """Let one square flow into the sum, and its number stay behind."""
        gathered = self.squares.gathered.copy()
        gathered[row] = 1.0
        self.play(
            tween(self.squares, gathered=gathered, seconds=seconds),
            fade_in(self.table.summands.numbers[slot]),
        )

    def halve(self) -> None:
        """Half of the area: the loss of this sample."""
        lines = loss_lines(self)
        with self.say(self.loss.sentences.scaled):
            if self.loss.factor[1] != 1.0:
                self.play(
                    tween(self.squares, halved=1.0),
                    lighten(self.formula_shown, seconds=style.NORMAL),
                )
            self.show(lines)
        self.in_numbers = lines

    def differentiate(self) -> None:
        """Why the half is there: it cancels what differentiating leaves."""
        derived = derivation(self, self.worst)
        with self.say(self.loss.sentences.derived[self.setting.notation]):
            self.clear_the_sum()
            self.show(*derived.lines[:-1])
            if derived.strokes:
                self.add(*derived.strokes)
                self.play(*(tween(stroke, shown=1.0) for stroke in derived.strokes))
            self.show(derived.lines[-1])
            self.show(derived.result, self.ring)
        self.in_panel_now = [*derived.parts, self.formula_shown]

    def clear_the_sum(self) -> None:
        """Clear the panel but for the formula, and the table's last column."""
        _, question = self.panel(self.loss.sentences.question).parts
        summands = self.table.summands
        gone = (self.squares, self.total, self.in_numbers, self.heading)
        self.hide(*gone, summands.heading, *summands.numbers.values())
        self.heading = question
        self.play(fade_in(question), lighten(self.formula_shown, "factor", "summand"))

    def average_the_batch(self) -> None:
        """Several samples make one step: its loss is the mean of theirs."""
        panel, bars = means.batch_panel(self), means.batch_bars(self)
        with self.say(
            "This step takes {size} samples together. Its loss is the mean of theirs.",
            {"size": f"count({self.here('samples')})"},
        ):
            self.hide(*self.in_panel_now, self.heading)
            self.show(panel)
            self.add(bars)
            self.play(tween(bars, grown=1.0))
            self.play(tween(bars, levelled=1.0))
        self.in_panel_now = [panel, bars]

    def set_apart_from_the_mean(self) -> None:
        """One sample drives the update, the mean over the set measures progress."""
        last = len(self.sizes) - 1
        left = self.network.place(last, 0)[0] + self.network.radius + 0.35
        cards = means.cards(self, left + self.class_width())
        with self.say(loss_sentences.purposes(self)):
            table = (self.outputs, self.targets, self.differences, self.ring)
            self.hide(*self.in_panel_now, self.heading, self.plate, *table)
            self.show(cards.sample, seconds=style.NORMAL)
            self.hold(style.READ)
            self.show(cards.training_set, seconds=style.NORMAL)
        with self.say(loss_sentences.compared_with_mean(self)):
            self.add(cards.outline)
            self.play(tween(cards.outline, shown=1.0, seconds=style.SLOW))

    # What several beats do.

    def ring_around(self, output: int) -> Drawing:
        """Return a ring around an output; nothing if it is not drawn."""
        last = len(self.sizes) - 1
        if output not in self.network.columns[last].shown:
            return Drawing()
        place = self.network.place(last, output)
        return FocusRing(place, self.network.radius, "cost")

    def clear_close_up(self) -> None:
        """Take the close-up away; the panel is needed for the sum."""
        if self.close is not None:
            self.hide(self.ring, *self.close.parts)
