"""Is that all? Four equations, each with its matrices, each at its part."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from scenes.chapters.four_equations import equation_forms as forms
from scenes.chapters.four_equations import equation_sentences as sentences
from scenes.diagram.panels import Frame
from scenes.diagram.plots.matrix_tiles import MatrixTiles
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Camera, Stage, flat, narrow, only, pair, through
from scenes.step_chapter import StepChapter
from scenes.style import EQUATION, FORMULA, LARGE
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import stack, within
from scenes.vocabulary.matrices.step_matrices import StepMatrices
from scenes.vocabulary.matrices.tile_equations import TileEquation
from scenes.vocabulary.motions import Motion, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import zoom
from scenes.vocabulary.spotlight import light, light_gap

R, C = "{r}", "{c}"  # the row and the column of a tile
LEFT = Box(-6.2, -1.45, -4.0, 2.6)  # two layers, beside what is written
ALONE = -5.8  # x of the outputs alone
FROM_UNITS = 2.25  # from the outputs to where tiles may begin
RIGHT, LOW, HIGH = 6.6, -1.65, 2.95  # where they end
KEPT, APART = (-6.4, -2.3), 0.7  # equations found so far: the first, to the next
SMALL, WIDEST = 0.34, 4.4  # their em, and the room of one
STRIP = Box(-6.6, 0.95, 6.6, 2.9)  # the network above the list
SPOTS = ((-3.3, -0.2), (3.3, -0.2), (-3.3, -1.6), (3.3, -1.6))
FIRST = (0.0, -0.2)  # of three
COLUMN = 5.9  # the widest equation of the list
GATHERED, SMALLER = (-2.15, -0.51), 0.68  # to make room beside
INNER, OUTER = Box(-6.6, -2.2, 2.3, 0.25), Box(-6.75, -2.35, 6.75, 0.75)
TITLE, NAME = (-2.15, 0.0), (4.5, 0.45)
REST = Box(2.6, -2.1, 6.5, 0.1)


class FourEquations(StepChapter):
    """δ at the outputs, δ one layer back, and the gradients of biases and weights."""

    name = "four_equations"
    opens = closes = "all know"

    def construct(self) -> None:
        """Tell the chapter."""
        self.outputs()
        if self.last > 1:
            self.one_layer_back()
        self.gradients()
        self.all_of_it()
        self.name_it()

    def setup(self) -> None:
        """Write the equations for this loss and these curves."""
        super().setup()
        self.run, names = self.trace.run.training, self.trace.network.activations
        self.is_batch = len(self.step.samples) > 1
        self.kind = forms.kind_of_output(self.run.loss, names[-1])
        self.found: list[TileEquation] = []

    # One by one: the last that is found has its tiles, of all others letters are kept.

    def outputs(self) -> None:
        """δ where the answer is: the error, times the slope."""
        last, row, made = self.last, self.row, StepMatrices(self)
        is_joint = self.kind == "joint"
        here, axis = self.layer(last), made.axes[last]
        made.fit(*([axis] if is_joint else []), down=axis)
        values = [self.step.layers[-1].activations, self.step.targets]
        most = max(float(np.abs(each[row]).max()) for each in values)
        tiles = {
            "delta": made.of(here.deltas[row, R], "error", axis),
            "answer": made.of(here.activations[row, R], "activation", axis, most=most),
            "target": made.of(self.path.targets[row, R], "text", axis, most=most),
            "slope": made.of(here.own_slopes[row, R], "activation", axis),
            "cost": made.of(here.activation_gradient[row, R], "cost", axis),
        }
        if is_joint:
            slopes = here.slopes[row, C, R]
            tiles["jacobian"] = made.of(slopes, "activation", axis, axis)
        terms = forms.output_terms(
            self.run.loss, self.trace.network.activations[-1], self.setting.notation
        )
        with self.say(sentences.OUTPUTS[self.kind]):
            units = {last: self.network.plan.drawn[-1]}
            alone = zoom(self.network, self.outputs_alone())
            self.play(alone, *light(self.network, units=units))
            equation = self.equation(terms, tiles, ALONE)
            self.play(*equation.write())
            places = made.at_units(last)
            by_row: list[str] = []
            for names in forms.OPERANDS[self.kind]:
                self.until_word()
                found: list[Motion] = []
                for name in names:
                    across = len(equation.tiles[name].axes[1].drawn)
                    found += equation.come(name, np.tile(places, (across, 1)))
                self.play(*found)
                by_row += names
            self.until_word()
            self.fill(equation, "delta", by_row[:1] if is_joint else by_row)

    def one_layer_back(self) -> None:
        """δ of the last hidden layer: what leads out of a unit, flipped, is a row."""
        last, before, row, made = self.last, self.last - 1, self.row, StepMatrices(self)
        axis, after = made.axes[before], made.axes[last]
        made.fit(max(axis, after, key=len), down=max(axis, after, key=len))
        here, there = self.layer(before), self.layer(last)
        tiles = {
            "delta": made.of(here.deltas[row, R], "error", axis),
            "weights": made.of(there.weights[R, C], "weight", after, axis),
            "after": made.of(there.deltas[row, R], "error", after),
            "slope": made.of(here.own_slopes[row, R], "activation", axis),
        }
        terms = forms.back_terms(self.trace.network.activations[-2])
        with self.say(sentences.BACK):
            equation = self.equation(terms, tiles, self.beside_two)
            stays = equation.take_over("after", self.found[-2].where("delta"))
            near = zoom(self.network, self.two_layers())
            self.play(*self.keep(), near, *stays)
            self.until_word()
            unit = self.thread[before]
            ways = {before: [(k, unit) for k in self.network.plan.drawn[last]]}
            ends = {before: [unit], last: self.network.plan.drawn[last]}
            self.play(*light(self.network, units=ends, edges=ways), *equation.write())
            self.until_word()
            # Its column comes first, then those of the others.
            order = np.array(
                [[float(j != unit) for j in axis.drawn]] * len(after.drawn)
            )
            places = made.at_edges(last)
            everyone = light_gap(self.network, before, seconds=1.6)
            come = equation.come("weights", places, order=order, seconds=1.6)
            self.play(*come, *everyone)
            self.until_word()
            self.play(*equation.transpose("weights"))
            self.until_word()
            self.play(*equation.come("slope", made.at_units(before)))
            self.fill(equation, "delta", ["weights", "slope"])

    def gradients(self) -> None:
        """What δ is for: the gradients of biases, and then of weights."""
        with self.say(sentences.GRADIENTS[self.is_batch]):
            self.of_biases()
            self.of_weights()

    def of_biases(self) -> None:
        """δ itself: of one sample, the same tiles once more."""
        last, made = self.last, StepMatrices(self)
        made.fit(made.samples, down=made.axes[last])
        here, axis = self.layer(last), made.axes[last]
        tiles = {
            "gradient": made.of(here.bias_gradient[R], "error", axis),
            "delta": made.of(here.deltas[C, R], "error", axis, made.samples),
        }
        # With a single layer the stage is still the one of the outputs.
        near = [] if last > 1 else [zoom(self.network, self.two_layers())]
        units = {last: self.network.plan.drawn[last]}
        terms = forms.gradient_terms(is_batch=self.is_batch)[0]
        equation = self.equation(terms, tiles, self.beside_two)
        self.play(*self.keep(), *near, *light(self.network, units=units))
        self.until_word()
        places = np.repeat(made.at_units(last), len(made.samples.drawn), axis=0)
        self.play(*equation.write(), *equation.come("delta", places))
        self.until_word()
        if self.is_batch:
            self.play(*equation.sweep("gradient", ["delta"]))
        else:
            self.play(*equation.take_over("gradient", equation.where("delta")))

    def of_weights(self) -> None:
        """δ times what came in."""
        last, before, made = self.last, self.last - 1, StepMatrices(self)
        came, axis, samples = made.axes[before], made.axes[last], made.samples
        made.fit(came, samples, came, down=max(axis, samples, key=len))
        here = self.layer(last)
        tiles = {
            "gradient": made.of(here.weight_gradient[R, C], "error", axis, came),
            "delta": made.of(here.deltas[C, R], "error", axis, samples),
            "incoming": made.of(here.inputs[R, C], "activation", samples, came),
        }
        terms = forms.gradient_terms(is_batch=self.is_batch)[1]
        self.until_word()
        equation = self.equation(terms, tiles, self.beside_two)
        stays = equation.take_over("delta", self.found[-2].where("delta"))
        lit = light_gap(self.network, before)
        self.play(*self.keep(), *lit, *equation.write(), *stays)
        self.until_word()
        places = np.tile(made.at_units(before), (len(samples.drawn), 1))
        self.play(*equation.come("incoming", places))
        self.play(*equation.sweep("gradient", ["delta"]))

    # All of them.

    def all_of_it(self) -> None:
        """Each at its part, the second one layer after layer."""
        spots = SPOTS if self.last > 1 else (FIRST, *SPOTS[2:])
        with self.say(sentences.ALL[self.last > 1]):
            gathered: list[Motion] = []
            for equation, (x, y) in zip(self.found, spots, strict=True):
                size = min(EQUATION / LARGE, COLUMN / equation.width)
                left = x - size * equation.width / 2
                gathered += equation.gather(left, y, size)
            self.play(zoom(self.network, self.strip()), *gathered)
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
        everyone = {c: drawn[c] for c in range(1, self.last + 1)}
        edges = {
            gap: [(k, j) for k in drawn[gap + 1] for j in drawn[gap]]
            for gap in range(self.last)
        }
        back = [light_gap(network, gap) for gap in range(self.last - 1, 0, -1)]
        return [
            [light(network, units={self.last: drawn[-1]})],
            *([back] if back else []),
            [light(network, units=everyone)],
            [light(network, edges=edges, strength=0.5)],
        ]

    def name_it(self) -> None:
        """What is called backpropagation, strictly and loosely."""
        inner, outer = Frame(INNER, "error"), Frame(OUTER, "muted")
        title = self.words(sentences.STRICTLY, role="error").at(*TITLE)
        name = self.words(sentences.LOOSELY, role="muted").at(*NAME)
        texts = forms.procedure(self.trace.network.activations[0])
        roles = {role: role for role in ("activation", "update")}
        rest = [self.formula(text, roles, em=FORMULA) for text in texts]
        around = within(stack(*rest, gap=0.35), REST)
        *_, biases, weights = self.parts()
        letters = [each.written for each in self.found]
        self.remove(*letters)
        listing = Drawing(*letters)
        self.add(listing)
        with self.say(sentences.NAMED):
            x, y = GATHERED
            self.play(tween(listing, x=x, y=y, size=SMALLER))
            self.play(fade_in(inner), fade_in(title))
            self.until_word()
            self.play(*(stress(each, by=0.1) for each in letters[-2:]))
            self.until_word()
            self.play(fade_in(around), fade_in(outer), *weights[0])
            self.until_word()
            self.play(fade_in(name), *biases[0])
            self.hold()
            gone = [listing, inner, outer, title, name, around]
            home = zoom(self.network, self.network.home)
            self.play(*map(fade_out, gone), home, *self.darken())

    # What several beats do.

    def equation(
        self, terms: forms.Terms, tiles: Mapping[str, MatrixTiles], units: float
    ) -> TileEquation:
        """Return an equation right of the outputs; all of it is still to come."""
        left = units + FROM_UNITS + labels.class_room(self)
        equation = TileEquation(self, terms, tiles, Box(left, LOW, RIGHT, HIGH))
        self.add(equation, equation.written)
        self.found.append(equation)
        return equation

    def keep(self) -> list[Motion]:
        """Return the motions that take the last equation but its letters below."""
        *before, last, _ = self.found
        sizes = [min(SMALL / LARGE, WIDEST / each.width) for each in self.found]
        widths = [size * each.width for size, each in zip(sizes, before, strict=False)]
        left, line = KEPT
        return last.gather(left + sum(widths) + APART * len(before), line, sizes[-2])

    def fill(self, equation: TileEquation, result: str, by_row: Sequence[str]) -> None:
        """Fill a result row by row; the sign of that is stressed, if there is one."""
        sign = [stress(equation.letters["by"])] if "by" in equation.letters else []
        self.play(*equation.sweep(result, by_row), *sign)

    # Where the network stands.

    def outputs_alone(self) -> Stage:
        """Return the stage with the outputs at the left."""
        home = self.network.home
        camera = Camera(x=ALONE - float(home.places[self.last][0, 0]))
        kept = {self.last: range(self.sizes[-1])}
        return replace(only(through(home, camera), kept), ground=0.0)

    def two_layers(self) -> Stage:
        """Return the stage with the last two layers at the left."""
        home, before = self.network.home, self.last - 1
        kept = {c: range(self.sizes[c]) for c in (before, self.last)}
        if before == 0 and self.network.plan.picture:
            return narrow(home, LEFT, picture=True)
        left = LEFT.left + (self.input_width() if before == 0 else 0.0)
        return only(pair(home, before, replace(LEFT, left=left)), kept)

    @property
    def beside_two(self) -> float:
        """Where the outputs of the last two layers stand."""
        return float(self.two_layers().places[self.last][0, 0])

    def strip(self) -> Stage:
        """Return the stage on which the network stands above what is written."""
        picture = self.network.plan.picture is not None
        return flat(self.network.home, STRIP, picture=picture)
