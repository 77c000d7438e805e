"""The sample crosses the network, layer by layer, and is answered."""

from dataclasses import replace

import numpy as np

from scenes import style
from scenes.chapters.forward_pass import forward_sentences as sentences
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.network.beside import reach
from scenes.diagram.network.beside_units import BesideUnits
from scenes.diagram.network.lit_edges import middle
from scenes.engine.drawing import Box
from scenes.stage import Stage, column_aside, only, pair
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import within
from scenes.vocabulary.curves import activation_curve
from scenes.vocabulary.equations import (
    activation_letters,
    land,
    letters,
    product_equation,
    sum_letters,
)
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.forward.crossing import Crossing
from scenes.vocabulary.motions import fade_in, relit, stress, tween
from scenes.vocabulary.moves import zoom
from scenes.vocabulary.rates.passes import sweep
from scenes.vocabulary.rates.unit_numbers import come_out, go_back
from scenes.vocabulary.spotlight import light, light_gap

ALONG = 0.55  # how far edges are lit while pulses run on them
NEAR = Box(-6.0, -1.9, 0.8, 2.5)  # the right end of what is beside its second layer
UPPER, LOWER = Box(1.3, 1.15, 6.6, 2.3), Box(1.3, -1.4, 6.6, 0.1)
FAINT = 0.66  # of the ground: so faint a one takes the names of the layers off
ALONE = -5.6  # where the column stands beside its curve
CURVE, OVER = Box(-2.4, -1.9, 5.6, 1.5), Box(-2.4, 1.75, 5.6, 2.9)


class ForwardPass(StepChapter):
    """From the first layer, which is known, to the answer."""

    name = "forward_pass"
    opens, closes = "first layer known", "answered"

    def construct(self) -> None:
        """Tell the chapter."""
        self.recall()
        told = 1
        if self.last > 1 and not self.setting.again:
            self.send_all()
            self.complete()
            told = 2
        if self.last > told:
            self.go_on(range(told + 1, self.last + 1))
        self.show_answer()
        if self.is_joint and not self.setting.again:
            self.lay_end_to_end()
        self.judge()
        self.end()

    def setup(self) -> None:
        """Note what the network answers, and what is known of it."""
        super().setup()
        self.crossing, self.answer = Crossing(self), Answering(self)
        self.is_joint = self.trace.network.activations[-1] == "softmax"
        row, is_class = self.row, bool(self.trace.data.classes)
        self.read = int(self.step.predictions[row]) if is_class else None
        self.right = int(self.step.labels[row]) if is_class else None
        self.beside: list[BesideUnits] = []  # numbers that have come out of units
        self.known = self.numbers(1, "activations", "activation")

    def numbers(self, column: int, field: str, kind: str) -> BesideUnits:
        """Return the numbers beside a column, still in its units."""
        at = self, self.network, column
        places = labels.sum_decimals(*at, row=self.row) if kind == "sum" else None
        path = self.here(f"layers[{column - 1}].{field}[{self.row}, {{unit}}]")
        found = labels.numbers(*at, path, kind, decimals=places)
        self.network.attach(found)
        self.beside.append(found)
        return found

    def recall(self) -> None:
        """The activations of the first layer, in numbers."""
        names = {"units": "network.layers[1]"}
        with self.say(
            sentences.known(self.sizes), names, again=sentences.AGAIN["known"]
        ):
            self.play(*light(self.network, units={1: range(self.sizes[1])}))
            self.until_word()
            self.play(come_out(self.known, seconds=1.6))
            self.play(stress(self.known.labels[self.thread[1]]))

    # Two layers, close.

    def send_all(self) -> None:
        """All units send; what arrives at the next layer grows around its units."""
        layer, (sender, unit) = self.layer(2), self.thread[1:3]
        bias = str(layer.biases[unit])
        self.summed = within(sum_letters(self, 2, bias), LOWER)
        self.product = product = product_equation(
            self,
            str(layer.weights[unit, sender]),
            str(self.activation_path(1, sender)),
            str(layer.weighted_inputs[self.row, unit, sender]),
            column=2,
        ).fitted(UPPER)
        self.sums = self.numbers(2, "sums", "sum")
        self.near = self.two_layers()
        arrived = np.array(self.step.layers[1].weighted_inputs_so_far)[self.row, :, -1]
        with self.say(sentences.SENT):
            self.play(go_back(self.known), zoom(self.network, self.near, seconds=1.4))
            lit = light_gap(self.network, 1, strength=ALONG)
            self.play(fade_in(product), *lit)
            self.until_word()
            edge = middle(self.network.stage, 1, (unit, sender))
            start = self.network.place(1, sender)
            factors = land(product, "a", start), land(product, "w", edge, after="by")
            self.play(*factors[0], *factors[1])
            self.play(*land(product, "p", product.number_spot("a"), after="is"))
            self.play(fade_in(self.summed), *self.crossing.run(2, spread=1.4))
            self.until_word()
            for side in map(np.flatnonzero, (arrived > 0, arrived < 0)):
                if len(side):
                    self.play(*light(self.network, units={2: side}))

    def two_layers(self) -> Stage:
        """Return the stage of both layers, with room for the sums of the second."""
        sums = self.sums
        widest = max(each.box.width / each.size for each in sums.labels.values())
        room = sums.after + widest + reach(1.3 * style.UNIT)
        box = replace(NEAR, right=NEAR.right - room)
        kept = {column: range(self.sizes[column]) for column in (1, 2)}
        return replace(only(pair(self.network.home, 1, box), kept), ground=FAINT)

    def complete(self) -> None:
        """The bias, then one curve for all: up to it, and back into the units."""
        layer, row, column = self.step.layers[1], self.row, {2: range(self.sizes[2])}
        is_joint = self.is_joint and self.last == 2
        self.filled = self.numbers(2, "activations", "activation")
        sums = self.sums
        sums.below = self.filled.below = False  # here is room
        values = layer.sums[row], layer.activations[row]
        self.written = [self.summed, self.product]
        with self.say(sentences.bent(*values, is_joint=is_joint)):
            rest = dict.fromkeys(("goal", "sign", "layer", "weight"), 1.0)
            self.play(relit(self.summed, **rest), *light(self.network, units=column))
            self.play(come_out(sums, seconds=1.2))
            self.until_word()
            if is_joint:
                self.play(*map(stress, sums.labels.values()))
                self.play(go_back(sums))
            else:
                self.lift()
            self.until_word()
            full = self.crossing.become(2, seconds=1.0)
            self.play(come_out(self.filled, seconds=1.0), *full)

    def lift(self) -> None:
        """Sums become points below a curve, and rise to it."""
        sums, curve = self.sums, self.curve_of_all()
        aside = only(column_aside(self.near, 2, ALONE), {2: range(self.sizes[2])})
        self.play(*self.leave(), zoom(self.network, aside))
        self.written = [curve, within(activation_letters(self, 2), OVER)]
        drawn = tween(curve, drawn=1.0, seconds=1.0)
        self.play(*map(fade_in, self.written), drawn)
        for unit, (z, a) in zip(sums.labels, curve.layer.values(), strict=True):
            sums.starts[unit] = curve.across(z, 0.0)
            self.filled.starts[unit] = curve.across(z, a)
        away = tween(sums, shown=0 * sums.shown, seconds=1.0)
        self.play(away, tween(curve, risen=0.0, seconds=1.0))
        self.play(tween(curve, risen=1.0, seconds=1.0))

    def curve_of_all(self) -> FunctionCurve:
        """Return the activation function, all units on it, with letters at its axes."""
        path, index = self.layer(2).activations, self.index(2)
        curve = activation_curve(
            *(self.step.layers[1], self.trace.network.activations[1], CURVE),
            row=self.row,
            unit=self.thread[2],
            others={k: str(path[self.row, k]) for k in self.network.plan.drawn[2]},
        )
        curve.drawn, (x, y) = 0.0, curve.across(0.0, 0.0)
        z = letters(self, f"{{z}}_{index}", em=style.TOLD)
        a = letters(self, f"activation({{a}}_{index})", em=style.TOLD)
        curve.add(z.at(CURVE.right, y - 0.25), a.at(x - 0.35, CURVE.top))
        return curve

    # The rest of the way.

    def go_on(self, columns: range) -> None:
        """Layer after layer sends, and the next one lights up."""
        with self.say(sentences.ON[self.is_joint], again=sentences.AGAIN["on"]):
            home = zoom(self.network, self.network.home, seconds=1.4)
            self.play(*map(go_back, self.beside), *self.leave(), home)
            for column in columns:
                self.play(*light_gap(self.network, column - 1, strength=ALONG))
                for motions in (
                    self.crossing.run(column, spread=0.8),
                    self.crossing.become(column),
                ):
                    if column == self.last:
                        self.until_word()
                    self.play(*motions)

    # The answer.

    def show_answer(self) -> None:
        """Each output with its bar, beside the sample."""
        answer = self.answer
        sentence = sentences.SHOWN[answer.is_point]
        with self.say(sentence, again=sentences.AGAIN["shown"]):
            gone = *map(go_back, self.beside), *self.leave()
            self.play(*gone, *answer.light(), *answer.enter())
            self.play(*answer.frame())
            self.until_word()
            if answer.is_point:
                self.play(*answer.rise())
                self.until_word()
            self.play(*answer.grow())

    def lay_end_to_end(self) -> None:
        """Laid end to end the bars of softmax are exactly one."""
        bars = self.answer.bars
        with self.say(sentences.WHOLE):
            self.play(tween(bars, joined=1.0, seconds=1.6))
            self.until_word()
            self.play(tween(bars, joined=0.0, seconds=1.2))

    def judge(self) -> None:
        """What the answer is read as, and what would have been right."""
        answer, read, right = self.answer, self.read, self.right
        sentence, names = sentences.judged(read, right, self.sizes[-1])
        retold = sentences.AGAIN["unnamed" if read is None else "read"]
        with self.say(sentence, names, again=retold):
            if read is None or right is None or self.sizes[-1] == 1:
                self.play(*map(stress, answer.numbers.labels.values()))
                self.until_word()
                sides = [stress(answer.sides[n]) for n in (read,) if n is not None]
                self.play(*(sides or map(fade_in, answer.target_numbers)))
                self.until_word()
            else:
                self.play(*answer.light(read))
                self.until_word()
                self.play(*map(stress, answer.of(read)))
                self.until_word()
                self.play(*answer.light(read, right))
                if not self.setting.again:
                    self.until_word()
            late = (n for n in answer.target_numbers if n not in self.mobjects)
            self.play(answer.mark(*answer.units), *map(fade_in, late))

    def end(self) -> None:
        """All of the network is known."""
        is_right = self.read == self.right is not None
        with self.say(sentences.END[is_right], again=sentences.AGAIN["end"]):
            home = zoom(self.network, self.network.home, seconds=1.4)
            self.play(*self.answer.leave(), home)
            for motions in sweep(self.network, range(self.last + 1)):
                self.play(*motions)
            self.until_word()
            self.until_word()
            self.play(*self.darken())
