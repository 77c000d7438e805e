"""Is that all? Four equations, each with its matrices, each at its part."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from scenes.chapters.four_equations import equation_forms as forms
from scenes.chapters.four_equations import equation_sentences as sentences
from scenes.diagram.formulas import Formula
from scenes.diagram.panels import Frame
from scenes.diagram.plots.matrix_tiles import MatrixTiles
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Camera, Stage, flat, only, pair, through
from scenes.step_chapter import StepChapter
from scenes.style import EQUATION, FORMULA
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import stack, within
from scenes.vocabulary.matrices.step_matrices import StepMatrices
from scenes.vocabulary.matrices.tile_equations import TileEquation
from scenes.vocabulary.motions import Motion, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.spotlight import light

BACK, BIASES, WEIGHTS = 1, 2, 3  # the equations after the first
LEFT = Box(-6.2, -1.9, -4.0, 2.6)  # two layers, beside what is written
ALONE = -5.8  # x of the outputs alone
FROM_UNITS = 2.25  # from the outputs to where tiles may begin
RIGHT, LOW, HIGH = 6.6, -2.3, 2.95  # where they end
STRIP = Box(-6.6, 0.95, 6.6, 2.9)  # the network above the list
SPOTS = ((-3.3, -0.1), (3.3, -0.1), (-3.3, -1.5), (3.3, -1.5))
FIRST = (0.0, -0.1)  # of three
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
        self.biases()
        self.weights()
        self.all_of_it()
        self.name_it()

    def setup(self) -> None:
        """Write the equations for this loss and these curves."""
        super().setup()
        run, names = self.trace.run.training, self.trace.network.activations
        self.is_batch = len(self.step.samples) > 1
        self.kind = forms.kind_of_output(run.loss, names[-1])
        first = forms.output_terms(run.loss, names[-1], self.setting.notation)
        self.terms = [first, *forms.gradient_terms(is_batch=self.is_batch)]
        if self.last > 1:
            self.terms.insert(1, forms.back_terms(names[-2]))

    # One by one.

    def outputs(self) -> None:
        """δ where the answer is: the error, times the slope."""
        last, units = self.last, self.network.plan.drawn[-1]
        made, is_joint = StepMatrices(self), self.kind == "joint"
        axis = made.axes[last]
        made.fit(*([axis] if is_joint else []), down=axis)
        values = [self.step.layers[-1].activations, self.step.targets]
        largest = max(float(np.abs(each[self.row]).max()) for each in values)
        tiles = {
            "delta": made.of("units", last, "deltas", "error"),
            "answer": made.of(
                "units", last, "activations", "activation", largest=largest
            ),
            "target": made.of("units", last, "targets", "text", largest=largest),
            "slope": made.of("units", last, "own_slopes", "activation"),
            "cost": made.of("units", last, "activation_gradient", "cost"),
        }
        if is_joint:
            tiles["jacobian"] = made.of("outputs", last, "slopes", "activation")
        with self.say(sentences.OUTPUTS[self.kind]):
            alone = zoom(self.network, self.outputs_alone())
            self.play(alone, *light(self.network, units={last: units}))
            equation = self.equation(self.terms[0], tiles, ALONE)
            self.play(*equation.write())
            places = made.at_units(last)
            by_row: list[str] = []
            for names in forms.OPERANDS[self.kind]:
                self.until_word()
                found: list[Motion] = []
                for name in names:
                    each = np.tile(places, (len(places), 1)) if is_joint else places
                    size = equation.tiles[name].values.size
                    found += equation.come(name, each[:size])
                self.play(*found)
                by_row += names
            self.until_word()
            whole = [by_row.pop()] if is_joint else []
            self.fill(equation, "delta", by_row, whole)
        self.written, self.stood = [equation], equation

    def one_layer_back(self) -> None:
        """δ of the last hidden layer: the weights, flipped."""
        last, before, made = self.last, self.last - 1, StepMatrices(self)
        longer = max(made.axes[before:], key=lambda axis: axis.length)
        made.fit(longer, down=longer)
        tiles = {
            "delta": made.of("units", before, "deltas", "error"),
            "weights": made.of("edges", last, "weights", "weight"),
            "after": made.of("units", last, "deltas", "error"),
            "slope": made.of("units", before, "own_slopes", "activation"),
        }
        with self.say(sentences.BACK[self.sizes[last] == 1]):
            equation = self.equation(self.terms[1], tiles, self.beside_two)
            stays = equation.take_over("after", self.stood.where("delta"))
            near = zoom(self.network, self.two_layers())
            self.play(*self.leave(), near, *stays)
            self.play(*self.light_gap(before), *equation.write())
            self.until_word()
            self.play(*equation.come("weights", made.at_edges(last), seconds=1.6))
            self.until_word()
            self.play(*equation.transpose("weights"))
            self.until_word()
            self.play(*equation.come("slope", made.at_units(before)))
            self.until_word()
            self.fill(equation, "delta", ["weights", "slope"], ["after"])
        self.written = [equation]

    def biases(self) -> None:
        """The gradient of a bias is δ: of one sample, the same tiles once more."""
        last, made = self.last, StepMatrices(self)
        made.fit(made.samples, down=made.axes[last])
        tiles = {
            "gradient": made.of("biases", last, "bias_gradient", "error"),
            "delta": made.of("samples", last, "deltas", "error"),
        }
        with self.say(sentences.BIASES[self.is_batch]):
            units = {last: self.network.units[last].drawn}
            lit = light(self.network, units=units)
            # With a single layer the stage is still the one of the outputs.
            near = [] if self.last > 1 else [zoom(self.network, self.two_layers())]
            self.play(*self.leave(), *near, *lit)
            equation = self.equation(self.terms[-2], tiles, self.beside_two)
            self.play(*equation.write())
            self.until_word()
            count = len(made.samples.drawn)
            places = np.repeat(made.at_units(last), count, axis=0)
            self.play(*equation.come("delta", places))
            self.until_word()
            if self.is_batch:
                self.play(*equation.sweep("gradient", ["delta"]))
            else:
                same = equation.where("delta")
                self.play(*equation.take_over("gradient", same))
        self.written, self.stood = [equation], equation

    def weights(self) -> None:
        """The gradient of a weight is δ times what came in."""
        last, before, made = self.last, self.last - 1, StepMatrices(self)
        came = made.axes[before]
        longer = max(made.axes[last], made.samples, key=lambda axis: axis.length)
        made.fit(came, made.samples, came, down=longer)
        tiles = {
            "gradient": made.of("edges", last, "weight_gradient", "error"),
            "delta": made.of("samples", last, "deltas", "error"),
            "incoming": made.of("lying samples", before, "activations", "activation"),
        }
        with self.say(sentences.WEIGHTS[self.is_batch]):
            self.play(*self.light_gap(before))
            equation = self.equation(self.terms[-1], tiles, self.beside_two)
            self.until_word()
            stays = equation.take_over("delta", self.stood.where("delta"))
            self.play(*self.leave(), *equation.write(), *stays)
            self.until_word()
            places = np.tile(made.at_units(before), (len(made.samples.drawn), 1))
            self.play(*equation.come("incoming", places))
            self.play(*equation.sweep("gradient", ["delta"], ["incoming"]))
        self.written = [equation]

    # All of them.

    def all_of_it(self) -> None:
        """Each comes out of its part, the second one layer after layer."""
        self.list = [self.listed(forms.whole(terms)) for terms in self.terms]
        spots = SPOTS if self.last > 1 else (FIRST, *SPOTS[2:])
        numbers = [0, BACK, BIASES, WEIGHTS] if self.last > 1 else [0, BIASES, WEIGHTS]
        told = list(zip(numbers, self.list, spots, strict=True))
        with self.say(sentences.ALL[self.last > 1]):
            self.play(*self.leave(), zoom(self.network, self.strip()))
            for number, formula, spot in told:
                self.until_word()
                start = self.network.place(self.last, self.thread[-1])
                # Between the columns of the list, clear of what stands there.
                way = start, (0.0, 0.4), (0.0, spot[1])
                first, *others = self.part(number)
                self.play(*first, fly(formula.at(*spot), *way))
                for motions in others:
                    self.play(*motions)
            self.until_word()
            self.play(*self.darken())

    def part(self, number: int) -> list[list[Motion]]:
        """Return the motions that light the part of an equation, one after another."""
        drawn = self.network.plan.drawn
        units = {c: drawn[c] for c in range(1, self.last + 1)}
        if number == BACK:
            return [self.light_gap(gap) for gap in range(self.last - 1, 0, -1)]
        if number == WEIGHTS:
            edges = {
                gap: [(k, j) for k in drawn[gap + 1] for j in drawn[gap]]
                for gap in range(self.last)
            }
            return [light(self.network, edges=edges, strength=0.6)]
        lit = units if number == BIASES else {self.last: drawn[-1]}
        return [light(self.network, units=lit)]

    def name_it(self) -> None:
        """What is called backpropagation, strictly and loosely."""
        inner, outer = Frame(INNER, "error"), Frame(OUTER, "muted")
        title = self.words(sentences.STRICTLY, role="error").at(*TITLE)
        name = self.words(sentences.LOOSELY, role="muted").at(*NAME)
        texts = forms.procedure(self.trace.network.activations[0])
        rest = [self.listed(text, em=FORMULA) for text in texts]
        around = within(stack(*rest, gap=0.35), REST)
        self.remove(*self.list)
        listing = Drawing(*self.list)
        self.add(listing)
        with self.say(sentences.NAMED):
            x, y = GATHERED
            self.play(tween(listing, x=x, y=y, size=SMALLER))
            self.play(fade_in(inner), fade_in(title))
            self.until_word()
            self.play(*(stress(each, by=0.1) for each in self.list[-2:]))
            self.until_word()
            self.play(fade_in(around), fade_in(outer), *self.part(WEIGHTS)[0])
            self.until_word()
            self.play(fade_in(name), *self.part(BIASES)[0])
            self.hold()
            gone = [listing, inner, outer, title, name, around]
            home = zoom(self.network, self.network.home)
            self.play(*map(fade_out, gone), home, *self.darken())

    # What several beats do.

    def listed(self, source: str, *, em: float = EQUATION) -> Formula:
        """Return an equation as one formula, no wider than a column of the list."""
        parts = {role: role for role in ("error", "activation", "cost", "update")}
        wide = self.formula(source, parts, em=em).box.width
        return self.formula(source, parts, em=em * min(1.0, COLUMN / wide))

    def equation(
        self, terms: forms.Terms, tiles: Mapping[str, MatrixTiles], units: float
    ) -> TileEquation:
        """Return an equation right of the outputs; all of it is still to come."""
        left = units + FROM_UNITS + labels.class_room(self)
        equation = TileEquation(self, terms, tiles, Box(left, LOW, RIGHT, HIGH))
        self.add(equation)
        return equation

    def fill(
        self, equation: TileEquation, result: str, by_row: list[str], whole: list[str]
    ) -> None:
        """Fill a result row by row; the sign of that is stressed, if there is one."""
        sign = [stress(equation.letters["by"])] if "by" in equation.letters else []
        self.play(*equation.sweep(result, by_row, whole), *sign)

    def light_gap(self, gap: int) -> list[Motion]:
        """Return the motions that light two layers and what leads from one to it."""
        before, after = self.network.plan.drawn[gap : gap + 2]
        units = {gap: before, gap + 1: after}
        edges = {gap: [(k, j) for k in after for j in before]}
        return light(self.network, units=units, edges=edges, strength=0.6)

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
            return home  # a picture is wide, and stands at the left
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
