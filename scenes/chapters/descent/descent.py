"""Walking downhill in fog: what the gradient is for, what the learning rate does."""

from collections.abc import Callable
from typing import Any

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
ARROW = 0.12, 1.15  # from where to where, off the walker
NAMED = 1.67  # off it: the number of the slope
DASHES: tuple[tuple[float, ...], ...] = ((0.05, 0.07), (), (0.16, 0.09))
HEADS = "learning rate", "mean cost", "distance to map"
COLUMNS = (2.5, 4.3, 6.6)  # where the columns of the table end
ROWS = (2.15, 1.7, 1.25)
HEAD = 2.65
# Of a walk: its kind of number, decimals and role.
MEASURED = ("costs", "cost", 4, "cost"), ("distances", "rate", 1, "text")
CHART = Box(1.5, -1.6, 6.3, 0.3)
BEYOND = 1.3  # times the cost at the start: what is above leaves the chart
STRONGEST = 0.62  # of the colour of costs, on the highest
RACE = 5.6  # seconds
TURNED = 0.42  # radians


class Descent(TrainingChapter):
    """One walk on the real landscape, then three."""

    name, title = "descent", "Descent"
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
        self.last_look = max(len(walk.steps) for walk in self.three.walks) - 1
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
            (x, y), area = self.ground.walker, self.ground.area
            across = max(x - area.left, area.right - x)
            far = float(np.hypot(across, max(y - area.bottom, area.top - y)))
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
            row = self.costs_row()
            for part in row.parts:
                part.opacity = 0.0
            self.add(row)
            for before, number, end in zip(
                row.parts[::2], row.parts[1::2], (0, -1), strict=True
            ):
                self.until_word()
                x, y = self.walker.spots[end].tolist()
                flight = fly(number, (x, y), within=row, seconds=1.0)
                self.play(fade_in(before), flight)
            if kind.startswith("by"):
                self.until_word()
                self.walk_again()
            self.written = [row]

    def costs_row(self) -> Row:
        """Return the cost at the start and the one at the end, at the top."""
        first, last = (
            self.number(f"{LAND}.path_costs[{end}]", "cost", em=0.44) for end in (0, -1)
        )
        name = self.words("mean cost", role="cost")
        found = Row(name, first, self.words("→", role="muted"), last, gap=0.2)
        return found.at(SAFE.right, HEADER_Y, align=1.0)

    # Three rates.

    def race(self) -> None:
        """Three walkers from one start, all at once."""
        ground, walks = self.ground, self.three.walks
        walkers = [
            Walker(
                *(ground, np.array(walk.places)),
                path=f"{WALKERS}.walks[{number}].places[{{n}}]",
                dashes=DASHES[number],
            )
            for number, walk in enumerate(walks)
        ]
        steps = {"steps": f"{WALKERS}.walks[1].steps[-1]"}
        with self.say(sentences.raced(*self.outcome()), steps):
            back = tween(self.walker, walked=0.0, seconds=1.2)
            self.play(*self.leave(), self.lay_beside(), back)
            table, reels = self.table()
            axes, curves, names = self.chart()
            self.play(*map(fade_in, (axes, *table, *names)), seconds=0.8)
            ground.remove(self.walker)
            ground.add(*reversed(walkers))
            self.add(*curves)
            self.until_word()
            looks = float(self.last_look)
            last = float(walks[1].steps[-1])
            self.play(
                *(tween(e, walked=looks, seconds=RACE, rate=linear) for e in walkers),
                *(tween(e, turned=looks, seconds=RACE, rate=linear) for e in reels),
                *run(curves, to=last, seconds=RACE),
            )
            self.until_word()
        self.reels = reels

    def lay_beside(self) -> Motion:
        """Return the motion in which the map lies down, beside a table."""
        area = self.ground.area
        beside = BESIDE.fitted(area.width / area.height)
        size, (x, y) = beside.width / area.width, beside.centre
        x, y = x - size * area.centre[0], y - size * area.centre[1]
        return tween(self.ground, tilt=0.0, turn=0.0, x=x, y=y, size=size, seconds=1.2)

    def chart(self) -> tuple[PlotAxes, list[Series], list[Drawing]]:
        """Return the costs of the three over the steps, and what stands beside them."""
        walks, curves = self.three.walks, []
        most = BEYOND * float(walks[1].costs[0])
        every = [min(float(cost), most) for walk in walks for cost in walk.costs]
        steps = span([float(each.steps[-1]) for each in walks], most=4)
        axes = plotted(self, CHART, steps, span([*every, most], most=3))
        for number, walk in enumerate(walks):
            path = f"{WALKERS}.walks[{number}].costs"
            paths = [f"{path}[{look}]" for look in range(len(walk.steps))]
            dashes, ends = DASHES[number], (list(walk.steps), list(walk.costs))
            curves.append(Series(axes, *ends, paths, dashes=dashes))
        name, below = self.words("mean cost", role="cost"), self.small_print("steps")
        name.at(CHART.left, CHART.top + 0.4, align=0.0)
        below.at(CHART.right, CHART.bottom - 0.62, align=1.0)
        return axes, curves, [name, below]

    def table(self) -> tuple[list[Drawing], list[Reel]]:
        """Return rate, cost and distance from the plane of each walker; the reels."""
        found: list[Drawing] = [
            self.small_print(name).at(x, HEAD, align=1.0)
            for x, name in zip(COLUMNS, HEADS, strict=True)
        ]
        reels, self.rates = [], list[Drawing]()
        for number, y in enumerate(ROWS):
            path, walk = f"{WALKERS}.walks[{number}]", self.three.walks[number]
            ends = (0.55, y), (0.95, y)
            dashes, width = DASHES[number], style.BOLD_LINE
            found.append(Line(ends, "update", width=width, dashes=dashes))
            places = encoding.exact_decimals(float(walk.rate))
            rate = self.number(f"{path}.rate", "rate", decimals=places)
            self.rates.append(rate.at(COLUMNS[0], y, align=1.0))
            for x, (name, kind, decimals, role) in zip(
                COLUMNS[1:], MEASURED, strict=True
            ):
                numbers = (
                    self.number(
                        f"{path}.{name}[{look}]", kind, decimals=decimals, role=role
                    )
                    for look in range(len(walk.steps))
                )
                reels.append(Reel(*(each.at(x, y, align=1.0) for each in numbers)))
        return [*found, *self.rates, *reels], reels

    def is_over(self, walk: Any) -> bool:
        """Say whether a walk ended before its time, its numbers beyond all bounds."""
        return len(walk.steps) <= self.last_look

    def outcome(self) -> tuple[str, str]:
        """Return what came of the small and of the large rate."""
        small, ours, large = self.three.walks
        end = float(large.costs[-1])
        is_behind = self.three.is_too_small and small.costs[-1] > ours.costs[-1]
        lost = "came"
        if large.leaves is not None or self.is_over(large):
            lost = "left"
        elif self.three.is_too_large and end > ours.costs[-1]:
            lost = "lower" if end < large.costs[0] else "jumped"
        return "crawled" if is_behind else "came", lost

    def arrive(self) -> None:
        """Which one came furthest down."""
        costs = [
            np.inf if self.is_over(walk) else walk.costs[-1]
            for walk in self.three.walks
        ]
        best = int(np.argmin(costs))
        with self.say(sentences.ARRIVED[best]):
            for part in (self.reels[2 * best].parts[0], self.rates[best]):
                self.play(stress(part, by=0.4, seconds=1.2))
                self.until_word()
            self.play(*self.empty(seconds=0.8))
