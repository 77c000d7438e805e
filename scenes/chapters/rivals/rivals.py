"""Other ways to learn, raced on one budget: momentum, Adam, Rprop and evolution."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

import numpy as np
from manim.utils.rate_functions import linear

from scenes import style
from scenes.chapters.rivals import rivals_sentences as sentences
from scenes.chapters.rivals.race_lanes import Lane, RaceLanes
from scenes.diagram.panels import Arrow, Pill
from scenes.diagram.plots.plot_axes import Span, span
from scenes.diagram.plots.reel import Reel
from scenes.diagram.text import Row, Text
from scenes.engine.drawing import Box, Drawing
from scenes.layout import HEADER_Y, SAFE
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary.motions import during, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import fly
from scenes.vocabulary.plotting import Course, CurvePlot, plotted

PROBE = "probes.optimizers"
TRACK = Box(-3.4, -1.45, 4.7, 2.3)
WALK = Box(-5.4, -1.7, 5.8, 1.7)
VOICES_Y, TITLE_Y = 2.15, 2.75
VOICE = 0.2  # half of an arrow
BEYOND = 1.3  # times the cost at the start: who has more is at the left end
RACE, STEP, AFTER = 4.6, 0.3, 2.8


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
        """Find who runs, and how far."""
        super().setup()
        self.probe = self.trace.probes["optimizers"]
        self.found = {each.name: n for n, each in enumerate(self.probe.rivals)}
        self.evolves = len(self.probe.evolution.costs) > 1
        self.descending = [name for name in sentences.KEPT if name in self.found]
        self.runners = [*self.descending, *["evolution"] * self.evolves]
        lasts = [int(each.evaluations[-1]) for each in self.probe.rivals]
        longest = int(np.argmax(lasts))
        self.budget = float(lasts[longest])
        self.all_of_it = f"{PROBE}.rivals[{longest}].evaluations[{self.looks(longest)}]"
        self.clock_of = longest

    def looks(self, number: int) -> int:
        """Return the last look of a rival at its cost."""
        return len(self.probe.rivals[number].costs) - 1

    def path(self, name: str) -> str:
        """Return the path of a runner's record."""
        rival = f"rivals[{self.found[name]}]" if name in self.found else "evolution"
        return f"{PROBE}.{rival}"

    def record(self, name: str) -> Any:
        """Return a runner's record."""
        is_rival = name in self.found
        return self.probe.rivals[self.found[name]] if is_rival else self.probe.evolution

    def lanes(self) -> RaceLanes:
        """Return all lanes, with everyone at the start."""
        first = float(self.record("sgd").costs[0])
        costs = [float(c) for name in self.runners for c in self.record(name).costs]
        most = max([first, *(min(cost, BEYOND * first) for cost in costs)])
        ticks = tuple(tick for tick in span([most], most=4).ticks if tick <= most)
        axes = plotted(self, TRACK, Span(most, 0.0, ticks), Span(0.0, 1.0))
        lanes = [self.lane(name) for name in self.runners]
        return RaceLanes(axes, lanes, budget=self.budget)

    def lane(self, name: str) -> Lane:
        """Return the lane of a runner, with a number for each of its costs."""
        record, path = self.record(name), self.path(name)
        numbers = (
            self.number(f"{path}.costs[{look}]", "cost", decimals=4)
            for look in range(len(record.costs))
        )
        return Lane(
            self.words(sentences.NAMES[name]),
            np.array(record.evaluations, float),
            np.array(record.costs),
            path,
            Reel(*numbers),
            leaps=name == "evolution",
        )

    # One start.

    def line_up(self) -> None:
        """The lanes, and everyone at the same cost."""
        size, many = self.trace.run.training.batch_size, len(self.probe.samples)
        kind = "all" if size == "all" or int(size) >= many else "less"
        told = (sentences.FIVE if self.evolves else sentences.FOUR)[kind]
        every = {
            "n": self.all_of_it,
            "many": f"count({PROBE}.samples)",
            "parameters": "network.parameter_count",
        }
        values = {name: path for name, path in every.items() if f"{{{name}}}" in told}
        with self.say(told, values):
            self.track = lanes = self.lanes()
            lanes.axes.grown = 0.0
            self.play(*self.enter())
            self.play(fade_in(lanes))
            self.until_word()
            clock, name = self.clock()
            self.add(name)
            self.play(fly(name, TRACK.centre), fade_in(clock))
            self.until_word()
            self.add(lanes.axes)
            self.play(tween(lanes.axes, grown=1.0))
            for _ in range(told.count("|") - 2):
                self.until_word()
                self.play(*(stress(lane.reel, by=0.15) for lane in lanes.lanes))
            self.written = [clock, name]

    # The walker who hears a sign.

    def hear(self) -> None:
        """One weight of Rprop: what it is told, and how far it goes."""
        walk = self.probe.walk
        signs = [int(each) for each in walk.signs]
        with self.say(sentences.HEARD[sentences.heard(signs)]):
            gone = (self.track, self.track.axes, *self.written)
            self.play(*map(fade_out, gone))
            plot = self.walk_plot(len(signs))
            self.play(*plot.appear())
            self.until_word()
            count = len(signs) - 1
            voices = {n: self.voice(plot, n, s) for n, s in enumerate(signs[:-1]) if s}
            self.add(*plot.curves, *voices.values())
            seconds = round(STEP * count / 0.2) * 0.2
            motions = plot.grow(seconds)
            for n, voice in voices.items():
                part = during(n / count, (n + 0.7) / count)
                motions.append(tween(voice, shown=1.0, seconds=seconds, rate=part))
            self.play(*motions)
            self.until_word()
            self.written = [*plot.drawings, *voices.values()]

    def walk_plot(self, looks: int) -> CurvePlot:
        """Return the weight over the steps, and what it is."""
        places = self.probe.walk.places.tolist()
        paths = [f"{PROBE}.walk.places[{n}]" for n in range(len(places))]
        course = Course(range(looks), paths, "update")
        hears = self.small_print("it hears").at(WALK.left, VOICES_Y, align=1.0)
        found = CurvePlot(
            *(self, WALK, [course]),
            title=self.words("one parameter"),
            below="steps of Rprop",
            ys=span(places, most=4, around=None),
        )
        found.title.at(WALK.left, TITLE_Y, align=0.0)
        found.frame.append(hears)
        return found

    def voice(self, plot: CurvePlot, step: int, sign: int) -> Arrow:
        """Return what the walker is told before a step: against the slope's sign."""
        x = plot.axes.across(step + 0.5, 0.0)[0]
        ends = (x, VOICES_Y + sign * VOICE), (x, VOICES_Y - sign * VOICE)
        found = Arrow(*ends, "error")
        found.shown = 0.0
        return found

    # What they keep.

    def remember(self) -> None:
        """In each lane a weight, and beside it what its runner keeps."""
        track = self.track
        track.shown = 0.0
        with self.say(sentences.REMEMBER):
            self.play(*self.leave())
            rows = [self.memories(n, name) for n, name in enumerate(self.descending)]
            self.play(fade_in(track), *(fade_in(weight) for weight, *_ in rows))
            for name, (weight, *kept) in zip(self.descending, rows, strict=True):
                if name in ("momentum", "adam"):
                    self.until_word()
                for each in kept:
                    self.play(fly(each, weight.box.centre), seconds=0.6)
            self.written = list(chain.from_iterable(rows))

    def memories(self, number: int, name: str) -> list[Drawing]:
        """Return a weight in a runner's lane, and each number that is kept for it."""
        x, found = TRACK.left, list[Drawing]()
        for word in ("weight", *sentences.KEPT[name]):
            label = self.words(word)
            label.what = "memory"
            pill = Pill(label, "error" if found else "update")
            pill.lit = 1.0
            found.append(pill.at(x, self.track.level(number), align=0.0))
            x = pill.box.right + 0.3
        return found

    # The race.

    def race(self) -> None:
        """Everyone at once, on one count of evaluations."""
        track = self.track
        with self.say(sentences.RUN):
            self.play(*self.leave())
            clock = self.clock()
            coming = map(fade_in, (track.axes, *clock))
            self.play(tween(track, shown=1.0), *coming, seconds=style.QUICK)
            self.until_word()
            last = float(self.looks(self.clock_of))
            self.play(
                tween(track, used=self.budget, seconds=RACE, rate=linear),
                tween(clock[0], turned=last, seconds=RACE, rate=linear),
            )
            self.written = [*clock]

    def clock(self) -> tuple[Reel, Text]:
        """Return how many evaluations each has made, of how many, at the top right."""
        path = f"{PROBE}.rivals[{self.clock_of}].evaluations"
        name = self.small_print("of {n} passes", {"n": self.all_of_it})
        return self.counted(path, range(self.looks(self.clock_of) + 1), name), name

    def counted(self, path: str, looks: Iterable[int], name: Text) -> Reel:
        """Return the numbers of a path at some looks, left of what they count."""
        name.at(SAFE.right, HEADER_Y, align=1.0)
        numbers = [
            self.number(f"{path}[{look}]", "count", em=style.TOLD) for look in looks
        ]
        x = name.box.left - 0.14
        return Reel(*(each.at(x, HEADER_Y, align=1.0) for each in numbers))

    def lose(self) -> None:
        """Those whose steps led out of all numbers, if there are any."""
        lost = [lane for lane in self.track.lanes if self.track.is_lost(lane)]
        if lost:
            with self.say(sentences.LOST):
                for by in (0.2, 0.1):
                    self.play(*(stress(e.reel, by=by, seconds=1.0) for e in lost))
                    self.until_word()

    def arrive(self) -> None:
        """Who was first at the goal, or came furthest."""
        kind, winner, values = self.result()
        with self.say(sentences.ARRIVED[kind, winner], values):
            lane = self.track.lanes[self.runners.index(winner) if winner else 0]
            both = lane.name, lane.reel
            self.play(*(stress(each, by=0.2, seconds=1.0) for each in both))
            self.until_word()
            first = self.number(f"{self.path('sgd')}.costs[0]", "cost", em=0.44)
            text = self.words("at the start", role="muted")
            row = Row(text, first, gap=0.14)
            row.at(TRACK.left, TRACK.top + 0.42, align=0.0)
            self.add(row)
            start = self.track.axes.across(float(self.record("sgd").costs[0]), 0.0)[0]
            self.play(
                fade_in(text, seconds=1.0),
                fly(first, (start, TRACK.bottom), within=row, seconds=1.0),
            )
            self.until_word()
            self.play(stress(lane.reel, by=0.2, seconds=1.0))
            self.written.append(row)
            if not self.evolves:
                self.play(*self.go_home())

    def result(self) -> tuple[str, str | None, dict[str, str]]:
        """Return how it ended, who won, and the path of the evaluations it took."""
        arrivals, ends, paths = {}, {}, {}
        for name, lane in zip(self.runners, self.track.lanes, strict=True):
            if self.track.is_lost(lane):
                continue
            costs = lane.costs[lane.evaluations <= self.budget]
            below = np.flatnonzero(costs < sentences.NEAR * costs[0])
            ends[name] = float(costs[-1])
            if len(below):
                arrivals[name] = float(lane.evaluations[below[0]])
                paths[name] = f"{lane.path}.evaluations[{below[0]}]"
        kind, winner = sentences.outcome(arrivals, ends)
        first = min(arrivals, key=lambda each: arrivals[each], default="")
        return kind, winner, {"n": paths.get(first, self.all_of_it)}

    def go_on(self) -> None:
        """Evolution alone, as long as it was let; the others stand."""
        record, path = self.probe.evolution, f"{PROBE}.evolution"
        descended = float(self.record("sgd").costs[-1])
        within = int((record.evaluations <= self.budget).sum())
        kind = sentences.longer(record.costs.tolist(), descended, looks=within)
        last = len(record.costs) - 1
        values = {"n": f"{path}.evaluations[{last}]"}
        if kind != "ahead":
            values["few"] = self.all_of_it
        with self.say(sentences.LONGER[kind], values):
            lane = self.track.lanes[-1]
            self.play(*self.leave(), stress(lane.name, by=0.3))
            name, looks = self.small_print("trials"), range(within - 1, last + 1)
            trials = self.counted(f"{path}.evaluations", looks, name)
            self.play(fade_in(name), fade_in(trials))
            self.until_word()
            end, counting = float(record.evaluations[-1]), float(last + 1 - within)
            self.play(
                tween(self.track, used=end, seconds=AFTER, rate=linear),
                tween(trials, turned=counting, seconds=AFTER, rate=linear),
            )
            self.until_word()
            self.play(stress(lane.reel, by=0.2, seconds=1.0))
            self.hold(0.4)
            self.play(*self.go_home())
