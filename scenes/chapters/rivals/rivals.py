"""Other ways to learn, raced on one budget: momentum, Adam, Rprop and evolution."""

import numpy as np
from manim.utils.rate_functions import linear

from scenes import style
from scenes.chapters.rivals import rivals_sentences as sentences
from scenes.diagram.panels import Arrow, Line, Pill
from scenes.diagram.plots.plot_axes import PlotAxes, Span, span
from scenes.diagram.plots.series import Series
from scenes.diagram.text import Row
from scenes.engine.drawing import Box, Drawing
from scenes.layout import HEADER_Y, SAFE
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary.motions import Motion, during, fade_in, stress, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.plotting import Course, CurvePlot, plotted, reel_of

PROBE = "probes.optimizers"
TRACK = Box(-3.4, -1.45, 4.7, 2.3)
WALK = Box(-5.4, -1.7, 5.8, 1.7)
VOICES_Y = 2.65
VOICE = 0.2  # half of an arrow
RUNNER = 0.16  # radius
BESIDE, FREE = 0.3, 0.3  # from lanes to numbers; between pills
BEYOND = 1.3  # times the cost at the start: who has more is at the left end
HEARING, RACE, BACK, AFTER = 3.6, 4.6, 1.2, 2.8  # seconds


class Rivals(TrainingChapter):
    """One start, one budget, five ways; then evolution goes on alone."""

    name, title = "rivals", "Rivals"
    opens = closes = "learned"
    probes = ("optimizers",)

    def construct(self) -> None:
        """Tell the chapter."""
        self.line_up()
        self.hear()
        self.remember()
        self.race()
        self.lose()
        self.arrive()
        if self.evolves:
            self.go_on()

    def setup(self) -> None:
        """Put everyone at the start of a lane, its cost beside it."""
        super().setup()
        self.probe = self.trace.probes["optimizers"]
        numbers = {each.name: n for n, each in enumerate(self.probe.rivals)}
        self.paths = {n: f"{PROBE}.rivals[{numbers[n]}]" for n in sentences.KEPT}
        self.evolves = len(self.probe.evolution.costs) > 1
        if self.evolves:
            self.paths["evolution"] = f"{PROBE}.evolution"
        self.names = {name: self.words(sentences.NAMES[name]) for name in self.paths}
        self.axes = self.lanes()
        self.runners = {name: self.runner(name) for name in self.paths}
        self.longest = max(
            sentences.KEPT, key=lambda name: float(self.runners[name].times[-1])
        )
        self.budget = float(self.runners[self.longest].times[-1])
        ends = {name: self.runners[name].times[-1] for name in sentences.KEPT}
        self.lost = [name for name, end in ends.items() if end < self.budget]
        self.all_of_it = self.entries(f"{self.paths[self.longest]}.evaluations")[-1]

    def lanes(self) -> PlotAxes:
        """Return a lane for each, its name before it, along an axis of costs."""
        every = [np.array(self.value(f"{path}.costs")) for path in self.paths.values()]
        start, last = float(every[0][0]), len(every) - 0.5
        most = float(np.minimum(np.concatenate(every), BEYOND * start).max())
        ticks = tuple(tick for tick in span([most], most=4).ticks if tick <= most)
        lanes = tuple(map(float, range(len(every))))
        xs, ys = Span(most, 0.0, ticks), Span(last, -0.5, lanes)
        axes = plotted(self, TRACK, xs, ys, names=list(self.names.values()))
        for lane, name in zip(lanes, self.names.values(), strict=True):
            name.x -= RUNNER  # who stands at the left end has room
            axes.add(Line((axes.across(most, lane), axes.across(0.0, lane))))
        goal = axes.across(0.0, last), axes.across(0.0, -0.5)
        axes.add(Line(goal, "text", width=style.LINE, dashes=(0.1, 0.08)))
        axes.grown = 0.0
        return axes

    def level(self, name: str) -> float:
        """Return the y of a lane on screen."""
        return self.names[name].box.centre[1]

    def runner(self, name: str) -> Series:
        """Return a runner in its lane, its cost after it."""
        path, lane = self.paths[name], list(self.paths).index(name)
        costs, times = (self.value(f"{path}.{e}") for e in ("costs", "evaluations"))
        found = Series(
            *(self.axes, costs, [lane] * len(costs), self.entries(f"{path}.costs")),
            times=times,
            role="update",
            radius=RUNNER,
        )
        found.head = 1.0
        numbers = reel_of(self, f"{path}.costs", "cost")
        found.add(numbers.at(TRACK.right + BESIDE, self.level(name), align=0.0))
        return found

    def counted(self, name: str, word: str) -> list[Drawing]:
        """Return how often a runner was evaluated until now, at the top right."""
        path = f"{self.paths[name]}.evaluations"
        reel = reel_of(self, path, "count", em=style.TOLD)
        left = SAFE.right - reel.drawings[-1].box.width
        label = self.small_print(word).at(left - 0.14, HEADER_Y, align=1.0)
        found = [label, reel.at(left, HEADER_Y, align=0.0)]
        label.y = reel.drawings[0].y
        self.runners[name].add(*found)
        self.runners[name].turn()
        return found

    def line_up(self) -> None:
        """The lanes, and everyone at the same cost."""
        values = {"n": self.all_of_it, "many": f"count({PROBE}.samples)"}
        with self.say(sentences.START[self.evolves], values):
            every = self.runners.values()
            self.play(*self.enter())
            self.play(tween(self.axes, grown=1.0), *map(fade_in, every))
            self.until_word()
            self.clock = self.counted(self.longest, "pass")
            self.play(*map(fade_in, self.clock))
            self.until_word()
            for each in every:
                self.play(stress(each.parts[0], by=0.25, seconds=0.4))

    def hear(self) -> None:
        """One weight of Rprop: what it is told, and how far it goes."""
        walk, places = self.probe.walk, f"{PROBE}.walk.places"
        signs = [int(each) for each in walk.signs]
        course = Course(range(len(signs)), self.entries(places), "update")
        title, ys = self.words("one parameter"), span(walk.places, most=4, around=None)
        plot = CurvePlot(
            *(self, WALK, [course]), title=title, below="steps of Rprop", ys=ys
        )
        hears = self.small_print("it hears").at(WALK.left, VOICES_Y, align=1.0)
        with self.say(sentences.HEARD[sentences.heard(signs)]):
            self.play(*self.all_but())
            self.play(*plot.appear(), fade_in(hears))
            self.until_word()
            motions, steps = plot.grow(HEARING), len(signs) - 1
            for step, sign in enumerate(signs[:-1]):
                x, far = plot.axes.across(step + 0.5, 0.0)[0], sign * VOICE
                voice = Arrow((x, VOICES_Y + far), (x, VOICES_Y - far), "error")
                voice.shown, part = 0.0, during(step / steps, (step + 0.7) / steps)
                motions.append(tween(voice, shown=1.0, seconds=HEARING, rate=part))
            self.play(*motions)
            self.until_word()

    def remember(self) -> None:
        """In each lane a weight, and beside it what its runner keeps."""
        with self.say(sentences.REMEMBER):
            self.play(*self.all_but())
            for runner in self.runners.values():
                runner.head = 0.0
            self.play(*map(fade_in, (self.axes, *self.runners.values())))
            pills: list[Drawing]
            for name, kept in sentences.KEPT.items():
                if name in ("momentum", "adam"):
                    self.until_word()
                x, y, pills = TRACK.left, self.level(name), []
                for word in ("weight", *kept):
                    label = self.words(word)
                    label.what = "memory"
                    pill = Pill(label, "error" if pills else "update")
                    pill.lit = 1.0
                    pills.append(pill.at(x + FREE, y, align=0.0))
                    x = pill.box.right
                weight, start = pills[0], pills[0].box.centre
                flown = [fly(each, start, seconds=0.6) for each in pills[1:]]
                self.play(fade_in(weight), *flown)
                self.written += pills

    def race(self) -> None:
        """Everyone at once, on one count of evaluations."""
        with self.say(sentences.RUN):
            every = self.runners.values()
            self.play(*self.leave(), *(tween(e, head=1.0, seconds=0.4) for e in every))
            self.until_word()
            self.run_to(self.budget, RACE)

    def run_to(self, when: float, seconds: float, *also: Motion) -> None:
        """Let everyone run, or go back, to its last cost until then."""
        motions = [*also]
        for runner in self.runners.values():
            end = float(runner.times[runner.times <= max(when, 1.0)][-1])
            motions.append(tween(runner, reached=end, seconds=seconds, rate=linear))
        self.play(*motions)

    def lose(self) -> None:
        """Those whose steps led out of all numbers are struck out, if there are any."""
        costs = [self.runners[name].parts[0] for name in self.lost]
        if costs:
            with self.say(sentences.LOST):
                for cost in costs:
                    (_, y), box = cost.box.centre, cost.box
                    line = Line(
                        ((box.left, y), (box.right, y)), "error", width=style.LINE
                    )
                    line.shown = 0.0
                    self.play(tween(line, shown=1.0, seconds=0.6), stress(cost, by=0.1))
                self.until_word()
                self.play(*(stress(cost, by=0.2, seconds=1.0) for cost in costs))
                self.until_word()

    def arrive(self) -> None:
        """Who was first at the goal, and when; or who came furthest."""
        arrivals, ends = {}, {}
        for name in [name for name in self.runners if name not in self.lost]:
            runner = self.runners[name]
            within = runner.times <= self.budget
            costs, path = runner.xs[within], f"{self.paths[name]}.evaluations"
            below = np.flatnonzero(costs < sentences.NEAR * costs[0])
            ends[name] = float(costs[-1])
            if len(below):
                arrivals[name] = float(runner.times[below[0]]), f"{path}[{below[0]}]"
        whens = {name: when for name, (when, _) in arrivals.items()}
        kind, winner = sentences.outcome(whens, ends)
        when, path = min(arrivals.values(), default=(self.budget, self.all_of_it))
        with self.say(sentences.ARRIVED[kind, winner], {"n": path}):
            winner = winner or self.longest
            cost = self.runners[winner].parts[0]
            both = self.names[winner], cost
            self.play(*(stress(each, by=0.2, seconds=1.0) for each in both))
            self.until_word()
            self.run_to(when, BACK, stress(cost, by=0.2, seconds=BACK))
            text = self.words("at the start", role="muted")
            first = self.number(f"{self.paths['sgd']}.costs[0]", "cost", em=style.TOLD)
            row = Row(text, first, gap=0.14)
            self.add(row.at(TRACK.left, TRACK.top + 0.42, align=0.0))
            start = self.axes.across(float(self.runners["sgd"].xs[0]), -0.5)
            self.play(fade_in(text), fly(first, start, within=row))
            self.until_word()
            self.play(stress(cost, by=0.2, seconds=1.0))
            self.written = [row]
            if not self.evolves:
                self.play(*self.go_home())

    def go_on(self) -> None:
        """Evolution alone, as long as it was let; the others stand at their ends."""
        runner, descended = self.runners["evolution"], self.runners["sgd"].xs[-1]
        within = int((runner.times <= self.budget).sum())
        kind = sentences.longer(runner.xs.tolist(), descended, looks=within)
        path = self.entries(f"{self.paths['evolution']}.evaluations")[-1]
        with self.say(sentences.LONGER[kind], {"n": path, "few": self.all_of_it}):
            gone = [tween(e, opacity=0.0) for e in (*self.clock, *self.written)]
            self.run_to(self.budget, BACK, *gone)
            self.play(*map(fade_in, self.counted("evolution", "trial")))
            self.until_word()
            self.run_to(float(runner.times[-1]), AFTER)
            self.until_word()
            self.play(stress(runner.parts[0], by=0.2, seconds=1.0))
            self.hold(0.4)
            self.play(*self.go_home())
