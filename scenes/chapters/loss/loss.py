"""How wrong the answer is, as one number, and which other number that is not."""

import numpy as np

from scenes import style
from scenes.chapters.loss import loss_sentences as sentences
from scenes.diagram.charts.error_squares import ErrorSquares
from scenes.diagram.charts.levelling_bars import LevellingBars
from scenes.diagram.formulas import Formula
from scenes.diagram.panels import Line
from scenes.diagram.text import Row
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box
from scenes.engine.pen import Point
from scenes.notation.loss_formulas import PARTS, formula_of
from scenes.stage import only
from scenes.step_chapter import StepChapter
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import row, within
from scenes.vocabulary.forward.answering import Answering
from scenes.vocabulary.header import turn_to
from scenes.vocabulary.motions import fade_in, relit, staggered, stress, tween
from scenes.vocabulary.moves import arrive, climb, fly, zoom
from scenes.vocabulary.piles import grow_all
from scenes.vocabulary.rates.loss_curves import loss_curve
from scenes.vocabulary.rates.unit_numbers import come_out, go_back
from scenes.vocabulary.spotlight import light_gap

SQUARES, LARGEST, ERRORS = 1.15, 1.4, 7.8  # their column and side; to their numbers
GOAL, SIDE = (-2.6, 0.1), 3.6  # the sum: its middle, and how wide it is at last
FORMULA, RESULT = Box(2.2, 1.5, 6.6, 2.8), Box(2.0, -1.5, 6.6, 0.4)
CURVE, ASIDE = Box(1.6, -1.0, 5.2, 0.9), 0.25  # its number stands aside and above
AREA = Box(-4.6, -0.7, 4.6, 1.3)  # of the histogram
OWN, MEAN = (-1.6, -0.3), (2.3, 2.1)  # what is told of each, and how far its line goes
EM, LINES = 0.34, 0.45
DIFFERENCE = ("difference", "output", "target")  # what is written of the cost at first


class Loss(StepChapter):
    """From the answer to its cost, and to the mean cost of the training set."""

    name = "loss"
    opens, closes = "answered", "measured"

    def construct(self) -> None:
        """Tell the chapter."""
        self.differ()
        if not self.setting.again:
            self.square() if self.loss.is_square else self.read_off()
        self.add_up()
        if self.is_known:
            self.spread_out()
            self.compare()
        self.end()

    def setup(self) -> None:
        """Note what each output adds to the cost, and what all samples cost."""
        super().setup()
        loss, outputs = self.trace.run.training.loss, self.trace.network.activations[-1]
        self.loss, self.answer = formula_of(loss, outputs), Answering(self, alone=True)
        self.cost = str(self.path.sample_losses[self.row])
        self.squares, self.whole = self.areas(), self.in_letters()
        field = self.loss.difference[self.setting.notation].field
        path = self.here(f"{field}[{self.row}, {{unit}}]")
        self.errors = labels.numbers(self, self.network, self.last, path, "error")
        self.errors.after = ERRORS
        self.network.attach(self.errors)
        probes, number = self.trace.probes, self.step_number
        steps = probes["sample_costs"].steps if "sample_costs" in probes else {}
        self.is_known = number in steps and bool(np.isfinite(steps[number].mean))
        self.probe = f"probes.sample_costs.steps[{number}]"
        batch, size = len(self.step.samples), self.trace.data.train_size
        takes = "all" if batch == size else "batch" if batch > 1 else "one"
        self.takes = "alone" if size == 1 else takes

    # What each output adds.

    def areas(self) -> ErrorSquares:
        """Return an area for each output that is drawn, one for all others."""
        bars, drawn = self.answer.bars, self.answer.units
        field = self.loss.summand[self.setting.notation].field
        paths = [self.here(f"{field}[{self.row}, {unit}]") for unit in drawn]
        rows = list(bars.rows)
        if rest := [unit for unit in range(self.sizes[-1]) if unit not in drawn]:
            others = self.here(f"{field}[{self.row}, {rest}]")
            paths.append(f"sum({others})")
            rows.append(rows[-1] - 0.5)
        step = rows[0] - rows[1] if len(rows) > 1 else LARGEST
        return ErrorSquares(
            [float(self.value(path)) for path in paths],
            [(SQUARES, y) for y in rows],
            min(LARGEST, 0.9 * step),
            GOAL,
            paths=paths,
            kept=self.loss.factor[1] or 1 / self.sizes[-1],
        )

    def in_letters(self) -> Formula:
        """Return the cost of one sample in letters, all of them yet to appear."""
        whole = self.loss.whole[self.setting.notation]
        if self.sizes[-1] == 1:
            whole = whole.replace("total(sum_{output}) ", "").replace("_{output}", "")
        source = f"lhs(cost({self.cost_letter}) =) {whole}"
        formula = within(self.formula(source, PARTS, em=style.SUM), FORMULA)
        formula.alphas = dict.fromkeys(PARTS, 0.0)
        return formula

    def differ(self) -> None:
        """How far each output is off, as a length and as a number."""
        answer, squares = self.answer, self.squares
        is_off = bool(np.any(self.step.output_errors[self.row]))
        with self.say(sentences.DIFFER[is_off], again=sentences.AGAIN["differ"]):
            self.play(*turn_to(self.pills, 1), *answer.light(), *answer.enter())
            self.play(*answer.frame())
            self.play(*answer.grow(seconds=1.2))
            self.play(answer.mark(*answer.units))
            gaps, units = squares.lines.copy(), answer.units
            gaps[: len(units)] = answer.bars.gaps
            self.errors.starts = {k: answer.bars.end(n) for n, k in enumerate(units)}
            squares.lines = self.no_gaps = gaps[:, :1].repeat(2, axis=1)
            self.add(squares)
            self.until_word()
            self.play(tween(squares, lines=gaps, seconds=1.2))
            self.until_word()
            written = [relit(self.whole, **dict.fromkeys(DIFFERENCE, 1.0))]
            self.play(come_out(self.errors), *written * self.loss.is_square)

    def square(self) -> None:
        """Each length becomes a square of its own."""
        squares, dimmed = self.squares, np.ones(len(self.answer.units))
        with self.say(sentences.SQUARED):
            moved = tween(squares, lines=squares.below, seconds=1.4)
            self.play(tween(self.answer.bars, dimmed=dimmed), moved)
            self.until_word()
            opened = tween(squares, opened=1.0, seconds=2.0)
            self.play(opened, relit(self.whole, summand=1.0))

    def read_off(self) -> None:
        """The bar that costs most goes to a curve: its height is what it adds."""
        bars, drawn = self.answer.bars, self.answer.units
        unit = int(np.argmax(self.step.loss_terms[self.row]))
        target = float(self.step.targets[self.row, unit])
        curve = loss_curve(self, unit, CURVE)
        (a, _), (x, y) = curve.at_point, curve.across(*curve.at_point)
        side = 1 if a < target else -1  # to which the curve falls
        path = str(self.activation_path(self.last, unit))
        value = self.number(path, "activation").at(x, CURVE.bottom - 0.6)
        height = self.number(curve.path, "cost", em=style.TOLD)
        height.at(x + ASIDE * side, y + ASIDE, align=(1 - side) / 2)
        said = sentences.READ_OFF.get(target, sentences.BETWEEN)
        self.written, curve.drawn = [curve, value, height], 0.0
        with self.say(said):
            back = tween(self.squares, lines=self.no_gaps), go_back(self.errors)
            self.play(*back, *self.answer.light(unit))
            written = relit(self.whole, **dict.fromkeys(PARTS, 1.0))
            self.play(fade_in(curve), written)
            start = bars.end(drawn.index(unit)) if unit in drawn else bars.box.centre
            self.play(fly(value, start, seconds=1.0), tween(curve, drawn=1.0))
            self.until_word()
            self.play(climb(curve, start=target, seconds=1.6))
            self.until_word()
            self.play(fly(height, (x, y), seconds=1.0))

    # One number.

    def add_up(self) -> None:
        """All areas slide into one; the part of it that is the cost, and its number."""
        squares, wide = self.squares, max(1.0, SIDE / self.squares.whole)
        said = sentences.SUM[self.loss.factor[0]]
        with self.say(said, again=sentences.AGAIN["sum"]):
            if not squares.opened:
                areas = tween(squares, lines=squares.below, opened=1.0)
                self.play(*self.leave(), *self.answer.light(), areas)
            gone = zoom(self.network, only(self.network.stage, {}), seconds=0.8)
            self.play(*self.answer.leave(), go_back(self.errors), gone)
            feet = squares.feet  # the lower, the sooner
            slide = staggered(squares, "gathered", feet, seconds=2.0, overlap=0.4)
            self.play(slide, relit(self.whole, total=1.0))
            self.until_word()
            x, y = GOAL[0] * (1 - wide), GOAL[1] * (1 - wide)
            cut = tween(squares, size=wide, x=x, y=y, scaled=1.0, seconds=1.2)
            self.play(cut, relit(self.whole, **dict.fromkeys(PARTS, 1.0)))
            self.until_word()
            self.result = self.told(self.loss.name, self.cost_letter, self.cost)
            self.result.size = 2.0
            self.play(*arrive(within(self.result, RESULT), GOAL))
        self.written = [squares, self.whole, self.result]

    def told(self, name: str, letters: str, path: str, use: str = "") -> Row:
        """Return what a cost is called over its letters and number, and its use."""
        number = self.number(path, "cost", em=EM)
        line = row(self.formula(f"cost({letters}) =", {"cost": "cost"}, em=EM), number)
        x, y = line.box.centre
        line.add(self.words(name, bold=True).at(x, y + LINES))
        return line.add(self.small_print(use).at(x, y - LINES)) if use else line

    # Two numbers.

    def spread_out(self) -> None:
        """The costs of all samples, and this one among them."""
        start = self.result.spot_of(self.result.parts[1])
        counts = f"{self.probe}.counts"
        at = np.array(self.value(counts), float).tolist(), 0.0, AREA
        bars = LevellingBars(*at, told=-1, paths=[f"{counts}[{{n}}]"], role="cost")
        bars.apart = 1.0  # none of them is told apart
        name, use = self.loss.name, sentences.USES[self.takes]
        self.own = self.told(name, self.cost_letter, self.cost, use)
        mark = self.mark(self.own, self.cost, OWN)
        edges = [f"{self.probe}.edges[{end}]" for end in (0, -1)]
        least, most = (self.number(each, "cost", role="muted") for each in edges)
        least.at(AREA.left - 0.25, AREA.bottom, align=1.0)
        most.at(AREA.right + 0.25, AREA.bottom, align=0.0)
        said, size = sentences.ALL[self.takes == "alone"], {"size": "data.train_size"}
        with self.say(said, size, again=sentences.AGAIN["all"]):
            self.play(*self.leave())
            self.play(*map(fade_in, (least, most)), grow_all(bars, seconds=2.8))
            self.until_word()
            self.play(tween(mark, shown=1.0))
            self.play(*arrive(self.own, start))
        self.written = [bars, self.own, least, most, mark]

    def compare(self) -> None:
        """The mean of all costs; which of both drives the update, which measures."""
        path = f"{self.probe}.mean"
        letters = "overline({C})) = inline(1/N sum_n cost({C}_n)"
        mean = self.told(self.loss.mean_name, letters, path, sentences.MEASURES)
        level = self.mark(mean, path, MEAN)
        self.written += [level, mean]
        with self.say(sentences.MEAN[self.takes], again=sentences.AGAIN["mean"]):
            self.play(tween(level, shown=1.0))
            self.play(*arrive(mean, level.line_points[1]))
            for line in (self.own, mean):
                self.until_word()
                self.play(stress(line, by=0.12))

    def mark(self, told: Row, path: str, goal: Point) -> Line:
        """Put what is told of a cost by its place; return the line from there to it."""
        edges, cost = self.value(f"{self.probe}.edges"), float(self.value(path))
        share = (cost - float(edges[0])) / float(edges[-1] - edges[0])
        x, y = AREA.left + AREA.width * min(max(share, 0.0), 1.0), AREA.bottom
        line = Line([(x, y), (x, y + goal[1])], "text", width=style.LINE)
        line.depicts, line.shown = Depicts("mark", path), 0.0
        told.at(x, goal[0])
        return line

    def end(self) -> None:
        """Back to the whole network, whose cost is known."""
        with self.say(sentences.END, again=sentences.AGAIN["end"]):
            self.play(*self.leave(), zoom(self.network, self.network.home, seconds=1.4))
            self.until_word()
            self.play(*light_gap(self.network, self.last - 1))
            self.until_word()
            self.play(*self.darken())
