"""Is that all? Four equations, each with its matrices, each at its part."""

from dataclasses import replace

import numpy as np

from scenes import style
from scenes.chapters.four_equations import equation_forms as forms
from scenes.chapters.four_equations import equation_sentences as sentences
from scenes.diagram.formulas import Formula
from scenes.diagram.panels import Frame
from scenes.diagram.plots.matrix_tiles import MatrixTiles
from scenes.engine.drawing import Box
from scenes.stage import Camera, Stage, flat, only, pair, through
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import stack, within
from scenes.vocabulary.matrices.step_matrices import StepMatrices
from scenes.vocabulary.matrices.tile_equations import TileEquation, TileTerm
from scenes.vocabulary.motions import Motion, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.spotlight import light

BACK, BIASES, WEIGHTS = 1, 2, 3  # the equations after the first
LEFT = Box(-6.2, -1.9, -4.0, 2.6)  # two layers, beside what is written
ALONE = -5.8  # x of the outputs alone
FROM_ALONE, FROM_TWO = 2.2, 2.3  # from the outputs to where tiles may begin
RIGHT, LOW, HIGH = 6.6, -2.3, 2.95  # where they end
STRIP = Box(-6.6, 0.95, 6.6, 2.9)  # the network above a list
ROLES = ("error", "activation", "cost", "update")
FIRST, FIRST_LISTED = (0.0, -0.1), (-2.15, -0.58)  # of three
SPOTS = ((-3.3, -0.1), (3.3, -0.1), (-3.3, -1.5), (3.3, -1.5))
INNER, OUTER = Box(-6.6, -2.2, 2.3, 0.25), Box(-6.75, -2.35, 6.75, 0.75)
TITLE, NAME = (-2.15, 0.0), (4.5, 0.45)
LISTED = ((-4.4, -0.58), (0.1, -0.58), (-4.4, -1.55), (0.1, -1.55))
COLUMN, ROOM, REST = 5.9, 4.1, Box(2.6, -2.1, 6.5, 0.1)


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
        self.class_room = labels.class_room(self)

    # One by one.

    def outputs(self) -> None:
        """δ where the answer is: the error, times the slope."""
        last, units = self.last, self.network.plan.drawn[-1]
        made = StepMatrices(self)
        outputs = made.axes[last]
        made.fit(*([outputs] if self.kind == "joint" else []), down=outputs)
        values = [self.step.layers[-1].activations, self.step.targets]
        scale = max(float(np.abs(each[self.row]).max()) for each in values)
        tiles = {
            "delta": made.of_units(last, "deltas", "error"),
            "answer": made.of_units(last, "activations", "activation", largest=scale),
            "target": made.of_units(last, "targets", "text", largest=scale),
            "slope": made.of_units(last, "own_slopes", "activation"),
            "cost": made.of_units(last, "activation_gradient", "cost"),
        }
        if self.kind == "joint":
            tiles["jacobian"] = made.of_outputs(last, "slopes", "activation")
        with self.say(sentences.OUTPUTS[self.kind]):
            self.play(zoom(self.network, self.outputs_alone()))
            self.play(*light(self.network, units={last: units}))
            equation = self.equation(self.terms[0], tiles, made, ALONE + FROM_ALONE)
            self.play(*equation.write())
            operands = [name for name in equation.tiles if name != "delta"]
            for name in operands:
                if name not in operands[1:2] or self.kind == "joint":
                    self.until_word()
                places = made.at_units(last)
                if name == "jacobian":
                    places = np.repeat(places, len(units), axis=0)
                self.play(*equation.come(name, places))
            self.until_word()
            whole = operands[1:] if self.kind == "joint" else []
            by_row = [name for name in operands if name not in whole]
            self.play(*equation.sweep("delta", by_row, whole))
        self.written, self.stood = [equation], equation

    def one_layer_back(self) -> None:
        """δ of the last hidden layer: the weights, flipped."""
        last, before = self.last, self.last - 1
        made = StepMatrices(self)
        longer = max(made.axes[before:], key=lambda axis: axis.length)
        made.fit(longer, down=longer)
        tiles = {
            "delta": made.of_units(before, "deltas", "error"),
            "weights": made.of_edges(last, "weights", "weight"),
            "after": made.of_units(last, "deltas", "error"),
            "slope": made.of_units(before, "own_slopes", "activation"),
        }
        with self.say(sentences.BACK[self.sizes[last] == 1]):
            equation = self.equation(self.terms[1], tiles, made, self.beside_two)
            stays = equation.take_over("after", self.stood.where("delta"))
            near = zoom(self.network, self.two_layers())
            self.play(*self.leave(), near, *stays)
            self.play(*self.light_gap(before), *equation.write())
            self.until_word()
            self.play(*equation.come("weights", made.at_edges(last), seconds=1.6))
            self.until_word()
            self.play(*equation.transpose("weights"))
            self.until_word()
            self.play(stress(equation.letters["after"]))
            self.until_word()
            self.play(*equation.come("slope", made.at_units(before)))
            self.play(*equation.sweep("delta", ["weights", "slope"], ["after"]))
        self.written = [equation]

    def biases(self) -> None:
        """The gradient of a bias is δ."""
        last, made = self.last, StepMatrices(self)
        made.fit(made.samples, down=made.axes[last])
        tiles = {
            "gradient": made.of_biases(last, "bias_gradient", "error"),
            "delta": made.of_batch(last, "deltas", "error"),
        }
        with self.say(sentences.BIASES[self.is_batch]):
            # With a single layer the stage is still the one of the outputs.
            self.play(*self.leave(), zoom(self.network, self.two_layers()))
            units = {last: self.network.units[last].drawn}
            self.play(*light(self.network, units=units))
            equation = self.equation(self.terms[-2], tiles, made, self.beside_two)
            self.play(*equation.write())
            self.until_word()
            count = len(made.samples.drawn)
            places = np.repeat(made.at_units(last), count, axis=0)
            self.play(*equation.come("delta", places))
            self.until_word()
            self.play(*equation.sweep("gradient", ["delta"]))
        self.written, self.stood = [equation], equation

    def weights(self) -> None:
        """The gradient of a weight is δ times what came in."""
        last, before, made = self.last, self.last - 1, StepMatrices(self)
        came = made.axes[before]
        longer = max(made.axes[last], made.samples, key=lambda axis: axis.length)
        made.fit(came, made.samples, came, down=longer)
        tiles = {
            "gradient": made.of_edges(last, "weight_gradient", "error"),
            "delta": made.of_batch(last, "deltas", "error"),
            "incoming": made.of_batch(before, "activations", "activation", lying=True),
        }
        with self.say(sentences.WEIGHTS[self.is_batch]):
            self.play(*self.light_gap(before))
            equation = self.equation(self.terms[-1], tiles, made, self.beside_two)
            stood = self.stood.where("delta")
            self.until_word()
            stays = equation.take_over("delta", stood)
            self.play(*self.leave(), *equation.write(), *stays)
            self.until_word()
            places = np.tile(made.at_units(before), (len(made.samples.drawn), 1))
            self.play(*equation.come("incoming", places))
            self.play(*equation.sweep("gradient", ["delta"], ["incoming"]))
        self.written = [equation]

    # All of them.

    def all_of_it(self) -> None:
        """Each at its part, the second one layer after layer."""
        self.list = [self.listed(forms.whole(terms)) for terms in self.terms]
        spots = SPOTS if self.last > 1 else (FIRST, *SPOTS[2:])
        with self.say(sentences.ALL[self.last > 1]):
            self.play(*self.leave(), zoom(self.network, self.strip()))
            for number, (formula, spot) in enumerate(
                zip(self.list, spots, strict=True)
            ):
                self.until_word()
                # Without a hidden layer, the second one is not among them.
                for motions in self.part(number + (number >= BACK and self.last == 1)):
                    self.play(*motions)
                start = self.network.place(self.last, self.thread[-1])
                # Between the columns of the list, clear of what stands there.
                self.play(fly(formula.at(*spot), start, (0.0, 0.4), (0.0, spot[1])))
            self.until_word()
            self.play(*self.darken())

    def part(self, number: int) -> list[list[Motion]]:
        """Return the motions that light the part of an equation, one after another."""
        drawn = self.network.plan.drawn
        units = {c: drawn[c] for c in range(1, self.last + 1)}
        edges = {
            gap: [(k, j) for k in drawn[gap + 1] for j in drawn[gap]]
            for gap in range(self.last)
        }
        if number == BACK:
            return [self.light_gap(gap) for gap in range(self.last - 1, 0, -1)]
        if number == WEIGHTS:
            return [light(self.network, edges=edges, strength=0.6)]
        lit = units if number == BIASES else {self.last: drawn[-1]}
        return [light(self.network, units=lit)]

    def name_it(self) -> None:
        """What is called backpropagation, strictly and loosely."""
        inner, outer = Frame(INNER, "error"), Frame(OUTER, "muted")
        title = self.words(sentences.STRICTLY, role="error").at(*TITLE)
        name = self.words(sentences.LOOSELY, role="muted").at(*NAME)
        texts = forms.procedure(self.trace.network.activations[0])
        rest = [self.listed(text, em=style.FORMULA) for text in texts]
        around = within(stack(*rest, gap=0.35), REST)
        with self.say(sentences.NAMED):
            self.play(*self.gather())
            self.play(fade_in(inner), fade_in(title))
            self.until_word()
            self.play(*(stress(each, by=0.1) for each in self.list[-2:]))
            self.until_word()
            self.play(fade_in(around), fade_in(outer), *self.part(WEIGHTS)[0])
            self.until_word()
            self.play(fade_in(name), *self.part(BIASES)[0])
            self.hold()
            gone = [*self.list, inner, outer, title, name, around]
            self.play(*map(fade_out, gone))
            self.play(zoom(self.network, self.network.home), *self.darken())

    def gather(self) -> list[Motion]:
        """Return the motions by which the list draws together, to make room beside."""
        spots = LISTED if self.last > 1 else (FIRST_LISTED, *LISTED[2:])
        found, size = [], min(1.0, ROOM / max(each.box.width for each in self.list))
        for formula, (x, y) in zip(self.list, spots, strict=True):
            cx, cy = formula.box.centre
            goal = {"x": x - size * (cx - formula.x), "y": y - size * (cy - formula.y)}
            found.append(tween(formula, size=size, **goal))  # type: ignore[arg-type]
        return found

    def listed(self, source: str, *, em: float = style.EQUATION) -> Formula:
        """Return an equation as one formula, no wider than a column of the list."""
        parts = {role: role for role in ROLES}
        wide = self.formula(source, parts, em=em).box.width
        return self.formula(source, parts, em=em * min(1.0, COLUMN / wide))

    # What several beats do.

    def equation(
        self,
        terms: forms.Terms,
        tiles: dict[str, MatrixTiles],
        made: StepMatrices,
        left: float,
    ) -> TileEquation:
        """Return an equation right of a place; all of it is still to come."""
        found = [
            TileTerm(
                name, letters, role or "text", tiles[name], made.shape(tiles[name])
            )
            if role
            else TileTerm(name, letters)
            for name, letters, role in terms
        ]
        equation = TileEquation(
            self, found, Box(left + self.class_room, LOW, RIGHT, HIGH)
        )
        self.add(equation)
        return equation

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
        """Where, right of the last two layers, there is room."""
        return float(self.two_layers().places[self.last][0, 0]) + FROM_TWO

    def strip(self) -> Stage:
        """Return the stage on which the network stands above what is written."""
        picture = self.network.plan.picture is not None
        return flat(self.network.home, STRIP, picture=picture)
