"""What one unit does: it multiplies, adds, and bends the sum."""

from functools import cached_property

import numpy as np

from backprop_core.activations import curve
from scenes import style
from scenes.chapters.neuron.stencil import Stencil
from scenes.diagram.lit_edges import ways
from scenes.diagram.panels import Line
from scenes.diagram.pile import Climb, Pile, Summand
from scenes.diagram.text import Row
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Spot, Stage, Which, aside, close, only
from scenes.stage_chapter import StageChapter
from scenes.vocabulary.equations import Equation, Term, product_sign
from scenes.vocabulary.motions import fade_in, fade_out, staggered, tween
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.sending import send
from scenes.vocabulary.spotlight import dim, light

CLOSE: Spot = (2.35, 0.12, 1.6)  # a unit that fills 40 % of the frame's height
SOURCES_X = -5.1
PICTURE_X, PICTURE_SIDE = -4.75, 3.3
TOLD = 6  # products with a bar of their own
FORMULA_AT = Box(-0.4, 1.95, 5.1, 2.9)
EQUATION_AT = Box(-6.6, 1.95, -1.2, 2.85)


class Neuron(StageChapter):
    """The camera flies into the thread's first unit and out again."""

    name = "neuron"
    opens, closes = "sample arrives", "first layer known"

    def construct(self) -> None:
        """Tell the chapter."""
        self.unit = self.thread[1]
        self.fly_in()
        self.meet_the_weights()
        self.name_the_indices()
        self.multiply_one()
        self.pile_up_all()
        self.add_the_bias()
        self.bend_the_sum()
        self.fly_out()

    # What is told.

    @property
    def products(self) -> Numbers:
        """What each input sends to the unit: weight times value."""
        return np.array(self.step.layers[0].weighted_inputs[self.row, self.unit])

    @cached_property
    def largest(self) -> list[int]:
        """The inputs whose products count most, the thread's first."""
        order = np.argsort(-np.abs(self.products), kind="stable").tolist()
        rest = [each for each in order if each != self.thread[0]]
        return [self.thread[0], *rest][:TOLD]

    @property
    def is_picture(self) -> bool:
        """Whether the inputs are the pixels of a picture."""
        return self.trace.data.image is not None

    @property
    def drawn(self) -> tuple[int, ...]:
        """The inputs that stand by themselves in the close shot."""
        return self.network.plan.drawn[0]

    # Beats.

    def fly_in(self) -> None:
        """From the whole network into one unit."""
        pairs = [(self.unit, source) for source in self.drawn]
        with self.say("Let us fly into one single unit. | What can it do?"):
            self.play(*light(self.network, units={1: [self.unit]}, edges={0: pairs}))
            self.until_word()
            self.play(
                zoom(self.network, self.close_shot(), seconds=1.4),
                *self.names_fade(0.0),
            )
            unlit = 0.0 if self.is_picture else 1.0
            self.play(
                tween(self.units_open(), open=self.one(1), seconds=style.QUICK),
                *light(
                    self.network,
                    units={0: range(self.sizes[0]), 1: [self.unit]},
                    edges={0: pairs if unlit else []},
                ),
            )

    def meet_the_weights(self) -> None:
        """A weight for every input: a stencil on a picture, edges elsewhere."""
        weights, products = self.step.layers[0].weights[self.unit], self.products
        paths = (
            str(self.path.layers[0].weights) + f"[{self.unit}, {{source}}]",
            str(self.path.layers[0].weighted_inputs)
            + f"[{self.row}, {self.unit}, {{source}}]",
        )
        self.stencil = Stencil(self.network.stage, weights, products, paths=paths)
        sentence = (
            "Every pixel comes with its brightness, | and for every pixel the unit has "
            "a weight of its own: | blue ones add, hollow ochre ones take away."
            if self.is_picture
            else "Every input comes with its value, | and every edge to the unit has a "
            "weight of its own: | blue ones add, dashed ochre ones take away."
        )
        with self.say(sentence):
            bright = self.network.units[0]
            lit = np.ones(self.sizes[0])
            bright.shown_activations = 0 * lit
            order = np.linspace(0.0, 1.0, len(lit))
            self.play(staggered(bright, "shown_activations", order, seconds=1.4))
            self.until_word()
            if self.is_picture:
                self.add(self.stencil)
                self.play(staggered(self.stencil, "shown", order, seconds=1.8))
            else:
                self.play(*self.trembling_edges())
            self.until_word()
            self.blink(positive=True)
            self.blink(positive=False)

    def name_the_indices(self) -> None:
        """W with two indices: to first, from second, the layer above."""
        source = self.thread[0]
        weight = str(self.path.layers[0].weights[self.unit, source])
        self.told = Equation(
            self,
            [Term("w", "w_(j i)^((1))", self.sign(weight), weight, "weight")],
            em=0.62,
            number_em=0.4,
        ).fitted(EQUATION_AT, most=1.0)
        self.told.hide_numbers()
        with self.say(
            "Take one of them. | Its first index says where it leads to: unit {to}. | "
            "The second says where it comes from: input {source}. | The small number "
            "above is the layer.",
            {
                "to": f"nth({self.path}.focus.units[0])",
                "source": f"nth({self.path}.focus.input)",
            },
        ):
            pairs = [(self.unit, source)]
            self.play(
                *light(
                    self.network, units={0: [source], 1: [self.unit]}, edges={0: pairs}
                ),
                *([tween(self.stencil, shown=self.one(0))] if self.is_picture else []),
                fade_in(self.told),
            )
            self.until_word()
            self.swell((1, self.unit))
            self.until_word()
            self.swell((0, source))
            self.until_word()
            edge = self.edge_points(source)
            self.play(fly(self.told.numbers["w"], *edge, within=self.told))

    def multiply_one(self) -> None:
        """Weight times value of the thread's input."""
        source = self.thread[0]
        paths = (
            str(self.path.layers[0].weights[self.unit, source]),
            str(self.path.inputs[self.row, source]),
            str(self.path.layers[0].weighted_inputs[self.row, self.unit, source]),
        )
        w = Term("w", "w_(j i)", self.sign(paths[0]), paths[0], "weight")
        a = Term("a", "{a}_i", "activation", paths[1], "input")
        p = Term("p", '"product"', "text", paths[2], "product")
        p = Term("p", "w_(j i) {a}_i", "activation", paths[2], "product")
        sign = product_sign(self, (w, a), p)
        equation = Equation(
            self,
            [w, Term("by", "dot"), a, Term("is", "=" if sign == "=" else "approx"), p],
            em=0.5,
            number_em=0.36,
        ).fitted(EQUATION_AT)
        equation.hide_numbers()
        sentence = (
            "Weight | times brightness: | that product is what this pixel sends."
            if self.is_picture
            else "Weight | times value: | that product is what this input sends."
        )
        with self.say(sentence):
            start = self.told.number_spot("w")
            self.add(equation)
            self.play(
                fade_out(self.told), fly(equation.numbers["w"], start, within=equation)
            )
            self.until_word()
            pixel = self.network.place(0, source)
            self.play(
                fade_in(equation.signs["by"]),
                fly(equation.numbers["a"], pixel, within=equation, seconds=1.0),
            )
            self.until_word()
            meet = [equation.number_spot("a"), equation.number_spot("p")]
            self.play(
                fade_in(equation.signs["is"]),
                fly(equation.numbers["p"], *meet, within=equation),
            )
            pulses, motions = send(
                *(self.network, 0, self.products_matrix()),
                path=self.product_path(),
                largest=float(np.abs(self.products).max()),
                pairs=[(self.unit, source)],
                spread=0.0,
            )
            self.add(pulses)
            self.play(*motions)
            self.remove(pulses)
        self.equation = equation

    def pile_up_all(self) -> None:
        """All products run into the unit and pile up."""
        formula = self.formula(
            "sum_i part(w_(j i) {a}_i)", {"part": "activation"}, em=0.46
        )
        self.sum_formula = Row(formula).at(*FORMULA_AT.centre)
        pile = self.build_pile()
        count = len(self.drawn) if not self.is_picture else self.sizes[0]
        sentence = (
            "All {count} products run to the unit at once | and pile up: the largest "
            "first, | then all the others together. Hollow ones take away."
            if count > TOLD
            else "All products run to the unit at once | and pile up, | one after the "
            "other. Hollow ones take away."
        )
        values = {"count": f"count({self.path.inputs[self.row, :]})"}
        with self.say(sentence, values if count > TOLD else {}):
            self.play(
                fade_out(self.equation),
                fade_in(self.sum_formula),
                *self.show_all_products(),
            )
            pulses, motions = send(
                *(self.network, 0, self.products_matrix()),
                path=self.product_path(),
                largest=float(np.abs(self.products).max()),
                pairs=[(self.unit, source) for source in self.senders()],
                spread=0.6,
            )
            self.add(pulses)
            self.play(*motions)
            self.remove(pulses)
            self.add(pile)
            own = len(self.largest)
            for row in range(own):
                self.play(self.grow(row, seconds=style.QUICK))
            for row in range(own, len(pile.summands) - 1):
                self.play(self.grow(row, seconds=style.NORMAL))

    def add_the_bias(self) -> None:
        """The bias, and the sum is complete."""
        bias = str(self.path.layers[0].biases[self.unit])
        total = str(self.path.layers[0].sums[self.row, self.unit])
        formula = self.formula(
            "{z}_j = sum_i part(w_(j i) {a}_i) + extra(b_j)",
            {"part": "activation", "extra": self.sign(bias)},
            em=0.46,
        )
        whole = Row(formula).at(*FORMULA_AT.centre)
        value = self.number(bias, "bias", em=0.36)
        letters = self.formula("extra(b_j) =", {"extra": self.sign(bias)}, em=0.36)
        self.bias = Row(letters, value, gap=0.14).at(CLOSE[0] - 2.6, -1.95)
        z = self.number(total, "sum", em=0.48, role="text")
        self.z = Row(self.formula("{z}_j =", {}, em=0.44), z, gap=0.14)
        self.z.at(CLOSE[0], -1.95)
        sentence = (
            "Last comes the bias, | a number of the unit itself: still zero here. | "
            "What has piled up is the weighted sum z."
            if self.value(bias) == 0
            else "Last comes the bias, | a number of the unit itself. | What has piled "
            "up is the weighted sum z."
        )
        with self.say(sentence):
            self.play(fade_out(self.sum_formula), fade_in(whole))
            self.until_word()
            self.play(fade_in(self.bias))
            self.play(self.grow(len(self.pile.summands) - 1, seconds=style.NORMAL))
            self.until_word()
            x = self.pile.across(self.pile.reached)
            start = (x, self.pile.area.bottom - 0.1)
            self.play(fly(z, start, within=self.z), fade_in(self.z))
        self.sum_formula = whole

    def bend_the_sum(self) -> None:
        """The point climbs the curve; its height is the activation."""
        if not self.has_curve:
            return
        out = str(self.path.layers[0].activations[self.row, self.unit])
        name, _ = self.function()
        formula = Row(
            self.formula(
                f"part({{a}}_j) = {name}({{z}}_j)", {"part": "activation"}, em=0.46
            )
        )
        formula.at(*FORMULA_AT.centre)
        climb = self.build_climb()
        number = self.number(out, "activation", em=0.5)
        number.at(5.55, CLOSE[1])
        line = Line([(CLOSE[0] + CLOSE[2], CLOSE[1]), (4.7, CLOSE[1])], "muted")
        line.shown = 0.0
        with self.say(
            "The activation function bends the sum: | the point stands above z, | and "
            "its height is the activation, what the unit answers."
        ):
            self.play(
                fade_out(self.sum_formula),
                fade_in(formula),
                tween(climb, drawn=1.0, seconds=1.2),
            )
            self.until_word()
            z = float(self.step.layers[0].sums[self.row, self.unit])
            self.play(tween(climb, point=1.0, seconds=style.QUICK))
            self.play(tween(climb, at_sum=z, seconds=1.2))
            self.until_word()
            height = climb.across(z, float(self.value(out)))
            self.add(line)
            self.play(
                fly(number, height, (CLOSE[0] + CLOSE[2], CLOSE[1]), seconds=1.0),
                tween(line, shown=1.0, seconds=1.0),
            )
        self.inside += [climb, number, line]
        self.sum_formula = formula

    def fly_out(self) -> None:
        """Back to the whole network: every unit of the layer does the same."""
        units = self.network.units[1]
        gone = [self.pile, self.z, self.bias, self.sum_formula, *self.inside]
        if self.is_picture:
            gone.append(self.stencil)
        with self.say(
            "Multiply, add, bend: | that is all a unit does. | All units of the layer "
            "do it, each with weights of its own."
        ):
            self.play(*(fade_out(each) for each in gone))
            self.play(
                tween(units, open=np.zeros(self.sizes[1]), seconds=style.QUICK),
                tween(units, shown_activations=self.one(1), seconds=style.QUICK),
            )
            self.until_word()
            self.play(zoom(self.network, self.network.home, seconds=1.4))
            self.play(*self.names_fade(1.0))
            self.until_word()
            pairs = [(k, j) for k in range(self.sizes[1]) for j in self.drawn]
            self.play(
                *light(
                    self.network,
                    units={1: range(self.sizes[1])},
                    edges={0: pairs},
                    strength=0.5,
                )
            )
            order = np.linspace(0, 1, self.sizes[1])
            self.play(staggered(units, "shown_activations", order, seconds=1.6))
            self.play(*dim(self.network))

    # What several beats use.

    @property
    def has_curve(self) -> bool:
        """Whether the activation follows from this unit's own sum alone."""
        return self.step.layers[0].slopes.ndim == 2

    def function(self) -> tuple[str, str]:
        """Return the letters of the unit's activation function and its derivative."""
        from scenes.notation import symbols

        return symbols.FUNCTIONS[self.trace.network.activations[0]]

    def sign(self, path: str) -> str:
        """Return the role of a weight: blue or ochre."""
        return "negative" if float(self.value(path)) < 0 else "positive"

    def one(self, column: int) -> Numbers:
        """Return 1 for the unit on the thread and 0 for all others of a column."""
        found = np.zeros(self.sizes[column])
        found[self.thread[column]] = 1.0
        return found

    def units_open(self) -> Drawing:
        """Return the column of the unit."""
        return self.network.units[1]

    def close_shot(self) -> Stage:
        """Return the shot of the unit with its inputs at the left."""
        stage = close(self.network.home, (1, self.unit), CLOSE)
        spots: dict[Which, Spot] = {}
        if self.is_picture:
            home = self.network.home
            middle = home.places[0].mean(axis=0)
            scale = PICTURE_SIDE / min(
                self.network.plan.side, self.network.plan.box.height
            )
            for pixel, (x, y) in enumerate(home.places[0].tolist()):
                radius = float(home.radii[0][pixel]) * scale
                at = (
                    PICTURE_X + scale * (x - middle[0]),
                    CLOSE[1] + scale * (y - middle[1]),
                )
                spots[0, pixel] = (*at, radius)
        else:
            heights = (
                np.linspace(1.7, -1.5, len(self.drawn))
                if len(self.drawn) > 1
                else [CLOSE[1]]
            )
            for source, y in zip(self.drawn, heights, strict=True):
                spots[0, source] = (
                    SOURCES_X,
                    float(y),
                    min(0.3, 1.4 / len(self.drawn)),
                )
        kept = {0: self.drawn, 1: [self.unit]}
        return only(aside(stage, spots), kept)

    def trembling_edges(self) -> list:
        """Return the motion that shows the edges anew, one after another."""
        edges = self.network.edges[0]
        goal = edges.lit.copy()
        edges.lit = 0 * goal
        order = np.zeros(goal.shape)
        order[self.unit] = np.linspace(0, 1, goal.shape[1])
        return [tween(edges, lit=goal, seconds=1.4)]

    def blink(self, *, positive: bool) -> None:
        """Let the weights of one sign stand out for a moment."""
        weights = np.array(self.step.layers[0].weights[self.unit])
        chosen = weights >= 0 if positive else weights < 0
        if self.is_picture:
            part, name, there = self.stencil, "shown", np.ones(self.sizes[0])
            faint = np.where(chosen, 1.0, 0.25)
        else:
            part, name = self.network.edges[0], "lit"
            there = part.lit.copy()
            faint = there * np.where(chosen, 1.0, 0.15)
        self.play(tween(part, seconds=style.QUICK, **{name: faint}))
        self.play(tween(part, seconds=style.QUICK, **{name: there}))

    def swell(self, which: Which) -> None:
        """Let a unit grow for a moment and fall back."""
        here = self.network.stage
        x, y = self.network.place(*which)
        radius = self.network.radius(*which)
        large = aside(here, {which: (x, y, radius * (1.5 if which[0] == 0 else 1.08))})
        self.play(zoom(self.network, large, seconds=style.QUICK))
        self.play(zoom(self.network, here, seconds=style.QUICK))

    def edge_points(self, source: int) -> list[tuple[float, float]]:
        """Return the middle of the edge from an input to the unit."""
        ends = ways(self.network.stage, 0, np.array([[self.unit, source]]))[0]
        x, y = ends.mean(axis=0).tolist()
        return [(x, y)]

    def senders(self) -> list[int]:
        """Return the inputs whose products run: all of a picture, else those drawn."""
        return list(range(self.sizes[0])) if self.is_picture else list(self.drawn)

    def products_matrix(self) -> Numbers:
        """Return the products at the unit's place in the layer, zero elsewhere."""
        found = np.zeros(self.network.edges[0].weights.shape)
        found[self.unit] = self.products
        return found

    def product_path(self) -> str:
        """Return the path of the product of each edge."""
        return (
            f"{self.path.layers[0].weighted_inputs}[{self.row}, {{unit}}, {{source}}]"
        )

    def show_all_products(self) -> list:
        """Return the motion from weights to products, on a picture."""
        if not self.is_picture:
            pairs = [(self.unit, source) for source in self.drawn]
            return light(
                self.network, units={0: self.drawn, 1: [self.unit]}, edges={0: pairs}
            )
        self.stencil.shown = np.ones(self.sizes[0])
        return [tween(self.stencil, mix=1.0, seconds=style.NORMAL)]

    def build_pile(self) -> Pile:
        """Return the pile: the largest products, all others as one bar, the bias."""
        layer = self.path.layers[0]
        products = layer.weighted_inputs
        summands = [
            Summand(float(self.products[i]), str(products[self.row, self.unit, i]))
            for i in self.largest
        ]
        rest = [i for i in range(self.sizes[0]) if i not in self.largest]
        if rest:
            value = float(self.products[rest].sum())
            whole = f"sum({products[self.row, self.unit]})"
            summands.append(Summand(value, whole))
        bias = layer.biases[self.unit]
        summands.append(
            Summand(float(self.value(str(bias))), str(bias), self.sign(str(bias)))
        )
        x, y, radius = CLOSE
        box = Box(
            x - 0.8 * radius, y - 0.55 * radius, x - 0.1 * radius, y + 0.62 * radius
        )
        self.pile = Pile(summands, box)
        self.inside: list[Drawing] = []
        return self.pile

    def grow(self, row: int, *, seconds: float):
        """Return the motion that lets one bar of the pile grow."""
        shown = self.pile.shown.copy()
        shown[row] = 1.0
        return tween(self.pile, shown=shown, seconds=seconds)

    def build_climb(self) -> Climb:
        """Return the curve of the unit's activation function, its point at zero."""
        record = self.step.layers[0]
        reach = max(4.0, 1.25 * abs(float(record.sums[self.row, self.unit])))
        name = self.trace.network.activations[0]
        sums = np.array(record.sums[self.row])
        xs, ys = curve(name, -reach, reach, 161, sums=sums, unit=self.unit)
        x, y, radius = CLOSE
        box = Box(
            x + 0.12 * radius, y - 0.42 * radius, x + 0.82 * radius, y + 0.42 * radius
        )
        out = str(self.path.layers[0].activations[self.row, self.unit])
        climb = Climb(xs, ys, box, path=out)
        self.add(climb)
        return climb
