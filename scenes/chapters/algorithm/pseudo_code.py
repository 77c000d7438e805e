"""The whole method as ten lines, in the words and the letters of the film."""

from scenes.diagram.code_lines import CodeLines
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Row, Source, Text
from scenes.engine.drawing import Box, Drawing
from scenes.notation.loss_formulas import PARTS, formula_of
from scenes.notation.symbols import FUNCTIONS
from scenes.path_texts import PathTexts

PANEL = Box(-6.8, -2.5, -0.7, 3.1)
WORDS, LETTERS = 0.28, 0.33  # em
LONGEST = 3.4  # width of a formula that a number stands beside
ROLES = {**PARTS, "activation": "activation", "error": "error", "rate": "update"}
# What the lines do, counted from 0.
REPEAT, SAMPLE, ENTER, FORWARDS, PASS, COST, BLAME, BACKWARDS, COLLECT, STEP = range(10)


class PseudoCode(CodeLines):
    """The ten lines of a training, whose steps are of one sample or of more."""

    def __init__(self, texts: PathTexts, *, is_batch: bool) -> None:
        self.texts, self.is_batch = texts, is_batch
        self.mean = "overline({})" if is_batch else "{}"
        self.training, self.network = texts.trace.run.training, texts.trace.network
        lines = (
            (0, self.until()),
            (1, self.sample()),
            (2, Row(self.letters("activation({a}_i) <-"), self.words("the inputs"))),
            (2, self.words("for each layer, forwards:")),
            (3, self.squash()),
            (2, self.cost()),
            (2, self.blame()),
            (2, self.words("for each layer before, backwards:")),
            (3, self.collect()),
            (2, self.step()),
        )
        super().__init__(lines, PANEL)

    def words(self, sentence: str, **values: str) -> Text:
        """Return a line or a piece of one in words."""
        return self.texts.words(sentence, values, em=WORDS)

    def letters(self, source: str) -> Formula:
        """Return a line or a piece of one in letters."""
        return self.texts.formula(source, ROLES, em=LETTERS)

    def until(self) -> Row:
        """How long it is all done."""
        last = self.texts.number("final.step", "count", em=WORDS)
        colon = Text(Source(":"), em=WORDS)
        return Row(Row(self.words("repeat up to step"), last), colon, gap=0.03)

    def sample(self) -> Text:
        """For what a step is made."""
        if not self.is_batch:
            return self.words("for each sample:")
        is_whole = self.training.batch_size == "all"
        size = "data.train_size" if is_whole else "run.training.batch_size"
        return self.words("for each batch of {size} samples:", size=size)

    def squash(self) -> Formula:
        """Sum and squash; where layers have different functions, f is each one's."""
        names = set(self.network.activations)
        curve = FUNCTIONS[self.network.output][0] if len(names) == 1 else "f"
        # A softmax takes all sums.
        sums = "({z})_j" if "softmax" in names else "({z}_j)"
        return self.letters(
            "{z}_j <- inline(sum_i) w_(j i) activation({a}_i) + b_j"
            f" quad activation({{a}}_j) <- {curve}{sums}"
        )

    def cost(self) -> Drawing:
        """What it costs; a formula that leaves no room for the number has a name."""
        loss = formula_of(self.training.loss, self.network.output)
        whole = loss.whole[self.texts.setting.notation].replace(" \\ ", " ")
        mean = self.mean.format(whole.replace("1/2", "½"))
        formula = self.letters(f"cost({{C}}) <- inline({mean})")
        if formula.box.width < LONGEST:
            return formula
        name = self.words(loss.mean_name if self.is_batch else loss.name)
        return Row(self.letters("cost({C}) <-"), name)

    def blame(self) -> Formula:
        """δ at the outputs."""
        rate, has_slope = self.texts.delta_of_output("{output}", alone=True)
        slope = FUNCTIONS[self.network.output][1] + "({z}_{output}) thin"
        made = f"{slope * has_slope} {rate.replace(')/(', ' slash ')}"
        return self.letters(f"error(delta_{{output}}) <- {made}")

    def collect(self) -> Formula:
        """δ one layer back."""
        slope = FUNCTIONS[self.network.activations[0]][1]
        rest = "thin inline(sum_k) w_(k j) error(delta_k)"
        return self.letters(f"error(delta_j) <- {slope}({{z}}_j) {rest}")

    def step(self) -> Formula:
        """Weights, and biases if they move."""
        moves, lines = {"w_(j i)": "activation({a}_i)", "b_j": ""}, []
        if "biases" in self.training.freeze:
            del moves["b_j"]
        for letter, came in moves.items():
            change = f"- rate(eta) thin {self.mean.format(f'error(delta_j) {came}')}"
            if self.training.optimizer != "sgd":
                change = f"+ rate(Delta {letter})"
            lines.append(f"{letter} <- {letter} {change}")
        return self.letters(" quad ".join(lines))
