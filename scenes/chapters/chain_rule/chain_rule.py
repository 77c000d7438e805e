"""How do rates combine? A race, and then the same with this step's numbers."""

from manim.utils.rate_functions import linear

from scenes import style
from scenes.chapters.chain_rule import chain_sentences as sentences
from scenes.chapters.chain_rule.race import GROUNDS, START, Race
from scenes.diagram.panels import Arrow
from scenes.diagram.text import Row, Source, Text
from scenes.engine.drawing import Box
from scenes.engine.pen import Point
from scenes.stage import Spot
from scenes.step_chapter import StepChapter
from scenes.vocabulary.arrangement import row, within
from scenes.vocabulary.equations import Equation, Term, land
from scenes.vocabulary.motions import Motion, fade_in, fade_out, tween
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.rates.chain_lines import ChainLines
from scenes.vocabulary.rates.weight_chain import WeightChain
from scenes.vocabulary.spotlight import dim
from scenes.vocabulary.wiggling import wiggle

SPEEDS = ("facts.tortoise", "facts.dog_per_tortoise", "facts.hare_per_tortoise")
RATES = ("facts.dog_per_tortoise", "facts.hare_per_dog")
ARROWS = START - 1.45  # x of the arrows from lane to lane
ROOM = Box(0.1, -2.2, 6.5, 0.5)  # right of the dog
SENDER: Spot = (-5.0, 2.0, 0.45)
UNIT: Spot = (-2.4, 2.0, 0.62)
PRODUCT = Box(-1.0, 1.5, 6.5, 2.5)  # beside it
LINES = Box(-6.4, -2.05, 6.4, -0.75)
STANDING = 0.02  # the ground that runners stand on, above the letters
SMALLER = 0.75  # of their size in the race
BETWEEN = 1.1  # y where rates pass over the runners' heads
TURN = 0.6  # seconds: how long each of several rates flies


class ChainRule(StepChapter):
    """Rates multiply: from a race on a track to the way from a weight to the cost."""

    name = "chain_rule"
    opens = closes = "measured"

    def construct(self) -> None:
        """Tell the chapter."""
        self.set_off()
        self.count()
        self.multiply()
        self.become()
        self.wiggle()

    def setup(self) -> None:
        """Choose the weight: the thread's, into the outputs."""
        super().setup()
        self.chain = WeightChain(self)
        self.way = ChainLines(self, self.chain.way.links, LINES)
        speeds = tuple(float(self.value(path)) for path in SPEEDS)
        self.race = Race(speeds, SPEEDS)

    # On the track.

    def set_off(self) -> None:
        """Three animals, all of them on one clock."""
        race = self.race
        with self.say(sentences.SET_OFF):
            self.play(zoom(self.network, self.chain.gone()), *dim(self.network))
            for runner in race.runners:
                runner.opacity = 0.0
            self.play(fade_in(race))
            for runner in race.runners:
                self.until_word()
                self.play(tween(runner, opacity=1.0, seconds=0.4))
            self.until_word()
            self.play(tween(race, clock=1.0, seconds=3.2, rate=linear))

    def count(self) -> None:
        """How often the way of one is laid along that of the next."""
        values = {"dog": RATES[0], "hare": RATES[1]}
        with self.say(sentences.COUNT, values):
            self.written = []
            for lane, path in enumerate(RATES, 1):
                arrow, rate = self.rate_between(lane, path)
                counted = self.race.counted.copy()
                counted[lane] = float(self.value(path))
                self.play(tween(self.race, counted=counted, seconds=1.8, rate=linear))
                self.play(
                    tween(arrow, shown=1.0), fly(rate, self.race.middle(lane))
                )  # fmt: skip
                self.written += [arrow, rate]
                if lane < len(RATES):
                    self.until_word()

    def multiply(self) -> None:
        """The hare's way, cut into the tortoise's: three times five pieces."""
        equation, values = self.product(), {"dog": RATES[0], "hare": RATES[1]}
        spots = [rate.box.centre for rate in self.written[1::2]]
        with self.say(sentences.MULTIPLY, values):
            self.play(*self.leave())
            self.play(tween(equation, opacity=1.0))
            self.until_word()
            self.play(*land(equation, "hare", spots[1]))
            self.play(*land(equation, "dog", spots[0], after="by"))
            pieces = float(self.value(SPEEDS[-1]))
            self.play(tween(self.race, cut=pieces, seconds=1.6, rate=linear))
            self.until_word()
            start = self.race.middle(2)
            self.play(*land(equation, "both", start, after="is"))
        self.written = [equation]

    def rate_between(self, lane: int, path: str) -> tuple[Arrow, Row]:
        """Return the arrow from a lane to the next one, and its rate beside it."""
        low, high = (GROUNDS[n] + 0.12 for n in (lane - 1, lane))
        arrow = Arrow((ARROWS, low), (ARROWS, high), "muted", width=style.LINE)
        arrow.shown = 0.0
        self.add(arrow)
        times = Text(Source("×"), em=style.TOLD, role="muted")
        rate = row(times, self.number(path, "count", em=style.TOLD))
        return arrow, rate.at(ARROWS + 0.2, (low + high) / 2, align=0.0)

    def product(self) -> Equation:
        """Return hare per dog times dog per tortoise, with the numbers still hidden."""
        slow, mid, fast = (f'"{self.translated(each)}"' for each in sentences.ANIMALS)
        terms = [
            Term("hare", f"{fast} / {mid}", "text", RATES[1]),
            Term("by", "dot", below="×"),
            Term("dog", f"{mid} / {slow}", "text", RATES[0]),
            Term("is", "="),
            Term("both", f"{fast} / {slow}", "text", SPEEDS[-1]),
        ]
        equation = Equation(self, terms, em=style.EQUATION, number_em=style.LARGE)
        equation.fitted(ROOM).hide_numbers()
        equation.opacity = 0.0
        self.add(equation)
        return equation

    # In the network.

    def become(self) -> None:
        """The runners become a weight, its sum and what depends on it."""
        way, joint = self.way, self.chain.is_joint
        with self.say(sentences.BECOME[joint]):
            self.remove(self.race)
            self.add(*self.race.runners)
            shot = zoom(self.network, self.chain.shot(UNIT, SENDER))
            self.play(*self.leave(), shot, *self.chain.light())
            for place in range(len(way.links)):
                self.until_word()
                is_run = place < len(sentences.ANIMALS)
                runs = self.step_over(place) if is_run else []
                # Over the heads of those who are there.
                over = [(way.lines[place].x, BETWEEN)] if place > 1 else []
                come = way.come(place, self.source(place), *over)
                self.play(*runs, *come)

    def step_over(self, place: int) -> list[Motion]:
        """Return the way of a runner to its letter, where it takes on its colour."""
        runner, line = self.race.runners[place], self.way.lines[place]
        runner.role = self.way.links[place].role
        runner.stand_on(line)
        # Whole strides: it stands when it is there.
        strides = max(1, round(abs(line.x - runner.x) / runner.stride))
        gone = runner.gone + strides * runner.stride
        there = tween(runner, x=line.x, y=STANDING, gone=gone, seconds=1.0)
        return [there, tween(runner, size=SMALLER, coloured=1.0, seconds=1.0)]

    def source(self, place: int) -> Point:
        """Return where the value of a link is found: on the edge, or in the unit."""
        return UNIT[:2] if place else ((SENDER[0] + UNIT[0]) / 2, UNIT[1])

    def wiggle(self) -> None:
        """One wiggle through all number lines, and back to the network."""
        way, outcome = self.way, self.outcome()
        runners = self.race.runners[: len(way.links)]
        with self.say(sentences.WIGGLE[outcome]):
            for place in range(1, len(way.links)):
                start, (x, _) = (SENDER, UNIT)[place > 1], way.over(place)
                rate = way.write_rate(place, start[:2], (x, BETWEEN))
                self.play(rate, seconds=TURN)
            product, arrives = self.multiplied()
            self.until_word()
            self.play(*arrives)
            for _ in range(1 + (outcome != "forwards")):
                self.until_word()
                self.play(*wiggle([*way.lines, *runners]))
            self.until_word()
            gone = map(fade_out, (*way.all, *self.race.runners, product))
            self.play(*gone, zoom(self.network, self.network.home), *self.darken())

    def multiplied(self) -> tuple[Row, list[Motion]]:
        """Return the rates with their product, and their flights from the arrows."""
        links = self.way.links[1:]
        found = [(link.rate, link.rate_kind) for link in links]
        found.append((str(links[-1].moves), "gradient"))
        shown = [(path, self.decimals([path], kind)) for path, kind in found]
        numbers = [self.number(path, kind, em=style.LARGE) for path, kind in found]
        signs = [Text(Source("×"), em=style.LARGE, role="muted") for _ in links[1:]]
        signs.append(self.equals(*shown[:-1], result=shown[-1], em=style.LARGE))
        parts = [part for both in zip(numbers, signs, strict=False) for part in both]
        product = within(row(*parts, numbers[-1]), PRODUCT)
        spots = [self.way.over(place) for place in range(1, len(links) + 1)]
        spots.append(self.way.lines[-1].box.centre)
        self.add(product)
        flights = zip(numbers, spots, strict=True)
        arrives = [fly(each, spot, within=product) for each, spot in flights]
        return product, [*arrives, *map(fade_in, signs)]

    def outcome(self) -> str:
        """Return whether this step's rates keep the direction, turn it or stop it."""
        rates = [float(self.value(link.rate)) for link in self.way.links[1:]]
        if not all(rates):
            return "stops"
        return "backwards" if min(rates) < 0 else "forwards"
