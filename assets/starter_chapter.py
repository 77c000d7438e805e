"""A chapter of your own, to begin with.

backprop film EXPERIMENT.toml -c forward_pass -c NAME.py
manim -ql NAME.py
"""

from scenes.step_chapter import StepChapter
from scenes.vocabulary.labels import numbers, unit_number
from scenes.vocabulary.motions import stress, tween
from scenes.vocabulary.rates.unit_numbers import come_out
from scenes.vocabulary.spotlight import light

# What a film has to know before it runs this file: texts and lists alone.
CHAPTER = {
    "title": "TITLE",
    "about": "step",
    "question": "Who answers what?",  # on its card, in a film of several chapters
    "opens": "answered",  # the pictures at its borders: what is known of the network
    "closes": "answered",
    "reads": [],  # what else of the trace it shows, such as "step.layers.sums"
}


class MyChapter(StepChapter):
    """The outputs, one by one."""

    opens, closes = CHAPTER["opens"], CHAPTER["closes"]

    def construct(self):
        """Tell the chapter: a method for each beat."""
        self.show_the_outputs()
        self.look_at_one()

    def show_the_outputs(self):
        """Each output with its activation, a number from a path of the trace."""
        path = f"{self.layer(self.last).activations}[{self.row}, {{unit}}]"
        self.answers = numbers(self, self.network, self.last, path, "activation")
        self.network.attach(self.answers)
        outputs = {self.last: range(self.sizes[self.last])}
        with self.say("Here the network ends. | This is what it answers."):
            self.play(*light(self.network, units=outputs))
            self.until_word()  # the | in the sentence
            self.play(come_out(self.answers))

    def look_at_one(self):
        """The output that the film follows, and back to the picture at the border."""
        unit = self.thread[self.last]
        number = unit_number(self, self.last, unit)  # counted from 1
        with self.say("We follow this one, | number {n}.", {"n": number}):
            self.play(*light(self.network, units={self.last: [unit]}))
            self.until_word()
            self.play(stress(self.answers.labels[unit]))
            self.play(tween(self.answers, shown=0 * self.answers.shown, seconds=0.6))
            self.play(*self.darken())
