"""How far the error gets: δ as ink that is poured from layer to layer, back."""

from collections.abc import Sequence

import numpy as np
from manim.utils.rate_functions import linear

from backprop_core.activations import slope_curve
from scenes import encoding, style
from scenes.chapters.depth import depth_sentences as sentences
from scenes.chapters.depth.flask import TALL, Flask, stream
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.plots.matrix_tiles import Axis, MatrixTiles
from scenes.diagram.plots.reel import Reel
from scenes.diagram.text import Row, Text
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.layout import HEADER_Y, SAFE
from scenes.notation import symbols
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import within
from scenes.vocabulary.motions import fade_in, fade_out, staggered, tween
from scenes.vocabulary.moves import climb, fly
from scenes.vocabulary.plotting import Course, CurvePlot, label_ends, tick_numbers

PROBE = "probes.relu_twin"
FOOT, RIM = -1.45, -1.45 + TALL
WHOLE, LEFT, RIGHT = (-6.4, 6.4), (-6.5, -0.5), (0.5, 6.5)  # where glasses stand
CHART = Box(1.1, FOOT, 6.1, 1.35)
CURVES = Box(1.4, FOOT, 5.2, RIM)
TITLE_Y, GATE_Y = 2.6, TALL + 0.65  # the second over the foot of a glass
REACH = 6.0  # of the curve of slopes
DASH = 0.06  # of the curve of the first layer; later ones have longer ones
GOES_BY = 3.0
UNITS, MOST_ROWS = Box(-6.2, -1.9, 6.2, 1.95), 24


class Depth(TrainingChapter):
    """One network at its start and through its training, then its twin."""

    name, title = "depth", "Depth"
    opens = closes = "learned"
    probes = ("relu_twin",)
    role = "error"

    def construct(self) -> None:
        """Tell the chapter."""
        if not len(self.own.steps):  # numbers so large that δ is none
            with self.say(sentences.NOTHING):
                self.play(*self.enter())
                self.until_word()
                self.play(*self.go_home())
            return
        self.pour_back()
        self.find_the_slope()
        self.go_by()
        if self.has_twin:
            self.compare()
        self.look_at_units()

    def setup(self) -> None:
        """Find one scale for both networks, and what becomes of δ on its way."""
        super().setup()
        probe = self.trace.probes["relu_twin"]
        self.own, self.twin = probe.own, probe.twin
        every = (self.own.unit_deltas, self.twin.unit_deltas)
        self.full = max(float(each.max(initial=0.0)) for each in every) or 1.0
        self.layers = len(self.trace.network.layers) - 1
        self.has_twin = self.own.activation != "relu" and len(self.twin.steps) > 0
        self.whose: list[Text] = []  # the hidden units that are looked at
        looks = zip(self.own.factors, self.own.unit_deltas, strict=True)
        self.ways = [sentences.course(f.tolist(), first=d[0]) for f, d in looks]

    def glasses(self, who: str, sides: tuple[float, float]) -> list[Flask]:
        """Return the glasses of one of the two networks, all empty."""
        found, deltas = [], getattr(self, who).unit_deltas
        middles = np.linspace(*sides, 2 * self.layers + 1)[1::2].tolist()
        half = min(0.56, 2.1 / self.layers)
        for layer, paths in enumerate(self.looks(f"{who}.unit_deltas")):
            n = self.decimals(paths, "cost")
            numbers = [self.number(p, "cost", decimals=n, role="error") for p in paths]
            name = labels.layer_name(self, layer + 1)
            flask = Flask(deltas[:, layer] / self.full, numbers, name, half=half)
            flask.x, flask.y = middles[layer], FOOT
            found.append(flask)
        return found

    def looks(self, field: str) -> list[list[str]]:
        """Return the paths of what each layer is at all looks."""
        path, count = f"{PROBE}.{field}", len(self.value(f"{PROBE}.{field}"))
        layers = range(self.layers)
        return [[f"{path}[{look}, {n}]" for look in range(count)] for n in layers]

    def pour_back(self) -> None:
        """Ink from the output back, and how much of it each layer has of the next."""
        self.flasks, last = self.glasses("own", WHOLE), self.layers - 1
        self.gates: list[Drawing] = []
        legend = self.small_print("root mean square of δ, over units and samples")
        with self.say(sentences.POURED[self.ways[0]]):
            self.play(*self.enter())
            legend.at(SAFE.right, HEADER_Y, align=1.0)
            self.play(*map(fade_in, (*self.flasks, legend)))
            for layer in range(last, -1, -1):
                if layer >= last - 1:
                    self.until_word()
                gates = [self.gate(layer)] if layer < last else []
                self.pour(self.flasks, layer, *gates)
                self.gates += gates
        self.written = [legend]

    def pour(self, flasks: Sequence[Flask], layer: int, *gates: Drawing) -> None:
        """Fill one glass, from the next one if there is one, and read it."""
        flask, start = flasks[layer], (SAFE.right, RIM)
        if layer + 1 < len(flasks):
            start = flasks[layer + 1].x, FOOT + flasks[layer + 1].level
        ink = stream(start, flask)
        self.add(ink)
        self.play(tween(ink, shown=1.0, seconds=0.6, rate=linear))
        self.play(tween(flask, filled=1.0, seconds=0.4))
        self.play(fade_out(ink), *map(fade_in, (flask.number, *gates)))

    def gate(self, layer: int) -> Drawing:
        """Write × and how much of what the next layer gets over a layer's glass."""
        places = encoding.decimals([float(self.own.factors[0][layer])], 2)
        path = f"{PROBE}.own.factors[0, {layer}]"
        number = self.number(path, "rate", decimals=places, role="text")
        found = Row(self.words("×", role="muted"), number, gap=0.06).at(0.0, GATE_Y)
        found.opacity = 0.0
        self.flasks[layer].add(found)
        return found

    def find_the_slope(self) -> None:
        """What δ is multiplied by on its way: weights, and a slope with its limit."""
        kind, last = self.own.activation, self.layers
        before, after = self.index(last - 1), self.index(last)
        factor = f"slope({symbols.FUNCTIONS[kind][1]}({{z}}_{before}))"
        sent = f"sum_{after} {self.weight_letters(last)} delta_{after}"
        made = f"delta_{before} = {factor} {sent}"
        letters = self.formula(made, {"slope": "activation"}).at(3.6, TITLE_Y)
        xs, ys = slope_curve(kind, -REACH, REACH, 121)
        top, corner = (float(xs[ys.argmax()]), float(ys.max())), (-REACH, 0.0)
        curve = FunctionCurve(xs, ys, CHART, at=top, slope=0.0, origin=corner)
        curve.drawn, most = 0.0, round(top[1], 2)
        limit = tick_numbers(self, [most])[0]
        limit.at(CHART.left - 0.15, curve.across(*top)[1], align=1.0)
        with self.say(sentences.SLOPES.get(most, sentences.ANY_SLOPE)):
            middles = np.linspace(*LEFT, 2 * self.layers + 1)[1::2].tolist()
            moved = zip(self.flasks, middles, strict=True)
            aside = [tween(each, x=x, seconds=1.2) for each, x in moved]
            self.play(*aside, *self.leave())
            self.play(fade_in(letters))
            self.until_word()
            self.add(curve)
            self.play(tween(curve, drawn=1.0, seconds=1.8, rate=linear))
            self.until_word()
            self.play(climb(curve, start=-REACH), fade_in(limit))
        self.written = [letters, curve, limit]

    def go_by(self) -> None:
        """Levels change while the curves of the gradients grow beside them."""
        look, plot, flasks = len(self.own.steps) - 1, self.gradients(), self.flasks
        names = [labels.layer_name(self, n + 1) for n in range(self.layers)]
        label_ends(plot.curves, names)
        number = self.number(flasks[0].paths[0], "cost", role="error")
        then = Row(self.words("at the start", role="muted"), number, gap=0.14)
        then.at(max(flasks[0].x, SAFE.left + then.box.width / 2), RIM + 0.42)
        start, now = self.ways[0], self.ways[-1]
        shrank = start == "shrinks" and now not in (start, "ends")
        told = sentences.LATER["no longer" if shrank else now]
        with self.say(told, {"steps": f"{PROBE}.own.steps[{look}]"}):
            gone = [tween(e, opacity=0.0, seconds=style.QUICK) for e in self.gates]
            self.play(*self.leave(), *gone)
            self.play(*plot.appear())
            self.until_word()
            self.add(*plot.curves)
            turn = [tween(e, turned=look, seconds=GOES_BY, rate=linear) for e in flasks]
            self.play(*turn, *plot.grow(GOES_BY))
            self.until_word()
            self.play(*map(fade_in, names))
            self.add(then)
            self.play(fade_in(then), fly(number, (flasks[0].x, FOOT), within=then))
        self.written = [*plot.drawings, *names, then]

    def gradients(self) -> CurvePlot:
        """Return a curve for each layer: its gradient, measured by its weights."""
        courses = [
            Course(self.own.steps, paths, "error", (DASH * 2**layer, DASH))
            for layer, paths in enumerate(self.looks("own.relative_gradients"))
        ]
        letters = "norm((partial {C}) / (partial W)) \\/ norm(W)"
        title = self.formula(letters, {}, em=style.FORMULA)
        plot = CurvePlot(self, CURVES, courses, title=title, below="steps", is_log=True)
        title.at(CURVES.left, TITLE_Y - 0.1, align=0.0)
        return plot

    def compare(self) -> None:
        """The same network with ReLU, poured beside the first one's start."""
        twins = self.glasses("twin", RIGHT)
        both = zip(("this network", "with ReLU"), (LEFT, RIGHT), strict=True)
        titles = [self.words(each).at(sum(x) / 2, TITLE_Y) for each, x in both]
        gets, own = (float(e.unit_deltas[0, 0]) for e in (self.twin, self.own))
        way = sentences.course([gets / own if own else 2.0], first=gets)
        with self.say(sentences.TWIN[way]):
            self.play(*self.leave(), *(tween(e, turned=0.0) for e in self.flasks))
            self.play(*map(fade_in, (*twins, *titles)))
            for layer in range(self.layers - 1, -1, -1):
                if layer == 0:
                    self.until_word()
                self.pour(twins, layer)
        self.flasks += twins
        self.written, self.whose = [*titles[:1]], titles[1:]

    def look_at_units(self) -> None:
        """Hidden units through the training, as bright as what they hear."""
        who = "twin" if self.has_twin else "own"
        norms, path = getattr(self, who), f"{PROBE}.{who}"
        last, kind = len(norms.steps) - 1, min(int(norms.unreached[-1]), 2)
        values = {"steps": f"{path}.steps[{last}]", "dead": f"{path}.unreached[{last}]"}
        values["n"] = "sum(network.layers[1:-1])"
        tiles = self.units(norms.reached[:-1], f"{path}.reached")
        names = [
            labels.layer_name(self, layer).at(each.x, each.box.bottom - 0.3)
            for layer, each in enumerate(tiles, start=1)
        ]
        steps = [{"step": f"{path}.steps[{look}]"} for look in range(last + 1)]
        texts = [self.small_print("step {step}", each) for each in steps]
        clock = Reel(*(each.at(SAFE.right, HEADER_Y, align=1.0) for each in texts))
        with self.say(sentences.DIED[kind], values):
            aside = [tween(each, x=SAFE.left) for each in self.whose]
            self.play(*self.leave(), *map(fade_out, self.flasks), *aside)
            self.add(*tiles)
            self.play(*map(fade_in, (clock, *names)))
            self.until_word()
            when = np.linspace(0, 1, last + 1)
            come = [
                staggered(e, "shown", when + 0 * e.values, seconds=GOES_BY, overlap=0.1)
                for e in tiles
            ]
            self.play(*come, tween(clock, turned=last, seconds=GOES_BY, rate=linear))
            self.until_word()
            if kind:
                told = self.words("dead: {dead}", values, em=style.TOLD, role="error")
                dying = next(e for e in tiles if not e.values[:, -1].all())
                spot = dying.goals[dying.values[:, -1].argmin(), -1] * dying.size
                self.add(told.at(0.0, TITLE_Y))
                x, y = (spot + np.array((dying.x, dying.y))).tolist()
                self.play(fly(told, (x, y), seconds=1.0))
            self.until_word()
            self.play(*self.go_home())

    def units(self, hidden: Sequence[Numbers], path: str) -> list[MatrixTiles]:
        """Return rows of tiles, a look each: hidden units, the least moved of many."""
        wide, tall, found = UNITS.width / 2, UNITS.height / -(-len(hidden) // 2), []
        for layer, shares in enumerate(hidden):
            looks, count = map(range, shares.shape)
            drawn = np.sort(np.argsort(shares[-1], kind="stable")[:MOST_ROWS]).tolist()
            paths = [[f"{path}[{layer}][{n}, {unit}]" for n in looks] for unit in drawn]
            axes = Axis(tuple(drawn), len(count)), Axis(tuple(looks), len(looks))
            tiles = MatrixTiles(shares.T[drawn], axes, paths=paths, role="error")
            tiles.largest = 1.0
            row, column = divmod(layer, 2)
            left, top = UNITS.left + column * wide, UNITS.top - row * tall
            room = Box(left + 0.2, top - tall + 0.4, left + wide - 0.2, top)
            found.append(within(tiles, room))
        return found
