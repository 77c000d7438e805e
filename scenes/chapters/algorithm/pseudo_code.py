"""The whole method as ten lines, in the words and the letters of the film."""

from scenes.diagram.code_lines import CodeLines
from scenes.diagram.formulas import Formula
from scenes.diagram.text import Row, Text
from scenes.engine.drawing import Box, Drawing
from scenes.notation.loss_formulas import PARTS, formula_of
from scenes.notation.symbols import FUNCTIONS
from scenes.path_texts import PathTexts

PANEL = Box(-6.8, -2.5, -0.7, 3.1)
WORDS, LETTERS = 0.28, 0.33  # em
LONGEST = 3.4  # width of a formula that a number stands beside
ROLES = {"cost": "cost", "activation": "activation", "error": "error", "rate": "update"}
ENTERED = "activation({a}_i) <-"
COLLECTED = (
    "error(delta_j) <- {slope}({{z}}_j) thin inline(sum_k) w_(k j) error(delta_k)"
)
# What the lines do, counted from 0.
REPEAT, SAMPLE, ENTER, FORWARDS, PASS, COST, BLAME, BACKWARDS, COLLECT, STEP = range(10)


def pseudo_code(texts: PathTexts, here: str) -> CodeLines:
    """Return the ten lines for a training; ``here`` is the path of a step."""
    code = _Code(texts, here)
    return CodeLines(
        [
            (0, code.repeat()),
            (1, code.sample()),
            (2, Row(code.letters(ENTERED), code.words("the inputs"), gap=0.1)),
            (2, code.words("for each layer, forwards:")),
            (3, code.crossing()),
            (2, code.cost()),
            (2, code.blame()),
            (2, code.words("for each layer before, backwards:")),
            (3, code.letters(COLLECTED.format(slope=code.slope))),
            (2, code.step()),
        ],
        PANEL,
    )


class _Code:
    """Writes the lines."""

    def __init__(self, texts: PathTexts, here: str) -> None:
        self.texts, self.here = texts, here
        self.training = texts.trace.run.training
        self.network = texts.trace.network
        self.is_many = texts.value(f"count({here}.samples)") > 1
        names = set(self.network.activations)
        # Where layers have different functions, f is the one of each.
        self.function = FUNCTIONS[names.pop()][0] if len(names) == 1 else "f"
        self.slope = FUNCTIONS[self.network.activations[0]][1]

    def words(self, sentence: str, **values: str) -> Text:
        """Return a piece of a line in words."""
        return self.texts.words(sentence, values, em=WORDS)

    def letters(self, source: str) -> Formula:
        """Return a piece of a line in letters."""
        return self.texts.formula(source, ROLES, em=LETTERS)

    def repeat(self) -> Drawing:
        """How often it is all done."""
        if self.training.epochs == 1:
            return self.words("once through the training set:")
        by_step = self.training.epochs is None
        limit = f"run.training.{'max_steps' if by_step else 'epochs'}"
        number = self.texts.number(limit, "count", em=WORDS)
        after = self.words("steps:" if by_step else "epochs:")
        return Row(self.words("repeat for"), number, after, gap=0.1)

    def sample(self) -> Drawing:
        """For what a step is made."""
        if not self.is_many:
            return self.words("for each sample:")
        if self.training.batch_size == "all":
            size = "data.train_size"
            return self.words("for all {size} samples at once:", size=size)
        size = "run.training.batch_size"
        return self.words("for each batch of {size} samples:", size=size)

    def crossing(self) -> Drawing:
        """Sum and squash."""
        # A softmax takes all sums.
        more = ", ..." * (self.function == FUNCTIONS["softmax"][0])
        return self.letters(
            "{z}_j <- inline(sum_i) w_(j i) activation({a}_i) + b_j"
            f" quad activation({{a}}_j) <- {self.function}({{z}}_j{more})"
        )

    def cost(self) -> Drawing:
        """What it costs; a formula that leaves no room for the number has a name."""
        loss = formula_of(self.training.loss, self.network.output)
        whole = loss.whole[self.texts.setting.notation].replace(" \\ ", " ")
        # One line has no room above and below a sum.
        whole = whole.replace("total(sum_{output})", "total(inline(sum_{output}))")
        whole = whole.replace("factor(1/2)", "factor(½)")
        whole = whole.replace("factor(1/", "factor(1 slash ")
        if self.is_many:
            whole = f"overline({whole})"
        parts = dict(PARTS)
        formula = self.texts.formula(f"cost({{C}}) <- {whole}", parts, em=LETTERS)
        if formula.box.width < LONGEST:
            return formula
        name = self.words(loss.mean_name if self.is_many else loss.name)
        named = Row(self.letters("cost({C}) <-"), name, gap=0.1)
        named.size = min(1.0, LONGEST / named.box.width)
        return named

    def blame(self) -> Drawing:
        """δ at the outputs."""
        output = self.network.output
        rate, has_slope = self.texts.delta_of_output("{output}")
        slope = f"thin {FUNCTIONS[output][1]}({{z}}_{{output}})" * has_slope
        is_sum = rate.startswith("(") and "partial" not in rate
        if is_sum and (rate.startswith("(-(") or not has_slope):
            rate = rate[1:-1]
        rate = rate.replace("(partial {C})/(partial", "partial {C} slash (partial")
        return self.letters(f"error(delta_{{output}}) <- {rate} {slope}")

    def step(self) -> Drawing:
        """Weights and biases."""
        weights = self._stepped("w_(j i)", "error(delta_j) activation({a}_i)")
        biases = self._stepped("b_j", "error(delta_j)")
        is_frozen = "biases" in self.training.freeze
        return self.letters(weights if is_frozen else f"{weights} quad {biases}")

    def _stepped(self, parameter: str, gradient: str) -> str:
        if self.training.optimizer != "sgd":
            return f"{parameter} <- {parameter} + rate(Delta {parameter})"
        if self.is_many:
            gradient = f"overline({gradient})"
        return f"{parameter} <- {parameter} - rate(eta) thin {gradient}"
