"""Is that all? Four equations, each with its matrices, each at its part."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from scenes.chapters.four_equations import equation_forms as forms
from scenes.chapters.four_equations import equation_sentences as sentences
from scenes.diagram.panels import Frame
from scenes.diagram.plots.matrix_tiles import MatrixTiles
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, flat, narrow, only, pair
from scenes.step_chapter import StepChapter
from scenes.style import EQUATION
from scenes.vocabulary import labels
from scenes.vocabulary.matrices.step_matrices import StepMatrices
from scenes.vocabulary.matrices.tile_equations import TileEquation
from scenes.vocabulary.motions import Motion, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import zoom
from scenes.vocabulary.spotlight import light, light_gap

NO_NAMES = 0.65  # ground on which the names of layers are not seen: letters stand there
R, C = "{r}", "{c}"  # the row and the column of a tile
LEFT = Box(-6.2, -1.45, -4.0, 2.6)  # two layers, beside what is written
FROM_UNITS = 2.25  # from the outputs to where tiles may begin
RIGHT, LOW, HIGH = 6.6, -1.65, 2.95  # where they end
# Where the equations found so far stand, how wide each may be, their line and their em.
KEPT, LINE, SMALL = ((-4.575, 3.75), (-0.25, 4.2), (2.98, 1.82), (5.3, 2.2)), -2.3, 0.34
STRIP = Box(-6.6, 0.95, 6.6, 2.9)  # the network above the list
# Errors at the left, gradients at the right: on their way none runs across another.
SPOTS = ((-3.3, -0.15), (-3.3, -1.75), (3.3, -0.15), (3.3, -1.75))
FIRST, COLUMN = (-3.3, -0.95), 6.0  # of three; the widest of the list
INNER = Box(-6.7, -2.45, 6.7, 0.5)  # around all


class FourEquations(StepChapter):
    """δ at the outputs, δ one layer back, and the gradients of biases and weights."""

    name = "four_equations"
    opens = closes = "all know"

    def construct(self) -> None:
        """Tell the chapter."""
        self.outputs()
        if self.last > 1:
            self.one_layer_back()
        with self.say(sentences.GRADIENTS[self.is_batch]):
            self.of_biases()
            self.of_weights()
        self.all_of_it()
        self.name_it()

    def setup(self) -> None:
        """Find the matrices of this step, and how the equations are written."""
        super().setup()
        loss, curves = self.trace.run.training.loss, self.trace.network.activations
        self.kind = forms.kind_of_output(loss, curves[-1])
        self.at_outputs = forms.output_terms(loss, curves[-1], self.setting.notation)
        self.gradients = forms.gradient_terms(is_batch=self.is_batch)
        self.found: list[TileEquation] = []
        self.made = StepMatrices(self)

    # One by one: the last that is found has its tiles; of all others letters are kept.

    def outputs(self) -> None:
        """δ where the answer is: the error, times the slope."""
        last, row, made, here = self.last, self.row, self.made, self.layer(self.last)
        axis, units = made.axes[last], {last: self.network.plan.drawn[-1]}
        # Of the cross-entropy ∂C/∂a stands nowhere: its slope has cancelled.
        plain = self.trace.run.training.loss == "cross_entropy"
        rates = self.path.output_errors if plain else here.activation_gradient
        tiles = {
            "delta": made.of(here.deltas[row, R], axis),
            "rate": made.of(rates[row, R], axis),
            "slope": made.of(here.own_slopes[row, R], axis, role="activation"),
        }
        if self.kind == "joint":
            slopes = here.slopes[row, C, R]
            tiles["jacobian"] = made.of(slopes, axis, axis, role="activation")
        with self.say(sentences.OUTPUTS[self.kind]):
            near = zoom(self.network, self.two_layers())
            self.play(near, *light(self.network, units=units))
            equation = self.equation(self.at_outputs, tiles)
            self.play(*equation.write())
            for name in [each for each in equation.tiles if each != "delta"]:
                self.until_word()
                times = len(axis.drawn) if name == "jacobian" else 1
                self.play(*equation.come(name, made.at_units(last, times)))
            self.until_word()
            # What a whole matrix is multiplied by has no row of its own.
            by_row = "jacobian" if self.kind == "joint" else "rate"
            names = [each for each in (by_row, "slope") if each in equation.tiles]
            self.play(*equation.sweep("delta", names))

    def one_layer_back(self) -> None:
        """δ of the last hidden layer: what leads out of a unit, flipped, is a row."""
        last, before, row, made = self.last, self.last - 1, self.row, self.made
        axis, after, unit = made.axes[before], made.axes[last], self.thread[before]
        here, there = self.layer(before), self.layer(last)
        tiles = {
            "delta": made.of(here.deltas[row, R], axis),
            "weights": made.of(there.weights[R, C], after, axis, role="weight"),
            "after": made.of(there.deltas[row, R], after),
            "slope": made.of(here.own_slopes[row, R], axis, role="activation"),
        }
        with self.say(sentences.BACK):
            terms = forms.back_terms(self.trace.network.activations[-2])
            equation = self.equation(terms, tiles)
            stays = equation.take_over("after", self.found[-2], "delta")
            self.play(*self.keep(), *equation.write(), *stays)
            self.until_word()
            ways = {before: [(k, unit) for k in after.drawn]}
            ends = {before: [unit], last: after.drawn}
            self.play(*light(self.network, units=ends, edges=ways))
            self.until_word()
            # Its column comes first, then those of the others.
            others = [float(j != unit) for j in axis.drawn]
            order = np.tile(others, (len(after.drawn), 1))
            everyone = light_gap(self.network, before, seconds=1.6)
            edges = made.at_edges(last)
            come = equation.come("weights", edges, order=order, seconds=1.6)
            self.play(*come, *everyone)
            self.until_word()
            self.play(*equation.transpose("weights"))
            self.until_word()
            self.play(*equation.come("slope", made.at_units(before), seconds=0.8))
            self.play(*equation.sweep("delta", ["weights", "slope"]))

    def of_biases(self) -> None:
        """δ itself, or its mean over the samples."""
        last, made, here = self.last, self.made, self.layer(self.last)
        axis, units = made.axes[last], {last: self.network.plan.drawn[-1]}
        tiles = {
            "gradient": made.of(here.bias_gradient[R], axis),
            "delta": made.of(here.deltas[C, R], axis, made.samples),
        }
        equation = self.equation(self.gradients[0], tiles)
        self.play(*self.keep(), *light(self.network, units=units))
        self.until_word()
        units_at = made.at_units(last, len(made.samples.drawn))
        self.play(*equation.write(), *equation.come("delta", units_at))
        self.until_word()
        if self.is_batch:
            self.play(*equation.sweep("gradient", ["delta"]))
        else:
            self.play(*equation.take_over("gradient", equation, "delta"))

    def of_weights(self) -> None:
        """δ times what came in."""
        made, before, here = self.made, self.last - 1, self.layer(self.last)
        came, axis, samples = made.axes[before], made.axes[self.last], made.samples
        tiles = {
            "gradient": made.of(here.weight_gradient[R, C], axis, came),
            "delta": made.of(here.deltas[C, R], axis, samples),
            "incoming": made.of(here.inputs[R, C], samples, came, role="activation"),
        }
        self.until_word()
        equation = self.equation(self.gradients[1], tiles)
        stays = equation.take_over("delta", self.found[-2], "delta")
        lit = light_gap(self.network, before)
        self.play(*self.keep(), *lit, *equation.write(), *stays)
        self.until_word()
        units_at = np.tile(made.at_units(before), (len(samples.drawn), 1))
        self.play(*equation.come("incoming", units_at))
        self.play(*equation.sweep("gradient", ["delta"]))

    def equation(
        self, terms: Mapping[str, str], tiles: Mapping[str, MatrixTiles]
    ) -> TileEquation:
        """Return an equation right of the outputs; all of it is still to come."""
        units = float(self.two_layers().places[self.last][0, 0])
        box = Box(units + FROM_UNITS + labels.class_room(self), LOW, RIGHT, HIGH)
        equation = TileEquation(self, terms, forms.ROLES, tiles, box)
        self.add(equation, equation.written)
        self.found.append(equation)
        return equation

    def keep(self, which: int = -2) -> list[Motion]:
        """Return the motions that take an equation but its letters below."""
        x, most = KEPT[len(self.found) + which]
        return self.found[which].gather(
            x, LINE, em=SMALL, most=most, across_first=which == -1
        )

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
        strip = flat(
            self.network.home, STRIP, picture=self.network.plan.picture is not None
        )
        with self.say(sentences.ALL[self.last > 1]):
            self.play(zoom(self.network, strip, seconds=0.8), *self.keep(-1))
            gathered: list[Motion] = []
            for equation, spot in zip(self.found, spots, strict=True):
                gathered += equation.gather(*spot, em=EQUATION, most=COLUMN)
            self.play(*gathered)
            for equation, part in zip(self.found, self.parts(), strict=True):
                self.until_word()
                first, *others = part
                self.play(*first, stress(equation.written, by=0.1))
                for motions in others:
                    self.play(*motions)
            self.until_word()
            self.play(*self.darken())

    def parts(self) -> list[list[list[Motion]]]:
        """Return for each equation what lights its part, one motion after another."""
        network, drawn = self.network, self.network.plan.drawn
        hidden = range(self.last - 1, 0, -1)
        edges = {
            gap: [(k, j) for k in drawn[gap + 1] for j in drawn[gap]]
            for gap in range(self.last)
        }
        found = [
            [light(network, units={self.last: drawn[-1]})],
            [light_gap(network, gap) for gap in hidden],
            [light(network, units={c: drawn[c] for c in (*hidden, self.last)})],
            [light(network, edges=edges, strength=0.5)],
        ]
        return [part for part in found if part]

    def name_it(self) -> None:
        """What is called backpropagation, strictly and loosely."""
        frame, letters = Frame(INNER, "error"), [each.written for each in self.found]
        others = [pill for pill in self.pills.parts if pill.role != "error"]
        outputs, *_, edges = (part[0] for part in self.parts())

        def lit(pill: Drawing, part: list[Motion]) -> list[Motion]:
            return [tween(pill, lit=1.0), stress(pill), *part]

        with self.say(sentences.NAMED):
            self.play(fade_in(frame), *(stress(each, by=0.06) for each in letters))
            self.until_word()
            self.play(*(stress(each, by=0.1) for each in letters[-2:]))
            self.until_word()
            self.play(*lit(others[0], light_gap(self.network, 0)))
            self.play(*lit(others[1], outputs))
            self.until_word()
            # The delta rule is named after what it makes of the weights.
            self.play(*lit(others[2], edges), stress(letters[-1], by=0.1))
            gone = [fade_out(each) for each in (*letters, frame)]
            dark = [tween(pill, lit=0.0) for pill in others]
            home = zoom(self.network, self.network.home)
            self.play(*gone, *dark, home, *self.darken())
