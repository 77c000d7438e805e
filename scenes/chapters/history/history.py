"""Who found it: our own equations, each at its year on a line of years."""

import numpy as np

from scenes import style
from scenes.chapters.history import history_sentences as sentences
from scenes.diagram.charts.weight_pictures import WeightPictures
from scenes.diagram.formulas import Formula
from scenes.diagram.panels import Panel
from scenes.diagram.plots.timeline import Event, Timeline
from scenes.diagram.text import Number
from scenes.engine.drawing import Box
from scenes.engine.pen import Point
from scenes.notation.symbols import FUNCTIONS
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary.arrangement import stack, within
from scenes.vocabulary.motions import (
    Motion,
    fade_in,
    fade_out,
    relit,
    some,
    staggered,
    stress,
    tween,
)
from scenes.vocabulary.moves import fly

LINE = Box(-6.2, -1.65, 6.2, -1.55)
ALL_YEARS, OUR_YEARS = (1660.0, 2020.0), (1966.0, 1990.0)
BOTH = (1900.0, 2000.0)  # on the way from the one to the other
LETTERS, IDEA = 0.6, 0.32  # em
CODE = Box(-2.6, 0.35, 2.6, 1.45)
NAMES = {
    "leibniz": "Leibniz",
    "cauchy": "Cauchy",
    "linnainmaa": "Linnainmaa",
    "werbos": "Werbos",
    "rumelhart": "Rumelhart, Hinton, Williams",
}
CALL = 'mono("loss.backward()")'  # as in PyTorch
FEATURES = Box(1.43, -1.25, 6.83, 0.25)  # below the last card
UNITS, MOST_PIXELS = 4, 256  # of those that are shown
WIDEST = 5.2  # of an equation
PARTS = {"error": "error", "activation": "activation", "rate": "update"}
PARTS |= dict.fromkeys(("first", "second", "third"), "text")


class History(TrainingChapter):
    """Five ideas in the order of their years, and what has become of them."""

    name = "history"
    title = "History"

    def construct(self) -> None:
        """Tell the chapter."""
        self.tell_what_is_old()
        self.turn_round()
        self.bring_to_networks()
        self.learn_features()
        self.write_one_line()
        self.say_why()

    def setup(self) -> None:
        """Make the line of years; nothing has happened yet."""
        super().setup()
        self.formulas: list[Formula] = []
        events = [self.event(name, *told) for name, told in self.told().items()]
        self.line = Timeline(events, LINE, ALL_YEARS)
        self.line.goal = CODE.centre
        self.features = self.learned()

    def told(self) -> dict[str, tuple[str, str, Point]]:
        """Return of each event its letters, its idea, and where both stand."""
        hidden = self.trace.network.activations[0]
        slope = FUNCTIONS["sigmoid" if hidden == "softmax" else hidden][1]
        collected = "second(inline(sum_k) w_(k j)) error(delta_k)"
        return {
            "leibniz": (
                "(partial {C})/(partial w) = first((partial {C})/(partial {a})) dot "
                "second((partial {a})/(partial {z})) dot "
                "third((partial {z})/(partial w))",
                "rates multiply",
                (2.4, 1.0),
            ),
            "cauchy": (
                "w <- w - rate(eta) first((partial {C})/(partial w))",
                "a step downhill",
                (2.3, 1.0),
            ),
            "linnainmaa": (
                f"first((partial {{C}})/(partial {{a}}_j)) = {collected}",
                "all rates in one pass back",
                (-0.1, 1.95),
            ),
            "werbos": (
                "first((partial {C})/(partial w_(j i))) = error(delta_j) "
                "activation({a}_i)",
                "for the weights of a network",
                (1.05, -0.1),
            ),
            "rumelhart": (
                f"first(delta_j) = third({slope}({{z}}_j)) {collected}",
                "hidden units learn features",
                (0.0, 1.9),
            ),
        }

    def event(self, name: str, letters: str, idea: str, at: Point) -> Event:
        """Return what happened in the year of a fact, and where it is told."""
        year = str(self.value(f"facts.{name}"))
        parts = {**PARTS, "first": "error"} if name == "rumelhart" else PARTS
        formula = self.formula(letters, parts, em=LETTERS)
        formula.size = min(1.0, WIDEST / formula.box.width)
        self.formulas.append(formula)
        card = stack(
            formula,
            self.words(idea, em=IDEA),
            self.words(NAMES[name], em=IDEA, role="muted"),
            gap=0.16,
        )
        return Event(Number(f"facts.{name}", year, em=style.TOLD), card, at)

    def learned(self) -> WeightPictures | None:
        """Return what units of the first layer have learned, if that are pictures."""
        image, last = self.trace.data.image, self.trace.final
        hidden = len(last.weights) - 1
        if image is None or not hidden or image[0] * image[1] > MOST_PIXELS:
            return None
        weights = last.weights[0][:UNITS]
        paths = [f"final.weights[0][{unit}, {{pixel}}]" for unit in range(len(weights))]
        return WeightPictures(weights, image, paths, FEATURES)

    # The beats.

    def happen(self, number: int, *parts: str) -> None:
        """Let an event appear on the line, and the parts of its equation in order."""
        formula = self.formulas[number]
        formula.alphas = dict.fromkeys(parts, 0.0)
        self.play(some(self.line, [number], shown=1.0, seconds=1.2))
        for part in parts:
            self.play(relit(formula, seconds=0.6, **{part: 1.0}))

    def tell_what_is_old(self) -> None:
        """The chain rule and the walk downhill."""
        with self.say(sentences.OLD):
            self.line.drawn = 0.0
            self.add(self.line)
            self.play(*self.enter(), tween(self.line, drawn=1.0, seconds=1.0))
            self.until_word()
            self.happen(0, "first", "second", "third")
            self.until_word()
            self.happen(1, "first", "rate")

    def turn_round(self) -> None:
        """The line is drawn closer to our years; the direction is turned round."""
        with self.say(sentences.REVERSE):
            self.play(tween(self.line, years=OUR_YEARS, seconds=1.6))
            self.until_word()
            self.happen(2, "error", "second", "first")
            self.until_word()
            self.play(self.stressed(2))

    def bring_to_networks(self) -> None:
        """The same for the weights of a network."""
        with self.say(sentences.NETWORKS):
            self.happen(3, "error", "activation", "first")
            self.until_word()
            self.play(self.stressed(3))

    def learn_features(self) -> None:
        """What hidden units do with it: here are those of this network."""
        with self.say(sentences.LEARNED):
            self.happen(4, "error", "second", "third", "first")
            self.until_word()
            if self.features is not None:
                self.add(self.features)
                delays = np.linspace(0, 1, len(self.features.shown))
                self.play(staggered(self.features, "shown", delays, seconds=1.6))
            self.until_word()
            self.play(self.stressed(4))

    def write_one_line(self) -> None:
        """All equations go into one line of code."""
        panel = Panel(CODE)
        self.call = within(self.formula(CALL, {}, em=LETTERS), CODE)
        with self.say(sentences.LINE):
            gather = tween(self.line, years=ALL_YEARS, gathered=1.0, seconds=2.0)
            gone = [] if self.features is None else [fade_out(self.features)]
            if gone:
                self.play(*gone, seconds=style.QUICK)
            self.play(gather)
            self.play(fade_in(panel), fly(self.call, CODE.centre, size=0.3))
            self.until_word()
            self.play(stress(self.call))
        self.panel = panel

    def say_why(self) -> None:
        """The equations come out again, and all goes."""
        with self.say(sentences.WHY):
            self.play(stress(self.call, by=0.1))
            self.until_word()
            self.play(tween(self.call, opacity=0.3, seconds=style.NORMAL))
            self.play(tween(self.line, years=BOTH, seconds=style.SLOW))
            self.until_word()
            gone = [fade_out(each) for each in (self.panel, self.call)]
            again = tween(self.line, years=OUR_YEARS, gathered=0.0, seconds=2.0)
            self.play(*gone, seconds=style.QUICK)
            self.play(again)
            for number in (2, 3, 4):
                self.play(self.stressed(number), seconds=style.QUICK)
            self.play(*self.empty())

    def stressed(self, number: int) -> Motion:
        """Return the motion in which an event's card stands out."""
        return stress(self.line.events[number].card, by=0.12)
