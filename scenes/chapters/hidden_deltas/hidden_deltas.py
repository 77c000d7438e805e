"""The heart: the end of every chain is known already, so δ flows back in one pass."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from scenes import style
from scenes.chapters.hidden_deltas.nested_chain import column_terms, nested_chain
from scenes.chapters.hidden_deltas.one_unit import BIG, CLOSE, LEFT, OneUnit
from scenes.diagram.following import BesideUnits
from scenes.diagram.layered_network import LayeredNetwork
from scenes.diagram.panels import Line
from scenes.diagram.text import Row
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.path_builder import Path, count
from scenes.stage import Stage, flat, only, pair
from scenes.stage_chapter import StageChapter
from scenes.vocabulary import labels
from scenes.vocabulary.equations import Equation
from scenes.vocabulary.folding import fold
from scenes.vocabulary.motions import Motion, fade_in, fade_out, staggered, swell, tween
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.sending import send
from scenes.vocabulary.spotlight import dim, light
from scenes.vocabulary.wiggling import number_line, wiggle

STRIP = Box(-6.6, 1.2, 6.6, 2.9)  # the network above an equation
CHAIN = Box(-6.4, -0.35, 6.4, 0.75)
LADDER = (6.3, -1.15)  # right end of the first δ below the chain
STEP = 0.55  # from one line of numbers to the next
PUSHED = (-6.3, -1.7)  # left end of what was measured
PAIR = Box(-4.3, -1.9, 0.0, 2.5)  # its right side is where the numbers leave room
RATES = 1.75  # from where δ begins beside an output to where a weight does
MOST_LIT = 1500  # edges of a gap that are lit at once
FINAL_GAP = 1.1  # between the last letters, so that numbers fit below

# By whether the step is of a batch, and whether the push agrees as shown; None: no push.
COMPARED = {
    (False, None): "So much does the cost move with the weight: | nobody had to push.",
    (False, True): "And that is, digit for digit, | what the push had measured.",
    (False, False): "The push had measured the same | but for a little: its step is "
    "finite, too.",
    (True, None): "That was one sample. | The gradient is the mean over all {size} of "
    "the batch.",
    (
        True,
        True,
    ): "That was one sample. The mean over all {size} of the batch is, digit "
    "for digit, | what the push had measured.",
    (True, False): "That was one sample. The mean over all {size} of the batch | is "
    "what the push had measured, but for a little.",
}


class HiddenDeltas(StageChapter):
    """From the outputs' δ to that of every unit, in one pass."""

    name = "hidden_deltas"
    phase = 2

    def construct(self) -> None:
        """Tell the chapter."""
        self.ask()
        self.recall_the_push()
        self.write_the_chain()
        self.close_the_end()
        if self.last > 1:
            self.tremble()
            self.turn_back()
            self.add_up()
            self.take_the_slope()
            self.whole_layer()
            if self.last > 2:
                self.layer_before()
            self.close_the_rest()
        self.multiply()
        self.compare()
        if self.early:
            self.run_through()
        self.count_passes()
        self.end()

    def setup(self) -> None:
        """Set the stage: all is known but the δ of hidden units."""
        self.early = max(0, len(self.trace.network.layers) - 4)
        self.written: list[Drawing] = []
        self.ladder: list[Row] = []
        self.pushed: list[Row] = []
        super().setup()
        self.is_batch = len(self.step.samples) > 1
        labels.name(self, self.network)
        self.deltas = {
            column: labels.numbers(self, column, self.delta_path(column), "delta")
            for column in range(1, self.last + 1)
        }

    def build_network(self) -> LayeredNetwork:
        """Return the network with every δ in one scale, those of the outputs shown."""
        network, layers = super().build_network(), self.step.layers
        back = [np.abs(layer.returned[self.row]).max() for layer in layers[1:]]
        sums = [np.abs(layer.returned_so_far[self.row]).max() for layer in layers[1:]]
        self.largest_pulse = float(max(back, default=1.0))
        self.largest_sum = float(max(sums, default=1.0)) / 0.9
        largest = max(float(np.abs(layer.deltas[self.row]).max()) for layer in layers)
        for units, layer in zip(network.units[1:], layers, strict=True):
            units.deltas = np.array(layer.deltas[self.row])
            units.delta_scale = largest
            units.shown_activations = np.ones(len(units.deltas))
        network.units[-1].shown_deltas = np.ones(self.sizes[-1])
        return network

    # The question.

    def ask(self) -> None:
        """One early weight, far from the cost."""
        edges = self.network.edges[self.early]
        early = [(self.thread[self.early + 1], self.thread[self.early])]
        with self.say(
            "Every output knows its δ by now. | But far back lies this one weight: | "
            "what does the cost do when it moves?"
        ):
            self.play(
                *light(self.network, units={self.last: range(self.sizes[-1])}),
                self.come_out(self.deltas[self.last]),
            )
            self.until_word()
            ends = {self.early + 1: [early[0][0]], self.early: [early[0][1]]}
            self.play(*light(self.network, units=ends, edges={self.early: early}))
            self.until_word()
            for strength in (0.25, 1.0, 0.25, 1.0):
                self.play(tween(edges, lit=strength * self.mask(early), seconds=0.4))

    def recall_the_push(self) -> None:
        """What the push of the chapter before had measured, and what it cost."""
        unit, source = self.thread[self.early + 1], self.thread[self.early]
        with self.say(
            "A push has measured it, | at the price of two passes through the whole "
            "network: | for this one of its {count} parameters."
            if self.was_pushed
            else "A push would tell, | at the price of two passes through the whole "
            "network: | for this one of its {count} parameters.",
            {"count": "network.parameter_count"},
        ):
            self.play(zoom(self.network, self.strip))
            if self.was_pushed:
                path = f"{self.pushes}.slopes[{self.early}]"
                self.pushed.append(self.gradient_line("by a push", path))
                start = self.network.place(self.early + 1, unit)
                self.add(*self.pushed)
                self.play(fly(self.pushed[0], start, seconds=1.0))
            self.until_word()
            for _ in range(2):
                self.sweep(range(self.early, self.last + 1))
            self.until_word()
            ends = {self.early + 1: [unit], self.early: [source]}
            pairs = {self.early: [(unit, source)]}
            self.play(*light(self.network, units=ends, edges=pairs))

    def write_the_chain(self) -> None:
        """The way of a move from the weight to the cost, factor by factor."""
        self.chain = nested_chain(self).fitted(CHAIN)
        self.chain.hide_numbers()
        for letter in self.chain.letters.values():
            letter.opacity = 0.0
        self.add(self.chain)
        sentences = (
            "The weight moves its sum, | the sum the answer, | and the answer the "
            "cost.",
            "The weight moves its sum, | the sum its unit, | the unit the network's "
            "answer, | and the answer the cost.",
            "The weight moves its sum, | the sum its unit, | the unit all that it "
            "feeds, | all that the network's answer, | and the answer the cost.",
        )
        columns = range(self.early + 1, self.last + 1)
        groups = [["in"]]
        groups += [[each.name for each in column_terms(self, c)] for c in columns]
        with self.say(sentences[len(columns) - 1]):
            self.appear("rate", "is")
            self.appear(*groups[0])
            for column, group in zip(columns, groups[1:], strict=True):
                self.until_word()
                self.play(*self.light_way(column))
                self.appear(*group)
            self.until_word()
            self.appear("error")

    def close_the_end(self) -> None:
        """Fold the end of the chain: it is the δ of the outputs."""
        names = [f"slope{self.last}", "error"]
        names = [name for name in names if name in self.chain.letters]
        with self.say(
            "Wait. | The end of this chain is computed already: | it is the δ of the "
            "outputs."
        ):
            self.play(*light(self.network, units={self.last: range(self.sizes[-1])}))
            self.until_word()
            self.play(self.folded(names, self.last))
            self.until_word()
            self.play(*self.known(self.last))

    # One unit.

    def tremble(self) -> None:
        """A hidden activation a little up: every sum after it moves, by its weight."""
        column, gap = self.last - 1, self.last - 1
        unit, outputs = self.thread[column], self.network.units[-1]
        weights = self.layer(self.last).weights
        everyone = range(self.sizes[-1])
        rates = np.array(self.step.layers[-1].weights)[:, unit]
        largest = max(1.0, float(np.abs(rates).max()))
        own = number_line(self, None, role="activation", largest=largest)
        own_row = Row(
            self.formula(f"part({{a}}_{self.letter(column)})", {"part": "activation"}),
            own,
        )
        lines = {
            k: number_line(self, weights[k, unit], role="text", largest=largest)
            for k in outputs.drawn
        }
        self.lines = BesideUnits(
            outputs, lines, after=labels.names_end(self, self.last)
        )
        self.rates = labels.numbers(
            self, self.last, lambda k: weights[k, unit], "weight", sign="×"
        )
        outputs.add(self.lines)
        self.deltas[self.last].shown = np.zeros(self.sizes[-1])
        self.rates.after += RATES
        stage = pair(self.network.home, gap, self.pair_box())
        stage = only(stage, {column: range(self.sizes[column]), self.last: everyone})
        pairs = [(k, unit) for k in everyone]
        with self.say(
            "One layer back, then. | This activation rises a little: | every sum "
            "after it moves, | by its own weight."
            if self.sizes[-1] > 1
            else "One layer back, then. | This activation rises a little: | the sum "
            "after it moves, | by the weight between them."
        ):
            self.play(*map(fade_out, (self.chain, *self.ladder, *self.pushed)))
            self.play(
                zoom(self.network, stage),
                *light(
                    self.network,
                    units={column: [unit], self.last: everyone},
                    edges={gap: pairs},
                    seconds=style.MOVE,
                ),
            )
            self.until_word()
            x, y = self.network.place(column, unit)
            own_row.at(x - self.network.radius(column, unit) - 0.25, y, align=1.0)
            self.play(fade_in(own_row))
            self.play(*wiggle([own], seconds=1.6))
            self.until_word()
            self.play(self.come_out(self.lines, seconds=0.6))
            self.play(*wiggle([own, *lines.values()]))
            self.until_word()
            self.rates.starts = {k: self.half_way(gap, k, unit) for k in lines}
            self.play(self.come_out(self.rates, seconds=1.0))
            self.play(*wiggle([own, *lines.values()]))
        self.written = [own_row]

    def turn_back(self) -> None:
        """Each sum moves the cost δ times as much: what comes back is weight times δ."""
        column, outputs = self.last - 1, self.network.units[-1]
        self.told = OneUnit(self, column)
        self.equation = self.told.equation()
        for name in ("delta", "is", "slope", "by"):
            self.equation.letters[name].opacity = 0.0
        gone = 0 * outputs.shown_deltas
        with self.say(
            "And if such a sum rises a little, | the cost rises δ times as much. | So "
            "what returns through each edge is δ times its weight."
            if self.sizes[-1] > 1
            else "And if that sum rises a little, | the cost rises δ times as much. | "
            "So what returns through the edge is δ times its weight."
        ):
            self.play(
                *map(fade_out, self.written), tween(self.lines, shown=gone, seconds=0.4)
            )
            self.until_word()
            self.play(self.come_out(self.deltas[self.last]))
            self.until_word()
            self.play(
                zoom(self.network, self.told.shot(self.senders_x()), seconds=1.4),
                tween(self.network.units[column], open=self.one(column)),
            )
            self.rest = self.told.rest_label(self.senders_x())
            self.play(fade_in(self.equation), *map(fade_in, self.rest))

    def add_up(self) -> None:
        """The products arrive one after another, and pile up."""
        pile, numbers = self.told.pile()
        pulses, motions = self.told.arriving(pile, numbers)
        self.add(pile, *numbers, pulses)
        self.inside = [pile, *numbers]
        many = len(numbers) > 1
        with self.say(
            "Back through the same weights they come, | one after another, and add up: "
            "| so much does the cost move with this activation."
            if many
            else "Back through the same weight it comes: | so much does the cost move "
            "with this activation."
        ):
            self.play(*motions)
            self.remove(pulses)
            self.until_word()
            if many:
                self.until_word()
            total = self.equation.numbers["sum"]
            start = (pile.across(pile.reached), pile.area.bottom - 0.1)
            self.play(fly(total, start, within=self.equation, seconds=1.0))

    def take_the_slope(self) -> None:
        """Times the slope of the unit's own curve: its δ."""
        column, unit = self.last - 1, self.thread[self.last - 1]
        slope = float(self.step.layers[column - 1].own_slopes[self.row, unit])
        x, y, radius = CLOSE
        box = Box(
            x + 0.12 * radius, y - 0.42 * radius, x + 0.8 * radius, y + 0.5 * radius
        )
        climb = self.curve_in(column, box)
        equation = self.equation
        delta = self.number(str(self.delta_path(column)(unit)), "delta", em=BIG)
        delta.at(*LEFT)
        with self.say(
            "Its own sum moves it only as much | as its curve is steep. | Times this "
            "slope: that is the unit's δ."
            if slope
            else "But its own sum cannot move it: | here its curve is flat. | Nothing "
            "comes through, and its δ is zero."
        ):
            self.add(climb)
            self.play(tween(climb, drawn=1.0))
            self.play(tween(climb, point=1.0, seconds=style.QUICK))
            self.until_word()
            self.play(tween(climb, tangent=1.0))
            spot = climb.across(climb.at_sum, 0.0)
            self.show_letters(equation, "slope", "by")
            self.play(
                fly(equation.numbers["slope"], spot, within=equation, seconds=1.0),
                fade_in(equation.signs["by"]),
            )
            self.until_word()
            self.show_letters(equation, "delta", "is")
            meet = equation.number_spot("sum")
            self.play(
                fly(equation.numbers["delta"], meet, within=equation, seconds=1.0),
                fade_in(equation.signs["is"]),
            )
            self.play(*map(fade_out, (*self.inside, climb)))
            self.play(
                fly(delta, equation.number_spot("delta"), seconds=1.0),
                *self.turn_red(column, self.one(column)),
            )
        self.written = [delta, equation, *self.rest]

    # All units.

    def whole_layer(self) -> None:
        """All units of the last hidden layer collect at once."""
        column = self.last - 1
        with self.say(
            "All units of the layer do the same at once: | pulses run back along every "
            "edge, | and each unit finds its δ."
            if self.sizes[column] > 1
            else "That was the whole layer: | a single unit. | It has found its δ."
        ):
            self.play(*map(fade_out, self.written))
            none = np.zeros(self.sizes[column])
            self.play(
                zoom(self.network, self.network.home, seconds=1.4),
                tween(self.rates, shown=0 * self.rates.shown),
                tween(self.network.units[column], open=none, shown_deltas=none),
            )
            self.light_pair(column)
            self.until_word()
            self.run_back(column)
            self.until_word()
            self.become(column)

    def layer_before(self) -> None:
        """The same, one layer further back, in other words."""
        with self.say(
            "Now these are the ones that send: | nothing is computed twice. | The layer "
            "before collects from them."
        ):
            self.light_pair(self.last - 2)
            self.until_word()
            self.run_back(self.last - 2)
            self.until_word()
            self.become(self.last - 2)

    def light_pair(self, column: int) -> None:
        """Light a column, the one after it, and what is between."""
        units, after = self.network.units[column : column + 2]
        everyone = {c: range(self.sizes[c]) for c in (column, column + 1)}
        pairs = [(k, j) for k in after.drawn for j in units.drawn]
        self.play(
            *light(self.network, units=everyone, edges={column: pairs}, strength=0.5)
        )

    def run_back(self, column: int) -> None:
        """Let the δ of the layer after run back to a column, and add up there."""
        pulses, motions = send(
            *(self.network, column, self.returned(column)),
            path=f"{self.layer(column + 1).returned}[{self.row}, {{unit}}, {{source}}]",
            largest=self.largest_pulse,
            back=True,
            spread=1.4,
            arc_scale=self.largest_sum,
            role="error",
        )
        self.add(pulses)
        self.play(*motions)
        self.remove(pulses)

    def become(self, column: int) -> None:
        """Let the sums of a column become its δ."""
        everyone = {c: range(self.sizes[c]) for c in (column, column + 1)}
        self.play(
            *light(self.network, units=everyone),
            *self.turn_red(column, np.ones(self.sizes[column])),
        )
        self.play(self.come_out(self.deltas[column]))

    def close_the_rest(self) -> None:
        """Fold the chain up to the early weight, from the inside."""
        columns = range(self.last - 1, self.early, -1)
        with self.say(
            "So the rest of the chain closes, too: | a sum that was added up, times a "
            "slope, is the next δ, | and once more."
            if len(columns) > 1
            else "So the rest of the chain closes, too: | what was added up, times the "
            "slope, is this unit's δ."
        ):
            back = (self.chain, *self.ladder, *self.pushed)
            self.play(zoom(self.network, self.strip), *map(fade_in, back))
            for column in columns:
                self.until_word()
                parts = (f"slope{column}", f"sum{column + 1}", f"weight{column + 1}")
                names = [name for name in parts if name in self.chain.letters]
                names.append(f"delta{column + 1}")
                self.play(*light(self.network, units={column: [self.thread[column]]}))
                self.play(self.folded(names, column))
                self.play(*self.known(column))
        self.pause()

    # One number.

    def multiply(self) -> None:
        """What is left: δ of the unit times what came in."""
        unit, source = self.thread[self.early + 1], self.thread[self.early]
        layer, chain = self.layer(self.early + 1), self.chain
        product = layer.gradient_terms[self.row, unit, source]
        factors = {
            "in": (self.activation_path(self.early, source), "input"),
            f"delta{self.early + 1}": (layer.deltas[self.row, unit], "delta"),
            "rate": (product, "gradient"),
        }
        self.factors = {
            name: self.number(str(path), kind, em=0.4).at(chain.spot(name)[0], -0.75)
            for name, (path, kind) in factors.items()
        }
        incoming, delta, result = self.factors.values()
        with self.say(
            "What is left of the whole chain | is what came in through the weight, | "
            "times one δ."
        ):
            self.play(
                *light(
                    self.network,
                    units={self.early: [source], self.early + 1: [unit]},
                    edges={self.early: [(unit, source)]},
                )
            )
            self.until_word()
            self.add(incoming, delta, result)
            result.opacity = delta.opacity = 0.0
            self.play(
                fly(incoming, self.network.place(self.early, source), seconds=1.0)
            )
            self.until_word()
            self.play(fly(delta, self.ladder[-1].box.centre, seconds=1.0))
            self.play(fly(result, delta.box.centre, incoming.box.centre, seconds=1.0))

    def compare(self) -> None:
        """The number of the push, recalled beside it."""
        found = self.gradient_line("by one pass back", self.gradients)
        found.y += STEP
        pushed = self.was_pushed
        same = not pushed or self.pushed[0].parts[-1].text == found.parts[-1].text
        sentence = COMPARED[self.is_batch, same if pushed else None]
        values = {"size": str(count(self.path.samples))} if self.is_batch else {}
        with self.say(sentence, values):
            self.add(found)
            self.play(fly(found, self.factors["rate"].box.centre, seconds=1.0))
            if pushed and not same:
                rest = self.gradient_line(
                    "apart by", f"{self.pushes}.gaps[{self.early}]"
                )
                rest.y -= STEP
                self.play(fade_in(rest))
                self.written.append(rest)
            self.until_word()
            self.play(*(swell(row.parts[-1]) for row in (*self.pushed, found)))
        self.written += [found, *self.ladder, *self.factors.values(), self.chain]
        self.written += self.pushed

    def run_through(self) -> None:
        """Layers before those that were told."""
        with self.say("And so on, | layer after layer, down to the first."):
            self.play(
                *map(fade_out, self.written), zoom(self.network, self.network.home)
            )
            self.written = []
            self.until_word()
            for column in range(self.early, 0, -1):
                self.light_pair(column)
                self.run_back(column)
                self.become(column)

    def count_passes(self) -> None:
        """Two passes for each parameter, or one there and one back."""
        width = STRIP.width
        share = 1 / self.trace.network.parameter_count
        rows = []
        for y, sentence, part in (
            (0.2, "pushing: two passes for each of {count} parameters", 1.0),
            (-1.2, "backpropagation: one forward, one backward", share),
        ):
            text = self.words(sentence, {"count": "network.parameter_count"})
            text.x, text.y = STRIP.left, y
            ends = [(STRIP.left, y - 0.4), (STRIP.left + width * part, y - 0.4)]
            bar = Line(ends, "error" if part < 1 else "muted", width=0.2)
            bar.shown = 0.0
            rows.append((text, bar))
        with self.say(
            "Pushing takes two passes for every single parameter. | This took one "
            "forward | and one backward: that is backpropagation."
        ):
            gone = [*map(fade_out, self.written)]
            self.play(*gone, zoom(self.network, self.strip))
            for text, bar in rows[:1]:
                self.add(bar)
                self.play(fade_in(text), tween(bar, shown=1.0, seconds=1.6))
            text, bar = rows[1]
            self.add(bar)
            self.until_word()
            self.play(fade_in(text))
            self.sweep(range(self.last + 1))
            self.until_word()
            self.sweep(range(self.last, -1, -1))
            self.play(tween(bar, shown=1.0), *dim(self.network))
        self.written = [part for row in rows for part in row]

    def end(self) -> None:
        """All δ are known."""
        with self.say(
            "One pass back, | and for every unit we know: if its sum rises a little, "
            "the cost rises δ times as much."
        ):
            self.play(
                *map(fade_out, self.written), zoom(self.network, self.network.home)
            )
            self.until_word()
            for column in range(self.last, 0, -1):
                self.play(
                    *light(
                        self.network,
                        units={column: range(self.sizes[column])},
                        alone=False,
                    )
                )

    # What several beats use.

    def letter(self, column: int) -> str:
        """Return the index of a column in the chain."""
        return "ijkm"[column - self.early]

    def delta_path(self, column: int) -> Callable[[int], Path]:
        """Return what gives the path of a unit's δ."""
        deltas = self.layer(column).deltas
        return lambda unit: deltas[self.row, unit]

    def returned(self, column: int) -> Numbers:
        """Return what runs back to a column, (targets, sources)."""
        return np.array(self.step.layers[column].returned[self.row])

    @property
    def strip(self) -> Stage:
        """The network above an equation."""
        picture = self.trace.data.image is not None
        return flat(self.network.home, STRIP, picture=picture)

    @property
    def was_pushed(self) -> bool:
        """Whether the trace holds the push of this step."""
        probes = self.trace.probes
        return "nudge" in probes and self.step_number in probes["nudge"].steps

    @property
    def pushes(self) -> str:
        """The path of the pushed weights of the thread."""
        return f"probes.nudge.steps[{self.step_number}].weights"

    @property
    def gradients(self) -> str:
        """The path of the early weight's gradient."""
        unit, source = self.thread[self.early + 1], self.thread[self.early]
        return str(self.layer(self.early + 1).weight_gradient[unit, source])

    def gradient_line(self, label: str, path: str) -> Row:
        """Return a line of what was measured or found, low at the left."""
        places = self.decimals([self.gradients], "gradient")
        number = self.number(path, "gradient", em=0.4, decimals=places)
        row = Row(self.words(label, role="muted"), number, gap=0.25)
        row.x, row.y = PUSHED
        return row

    def come_out(self, beside: BesideUnits, *, seconds: float = 1.0) -> Motion:
        """Return the motion that lets labels come out of their units, one by one."""
        order = np.linspace(0.0, 1.0, len(beside.shown))
        return staggered(beside, "shown", order, seconds=seconds)

    def mask(self, pairs: list[tuple[int, int]]) -> Numbers:
        """Return 1 for some edges of the early gap, 0 for all others."""
        lit = np.zeros(self.network.edges[self.early].lit.shape)
        for pair_ in pairs:
            lit[pair_] = 1.0
        return lit

    def sweep(self, columns: range) -> None:
        """Let a pass run through columns, one lit after the other."""
        for column in columns:
            gap = column - 1 if columns.step > 0 else column
            size = (
                self.network.edges[gap].lit.size if 0 <= gap < self.last else MOST_LIT
            )
            edges = (
                {gap: np.ndindex(*self.network.edges[gap].lit.shape)}
                if size < MOST_LIT
                else {}
            )
            self.play(
                *light(
                    self.network,
                    units={column: range(self.sizes[column])},
                    edges=edges,
                    strength=0.6,
                    seconds=0.4,
                )
            )

    def appear(self, *names: str) -> None:
        """Let parts of the chain appear."""
        if names:
            self.play(
                *(tween(self.chain.letters[n], opacity=1.0) for n in names), seconds=0.6
            )

    def light_way(self, column: int) -> list[Motion]:
        """Return the motions that light how far a move of the weight has come."""
        units = {c: range(self.sizes[c]) for c in range(self.early + 2, column + 1)}
        units[self.early + 1] = [self.thread[self.early + 1]]
        units[self.early] = [self.thread[self.early]]
        edges = {self.early: [(self.thread[self.early + 1], self.thread[self.early])]}
        for gap in range(self.early + 1, column):
            edges[gap] = [(k, j) for k in units[gap + 1] for j in units[gap]]
        return light(self.network, units=units, edges=edges)

    def folded(self, names: list[str], column: int) -> Motion:
        """Return the motion that folds parts of the chain into the δ of a column."""
        letter = self.formula(
            f"part(delta_{self.letter(column)}^(({{n}})))",
            {"part": "error"},
            {"n": str(labels.layer_number(column))},
            em=self.chain.em,
        )
        gap = FINAL_GAP if column == self.early + 1 else None
        return fold(self.chain, names, f"delta{column}", letter, gap=gap)

    def known(self, column: int) -> list[Motion]:
        """Return the flight of a unit's δ to the next line below the chain."""
        unit = self.thread[column]
        number = self.number(str(self.delta_path(column)(unit)), "delta", em=0.36)
        row = Row(labels.unit_name(self, column, unit), number, gap=0.25)
        row.at(LADDER[0], LADDER[1] - STEP * len(self.ladder), align=1.0)
        self.ladder.append(row)
        self.add(row)
        return [fly(row, self.network.place(column, unit), seconds=1.0)]

    def pair_box(self) -> Box:
        """Return where the two last layers stand, with room for numbers."""
        return replace(PAIR, right=self.senders_x())

    def senders_x(self) -> float:
        """Return where the outputs stand so that δ and weight fit beside them."""
        width = max(row.box.width for row in self.rates.labels.values())
        return 6.5 - width - self.rates.after - style.UNIT

    def half_way(self, gap: int, target: int, source: int) -> tuple[float, float]:
        """Return the middle of an edge."""
        one, other = (
            self.network.place(gap, source),
            self.network.place(gap + 1, target),
        )
        return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2

    def turn_red(self, column: int, which: Numbers) -> list[Motion]:
        """Return the motion in which sums become δ."""
        units = self.network.units[column]
        shown = np.maximum(units.shown_deltas, which)
        return [tween(units, shown_deltas=shown, arcs=0 * units.arcs)]

    def show_letters(self, equation: Equation, *names: str) -> None:
        """Let letters of an equation appear."""
        self.play(
            *(tween(equation.letters[n], opacity=1.0, seconds=0.4) for n in names)
        )
