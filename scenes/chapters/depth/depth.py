"""How far the error gets: δ as ink that is poured from layer to layer, back."""

from manim.utils.rate_functions import linear

from backprop_core.activations import slope_curve
from scenes import encoding, style
from scenes.chapters.depth import depth_sentences as sentences
from scenes.chapters.depth.flasks import Flasks, Pouring
from scenes.chapters.depth.reached_units import ReachedUnits
from scenes.diagram.panels import Arrow, Line
from scenes.diagram.plots.plot_axes import Span
from scenes.diagram.plots.reel import Reel
from scenes.diagram.plots.series import Series
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.layout import HEADER_Y, SAFE
from scenes.notation import symbols
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary import labels
from scenes.vocabulary.motions import Motion, during, fade_in, fade_out, some, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.plotting import Course, CurvePlot, label_ends, plotted, run

PROBE = "probes.relu_twin"
WHOLE = Box(-6.4, -1.45, 6.4, 1.75)
LEFT, RIGHT = Box(-6.5, -1.45, -0.5, 1.75), Box(0.5, -1.45, 6.5, 1.75)
CHART = Box(1.1, -1.45, 6.1, 1.35)
CURVES = Box(1.4, -1.45, 5.2, 1.75)
UNITS = Box(-5.6, -1.75, 5.6, 1.95)
LAYER = 4.0  # wide, of units
TITLE_Y = 2.6
GATE = 0.4  # half of the arrow below a factor
REACH = 6.0  # of the curve of slopes
CEILINGS = {"sigmoid": 0.25, "tanh": 1.0, "relu": 1.0, "identity": 1.0}
DASH = 0.06  # of the curve of the first layer; later ones have longer ones
GOES_BY = 3.0


class Depth(TrainingChapter):
    """One network at its start and through its training, then its twin."""

    name, title = "depth", "Depth"
    opens = closes = "learned"
    probes = ("relu_twin",)
    role = "error"

    def construct(self) -> None:
        """Tell the chapter."""
        if not len(self.own.steps):
            self.pour_nothing()
            return
        self.flasks = self.glasses("own", WHOLE)
        self.pour_back()
        self.find_the_slope()
        self.has_twin = self.own.activation != "relu" and len(self.twin.steps) > 0
        self.go_by()
        if self.has_twin:
            self.compare()
        self.look_at_units()

    def setup(self) -> None:
        """Find one scale for both networks, and how the glasses are named."""
        super().setup()
        probe = self.trace.probes["relu_twin"]
        self.own, self.twin = probe.own, probe.twin
        every = (self.own.unit_deltas, self.twin.unit_deltas)
        self.full = max(float(each.max(initial=0.0)) for each in every) or 1.0
        self.layers = len(self.trace.network.layers) - 1

    def glasses(self, who: str, area: Box) -> Flasks:
        """Return the glasses of one of the two networks, all empty."""
        norms, path = getattr(self, who), f"{PROBE}.{who}.unit_deltas"
        named = []
        for layer in range(self.layers):
            column = [f"{path}[{look}, {layer}]" for look in range(len(norms.steps))]
            places = self.decimals(column, "cost")
            numbers = (
                self.number(each, "cost", decimals=places, role="error")
                for each in column
            )
            named.append((Reel(*numbers), labels.layer_name(self, layer + 1)))
        return Flasks(norms.unit_deltas, path, full=self.full, labels=named, area=area)

    def course(self, look: int) -> str:
        """Return what becomes of δ on its way back, at a look."""
        factors, deltas = self.own.factors[look], self.own.unit_deltas[look]
        return sentences.course(factors.tolist(), first=float(deltas[0]))

    def steps(self, who: str) -> dict[str, str]:
        """Return the path of how many steps were made at the last look."""
        return {"steps": f"{PROBE}.{who}.steps[{len(getattr(self, who).steps) - 1}]"}

    def clock(self, who: str) -> Reel:
        """Return the step of each look, at the top right."""
        every = range(len(getattr(self, who).steps))
        paths = [f"{PROBE}.{who}.steps[{look}]" for look in every]
        texts = [self.small_print("step {step}", {"step": path}) for path in paths]
        return Reel(*(each.at(SAFE.right, HEADER_Y, align=1.0) for each in texts))

    def pour_nothing(self) -> None:
        """Numbers so large that δ is none."""
        with self.say(sentences.NOTHING):
            self.play(*self.enter())
            self.until_word()
            self.play(*self.go_home())

    # The start.

    def pour_back(self) -> None:
        """Ink from the output back, and how much of it each layer has of the next."""
        flasks, last = self.flasks, self.layers - 1
        with self.say(sentences.POURED[self.course(0)]):
            legend = self.small_print("root mean square of δ, over units and samples")
            legend.at(SAFE.right, HEADER_Y, align=1.0)
            self.play(*self.enter())
            self.play(fade_in(flasks), fade_in(legend))
            for layer in range(last, -1, -1):
                if layer >= last - 1:
                    self.until_word()
                self.pour(flasks, layer, seconds=1.2)
                told = some(flasks, [layer], told=1.0, seconds=0.4)
                gates = [self.factor(layer)] if layer < last else []
                for gate in gates:
                    flasks.set_gate(layer, gate)
                self.play(told, *map(fade_in, gates))
        self.legend = legend

    def pour(self, flasks: Flasks, layer: int, *, seconds: float) -> None:
        """Fill one glass, from the next one if there is one."""
        is_last = layer == self.layers - 1
        stream = Pouring(flasks, layer, source=None if is_last else layer + 1)
        self.add(stream)
        into = some(flasks, [layer], filled=1.0, seconds=seconds)
        into.rate_func = during(0.66, 1.0)
        self.play(tween(stream, gone=1.0, seconds=seconds), into)
        self.remove(stream)

    def factor(self, layer: int) -> Drawing:
        """Return × and how much of what the next layer gets this one gets."""
        number = self.number(
            f"{PROBE}.own.factors[0, {layer}]",
            "rate",
            decimals=encoding.decimals([float(self.own.factors[0][layer])], 2),
            role="text",
        )
        shaft = Arrow((GATE, -0.22), (-GATE, -0.22), "muted", width=style.LINE)
        letters = Row(self.words("×", role="muted"), number, gap=0.06)
        return Drawing(letters.at(0.0, 0.0), shaft)

    # Why.

    def find_the_slope(self) -> None:
        """What δ is multiplied by on its way: weights, and a slope with its limit."""
        kind = self.own.activation
        with self.say(sentences.SLOPES.get(kind, sentences.OTHER_SLOPE)):
            edges = LEFT.left, LEFT.bottom, LEFT.right, LEFT.top
            aside = tween(self.flasks, area=edges, seconds=1.2)
            self.play(aside, fade_out(self.legend))
            letters = self.one_back().at(3.5, TITLE_Y)
            self.play(fade_in(letters))
            self.until_word()
            xs, ys = slope_curve(kind, -REACH, REACH, 121)
            most = CEILINGS.get(kind, 1.0)
            high = 1.12 * max(most, float(ys.max()))
            ticks = Span(-REACH, REACH, (-4.0, 0.0, 4.0)), Span(0, high, (0.0, most))
            axes = plotted(self, CHART, *ticks)
            axes.grown = 0.0
            self.play(fade_in(axes), tween(axes, grown=1.0, seconds=0.6))
            nowhere = [""] * len(xs)  # no height of it is a value of the training
            curve = Series(axes, xs.tolist(), ys.tolist(), nowhere, role="activation")
            self.add(curve)
            self.play(*run([curve], to=REACH, seconds=1.8))
            self.until_word()
            self.written = [letters, axes, curve]
            if kind in CEILINGS:
                ends = axes.across(-REACH, most), axes.across(REACH, most)
                limit = Line(ends, "text", dashes=(0.1, 0.08))
                limit.shown = 0.0
                self.add(limit)
                self.play(tween(limit, shown=1.0, seconds=1.0))
                self.written.append(limit)

    def one_back(self) -> Drawing:
        """Return the letters of δ one layer back, the slope in its colour."""
        before, after = self.index(self.layers - 1), self.index(self.layers)
        slope = symbols.FUNCTIONS[self.own.activation][1]
        weight = self.weight_letters(self.layers)
        return self.formula(
            f"delta_{before} = slope({slope}({{z}}_{before})) sum_{after} "
            f"{weight} delta_{after}",
            {"slope": "activation"},
        )

    # Through the training.

    def go_by(self) -> None:
        """Levels change while the curves of the gradients grow beside them."""
        looks = len(self.own.steps) - 1
        told = sentences.later(self.course(0), self.course(looks))
        with self.say(told, self.steps("own")):
            shut = [tween(e, opacity=0.0) for e in self.flasks.gates.values()]
            self.play(*self.leave(), *shut, seconds=style.QUICK)
            plot = self.gradients()
            names = [labels.layer_name(self, n + 1) for n in range(self.layers)]
            label_ends(plot.curves, names)
            self.play(*plot.appear())
            self.until_word()
            self.add(*plot.curves)
            levels = self.turned(looks, self.flasks)
            self.play(*levels, *plot.grow(GOES_BY))
            self.until_word()
            self.play(*map(fade_in, names))
            self.written = [*plot.drawings, *names]
            if not self.has_twin:
                self.written.append(self.recall(self.flasks, "at the start"))

    def turned(self, look: int, *drawings: Drawing) -> list[Motion]:
        """Return the motions in which time goes by for drawings, up to a look."""
        return [
            tween(each, turned=float(look), seconds=GOES_BY, rate=linear)
            for each in drawings
        ]

    def gradients(self) -> CurvePlot:
        """Return a curve for each layer: its gradient, measured by its weights."""
        steps, path = self.own.steps, f"{PROBE}.own.relative_gradients"
        courses = []
        for layer in range(self.layers):
            dashes = () if layer == self.layers - 1 else (DASH * (layer + 1), DASH)
            paths = [f"{path}[{look}, {layer}]" for look in range(len(steps))]
            courses.append(Course(steps, paths, "error", dashes))
        letters = "norm((partial {C}) / (partial W)) \\/ norm(W)"
        title = self.formula(letters, {}, em=style.FORMULA)
        plot = CurvePlot(self, CURVES, courses, title=title, below="steps", is_log=True)
        title.at(CURVES.left, TITLE_Y - 0.1, align=0.0)
        return plot

    # The twin.

    def compare(self) -> None:
        """The same network with ReLU, poured beside the first one's start."""
        flasks = self.glasses("twin", RIGHT)
        deltas = (self.twin.unit_deltas, self.own.unit_deltas)
        told = sentences.TWIN[sentences.compared(*(float(d[0, 0]) for d in deltas))]
        with self.say(told):
            back = tween(self.flasks, turned=0.0)
            self.play(*self.leave(), back)
            kinds = [
                sentences.NAMES.get(each.activation, each.activation)
                for each in (self.own, self.twin)
            ]
            titles = [
                self.words(kind).at(area.centre[0], TITLE_Y)
                for kind, area in zip(kinds, (LEFT, RIGHT), strict=True)
            ]
            self.play(fade_in(flasks), *map(fade_in, titles))
            for layer in range(self.layers - 1, -1, -1):
                if layer == 0:
                    self.until_word()
                self.pour(flasks, layer, seconds=0.8)
                self.play(some(flasks, [layer], told=1.0, seconds=0.2))
            recalled = self.recall(flasks, kinds[0])
        self.first, self.flasks = self.flasks, flasks
        self.written = [*titles, recalled]

    def recall(self, flasks: Flasks, name: str) -> Drawing:
        """What the first layer got at the start comes over its glass, or its twin's."""
        number = self.number(f"{PROBE}.own.unit_deltas[0, 0]", "cost", role="error")
        words = self.words(name, role="muted")
        found = Row(words, number, gap=0.14)
        x = max(flasks.middle(0), SAFE.left + found.box.width / 2)
        found.at(x, flasks.rim + 0.42)
        self.add(found)
        self.play(fade_in(words), fly(number, self.flasks.number_spot(0), within=found))
        return found

    # Units.

    def look_at_units(self) -> None:
        """Hidden units through the training, as bright as what they hear."""
        is_twin = self.has_twin
        who, norms = ("twin", self.twin) if is_twin else ("own", self.own)
        looks = len(norms.steps) - 1
        dead = f"{PROBE}.{who}.unreached[{looks}]"
        values = {**self.steps(who), "n": "sum(network.layers[1:-1])"}
        kind = sentences.died(int(norms.unreached[looks]))
        if kind != "none":
            values["dead"] = dead
        told = (sentences.DIED if is_twin else sentences.OWN_DIED)[kind]
        with self.say(told, values):
            units, clock = self.units(who), self.clock(who)
            glasses = [self.first, self.flasks] if is_twin else [self.flasks]
            self.play(*self.leave(), *map(fade_out, glasses))
            units.drawn = 0.0
            self.add(units)
            self.play(tween(units, drawn=1.0), fade_in(clock))
            self.until_word()
            self.play(*self.turned(looks, units, clock))
            self.until_word()
            if kind != "none":
                number = self.number(dead, "count", em=style.LARGE, role="error")
                label = self.words(sentences.DEAD_LABELS[kind], em=style.TOLD)
                both = Row(number, label, gap=0.2).at(UNITS.centre[0], TITLE_Y)
                self.add(both)
                self.play(
                    fade_in(label),
                    fly(number, units.first_dead(), within=both, seconds=1.0),
                )
            self.play(*self.go_home())

    def units(self, who: str) -> ReachedUnits:
        """Return the hidden units of one of the networks."""
        hidden = range(self.layers - 1)
        reached = getattr(self, who).reached
        paths = [f"{PROBE}.{who}.reached[{layer}]" for layer in hidden]
        names = [labels.layer_name(self, layer + 1) for layer in hidden]
        shares = [reached[layer] for layer in hidden]
        half = min(UNITS.right, len(names) * LAYER / 2)
        area = Box(-half, UNITS.bottom, half, UNITS.top)
        return ReachedUnits(shares, paths, names=names, area=area)
