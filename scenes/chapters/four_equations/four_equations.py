"""Is that all? Four equations, each with its matrices, each at its part."""

from dataclasses import replace
from itertools import product

import numpy as np

from scenes import style
from scenes.chapters.four_equations import equation_sentences as sentences
from scenes.chapters.four_equations.matrix_chapter import MatrixChapter
from scenes.diagram.panels import Frame
from scenes.engine.drawing import Box
from scenes.notation.symbols import FUNCTIONS
from scenes.stage import Stage, flat, narrow, only, pair
from scenes.vocabulary import labels
from scenes.vocabulary.matrices import tiling
from scenes.vocabulary.motions import Motion, fade_in, fade_out, relit, stress, tween
from scenes.vocabulary.moves import zoom
from scenes.vocabulary.spotlight import light, light_gap

NO_NAMES = 0.65  # ground on which the names of layers are not seen: letters stand there
LEFT = Box(-6.2, -1.45, -4.0, 2.6)  # two layers, beside what is written
FROM_UNITS = 2.25  # from the outputs to where tiles may begin
RIGHT, LOW, HIGH = 6.6, -1.65, 2.95  # where they end
# Where the equations found so far stand, how wide each may be, their line and their em.
KEPT, LINE, SMALL = ((-4.575, 3.75), (-0.25, 4.2), (5.55, 2.05), (3.2, 2.2)), -2.3, 0.34
STRIP = Box(-6.6, 0.95, 6.6, 2.9)  # the network above the list
# Errors at the left, gradients at the right: on their way none runs across another.
SPOTS = ((-3.3, -0.3), (-3.3, -1.85), (3.3, -0.3), (3.3, -1.85))
FIRST, COLUMN = (-3.3, -0.95), 6.0  # of three; the widest of the list
INNER = Box(-6.7, -2.5, 6.7, 0.65)  # around all
J, K, N, R = "{j}", "{k}", "{n}", "{r}"  # unit, output, sample, another output
IS, BY = ("is", "="), ("by", "⊙")
SLOPES = "((partial {a})/(partial {z}))^T"
FLIPPED = "turned(\\()W^(ell+1) turned(\\))^turned(T)"


def kind_of_output(loss: str, output: str) -> str:
    """Return how δ at the outputs comes about: by slope, plain, scaled or joint."""
    if loss == "cross_entropy":
        return "plain"
    if output == "identity":
        return "plain" if loss == "squared_error" else "scaled"
    return "joint" if output == "softmax" else "slope"


class FourEquations(MatrixChapter):
    """δ at the outputs, δ one layer back, and the gradients of biases and weights."""

    name = "four_equations"
    opens = closes = "all know"

    def construct(self) -> None:
        """Tell the chapter."""
        left = float(self.two_layers().places[self.last][0, 0]) + FROM_UNITS
        self.room = Box(left + labels.class_room(self), LOW, RIGHT, HIGH)
        self.outputs()
        if self.last > 1:
            self.one_layer_back()
        self.gradients()
        self.all_of_it()
        self.name_it()

    # One by one: the last that is found has its tiles; of all others letters are kept.

    def outputs(self) -> None:
        """δ where the answer is: the error, times the slope."""
        here, row, output = self.layer(self.last), self.row, self.trace.network.output
        kind = kind_of_output(self.trace.run.training.loss, output)
        rate = self.delta_of_output("", alone=True)[0].replace("{a}", "output({a}^L)")
        if kind == "joint":
            rate = "(partial {C})/(partial {a})"
        # Of the cross-entropy ∂C/∂a stands nowhere: the slope has cancelled.
        is_plain = kind == "plain"
        rates = self.path.output_errors if is_plain else here.activation_gradient
        error = "rate", rate, rates[row, K], "k1"
        jacobian = "jacobian", SLOPES, here.slopes[row, R, K], "kr"
        curve, slopes = FUNCTIONS[output][1], here.own_slopes[row, K]
        slope = "slope", f"{curve}({{z}}^L)", slopes, "k1"
        by_kind = {"joint": (jacobian, error), "slope": (error, BY, slope)}
        delta = "delta", "delta^L", here.deltas[row, K], "k1"
        with self.say(sentences.OUTPUTS[kind]):
            lit = light(self.network, units={self.last: self.axes["k"].drawn})
            self.play(zoom(self.network, self.two_layers()), *lit)
            self.play(*self.write(delta, IS, *by_kind.get(kind, (error,))))
            _, *names = self.now
            for name in names:
                self.until_word()
                self.play(self.come(name, self.units("k")[:, None]))
            self.until_word()
            # What a whole matrix is multiplied by has no row of its own.
            by_row = names[:1] if kind == "joint" else names
            self.play(*self.fill("delta", *by_row))

    def one_layer_back(self) -> None:
        """δ of the last hidden layer: what leads out of a unit, flipped, is a row."""
        before, unit = self.last - 1, self.thread[self.last - 1]
        here, there, row = self.layer(self.last), self.layer(before), self.row
        curve = FUNCTIONS[self.trace.network.activations[-2]][1]
        targets, outputs = self.axes["k"].drawn, self.units("k")[:, None]
        terms = (
            ("delta", "delta^ell", there.deltas[row, J], "j1"),
            IS,
            ("weights", FLIPPED, here.weights[K, J], "kj"),
            ("after", "delta^(ell+1)", here.deltas[row, K], "k1"),
            BY,
            ("slope", f"{curve}({{z}}^ell)", there.own_slopes[row, J], "j1"),
        )
        with self.say(sentences.BACK):
            letters = [*self.keep(), *self.write(*terms)]
            matrix, letter = self.now["weights"], self.found[-1].letters["weights"]
            matrix.turned, letter.alphas = 0.0, {"turned": 0.0}
            self.play(*letters, self.come("after", outputs))
            self.until_word()
            ways = {before: [(k, unit) for k in targets]}
            ends = {before: [unit], self.last: targets}
            self.play(*light(self.network, units=ends, edges=ways))
            self.until_word()
            # Its column comes first, then those of the others.
            later = [float(j != unit) for j in self.axes["j"].drawn]
            edges = (outputs + self.units("j")) / 2
            come = self.come("weights", edges, np.tile(later, (len(targets), 1)))
            self.play(come, *light_gap(self.network, before))
            self.until_word()
            self.play(tween(matrix, turned=1.0), relit(letter, turned=1.0), seconds=1.4)
            self.until_word()
            self.play(self.come("slope", self.units("j")[:, None]))
            self.play(*self.fill("delta", "weights", "slope"))

    def gradients(self) -> None:
        """Of biases δ itself, of weights δ times what came in; of a batch the mean."""
        here, outputs = self.layer(self.last), self.units("k")[:, None]
        rate, path = "(partial {C})/(partial b^ell)", here.bias_gradient[K]
        delta = "1/B sum_n delta_n^ell" if self.is_batch else "delta^ell"
        biases = (
            ("gradient", rate, path, "k1"),
            IS,
            ("delta", delta, here.deltas[N, K], "kn"),
        )
        rate, path = "(partial {C})/(partial W^ell)", here.weight_gradient[K, J]
        delta = "1/B thin delta^ell" if self.is_batch else "delta^ell"
        weights = (
            ("gradient", rate, path, "kj"),
            IS,
            ("delta", delta, here.deltas[N, K], "kn"),
            ("incoming", "({a}^(ell-1))^T", here.inputs[N, J], "nj"),
        )
        with self.say(sentences.GRADIENTS[self.is_batch]):
            lit = light(self.network, units={self.last: self.axes["k"].drawn})
            self.play(*self.keep(), *lit)
            self.until_word()
            self.play(*self.write(*biases), self.come("delta", outputs))
            self.until_word()
            if self.is_batch:
                self.play(*self.fill("gradient", "delta"))
            else:
                places = tiling.spots(self.now["delta"], within=self.found[-1])
                self.play(self.come("gradient", places))
            self.until_word()
            lit = light_gap(self.network, self.last - 1)
            self.play(
                *self.keep(), *lit, *self.write(*weights), self.come("delta", outputs)
            )
            self.until_word()
            self.play(self.come("incoming", self.units("j")))
            self.play(*self.fill("gradient", "delta"))

    def keep(self) -> list[Motion]:
        """Return the motions that leave of the last equation its letters, below."""
        x, most = KEPT[len(self.found) - 1]
        return self.gather(self.found[-1], x, LINE, em=SMALL, most=most)

    def two_layers(self) -> Stage:
        """Return the stage with the last two layers at the left."""
        home, before = self.network.home, self.last - 1
        kept = {c: range(self.sizes[c]) for c in (before, self.last)}
        if before == 0 and self.network.plan.picture:
            return narrow(home, LEFT, picture=True)
        left = LEFT.left + (self.input_width() if before == 0 else 0.0)
        near = only(pair(home, before, replace(LEFT, left=left)), kept)
        return replace(near, ground=NO_NAMES)

    # All of them.

    def all_of_it(self) -> None:
        """Each at its part, the second one layer after layer."""
        spots = SPOTS if self.last > 1 else (FIRST, *SPOTS[2:])
        is_picture = self.network.plan.picture is not None
        strip = flat(self.network.home, STRIP, picture=is_picture)
        with self.say(sentences.ALL[self.last > 1]):
            self.play(zoom(self.network, strip, seconds=0.8), *self.keep())
            gathered: list[Motion] = []
            for equation, spot in zip(self.found, spots, strict=True):
                gathered += self.gather(equation, *spot, em=style.EQUATION, most=COLUMN)
            self.play(*gathered)
            for equation, part in zip(self.found, self.parts(), strict=True):
                self.until_word()
                self.play(*part[0], stress(equation, by=0.1))
                for motions in part[1:]:
                    self.play(*motions)
            self.until_word()
            self.play(*self.darken())

    def parts(self) -> list[list[list[Motion]]]:
        """Return for each equation what lights its part, one motion after another."""
        network, drawn = self.network, self.network.plan.drawn
        hidden = range(self.last - 1, 0, -1)
        edges = {gap: product(drawn[gap + 1], drawn[gap]) for gap in range(self.last)}
        found = [
            [light(network, units={self.last: drawn[-1]})],
            [light_gap(network, gap) for gap in hidden],
            [light(network, units={c: drawn[c] for c in (*hidden, self.last)})],
            [light(network, edges=edges, strength=0.5)],
        ]
        return [part for part in found if part]

    def name_it(self) -> None:
        """What is called backpropagation, strictly and loosely."""
        frame = Frame(INNER, "error")
        others = [pill for pill in self.pills.parts if pill.role != "error"]
        with self.say(sentences.NAMED):
            self.play(fade_in(frame), *(stress(each, by=0.06) for each in self.found))
            self.until_word()
            self.play(*(stress(each, by=0.1) for each in self.found[-2:]))
            self.until_word()
            outputs, *_, edges = self.parts()
            whole = [light_gap(self.network, 0)], outputs, edges
            for pill, part in zip(others, whole, strict=True):
                self.play(tween(pill, lit=1.0), stress(pill), *part[0])
            self.until_word()
            # The delta rule is named after what it makes of the weights.
            self.play(stress(self.found[-1], by=0.1))
            gone = [fade_out(each) for each in (*self.found, frame)]
            dark = [tween(pill, lit=0.0) for pill in others]
            home = zoom(self.network, self.network.home)
            self.play(*gone, *dark, home, *self.darken())
