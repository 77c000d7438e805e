"""Walking downhill in fog: what the gradient is for, what the learning rate does."""

from collections.abc import Callable
from itertools import chain

import numpy as np
from manim.utils.rate_functions import linear

from scenes import encoding, style
from scenes.chapters.descent import descent_sentences as sentences
from scenes.diagram.panels import Arrow, Line
from scenes.diagram.plots.heat_map import relief
from scenes.diagram.plots.plot_axes import PlotAxes, span
from scenes.diagram.plots.reel import Reel
from scenes.diagram.plots.rising_map import RisingMap, Walker
from scenes.diagram.plots.series import Series
from scenes.diagram.text import Row, Text
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.layout import HEADER_Y, SAFE
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary.motions import Motion, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.plotting import plotted, run

LAND, WALKERS = "probes.landscape", "probes.walkers"
ENDS = 0, -1  # of the way
WHOLE = Box(-6.4, -2.25, 6.4, 2.95)  # the map alone
BESIDE = Box(-6.5, -2.2, 0.3, 2.9)  # the map beside a table
UNDERFOOT = 0.85  # how far one sees in the fog
ARROW = 0.12, 1.15  # from where to where, off the walker
NAMED = 1.67  # off it: the number of the slope
DASHES: tuple[tuple[float, ...], ...] = ((0.05, 0.07), (), (0.16, 0.09))
# What the columns of the table are called, by where they end.
HEADS = {2.5: "learning rate", 4.3: "mean cost", 6.6: "distance to map"}
ROWS = (2.15, 1.7, 1.25)
HEAD = 2.65
CHART = Box(1.5, -1.6, 6.3, 0.3)
BEYOND = 1.3  # times the cost at the start: what is above leaves the chart
STRONGEST = 0.62  # of the colour of costs, on the highest
RACE = 5.6  # seconds
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
        """Measure the landscape."""
        super().setup()
        self.land, self.three = (self.trace.probes[name] for name in self.probes)
        walks = self.three.walks
        self.looks = max(len(walk.steps) for walk in walks) - 1
        # One that ended before its time went beyond all bounds.
        self.ends = [
            float(walk.costs[self.looks]) if len(walk.steps) > self.looks else np.inf
            for walk in walks
        ]
        heights = relief(self.land.costs, self.land.path_costs).heights
        xs, ys = self.land.horizontal.tolist(), self.land.vertical.tolist()
        edges = ("horizontal[0]", "horizontal[-1]", "vertical[0]", "vertical[-1]")
        across, up = xs[-1] - xs[0], ys[-1] - ys[0]
        self.ground = RisingMap(
            heights(np.array(self.land.costs)),
            WHOLE.fitted(across / up),
            edges=(xs[0], xs[-1], ys[0], ys[-1]),
            paths=tuple(f"{LAND}.{each}" for each in edges),
            strongest=STRONGEST,
        )
        self.way = heights(np.array(self.land.path_costs))
        places, path = np.array(self.land.path), LAND + ".path[{n}]"
        self.walker = Walker(self.ground, places, self.way, path=path)
        self.whole_way = float(len(places) - 1)

    # In the fog.

    def stand_in_fog(self) -> None:
        """Nothing but what is underfoot."""
        ground, walker = self.ground, self.walker
        (x, y), ground.sight = walker.here, 0.05
        ground.walker = x, y
        with self.say(sentences.FOG, {"n": "network.parameter_count"}):
            self.play(*self.enter())
            self.play(fade_in(walker))
            self.until_word()
            self.cost = self.number(f"{LAND}.path_costs[0]", "cost", em=0.44)
            self.cost.at(x - 1.6 if x > 0 else x + 1.6, y + 0.6)
            self.play(fly(self.cost, walker.here))
            self.until_word()
            self.remove(walker)
            ground.add(walker)
            self.add(ground)
            self.play(tween(ground, sight=UNDERFOOT, seconds=1.6))

    def walk(self) -> None:
        """The slope underfoot, the other way, and the walk."""
        slope = np.array(self.three.slope)
        steep = float(np.hypot(*slope))
        with self.say(sentences.SLOPE if steep else sentences.LEVEL):
            if steep:
                self.show_slope(slope / steep)
            self.play(*map(fade_out, (self.cost, *self.written[1:])))
            self.until_word()
            self.play(
                *map(fade_out, self.written[:1]),
                tween(self.walker, walked=self.whole_way, seconds=3.6),
                Motion(self.ground, self.follow, seconds=3.6, rate=linear),
            )

    def show_slope(self, way: Numbers) -> None:
        """An arrow uphill with its number, and one the other way."""
        (x, y), found = self.walker.here, []
        for side, what, role in ((1, "uphill", "error"), (-1, "downhill", "update")):
            start, end = (
                (x + side * far * way[0], y + side * far * way[1]) for far in ARROW
            )
            arrow = Arrow(start, end, role)
            arrow.shown, arrow.depicts = 0.0, Depicts(what, f"{WALKERS}.slope")
            found.append(arrow)
        up, down = found
        self.add(up, down)
        self.play(tween(up, shown=1.0, seconds=1.0))
        self.until_word()
        slope = self.number(f"{WALKERS}.steepness", "slope", em=0.4, role="error")
        rim, area = slope.box.width / 2 + 0.15, self.ground.area
        across = min(x + NAMED * way[0], area.right - rim)
        slope.at(max(across, area.left + rim), y + NAMED * way[1])
        self.play(fly(slope, (x, y)))
        self.until_word()
        self.play(tween(down, shown=1.0, seconds=0.8))
        self.written = [down, up, slope]

    def follow(self) -> Callable[[float], None]:
        """Let what is seen go with the walker."""
        return lambda _: setattr(self.ground, "walker", self.walker.here)

    # The whole of it.

    def lift(self) -> None:
        """All of the map, and how much of the way lies in it."""
        told = sentences.lifted(float(self.land.explained))
        values = {"n": "network.parameter_count", "part": f"percent({LAND}.explained)"}
        with self.say(told, values):
            far = self.ground.furthest
            self.play(tween(self.ground, sight=far, seconds=2.0, rate=linear))
            self.ground.sight = self.ground.whole
            self.until_word()
            self.walk_again()

    def walk_again(self) -> None:
        """The way once more, from its start."""
        self.walker.walked = 0.0
        self.play(tween(self.walker, walked=self.whole_way, seconds=2.6))

    def look_from_the_side(self) -> None:
        """The map rises to what it stands for; the way has a cost at either end."""
        every, size = self.trace.data.train_size, self.trace.run.training.batch_size
        size = every if size == "all" else int(size)
        kind = sentences.shape_of(self.way.tolist(), size=size, every=every)
        with self.say(sentences.SIDEWAYS[kind]):
            self.play(tween(self.ground, tilt=1.0, turn=TURNED, seconds=2.8))
            words = self.words("mean cost", role="cost"), self.words("→", role="muted")
            paths = [f"{LAND}.path_costs[{end}]" for end in ENDS]
            costs = [self.number(path, "cost", em=0.44) for path in paths]
            row = Row(words[0], costs[0], words[1], costs[1], gap=0.2)
            row.at(SAFE.right, HEADER_Y, align=1.0)
            for part in row.parts:
                part.opacity = 0.0
            self.add(row)
            for before, cost, end in zip(words, costs, ENDS, strict=True):
                self.until_word()
                x, y = self.walker.spots[end].tolist()
                self.play(fade_in(before), fly(cost, (x, y), within=row, seconds=1.0))
            if kind.startswith("by"):
                self.until_word()
                self.walk_again()
            self.written = [row]

    # Three rates.

    def race(self) -> None:
        """Three walkers from one start, all at once."""
        steps = {"steps": f"{WALKERS}.walks[1].steps[-1]"}
        with self.say(sentences.raced(*self.outcome()), steps):
            back = tween(self.walker, walked=0.0, seconds=1.2)
            self.play(*self.leave(), self.lay_beside(), back)
            axes, names = self.chart()
            every = [self.runner(number, axes) for number in range(len(ROWS))]
            walkers, curves, self.rows = zip(*every, strict=True)
            coming = map(fade_in, (axes, *names, *chain(*self.rows)))
            self.play(*coming, seconds=0.8)
            self.ground.remove(self.walker)
            self.ground.add(*reversed(walkers))
            self.add(*curves)
            self.until_word()
            looks, reels = float(self.looks), chain(*(row[2:] for row in self.rows))
            self.play(
                *(tween(e, walked=looks, seconds=RACE, rate=linear) for e in walkers),
                *(tween(e, turned=looks, seconds=RACE, rate=linear) for e in reels),
                *run(curves, to=float(self.three.walks[1].steps[-1]), seconds=RACE),
            )
            self.until_word()

    def lay_beside(self) -> Motion:
        """Return the motion in which the map lies down, beside a table."""
        area = self.ground.area
        beside = BESIDE.fitted(area.width / area.height)
        size, (x, y) = beside.width / area.width, beside.centre
        x, y = x - size * area.centre[0], y - size * area.centre[1]
        return tween(self.ground, tilt=0.0, turn=0.0, x=x, y=y, size=size, seconds=1.2)

    def chart(self) -> tuple[PlotAxes, list[Text]]:
        """Return the axes of the costs over the steps; what they and the table name."""
        walks = self.three.walks
        most = BEYOND * float(walks[1].costs[0])
        costs = [min(float(cost), most) for walk in walks for cost in walk.costs]
        steps = span([float(each.steps[-1]) for each in walks], most=4)
        axes = plotted(self, CHART, steps, span([*costs, most], most=3))
        name, below = self.words("mean cost", role="cost"), self.small_print("steps")
        name.at(CHART.left, CHART.top + 0.4, align=0.0)
        below.at(CHART.right, CHART.bottom - 0.62, align=1.0)
        heads = [
            self.small_print(head).at(x, HEAD, align=1.0) for x, head in HEADS.items()
        ]
        return axes, [name, below, *heads]

    def runner(
        self, number: int, axes: PlotAxes
    ) -> tuple[Walker, Series, list[Drawing]]:
        """Return a walker, what it costs, and its row: rate, cost, distance from it."""
        walk, dashes, y = self.three.walks[number], DASHES[number], ROWS[number]
        path, looks = f"{WALKERS}.walks[{number}]", range(len(walk.steps))
        places, name = np.array(walk.places), path + ".places[{n}]"
        walker = Walker(self.ground, places, path=name, dashes=dashes)
        paths = [f"{path}.costs[{look}]" for look in looks]
        curve = Series(axes, walk.steps, walk.costs, paths, dashes=dashes)
        exact = encoding.exact_decimals(float(walk.rate))
        rate = self.number(f"{path}.rate", "rate", decimals=exact)
        costs = [self.number(each, "cost", decimals=4) for each in paths]
        paths = [f"{path}.distances[{look}]" for look in looks]
        far = [self.number(e, "rate", decimals=1, role="text") for e in paths]
        for x, column in zip(HEADS, ([rate], costs, far), strict=True):
            for each in column:
                each.at(x, y, align=1.0)
        mark = Line(((0.55, y), (0.95, y)), "update", width=style.BOLD_LINE)
        mark.dashes = dashes
        return walker, curve, [mark, rate, Reel(*costs), Reel(*far)]

    def outcome(self) -> tuple[str, str]:
        """Return what came of the small and of the large rate."""
        small, ours, large = self.ends
        start, lost = self.three.walks[-1].costs[0], "came"
        if self.three.walks[-1].leaves is not None or not np.isfinite(large):
            lost = "left"
        elif self.three.is_too_large and large > ours:
            lost = "lower" if large < start else "jumped"
        is_behind = self.three.is_too_small and small > ours
        return "crawled" if is_behind else "came", lost

    def arrive(self) -> None:
        """Which one came furthest down."""
        best = int(np.argmin(self.ends))
        _, rate, cost, _ = self.rows[best]
        with self.say(sentences.ARRIVED[best]):
            for part in (cost.parts[0], rate):
                self.play(stress(part, by=0.4, seconds=1.2))
                self.until_word()
            self.play(*self.go_home())
