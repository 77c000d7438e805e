"""Walking downhill in fog: what the gradient is for, what the learning rate does."""

import numpy as np
from manim.utils.rate_functions import linear

from scenes import encoding, style
from scenes.chapters.descent import descent_sentences as sentences
from scenes.diagram.panels import Arrow, Line
from scenes.diagram.plots.heat_map import relief
from scenes.diagram.plots.plot_axes import span
from scenes.diagram.plots.rising_map import DOT, RisingMap, Walker
from scenes.diagram.plots.series import Series
from scenes.diagram.text import Row
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box
from scenes.layout import HEADER_Y, SAFE
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary.motions import fade_in, stress, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.plotting import Course, CurvePlot, reel_of, run

LAND, WALKERS = "probes.landscape", "probes.walkers"
PATHS = [f"{WALKERS}.walks[{number}]" for number in range(3)]
WHOLE = Box(-6.4, -2.25, 6.4, 2.95)  # the map alone
BESIDE = Box(-6.5, -2.2, 0.3, 2.9)  # the map beside a table
UNDERFOOT = 0.85  # how far one sees in the fog
ARROW = 0.12, 1.15  # from where to where, off the walker
NAMED = 1.67  # off it: the number of the slope
DASHES: tuple[tuple[float, ...], ...] = ((0.05, 0.07), (), (0.16, 0.09))
# What the columns of the table are called, by where they end.
HEADS = {2.5: "learning rate", 4.3: "mean cost", 6.6: "distance to map"}
HEAD, ROW = 2.65, 0.45
CHART = Box(1.5, -1.6, 6.3, 0.3)
ENDS = [0, -1]  # of the way
BEYOND = 1.3  # times the cost at the start: what is above leaves the chart
STRONGEST = 0.62  # of the colour of costs, on the highest
WALK, RACE = 3.0, 5.6  # seconds
TURNED = 0.42  # radians


class Descent(TrainingChapter):
    """One walk on the real landscape, then three."""

    name, title = "descent", "Descent"
    closes = "learned"
    probes = ("landscape", "walkers")

    def construct(self) -> None:
        """Tell the chapter."""
        self.stand_in_fog()
        self.walk()
        self.lift()
        self.look_from_the_side()
        self.race()
        self.arrive()

    def setup(self) -> None:
        """Measure the landscape, and put a walker where the training began."""
        super().setup()
        self.land, self.three = (self.trace.probes[name] for name in self.probes)
        land, heights = self.land, relief(self.land.costs, self.land.path_costs).heights
        xs, ys = land.horizontal.tolist(), land.vertical.tolist()
        edges = ("horizontal[0]", "horizontal[-1]", "vertical[0]", "vertical[-1]")
        self.ground = RisingMap(
            heights(np.array(land.costs)),
            WHOLE.fitted((xs[-1] - xs[0]) / (ys[-1] - ys[0])),
            edges=(xs[0], xs[-1], ys[0], ys[-1]),
            paths=tuple(f"{LAND}.{each}" for each in edges),
            strongest=STRONGEST,
        )
        self.way = heights(np.array(land.path_costs))
        self.walker = Walker(
            *(self.ground, np.array(land.path), self.entries(f"{LAND}.path")),
            times=range(len(land.path)),
            heights=self.way,
        )
        self.ground.add(self.walker)

    def stand_in_fog(self) -> None:
        """Nothing but what is underfoot."""
        ground, (x, y) = self.ground, self.walker.tip
        ground.walker, ground.sight = (x, y), 0.05
        with self.say(sentences.FOG, {"n": "network.parameter_count"}):
            self.play(*self.enter(), fade_in(ground))
            self.until_word()
            cost = self.number(f"{LAND}.path_costs[0]", "cost", em=0.44)
            cost.at(x - 1.6 if x > 0 else x + 1.6, y + 0.6)
            self.play(fly(cost, (x, y)))
            self.until_word()
            self.play(tween(ground, sight=UNDERFOOT, seconds=1.6))
            self.written = [cost]

    def walk(self) -> None:
        """The slope underfoot with its number, the other way, and the walk."""
        slope, (x, y) = np.array(self.three.slope), self.walker.tip
        way, arrows = slope / (np.hypot(*slope) or 1.0), []
        for side, what, role in ((1, "uphill", "error"), (-1, "downhill", "update")):
            (x0, y0), (x1, y1) = ((x, y) + side * far * way for far in ARROW)
            arrow = Arrow((x0, y0), (x1, y1), role)
            arrow.shown, arrow.depicts = 0.0, Depicts(what, f"{WALKERS}.slope")
            arrows.append(arrow)
        number = self.number(f"{WALKERS}.steepness", "slope", em=0.4, role="error")
        rim, area = number.box.width / 2 + 0.15, self.ground.area
        across = np.clip(x + NAMED * way[0], area.left + rim, area.right - rim)
        number.at(float(across), y + NAMED * way[1])
        with self.say(sentences.SLOPE if self.three.steepness else sentences.LEVEL):
            self.play(tween(arrows[0], shown=1.0))
            self.until_word()
            self.play(fly(number, (x, y)))
            self.until_word()
            self.play(*self.leave(), tween(arrows[1], shown=1.0))
            self.until_word()
            self.written = [number, *arrows]
            self.go_the_way()

    def go_the_way(self) -> None:
        """All of it, from its start."""
        self.walker.reached, last = 0.0, float(self.walker.times[-1])
        self.play(*self.leave(), tween(self.walker, reached=last, seconds=WALK))

    def lift(self) -> None:
        """All of the map, and how much of the way lies in it."""
        values = {"n": "network.parameter_count", "part": f"percent({LAND}.explained)"}
        with self.say(sentences.LIFTED, values):
            far = self.ground.furthest
            self.play(tween(self.ground, sight=far, seconds=2.0, rate=linear))
            self.ground.sight = self.ground.whole
            self.until_word()
            self.go_the_way()

    def look_from_the_side(self) -> None:
        """The map rises to what it stands for; the way has a cost at either end."""
        every, size = self.trace.data.train_size, self.trace.run.training.batch_size
        takes_all = size == "all" or int(size) >= every
        kind = sentences.shape_of(self.way.tolist(), takes_all=takes_all)
        words = self.words("mean cost", role="cost"), self.words("→", role="muted")
        with self.say(sentences.SIDEWAYS[kind]):
            self.play(tween(self.ground, tilt=1.0, turn=TURNED, seconds=2.8))
            parts = [
                Row(word, self.number(f"{LAND}.path_costs[{end}]", "cost", em=0.44))
                for word, end in zip(words, ENDS, strict=True)
            ]
            row = Row(*parts, gap=0.2).at(SAFE.right, HEADER_Y, align=1.0)
            spots = [(x, y) for x, y in self.walker.spots[ENDS].tolist()]
            flown = [fly(*each, within=row) for each in zip(parts, spots, strict=True)]
            self.add(row)
            for flight in flown:
                self.until_word()
                self.play(flight)
            if kind == "jagged":
                self.until_word()
                self.go_the_way()
            self.written = [row]

    def race(self) -> None:
        """Three walkers from one start, all at once, on the map beside a table."""
        area, last = self.ground.area, f"{WALKERS}.walks[1].steps[-1]"
        beside = BESIDE.fitted(area.width / area.height)
        size = beside.width / area.width
        x, y = np.array(beside.centre) - size * np.array(area.centre)
        lies = {"tilt": 0.0, "turn": 0.0, "x": x, "y": y, "size": size}
        with self.say(self.outcome(), {"steps": last}):
            back = tween(self.walker, reached=0.0, radius=DOT / size, seconds=1.2)
            self.play(*self.leave(), tween(self.ground, **lies, seconds=1.2), back)
            plot = self.chart()
            walkers = [self.line_up(*each) for each in enumerate(plot.curves)]
            self.play(*plot.appear(), *map(fade_in, plot.curves))
            self.ground.remove(self.walker)
            self.ground.add(*reversed(walkers))
            self.until_word()
            to, self.curves = float(self.value(last)), plot.curves
            self.play(*run([*walkers, *self.curves], to=to, seconds=RACE))

    def outcome(self) -> str:
        """Return what came of the small and of the large rate."""
        walks = self.three.walks
        last = max(walk.steps[-1] for walk in walks)
        # One that ended before its time went beyond all bounds.
        ends = [w.costs[-1] if w.steps[-1] == last else np.inf for w in walks]
        small, ours, large = self.ends = ends
        is_off = walks[2].leaves is not None or large == np.inf
        jumped = self.three.is_too_large and large > ours
        lost = "left" if is_off else "jumped" if jumped else "came"
        crawled = self.three.is_too_small and small > ours
        return sentences.RATES + sentences.SMALL[crawled] + sentences.LARGE[lost]

    def chart(self) -> CurvePlot:
        """Return what the three cost over their steps, below the heads of a table."""
        courses = [
            Course(walk.steps, self.entries(f"{path}.costs"), dashes=dashes)
            for walk, path, dashes in zip(self.three.walks, PATHS, DASHES, strict=True)
        ]
        ys = span([BEYOND * float(self.three.walks[1].costs[0])], most=3)
        title = self.words("mean cost", role="cost")
        plot = CurvePlot(self, CHART, courses, title=title, below="steps", ys=ys)
        heads = [self.small_print(h).at(x, HEAD, align=1.0) for x, h in HEADS.items()]
        plot.frame += heads
        return plot

    def line_up(self, number: int, curve: Series) -> Walker:
        """Return a walker; its curve gets a row: rate, cost, distance from the map."""
        walk, path, y = (
            self.three.walks[number],
            PATHS[number],
            HEAD - ROW * (number + 1),
        )
        exact, dashes = encoding.exact_decimals(float(walk.rate)), curve.dashes
        row = (
            self.number(f"{path}.rate", "rate", decimals=exact),
            reel_of(self, f"{path}.costs", "cost"),
            reel_of(self, f"{path}.distances", "rate", decimals=1, role="text"),
        )
        for x, column in zip(HEADS, row, strict=True):
            curve.add(column.at(x, y, align=1.0))
        mark = ((0.55, y), (0.95, y))
        curve.add(Line(mark, "update", width=style.BOLD_LINE, dashes=dashes))
        places, paths = np.array(walk.places), self.entries(f"{path}.places")
        return Walker(self.ground, places, paths, times=walk.steps, dashes=dashes)

    def arrive(self) -> None:
        """Which one came furthest down."""
        best = int(np.argmin(self.ends))
        rate, cost, *_ = self.curves[best].parts
        with self.say(sentences.ARRIVED[best]):
            for part in (cost.parts[0], rate):
                self.play(stress(part, by=0.4, seconds=1.2))
                self.until_word()
            self.play(*self.go_home())
