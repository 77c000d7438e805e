"""Walking downhill in fog: what the gradient is for, what the learning rate does."""

import numpy as np
from manim.utils.rate_functions import linear

from scenes import encoding, style
from scenes.chapters.descent import descent_sentences as sentences
from scenes.diagram.panels import Arrow, Line
from scenes.diagram.plots.cost_surface import CostSurface
from scenes.diagram.plots.heat_map import HeatMap, relief
from scenes.diagram.plots.map_walkers import MapWalker
from scenes.diagram.plots.plot_axes import PlotAxes, span
from scenes.diagram.plots.reel import Reel
from scenes.diagram.plots.series import Series
from scenes.diagram.text import Row
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.layout import HEADER_Y, SAFE
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary.motions import Motion, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.plotting import plotted, run

LAND, WALKERS = "probes.landscape", "probes.walkers"
WHOLE = Box(-6.4, -2.25, 6.4, 2.95)  # the map alone
BESIDE = Box(-6.5, -2.2, 0.3, 2.9)  # the map beside a table
UNDERFOOT = 0.85  # how far one sees in the fog
ARROW = 1.15
DASHES: tuple[tuple[float, ...], ...] = ((0.05, 0.07), (), (0.16, 0.09))
COLUMNS = (2.6, 4.5, 6.6)  # where the columns of the table end
ROWS = (2.15, 1.7, 1.25)
HEAD = 2.65
CHART = Box(1.5, -1.6, 6.3, 0.35)
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
        self.land, self.walks = (
            self.trace.probes[name] for name in ("landscape", "walkers")
        )
        self.relief = relief(self.land.costs, self.land.path_costs)
        self.shares = self.relief.heights(np.array(self.land.costs))
        xs, ys = self.land.horizontal, self.land.vertical
        self.edges = float(xs[0]), float(xs[-1]), float(ys[0]), float(ys[-1])
        self.ground = self.map_in(WHOLE)
        self.walker = self.walker_on(self.ground)
        self.count = {"n": "network.parameter_count"}

    def map_in(self, box: Box) -> HeatMap:
        """Return the map, as large as its shape allows in a box."""
        left, right, low, high = self.edges
        scale = min(box.width / (right - left), box.height / (high - low))
        (x, y), wide, tall = box.centre, scale * (right - left), scale * (high - low)
        area = Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)
        ends = ("horizontal[0]", "horizontal[-1]", "vertical[0]", "vertical[-1]")
        paths = tuple(f"{LAND}.{each}" for each in ends)
        return HeatMap(
            self.shares, area, edges=self.edges, paths=paths, strongest=STRONGEST
        )

    def walker_on(self, ground: HeatMap) -> MapWalker:
        """Return the walker whose way is the training itself."""
        places = np.array(self.land.path)
        return MapWalker(ground, places, path=LAND + ".path[{n}]")

    # In the fog.

    def stand_in_fog(self) -> None:
        """Nothing but what is underfoot."""
        ground, walker = self.ground, self.walker
        ground.walker, ground.sight = walker.here, 0.05
        with self.say(sentences.FOG, self.count):
            self.play(*self.enter())
            self.play(fade_in(walker))
            self.until_word()
            self.cost = self.number(f"{LAND}.path_costs[0]", "cost", em=0.44)
            side = -1.0 if walker.here[0] > 0 else 1.0
            self.cost.at(walker.here[0] + side * 1.6, walker.here[1] + 0.6)
            self.play(fly(self.cost, walker.here))
            self.until_word()
            ground.opacity = 1.0
            self.remove(walker)
            self.add(ground, walker)
            self.play(tween(ground, sight=UNDERFOOT, seconds=1.6))

    def walk(self) -> None:
        """The slope underfoot, the other way, and the walk."""
        slope = np.array(self.walks.slope)
        steep = float(np.hypot(*slope))
        with self.say(sentences.SLOPE if steep else sentences.LEVEL):
            if steep:
                self.show_slope(slope / steep)
            self.play(*map(fade_out, (self.cost, *self.written[1:])))
            self.until_word()
            last = float(len(self.land.path) - 1)
            self.play(
                *map(fade_out, self.written[:1]),
                tween(self.walker, walked=last, seconds=3.6),
                Motion(self.ground, self.follow, seconds=3.6, rate=linear),
            )

    def show_slope(self, way: Numbers) -> None:
        """An arrow uphill with its number, and one the other way."""
        x, y = self.walker.here
        up = Arrow((x, y), (x + ARROW * way[0], y + ARROW * way[1]), "error")
        down = Arrow((x, y), (x - ARROW * way[0], y - ARROW * way[1]), "update")
        up.shown = down.shown = 0.0
        up.depicts = Depicts("uphill", f"{WALKERS}.slope")
        down.depicts = Depicts("downhill", f"{WALKERS}.slope")
        self.add(up, down, self.walker)
        self.play(tween(up, shown=1.0, seconds=1.0))
        self.until_word()
        slope = self.number(f"{WALKERS}.steepness", "slope", em=0.4, role="error")
        rim, area = slope.box.width / 2 + 0.15, self.ground.area
        across = min(x + 1.45 * ARROW * way[0], area.right - rim)
        slope.at(max(across, area.left + rim), y + 1.45 * ARROW * way[1])
        self.play(fly(slope, (x, y)))
        self.until_word()
        self.play(tween(down, shown=1.0, seconds=0.8))
        self.written = [down, up, slope]

    def follow(self):  # type: ignore[no-untyped-def]
        """Let what is seen go with the walker."""

        def move(progress: float) -> None:
            self.ground.walker = self.walker.here

        return move

    # The whole of it.

    def lift(self) -> None:
        """All of the map, and how much of the way lies in it."""
        explained = float(self.land.explained)
        values = {**self.count, "part": f"percent({LAND}.explained)"}
        if explained >= sentences.NEARLY_ALL:
            values = self.count
        with self.say(sentences.lifted(explained), values):
            (x, y), area = self.ground.walker, self.ground.area
            across = max(x - area.left, area.right - x)
            far = float(np.hypot(across, max(y - area.bottom, area.top - y)))
            self.play(tween(self.ground, sight=far, seconds=2.0, rate=linear))
            self.ground.sight = self.ground.whole
            self.until_word()
            last = self.walker.walked
            self.walker.walked = 0.0
            self.play(tween(self.walker, walked=last, seconds=2.6))

    def look_from_the_side(self) -> None:
        """The map rises to what it stands for; the way has a cost at either end."""
        area, path = self.ground.area, np.array(self.land.path)
        left, right, low, high = self.edges
        heights = self.relief.heights(np.array(self.land.path_costs))
        across, up = path[:, 0] - left, path[:, 1] - low
        way = np.stack([across / (right - left), up / (high - low), heights], axis=1)
        ends = f"{LAND}.path_costs[0]", f"{LAND}.path_costs[-1]"
        surface = CostSurface(
            self.shares, area, way=way, paths=ends, strongest=STRONGEST
        )
        every, size = self.trace.data.train_size, self.trace.run.training.batch_size
        size = every if size == "all" else int(size)
        kind = sentences.shape_of(heights.tolist(), size=size, every=every)
        with self.say(sentences.SIDEWAYS[kind]):
            self.play(fade_in(surface), fade_out(self.ground), fade_out(self.walker))
            self.play(tween(surface, tilt=1.0, turn=TURNED, seconds=2.8))
            row = self.costs_row(ends)
            for part in row.parts:
                part.opacity = 0.0
            self.add(row)
            for before, number, end in (
                (row.parts[0], row.parts[1], 0),
                (row.parts[2], row.parts[3], -1),
            ):
                self.until_word()
                flight = fly(number, surface.end(end), within=row, seconds=1.0)
                self.play(fade_in(before), flight)
            if kind.startswith("by"):
                self.until_word()
                surface.walked = 0.0
                self.play(tween(surface, walked=float(len(way)), seconds=2.6))
            self.surface, self.written = surface, [row]

    def costs_row(self, ends: tuple[str, str]) -> Row:
        """Return the cost at the start and the one at the end, at the top."""
        first, last = (self.number(end, "cost", em=0.44) for end in ends)
        name = self.words("mean cost", role="cost")
        found = Row(name, first, self.words("→", role="muted"), last, gap=0.2)
        return found.at(SAFE.right, HEADER_Y, align=1.0)

    # Three rates.

    def race(self) -> None:
        """Three walkers from one start, all at once."""
        ground = self.map_in(BESIDE)
        walks = self.walks.walks
        walkers = [
            MapWalker(
                *(ground, np.array(walk.places)),
                path=f"{WALKERS}.walks[{number}].places[{{n}}]",
                dashes=DASHES[number],
            )
            for number, walk in enumerate(walks)
        ]
        table, reels = self.table()
        steps = {"steps": f"{WALKERS}.walks[1].steps[-1]"}
        with self.say(sentences.raced(*self.outcome()), steps):
            flat = tween(self.surface, tilt=0.0, turn=0.0, seconds=1.0)
            self.play(*self.leave(), flat)
            axes, curves, names = self.chart()
            coming = (ground, axes, *table, *names)
            self.play(fade_out(self.surface), *map(fade_in, coming), seconds=0.8)
            self.add(*walkers, *curves)
            self.until_word()
            looks = float(max(len(walk.steps) for walk in walks) - 1)
            walking = [
                tween(each, walked=looks, seconds=RACE, rate=linear) for each in walkers
            ]
            counting = [
                tween(each, turned=looks, seconds=RACE, rate=linear) for each in reels
            ]
            last = float(walks[1].steps[-1])
            self.play(*walking, *counting, *run(curves, to=last, seconds=RACE))
            self.until_word()
        self.reels = reels

    def chart(self) -> tuple[PlotAxes, list[Series], list[Drawing]]:
        """Return the costs of the three over the steps, and what stands beside them."""
        walks, curves = self.walks.walks, []
        most = BEYOND * float(walks[1].costs[0])
        every = [min(float(cost), most) for walk in walks for cost in walk.costs]
        steps = span([float(each.steps[-1]) for each in walks], most=4)
        axes = plotted(self, CHART, steps, span([*every, most], most=3))
        for number, walk in enumerate(walks):
            path = f"{WALKERS}.walks[{number}].costs"
            paths = [f"{path}[{look}]" for look in range(len(walk.steps))]
            dashes = DASHES[number]
            curves.append(
                Series(axes, list(walk.steps), list(walk.costs), paths, dashes=dashes)
            )
        name, below = self.words("mean cost", role="cost"), self.small_print("steps")
        name.at(CHART.left, CHART.top + 0.3, align=0.0)
        below.at(CHART.right, CHART.bottom - 0.62, align=1.0)
        return axes, curves, [name, below]

    def table(self) -> tuple[list[Drawing], list[Reel]]:
        """Return rate, cost and distance from the plane of each walker; the reels."""
        heads = ("learning rate", "mean cost", "distance to map")
        found: list[Drawing] = []
        for x, name in zip(COLUMNS, heads, strict=True):
            found.append(self.small_print(name).at(x, HEAD, align=1.0))
        reels, self.rates = [], list[Drawing]()
        for number, walk in enumerate(self.walks.walks):
            path, y = f"{WALKERS}.walks[{number}]", ROWS[number]
            mark = Line(((0.75, y), (1.2, y)), "update", width=style.BOLD_LINE)
            mark.dashes = DASHES[number]
            found.append(mark)
            rate = float(walk.rate)
            places = encoding.exact_decimals(rate)
            label = self.number(f"{path}.rate", "rate", decimals=places)
            found.append(label.at(COLUMNS[0], y, align=1.0))
            self.rates.append(label)
            for x, name, kind in (
                (COLUMNS[1], "costs", "cost"),
                (COLUMNS[2], "distances", "rate"),
            ):
                paths = [f"{path}.{name}[{look}]" for look in range(len(walk.steps))]
                reels.append(self.reel(paths, kind, x, y))
        return [*found, *reels], reels

    def reel(self, paths: list[str], kind: str, x: float, y: float) -> Reel:
        """Return numbers that end at one place, one for each look."""
        places = 4 if kind == "cost" else 1
        role = "cost" if kind == "cost" else "text"
        numbers = [
            self.number(path, kind, decimals=places, role=role) for path in paths
        ]
        return Reel(*(number.at(x, y, align=1.0) for number in numbers))

    def outcome(self) -> tuple[str, str]:
        """Return what came of the small and of the large rate."""
        ends = [float(each.costs[-1]) for each in self.walks.walks]
        large = self.walks.walks[-1]
        last = max(len(walk.steps) for walk in self.walks.walks)
        is_gone = large.leaves is not None or len(large.steps) < last
        lost = "left" if is_gone else "came"
        if not is_gone and ends[-1] > ends[1] and self.walks.is_too_large:
            lost = "lower" if ends[-1] < float(large.costs[0]) else "jumped"
        is_behind = self.walks.is_too_small and ends[0] > ends[1]
        return "crawled" if is_behind else "came", lost

    def arrive(self) -> None:
        """Which one came furthest down."""
        last = max(len(walk.steps) for walk in self.walks.walks)
        costs = [
            float(walk.costs[-1]) if len(walk.steps) == last else np.inf
            for walk in self.walks.walks
        ]
        best = int(np.argmin(costs))
        number = self.reels[2 * best].parts[0]
        with self.say(sentences.ARRIVED[best]):
            self.play(stress(number, by=0.4, seconds=1.2))
            self.until_word()
            self.play(stress(self.rates[best], by=0.4, seconds=1.2))
            self.play(*self.go_home())
