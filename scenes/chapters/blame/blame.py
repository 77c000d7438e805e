"""Whose doing it was: the network as a company, and what each weight hears of it."""

import numpy as np
from manim.utils.rate_functions import linear

from scenes import layout, style
from scenes.chapters.blame import blame_sentences as sentences
from scenes.chapters.blame.company import BESIDE, HEAD, People, TopFloor, floor_names
from scenes.chapters.blame.letters import Letters, OneLetter
from scenes.diagram.figures import Figure
from scenes.diagram.letter_pile import IN_PILE, Gathering, LetterPile, clerk_of_pile
from scenes.diagram.panels import Frame, Panel
from scenes.diagram.text import Source, Text
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Point
from scenes.stage import Stage, upright
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row, stack, within
from scenes.vocabulary.motions import Motion, fade_in, fade_out, stress, tween
from scenes.vocabulary.moves import fly, zoom
from scenes.vocabulary.spotlight import NO_EDGES, Edges, light

WIDE = Box(-5.0, -1.8, 5.9, 1.45)  # of the rows of the company
NARROW = Box(-5.0, -1.8, 1.2, 1.45)
MOST_STAFF = 64  # pixels that stand side by side
KEY = Box(4.3, 2.0, 6.6, 2.9)
MAIL, SHEET = (4.2, -1.1), (4.2, 0.75)  # the opened letter, and what was in it
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
        """Find out what each weight is to hear."""
        super().setup()
        network = self.network
        self.staff = self.staff_row()
        self.letters = [self.letters_of(gap) for gap in range(self.last)]
        self.people, self.names = People(network), floor_names(self, network)
        lost = self.path.loss if self.is_batch else self.path.sample_losses[self.row]
        self.lost = str(lost)
        self.top = TopFloor(network, Depicts("head", self.lost))
        self.cost = self.number(self.lost, "cost", em=style.TOLD)
        self.top.add(self.cost.at(HEAD + 0.25, 0.0, align=0.0))
        # The letter that is opened: of the last weight on the thread.
        unit, source = self.thread[-1], self.thread[-2]
        count = self.trace.network.parameter_count
        self.pile = LetterPile(count, "network.parameter_count")
        self.pile.x, self.pile.y = PILE_X, FLOOR
        self.opened = str(self.layer(self.last).weight_gradient[unit, source])

    def staff_row(self) -> tuple[int, ...]:
        """Return which pixels stand side by side: those with the largest part in it."""
        if not self.network.plan.picture:
            return ()
        parts = np.abs(self.step.layers[0].weight_gradient).max(axis=0)
        order = np.argsort(-parts, kind="stable")[: MOST_STAFF - 1].tolist()
        return tuple(sorted({*order, self.thread[0]}))

    def letters_of(self, gap: int) -> Letters:
        """Return the letters through one gap, on one scale for all."""
        drawn = self.network.plan.drawn
        below = self.staff if self.staff and gap == 0 else drawn[gap]
        every = [np.abs(each.weight_gradient).max() for each in self.step.layers]
        return Letters(
            *(gap, self.network, np.array(self.step.layers[gap].weight_gradient)),
            pairs=np.array([(k, j) for k in drawn[gap + 1] for j in below]),
            largest=float(max(every)),
            path=str(self.path.layers[gap].weight_gradient["{unit}", "{source}"]),
            most=0.3 * min(1.0, WIDE.height / self.last),
        )

    def chart(self, box: Box) -> Stage:
        """Return the stage on which the network is a company."""
        widest = max(each.label.box.width for each in self.names)
        left = layout.SAFE.left + widest + BESIDE
        inner = Box(left, box.bottom, box.right, box.top)
        return upright(self.network.home, inner, row=self.staff)

    def turn(self) -> None:
        """The network turns upright; its units are people, its cost their head."""
        is_free = float(self.value(self.lost)) == 0
        said = sentences.company(is_batch=self.is_batch, is_free=is_free)
        with self.say(said):
            self.play(zoom(self.network, self.chart(WIDE), seconds=1.4))
            self.until_word()
            self.network.attach(self.people, *self.names)
            names = [fade_in(each.label) for each in self.names[:-1]]
            self.play(tween(self.people, shown=1.0), *names, *self.relight())
            self.until_word()
            self.network.attach(self.top)
            self.cost.opacity = 0.0
            self.play(fade_in(self.top), fade_in(self.names[-1].label))
            x, y = self.network.stage.places[-1].mean(axis=0).tolist()
            flown = fly(self.cost, (x, y), within=self.top)
            self.play(tween(self.top, reports=1.0), flown)

    def ask(self) -> None:
        """The question goes from floor to floor, and all who hear it are lit."""
        said = sentences.asked(self.sizes)
        waits, floors = said.count("|"), range(self.last, -1, -1)
        bubble = Figure("question", 0.55, Depicts("question"))
        with self.say(said):
            at = (self.top.x - 0.95, self.top.y - 0.1)
            self.play(self.pop(bubble, at), *light(self.network))
            for number, column in enumerate(floors):
                if 0 < number <= waits:
                    self.until_word()
                xs, ys = self.network.stage.places[column].T
                seen = self.network.stage.presence[column] > 0
                at = float(xs[seen].max()) + 0.55, float(ys[0]) - 0.2
                units = {column: self.network.plan.drawn[column]}
                lit = light(self.network, units=units, alone=False)
                self.play(self.pop(bubble, at), *lit)
            for _ in range(waits - self.last):
                self.until_word()
            self.play(fade_out(bubble))

    def pop(self, bubble: Figure, at: Point) -> Motion:
        """Return the motion in which a bubble pops up at a point."""
        self.add(bubble)
        bubble.x, bubble.y, bubble.size = *at, 0.05
        return tween(bubble, size=1.0, seconds=0.6)

    def let_fall(self) -> None:
        """Letters fall through every gap, one after the other."""
        seconds = 2.0 if self.last < 4 else 1.6
        key = self.key()
        with self.say(sentences.FALL):
            self.play(*self.fall(self.letters[-1], seconds))
            self.until_word()
            self.play(fade_in(key))
            for letters in self.letters[-2::-1]:
                self.play(*self.fall(letters, seconds))
        self.written = [key]

    def key(self) -> Drawing:
        """Return what the two stamps mean."""
        rows = [
            row(OneLetter(value, "", 0.3), labels.small_print(self, name))
            for value, name in ((1.0, "more"), (-1.0, "less"))
        ]
        return within(stack(*rows, align=0.0), KEY)

    def fall(self, letters: Letters, seconds: float) -> list[Motion]:
        """Return the motions in which letters fall and are caught."""
        self.network.attach(letters)
        ways = {letters.gap: [(k, j) for k, j in letters.pairs.tolist()]}
        return [
            *self.relight(ways),
            tween(letters, clock=1.0, seconds=seconds, rate=linear),
        ]

    def open_one(self) -> None:
        """One letter comes near: what it says, as a word and as a number."""
        unit, source = self.thread[-1], self.thread[-2]
        value = float(self.value(self.opened))
        sign = int(np.sign(value))
        network, column = self.network, self.last - 1
        with self.say(sentences.OPENED[sign]):
            ends = {self.last: [unit], column: [source]}
            lit = light(network, units=ends, edges={column: [(unit, source)]})
            self.play(*lit, *self.leave(), zoom(network, self.chart(NARROW)))
            x, y, tall = self.letters[-1].hand(source)
            mail = OneLetter(value, self.opened, tall)
            mail.x, mail.y = x, y
            self.add(mail)
            self.letters[-1].taken = source
            self.play(tween(mail, x=MAIL[0], y=MAIL[1], tall=1.2, seconds=1.2))
            sheet, number, stamped = self.sheet(sign)
            self.remove(mail)
            self.add(sheet, mail)
            sheet.y = MAIL[1] - SHEET[1]
            self.play(tween(sheet, y=0.0, seconds=1.0))
            self.until_word()
            self.play(fly(number, MAIL, within=sheet))
            self.until_word()
            stamped.size = 1.8
            self.play(fade_in(stamped), tween(stamped, size=1.0, seconds=style.QUICK))
        self.written = [sheet]
        self.mail = mail

    def sheet(self, sign: int) -> tuple[Drawing, Drawing, Drawing]:
        """Return what is in the letter, its number and its stamp, both still unseen."""
        said = self.words(sentences.INSIDE, em=style.SMALL, width=3.6)
        number = self.number(self.opened, "gradient", em=style.TOLD)
        word = self.words(sentences.STAMPS[sign], em=style.TOLD, role="error")
        box, word.what = word.box, "stamp"
        box = Box(box.left - 0.2, box.bottom - 0.12, box.right + 0.2, box.top + 0.12)
        stamped = Drawing(Frame(box, "error"), word)
        x, y = SHEET
        area = Box(x - 2.1, y - 1.0, x + 2.1, y + 1.0)
        said.at(x, y + 0.6)
        number.at(x - 1.0, y - 0.3)
        stamped.at(x + 0.95, y - 0.3)
        number.opacity = stamped.opacity = 0.0
        return Drawing(Panel(area), said, number, stamped), number, stamped

    def pile_up(self) -> None:
        """All letters fly to one pile."""
        pile, mail = self.pile, self.mail
        with self.say(sentences.PILED, {"count": "network.parameter_count"}):
            self.play(*self.leave(), *self.relight())
            foot = FLOOR + IN_PILE / 2
            self.play(tween(mail, x=PILE_X, y=foot, tall=IN_PILE))
            self.remove(mail)
            self.add(pile)
            pile.grown = 1 / pile.count
            self.play(*self.gather())
            self.until_word()
            name = self.words(sentences.PILE).at(PILE_X, FLOOR - 0.35)
            self.play(fade_in(name))
            number, inside = self.inside()
            self.play(fade_in(inside), fly(number, pile.box.centre, within=inside))
            self.until_word()
            self.play(stress(inside, by=0.15))
        self.named = [inside, name]

    def inside(self) -> tuple[Drawing, Drawing]:
        """Return the number of the opened letter, and the row of all it stands in."""
        number = self.number(self.opened, "gradient", em=style.TOLD)
        ends = [Text(Source(each), role="muted") for each in ("( …", "… )")]
        among = row(ends[0], number, ends[1])
        return number, among.at(PILE_X, self.pile.box.top + 0.65)

    def gather(self, seconds: float = 2.8) -> list[Motion]:
        """Return the motions by which everybody's letter leaves for the pile."""
        hands = [
            each.hand(u) for each in self.letters[::-1] for u in sorted(each.held())
        ]
        spots = np.array(hands).reshape(-1, 3)
        flight = Gathering(spots[:, :2], spots[:, 2], self.pile.box, wait=True)
        self.network.detach(*self.letters)
        self.add(flight)
        return [
            tween(flight, clock=1.0, seconds=seconds, rate=linear),
            tween(self.pile, grown=1.0, seconds=seconds, rate=linear),
        ]

    def keep_closed(self) -> None:
        """Somebody ties the pile up; then the network turns back."""
        pile, network = self.pile, self.network
        clerk = clerk_of_pile()
        clerk.x, clerk.y = layout.FRAME.right + 1.0, FLOOR
        name = self.words(sentences.WHO).at(AT_WORK, FLOOR - 0.35)
        gone = [*self.named, name]
        with self.say(sentences.KEPT):
            self.add(clerk)
            self.play(tween(clerk, x=AT_WORK, seconds=1.2), fade_in(name))
            self.until_word()
            self.play(stress(self.named[0]))
            self.until_word()
            self.play(tween(pile, tied=1.0, seconds=1.2))
            self.until_word()
            away = [tween(each, x=each.x + 5.5, seconds=1.2) for each in (clerk, pile)]
            gone += [self.top, *(each.label for each in self.names)]
            self.play(*away, *map(fade_out, gone), tween(self.people, shown=0.0))
            self.network.detach(self.people, self.top, *self.names)
            back = zoom(network, network.home, seconds=1.4)
            self.play(back, *self.darken())
            self.clear_away()

    def relight(self, edges: Edges = NO_EDGES) -> list[Motion]:
        """Return the motions that light everybody, and some edges, or none."""
        everybody = {c: range(size) for c, size in enumerate(self.sizes)}
        return light(self.network, units=everybody, edges=edges, strength=0.4)
