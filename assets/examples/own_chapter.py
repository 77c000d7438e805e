"""A chapter of your own, with an equation: what one weight of an output owes.

backprop film EXPERIMENT.toml -c output_delta -c own_chapter.py
"""

from scenes.engine.drawing import Box
from scenes.stage import aside, only
from scenes.step_chapter import StepChapter
from scenes.vocabulary.equations import Equation, Term, land, product_sign
from scenes.vocabulary.motions import fade_out
from scenes.vocabulary.moves import zoom
from scenes.vocabulary.spotlight import light

CHAPTER = {
    "title": "One weight's share",
    "about": "step",
    "question": "What does one weight owe?",
    "opens": "outputs know",
    "closes": "outputs know",
    "reads": ["step.layers.gradient_terms"],
}
SENDER, OUTPUT = (-3.6, -0.6, 0.7), (3.6, -0.6, 0.7)  # x, y and radius on screen
ABOVE = Box(-5.0, 0.9, 5.0, 2.9)


class OwnChapter(StepChapter):
    """The weight between two units, and the two numbers that it is judged by."""

    opens, closes = CHAPTER["opens"], CHAPTER["closes"]

    def construct(self):
        """Tell the chapter."""
        self.go_there()
        self.multiply()
        self.go_back()

    def setup(self):
        """Write the equation; each number is made from a path of the trace."""
        super().setup()
        self.j, self.k = self.thread[-2:]
        layer, row = self.layer(self.last), self.row
        paths = {
            "share": layer.gradient_terms[row, self.k, self.j],
            "delta": layer.deltas[row, self.k],
            "a": layer.inputs[row, self.j],
        }
        cost = "{C}" if len(self.step.samples) == 1 else "{C}_n"
        rate = f"(partial {cost}) / (partial w_(k j))"
        share = Term("share", rate, "text", str(paths["share"]), "gradient")
        delta = Term("delta", "delta_k", "error", str(paths["delta"]), "delta")
        a = Term("a", "{a}_j", "activation", str(paths["a"]), "activation")
        sign = Term("is", product_sign(self, (delta, a), share))
        terms = [share, sign, delta, Term("by", "dot"), a]
        equation = Equation(self, terms, em=0.5, number_em=0.4)
        self.equation = equation.fitted(ABOVE)
        self.equation.hide_numbers()

    def go_there(self):
        """The camera goes to two units and the weight between them."""
        home, last = self.network.home, self.last
        both = {last - 1: [self.j], last: [self.k]}
        edge = {last - 1: [(self.k, self.j)]}
        # The others of both layers go along, unseen.
        places = {(last - 1, unit): SENDER for unit in range(self.sizes[last - 1])}
        places |= {(last, unit): OUTPUT for unit in range(self.sizes[last])}
        shot = aside(only(home, both), places)
        with self.say("One weight leads from here to there. | What does it owe?"):
            self.play(zoom(self.network, shot, seconds=1.4))
            self.until_word()
            self.play(*light(self.network, units=both, edges=edge))

    def multiply(self):
        """Both numbers come from where they belong, and meet."""
        last, equation = self.last, self.equation
        with self.say("The error behind it | times what it was given."):
            self.add(equation)
            start = self.network.place(last, self.k)
            self.play(*land(equation, "delta", start, seconds=1.0))
            self.until_word()
            start = self.network.place(last - 1, self.j)
            self.play(*land(equation, "a", start, after="by", seconds=1.0))
            start = equation.number_spot("a")
            self.play(*land(equation, "share", start, after="is", seconds=1.0))

    def go_back(self):
        """The picture at the border again, exactly as it was."""
        with self.say("Every weight is judged like this, | each by its own two ends."):
            self.play(fade_out(self.equation))
            self.play(zoom(self.network, self.network.home, seconds=1.4))
            self.until_word()
            self.play(*self.darken())
