"""Whose doing it was: the network as a company, and what each weight hears of it."""

from dataclasses import replace

import numpy as np
from manim.utils.rate_functions import linear

from scenes import encoding, layout, style
from scenes.chapters.blame import blame_sentences as sentences
from scenes.chapters.blame.company import BESIDE, Company
from scenes.diagram.figures import Figure
from scenes.diagram.letter_pile import LetterPile, Letters, clerk_of_pile, gathered
from scenes.diagram.network.lit_edges import ways as edge_ways
from scenes.diagram.panels import Frame, Panel
from scenes.diagram.text import Source, Text
from scenes.engine.arrays import Numbers, Pairs
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.stage import Stage, upright
from scenes.step_chapter import StepChapter
from scenes.vocabulary.arrangement import row
from scenes.vocabulary.motions import Motion, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.spotlight import NO_EDGES, Edges, light

WIDE = Box(-5.0, -1.8, 5.9, 1.45)  # of the rows of the company
NARROW = 1.2  # their right edge beside an opened letter, and the pile
MOST_STAFF = 64  # pixels that stand side by side
MOST = 40  # letters of a gap
LEAST = 0.07  # height of a letter that stands for anything smaller, too
# Below its middle and of a height, in radii: the letter that a unit, or a pixel, holds.
IN_HAND, AT_PIXEL = (1.48, 0.95), (2.35, 1.5)
RIM = 0.85  # of a letter's time: then it is at the rim of who is to hold it
KEY_X = 4.9
MAIL = (4.2, -1.1, 1.2)  # the opened letter
SHEET = Box(2.1, -0.25, 6.3, 1.75)  # what was in it
PILE_X, AT_WORK, FLOOR = 3.3, 5.5, -1.5


class Blame(StepChapter):
    """From the cost to a pile of letters, and who writes them."""

    name = "blame"
    opens, closes = "measured", "measured"

    def construct(self) -> None:
        """Tell the chapter."""
        self.turn()
        self.ask()
        self.let_fall()
        self.open_one()
        self.pile_up()
        self.keep_closed()

    def setup(self) -> None:
        """Find out who is there, and what each is to hear."""
        super().setup()
        self.unit, self.source = self.thread[-1], self.thread[-2]
        self.opened = str(self.layer(self.last).weight_gradient[self.unit, self.source])
        lost = self.path.loss if self.is_batch else self.path.sample_losses[self.row]
        self.lost = str(lost)
        names = map(self.small_print, sentences.floors(self.sizes))
        cost = self.number(self.lost, "cost", em=style.TOLD)
        self.company = Company(self.network, list(names), cost)
        self.staff = self.staff_row() if self.network.plan.picture else ()
        every = [np.abs(each.weight_gradient).max() for each in self.step.layers]
        self.largest = float(max(every))
        self.pairs = [self.strongest(gap) for gap in range(self.last)]
        self.pile = LetterPile(
            self.trace.network.parameter_count, "network.parameter_count"
        )
        self.pile.x, self.pile.y = PILE_X, FLOOR

    def staff_row(self) -> tuple[int, ...]:
        """Return which pixels stand side by side: those with the largest part in it."""
        parts = np.abs(self.step.layers[0].weight_gradient).max(axis=0)
        order = np.argsort(-parts, kind="stable")[: MOST_STAFF - 1].tolist()
        return tuple(sorted({*order, self.thread[0]}))

    def strongest(self, gap: int) -> Pairs:
        """Return along which edges letters fall, (target, source): the thread's first.

        They are those to whom the cost listens most.
        """
        drawn = self.network.plan.drawn
        below = self.staff if self.staff and gap == 0 else drawn[gap]
        pairs = np.array([(k, j) for k in drawn[gap + 1] for j in below])
        is_first = (pairs == (self.thread[gap + 1], self.thread[gap])).all(axis=1)
        sizes = np.where(is_first, np.inf, np.abs(self.gradients(gap, pairs)))
        first, *others = np.argsort(-sizes, kind="stable")[:MOST].tolist()
        return pairs[[first, *sorted(others)]]

    def gradients(self, gap: int, pairs: Pairs) -> Numbers:
        """Return what the letters along some edges say."""
        return np.array(self.step.layers[gap].weight_gradient)[tuple(pairs.T)]

    def ways(self, gap: int, stage: Stage) -> Numbers:
        """Return the ways of letters: from rim to rim, then into somebody's hand."""
        pairs = self.pairs[gap]
        ends, sources = edge_ways(stage, gap, pairs), pairs[:, 1]
        most = 0.3 * min(1.0, WIDE.height / self.last)
        sizes = encoding.disc_radii(self.gradients(gap, pairs), self.largest, most)
        talls, radii = np.maximum(LEAST, sizes), stage.radii[gap][sources]
        below, held = AT_PIXEL if self.staff and gap == 0 else IN_HAND
        hands = stage.places[gap][sources] - np.outer(radii, (0.0, below))
        stops = (ends[:, 1], talls), (ends[:, 0], talls), (hands, held * radii)
        return np.stack([np.column_stack(each) for each in stops], axis=1)

    def chart(self, right: float = WIDE.right) -> Stage:
        """Return the stage on which the network is a company."""
        widest = max(each.box.width for each in self.company.names)
        box = replace(WIDE, left=layout.SAFE.left + widest + BESIDE, right=right)
        return upright(self.network.home, box, row=self.staff)

    # The beats.

    def turn(self) -> None:
        """The network turns upright; its units are people, its cost their head."""
        company = self.company
        kind = "batch" if self.is_batch else "sample"
        is_free = float(self.value(self.lost)) == 0
        with self.say(sentences.COMPANY["free" if is_free else kind]):
            self.play(zoom(self.network, self.chart(), seconds=1.4))
            self.until_word()
            self.network.attach(company)
            company.lost.opacity = 0.0
            self.play(fade_in(company, seconds=style.NORMAL), *self.relight())
            self.until_word()
            outputs = self.network.stage.places[-1].mean(axis=0).tolist()
            self.play(tween(company, led=1.0), fly(company.lost, tuple(outputs)))

    def ask(self) -> None:
        """The question goes from floor to floor, and all who hear it are lit."""
        several = len(self.sizes) > 2 and min(self.sizes[1:]) > 1
        bubble = Figure("question", 0.55, Depicts("question"))
        (x, y), stage = self.company.head, self.network.stage
        seen = [p[t > 0] for p, t in zip(stage.places, stage.presence, strict=True)]
        spots = [(x - 0.95, y - 0.1)]
        spots += [
            (float(e[:, 0].max()) + 0.55, float(e[0, 1]) - 0.2) for e in seen[::-1]
        ]
        asked = [(), *self.network.plan.drawn[::-1]]
        self.add(bubble)
        with self.say(sentences.ASKED[several]):
            for number, (spot, units) in enumerate(zip(spots, asked, strict=True)):
                if 0 < number < 3:
                    self.until_word()
                bubble.x, bubble.y, bubble.size = *spot, 0.05
                heard = {self.last + 1 - number: units}
                lit = light(self.network, units=heard, alone=not number)
                self.play(tween(bubble, size=1.0, seconds=0.6), *lit)
            self.play(fade_out(bubble))

    def let_fall(self) -> None:
        """Letters fall through every gap, one after the other."""
        self.letters: list[Letters] = []
        with self.say(sentences.FALL):
            for gap in range(self.last - 1, -1, -1):
                pairs = self.pairs[gap].tolist()
                path = self.path.layers[gap].weight_gradient
                letters = Letters(
                    self.ways(gap, self.network.stage),
                    values=self.gradients(gap, self.pairs[gap]),
                    depicts=[
                        Depicts("letter", str(path[k, j]), gap + 1, k, j, True)
                        for k, j in pairs
                    ],
                    at=(0.0, RIM, 1.0),
                    stays=True,
                )
                self.add(letters)
                self.letters.append(letters)
                seconds = 2.0 if self.last < 4 else 1.6
                falling = tween(letters, clock=1.0, seconds=seconds, rate=linear)
                self.play(falling, *self.relight({gap: map(tuple, pairs)}))
                if gap == self.last - 1:
                    self.until_word()
                    self.play(fade_in(self.key()))

    def key(self) -> Drawing:
        """Return what the two stamps mean."""
        spots = np.array([(KEY_X, 2.65, 0.3), (KEY_X, 2.25, 0.3)])
        signs = Letters(np.stack([spots] * 2, 1), values=(1.0, -1.0), waits=True)
        names = [self.small_print(each) for each in ("more", "less")]
        for name, (x, y, _) in zip(names, spots.tolist(), strict=True):
            name.at(x + 0.4, y, align=0.0)
        self.written = [Drawing(signs, *names)]
        return self.written[0]

    def open_one(self) -> None:
        """One letter comes near: what it says, as a word and as a number."""
        sign = int(np.sign(float(self.value(self.opened))))
        network, gap = self.network, self.last - 1
        narrow, mail = self.chart(NARROW), self.letters[0]
        number = self.number(self.opened, "gradient", em=style.TOLD)
        stamp = self.stamp(sign)
        with self.say(sentences.OPENED[sign]):
            ends = {self.last: [self.unit], gap: [self.source]}
            lit = light(network, units=ends, edges={gap: [(self.unit, self.source)]})
            aside = [
                tween(each, ways=self.ways(n, narrow), seconds=style.MOVE)
                for n, each in enumerate(self.letters[::-1])
            ]
            self.play(*lit, *self.leave(), zoom(network, narrow), *aside)
            near = np.array(mail.ways)
            near[0, -1] = MAIL
            self.play(tween(mail, ways=near, seconds=1.2))
            said = self.words(sentences.INSIDE, em=style.SMALL, width=3.6)
            x, y = SHEET.centre
            sheet = Drawing(Panel(SHEET), said.at(x, y + 0.6))
            self.add(sheet, mail)
            sheet.y = MAIL[1] - y
            self.play(tween(sheet, y=0.0, seconds=1.0))
            self.until_word()
            self.add(number.at(x - 1.0, y - 0.3))
            self.play(fly(number, MAIL[:2]))
            self.until_word()
            self.add(stamp.at(x + 0.95, y - 0.3))
            stamp.size = 1.8
            self.play(fade_in(stamp), tween(stamp, size=1.0, seconds=style.QUICK))
        self.written = [sheet, number, stamp]

    def stamp(self, sign: int) -> Drawing:
        """Return the word of a letter in its frame, around the origin."""
        word = self.words(sentences.STAMPS[sign], em=style.TOLD, role="error")
        box, word.what = word.at(0.0, 0.0).box, "stamp"
        half = box.width / 2 + 0.2, box.height / 2 + 0.12
        return Drawing(Frame(Box(-half[0], -half[1], *half), "error"), word)

    def pile_up(self) -> None:
        """All letters fly to one pile."""
        pile, goal = self.pile, self.pile.box
        held = np.concatenate([each.ways[:, -1] for each in self.letters])
        values = np.concatenate([each.values for each in self.letters])
        flight = Letters(gathered(held, goal), values=values, waits=True)
        number = self.number(self.opened, "gradient", em=style.TOLD)
        ends = [Text(Source(each), role="muted") for each in ("( …", "… )")]
        among = row(ends[0], number, ends[1]).at(PILE_X, goal.top + 0.65)
        name = self.words("the gradient").at(PILE_X, FLOOR - 0.35)
        with self.say(sentences.PILED, {"count": pile.path}):
            self.play(*self.leave(), *self.relight())
            self.remove(*self.letters)
            self.add(pile, flight)
            flown = tween(flight, clock=1.0, seconds=2.8, rate=linear)
            self.play(flown, tween(pile, grown=1.0, seconds=2.8, rate=linear))
            self.until_word()
            self.play(fade_in(name))
            self.play(fade_in(among), fly(number, goal.centre, within=among))
            self.until_word()
            self.play(stress(among, by=0.15))
        self.written = [among, name]

    def keep_closed(self) -> None:
        """Somebody ties the pile up; then the network turns back."""
        pile, network, company = self.pile, self.network, self.company
        clerk = clerk_of_pile()
        clerk.x, clerk.y = layout.FRAME.right + 1.0, FLOOR
        name = self.words("human resources").at(AT_WORK, FLOOR - 0.35)
        with self.say(sentences.KEPT):
            self.add(clerk)
            self.play(tween(clerk, x=AT_WORK, seconds=1.2), fade_in(name))
            self.until_word()
            self.play(stress(self.written[0]))
            self.until_word()
            self.play(tween(pile, tied=1.0, seconds=1.2))
            self.until_word()
            away = [tween(each, x=each.x + 5.5, seconds=1.2) for each in (clerk, pile)]
            self.play(*away, *self.leave(), fade_out(name), fade_out(company))
            network.detach(company)
            back = zoom(network, network.home, seconds=1.4)
            self.play(back, *self.darken())
            self.clear_away()

    def relight(self, edges: Edges = NO_EDGES) -> list[Motion]:
        """Return the motions that light everybody, and some edges, or none."""
        everybody = {c: range(size) for c, size in enumerate(self.sizes)}
        return light(self.network, units=everybody, edges=edges, strength=0.4)
