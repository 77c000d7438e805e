"""The sample crosses the network, layer by layer, and is answered."""

import numpy as np

from scenes import style
from scenes.chapters.forward_pass import forward_sentences as sentences
from scenes.diagram.network.lit_edges import middle
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Point
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.equations import land
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.forward.crossing import Crossing
from scenes.vocabulary.forward.two_layers import TwoLayers
from scenes.vocabulary.motions import Motion, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import zoom
from scenes.vocabulary.rates.passes import sweep
from scenes.vocabulary.rates.unit_numbers import come_out, go_back
from scenes.vocabulary.spotlight import light, light_gap

ALONG = 0.55  # how far edges are lit while pulses run on them


class ForwardPass(StepChapter):
    """From the first layer, which is known, to the answer."""

    name = "forward_pass"
    opens, closes = "first layer known", "answered"

    def construct(self) -> None:
        """Tell the chapter."""
        again = self.setting.again
        self.recall()
        if self.last > 1 and not again:
            self.send_all()
            self.share() if self.last == 2 and self.is_joint else self.bend()
        if self.last > (1 if again else 3):
            self.run_on()
        if self.last > 2 and not again:
            self.reach_outputs()
        self.show_answer()
        if self.is_joint and not again:
            self.lay_end_to_end()
        self.judge()
        self.end()

    def setup(self) -> None:
        """Note whom is told of, and what stands at the outputs."""
        super().setup()
        self.crossing, self.answer = Crossing(self), Answering(self)
        self.is_joint = self.trace.network.activations[-1] == "softmax"
        is_class, row = bool(self.trace.data.classes), self.row
        self.read = int(self.step.predictions[row]) if is_class else None
        self.right = int(self.step.labels[row]) if is_class else None
        path = f"{self.layer(1).activations}[{self.row}, {{unit}}]"
        self.known = labels.numbers(self, self.network, 1, path, "activation")
        self.network.attach(self.known)
        if self.last > 1:
            self.near = TwoLayers(self, 2)

    # What is known.

    def recall(self) -> None:
        """The activations of the first layer, in numbers."""
        is_picture = self.network.plan.picture is not None
        sentence = sentences.known(self.sizes, is_picture=is_picture)
        names = {"inputs": "network.layers[0]", "units": "network.layers[1]"}
        with self.say(sentence, names, again=sentences.AGAIN["known"]):
            self.play(*light(self.network, units={1: range(self.sizes[1])}))
            self.until_word()
            self.play(come_out(self.known, seconds=1.6))
            self.play(stress(self.known.labels[self.thread[1]]))

    # Two layers, close.

    def send_all(self) -> None:
        """All units send; what arrives at the next layer grows around its units."""
        near, product = self.near, self.near.product
        arrived = np.array(self.step.layers[1].weighted_inputs_so_far)[self.row, :, -1]
        with self.say(sentences.sent(arrived)):
            near_by = zoom(self.network, near.shot(), seconds=1.4)
            self.play(go_back(self.known), near_by)
            named = map(fade_in, (near.name, product))
            self.play(*named, *light_gap(self.network, 1, strength=ALONG))
            self.until_word()
            start = self.network.place(1, near.sender)
            edge = middle(self.network.stage, 1, (near.unit, near.sender))
            factors = land(product, "a", start), land(product, "w", edge, after="by")
            self.play(*factors[0], *factors[1])
            self.play(*land(product, "p", product.number_spot("a"), after="is"))
            self.play(*self.crossing.run(2, spread=1.4))
            self.add(near.sum)
            self.play(*self.write("sum", start=self.network.place(2, near.unit)))
            self.until_word()
            for side in map(np.flatnonzero, (arrived > 0, arrived < 0)):
                if len(side):
                    self.play(*light(self.network, units={2: side}, seconds=0.4))

    def add_bias(self) -> None:
        """The bias, and the sums are complete; each comes out of its unit."""
        near, equation, unit = self.near, self.near.sum, self.near.unit
        lit = light(self.network, units={2: [unit]}, seconds=style.QUICK)
        place, gone = self.network.place(2, unit), fade_out(near.product)
        self.play(gone, *lit, *self.write("plus", "bias", start=place))
        self.play(*self.write("is", "z", start=equation.number_spot("sum")))
        everyone = light(self.network, units=near.everyone, seconds=style.QUICK)
        near.sums.starts[unit] = equation.number_spot("z")
        self.play(*everyone, come_out(near.sums, seconds=1.2))
        self.written = [equation, near.name]

    def write(self, *names: str, start: Point) -> list[Motion]:
        """Return how letters of the sum appear, and the last one's number lands."""
        shown = self.near.sum.appear(*names, seconds=style.QUICK)
        after = names[0] if len(names) > 1 else ""
        return [*shown, *land(self.near.sum, names[-1], start, after=after)]

    def bend(self) -> None:
        """The bias, then one curve for all: up to it, and back into the units."""
        near, layer = self.near, self.step.layers[1]
        curve = near.curve()
        written: list[Drawing] = [curve, *near.around(curve)]
        sums, row = near.sums, self.row
        with self.say(sentences.bent(layer.sums[row], layer.activations[row])):
            self.add_bias()
            self.until_word()
            self.play(*self.leave(), zoom(self.network, near.alone()))
            self.play(*map(fade_in, written), tween(curve, drawn=1.0, seconds=1.0))
            dots = near.dots(curve)
            self.add(dots)
            away = tween(sums, shown=0 * sums.shown, seconds=1.0)
            self.play(tween(dots, way=1.0, seconds=1.0), away)
            self.play(tween(dots, way=2.0, seconds=1.0))
            self.until_word()
            filled = self.crossing.become(2, seconds=1.0)
            self.play(come_out(near.activations, seconds=1.0), *filled)
        self.written = [*written, dots]

    def share(self) -> None:
        """Softmax: the sums of the layer become activations together."""
        with self.say(sentences.SHARED):
            self.add_bias()
            self.until_word()
            self.play(*self.leave(), *map(stress, self.near.sums.labels.values()))
            self.until_word()
            self.play(go_back(self.near.sums))
            self.play(*self.crossing.become(2, seconds=1.2))
            self.play(come_out(self.near.activations))

    # The rest of the way.

    def run_on(self) -> None:
        """The layers between those that are told."""
        columns, retold = range(3, self.last), sentences.AGAIN["run on"]
        if self.setting.again:
            columns = range(2, self.last + 1)
            retold = sentences.AGAIN["last"] if self.last == 2 else retold
        with self.say(sentences.RUN_ON, again=retold):
            if self.setting.again:
                self.play(go_back(self.known))
            else:
                self.back_to_all()
            for column in columns:
                self.cross(column)
                if column < columns[0] + 2:
                    self.until_word()

    def reach_outputs(self) -> None:
        """The last layer, in other words."""
        with self.say(sentences.REACHED[self.is_joint]):
            if self.last == 3:
                self.back_to_all()
            self.cross(self.last, spread=1.2, by_words=True)

    def back_to_all(self) -> None:
        """Return to the whole network."""
        home = zoom(self.network, self.network.home, seconds=1.4)
        self.play(go_back(self.near.activations), *self.leave(), home)

    def cross(
        self, column: int, *, spread: float = 0.8, by_words: bool = False
    ) -> None:
        """Let a layer send, and the next one light up."""
        self.play(*light_gap(self.network, column - 1, strength=ALONG))
        for motions in (
            self.crossing.run(column, spread=spread),
            self.crossing.become(column),
        ):
            if by_words:
                self.until_word()
            self.play(*motions)

    # The answer.

    def show_answer(self) -> None:
        """Each output with its bar, beside the sample."""
        answer = self.answer
        values = np.array(self.step.layers[-1].activations[self.row])
        retold = sentences.AGAIN["bars" if len(values) > 1 else "bar"]
        sentence = sentences.shown(values, is_point=answer.is_point)
        with self.say(sentence, again=retold):
            told = self.known if self.last == 1 else self.near.activations
            gone = [go_back(told), *self.leave()]
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
        with self.say(sentence, names, again=sentences.judged_again(read, right)):
            if read is None or right is None or self.sizes[-1] == 1:
                self.play(*map(stress, answer.numbers.labels.values()))
                self.until_word()
                if read is not None:
                    self.play(stress(answer.sides[read]))
                    self.until_word()
            else:
                self.play(*answer.light(read))
                self.until_word()
                self.play(*map(stress, answer.of(read)))
                self.until_word()
                self.play(*answer.light(read, right))
                if not self.setting.again:
                    self.until_word()
                self.play(answer.mark(right))
            targets = map(fade_in, answer.target_numbers)
            self.play(answer.mark(*answer.units), *targets)

    def end(self) -> None:
        """All of the network is known."""
        answer, is_right = self.answer, self.read == self.right is not None
        sentence = sentences.closing(is_right=is_right)
        with self.say(sentence, again=sentences.AGAIN["end"]):
            gone = [*map(fade_out, answer.drawings), go_back(answer.numbers)]
            home = zoom(self.network, self.network.home, seconds=1.4)
            self.play(*gone, home, *answer.let_go())
            for motions in sweep(self.network, range(self.last + 1)):
                self.play(*motions)
            self.until_word()
            self.until_word()
            self.play(*self.darken())
