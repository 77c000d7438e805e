"""Who found it: our own equations, each at its year on a line of years."""

import numpy as np

from scenes import style
from scenes.chapters.history import history_sentences as sentences
from scenes.diagram.code_lines import CodeLines
from scenes.diagram.formulas import Formula
from scenes.diagram.plots.matrix_tiles import Axis, MatrixTiles
from scenes.diagram.plots.timeline import Event, Timeline
from scenes.diagram.text import Number
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.notation.symbols import FUNCTIONS
from scenes.step_chapter import StepChapter
from scenes.vocabulary import header
from scenes.vocabulary.arrangement import stack
from scenes.vocabulary.matrices.tiling import come
from scenes.vocabulary.motions import (
    Motion,
    during,
    fade_in,
    fade_out,
    relit,
    some,
    stress,
    tween,
)

LINE, YEARS = Box(-6.4, 0.35, 6.4, 0.45), (1967.0, 1989.0)
LETTERS, IDEA = 0.54, 0.34  # em
WIDEST = 5.2  # of an equation
COLLECTED = "second(inline(sum_k) w_(k j)) error(delta_k)"
# Of each: who, its letters, the idea, the parts that come one by one, and its place.
TOLD = {
    "linnainmaa": (
        "Linnainmaa",
        f"first((partial {{C}})/(partial {{a}}_j) =) {COLLECTED}",
        "all rates in one pass back",
        ("error", "second", "first"),
        (-4.4, 1.85),
    ),
    "werbos": (
        "Werbos",
        "first((partial {C})/(partial w_(j i)) =) error(delta_j) activation({a}_i)",
        "for the weights of a network",
        ("error", "activation", "first"),
        (-2.3, -1.1),
    ),
    "rumelhart": (
        "Rumelhart, Hinton, Williams",
        f"first(delta_j) third(= {{slope}}({{z}}_j)) {COLLECTED}",
        "hidden units learn features",
        ("error", "second", "third", "first"),
        (3.6, 1.85),
    ),
}
ROLES = {"error": "error", "activation": "activation", "second": "text"}
CALL = 'mono("loss.backward()")'  # as in PyTorch
CODE, MAGNIFIED = Box(-1.65, -0.36, 1.65, 0.36), 2.2
CODE_SPOT = (0.0, 1.65)
FEATURES = Box(0.9, -1.95, 6.5, -0.4)
UNITS, MOST_PIXELS = 4, 256  # of those that are shown
GAP = 0.2  # between them, as a share of the room of each


class History(StepChapter):
    """Three ideas in the order of their years, and what has become of them."""

    name = "history"
    opens, closes = "learned", "sample arrives"

    def construct(self) -> None:
        """Tell the chapter."""
        self.turn_round()
        self.bring_to_networks()
        self.learn_features()
        self.write_one_line()
        self.say_why()

    def setup(self) -> None:
        """Make the line of years; nothing has happened yet."""
        super().setup()
        self.pill = header.named(self, "History")
        self.line = Timeline([self.event(name) for name in TOLD], LINE, YEARS)
        self.features = self.learned()

    def event(self, name: str) -> Event:
        """Return what happened in the year of a fact, and where it is told."""
        who, letters, idea, parts, place = TOLD[name]
        hidden = self.trace.network.activations[0]
        slope = FUNCTIONS["sigmoid" if hidden == "softmax" else hidden][1]
        roles = {part: ROLES.get(part, "text") for part in parts}
        if name == "rumelhart":
            roles["first"] = "error"
        formula = self.formula(letters.replace("{slope}", slope), roles, em=LETTERS)
        formula.size = min(1.0, WIDEST / formula.box.width)
        formula.alphas = dict.fromkeys(parts, 0.0)
        below = self.words(idea, em=IDEA), self.words(who, em=IDEA, role="muted")
        card = stack(formula, *below)
        year = str(self.value(f"facts.{name}"))
        return Event(Number(f"facts.{name}", year, em=style.TOLD), card, place)

    def learned(self) -> list[MatrixTiles]:
        """Return what units of the first layer have learned, if that are pictures."""
        image, last = self.trace.data.image, self.trace.final
        hidden = len(last.weights) - 1
        if image is None or not hidden or image[0] * image[1] > MOST_PIXELS:
            return []
        (rows, columns), found = image, []
        weights = np.array(last.weights[0][:UNITS]).reshape(-1, rows, columns)
        pitch = FEATURES.width / len(weights)
        cell = min((1 - GAP) * pitch / columns, FEATURES.height / rows)
        axes = Axis(tuple(range(rows)), rows), Axis(tuple(range(columns)), columns)
        for unit, values in enumerate(weights):
            path = f"final.weights[0][{unit}, {{}}]"
            paths = [
                [path.format(r * columns + c) for c in axes[1].drawn]
                for r in axes[0].drawn
            ]
            tiles = MatrixTiles(values, axes, paths=paths, role="weight", cell=cell)
            tiles.largest = float(np.abs(weights).max())  # all have one scale
            x = FEATURES.left + (unit + 0.5) * pitch
            found.append(tiles.at(x, FEATURES.centre[1]))
        return found

    # The beats.

    def happen(self, number: int, *, waits: bool = False) -> None:
        """Let an event appear on the line, and the parts of its equation in order.

        The last part may wait for its word.
        """
        formula = self.line.events[number].card.parts[0]
        assert isinstance(formula, Formula)
        self.play(some(self.line, [number], shown=1.0, seconds=1.2))
        parts = list(formula.alphas)
        for part in parts:
            if waits and part == parts[-1]:
                self.until_word()
            self.play(relit(formula, seconds=0.4, **{part: 1.0}))

    def turn_round(self) -> None:
        """The direction is turned round."""
        with self.say(sentences.REVERSE):
            self.line.drawn = 0.0
            self.add(self.line)
            draw = tween(self.line, drawn=1.0, rate=during(0.4, 1.0))
            self.play(*map(fade_out, self.so_far), fade_in(self.pill), draw)
            self.until_word()
            self.happen(0)
            self.until_word()
            self.play(stress(self.line.events[0].card, by=0.12))

    def bring_to_networks(self) -> None:
        """The same for the weights of a network."""
        with self.say(sentences.NETWORKS):
            self.happen(1)
            self.until_word()
            self.play(stress(self.line.events[1].card, by=0.12))

    def learn_features(self) -> None:
        """What hidden units do with it: here are those of this network."""
        with self.say(sentences.LEARNED):
            self.happen(2, waits=not self.features)
            if self.features:
                self.until_word()
                self.add(*self.features)
                start = np.array((FEATURES.centre[0], FEATURES.top))
                self.play(*(come(each, start, seconds=1.6) for each in self.features))
            self.until_word()
            self.play(stress(self.line.events[2].card, by=0.12))

    def write_one_line(self) -> None:
        """All equations go into one line of code."""
        call = CodeLines([(0, self.formula(CALL, {}, em=style.CAPTION))], CODE)
        call.x, call.y, call.size = *CODE_SPOT, MAGNIFIED
        with self.say(sentences.LINE):
            self.play(*map(fade_out, self.features), self.gather(CODE_SPOT))
            self.add(call)
            self.play(tween(call, shown=np.ones(1), headed=1.0))
            self.until_word()
            self.play(stress(call, by=0.06))
        self.written = [call]

    def gather(self, goal: Point) -> Motion:
        """Return the motion of all cards to where they are gone."""
        self.line.goal = goal
        return tween(self.line, gathered=1.0, seconds=style.SLOW)

    def say_why(self) -> None:
        """The equations come out again, and go into our network."""
        with self.say(sentences.WHY):
            self.play(stress(self.written[0], by=0.06))
            self.until_word()
            self.play(*self.leave())
            self.play(tween(self.line, gathered=0.0, seconds=style.SLOW))
            self.until_word()
            self.stand_at_end()
            gone, coming = (self.line, self.pill), (self.pills, self.when, self.network)
            self.play(
                self.gather(self.network.plan.box.centre),
                *(fade_out(each, seconds=style.SLOW) for each in gone),
                *map(self.come, coming),
            )
        self.clear_away()

    def come(self, drawing: Drawing) -> Motion:
        """Return the motion in which a part of the next picture appears, late."""
        drawing.opacity = 0.0
        return tween(drawing, opacity=1.0, seconds=style.SLOW, rate=during(0.5, 1.0))
