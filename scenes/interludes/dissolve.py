"""A dissolve: from the home where one chapter closed to that where the next opens."""

from typing import Any

from scenes.cues import Cue
from scenes.home import HOMES, Interlude
from scenes.step_chapter import StepChapter
from scenes.vocabulary.motions import during, tween

SECONDS = 0.6
# At once, what both of them show turns pale in between, by 25 % (so by 12); one after
# the other, what is translucent becomes twice as strong.
SOONER, LATER = during(0.0, 0.85), during(0.15, 1.0)


class Dissolve(StepChapter):
    """Lets one home give way to another one, or to the same about another step."""

    name = "dissolve"

    def __init__(self, *, interlude: Interlude, **shot: Any) -> None:
        self.interlude = interlude
        self.opens, self.closes = interlude.before, interlude.after
        super().__init__(**shot)
        self.arrives = self.step_number

    def setup(self) -> None:
        """Put up the home that is left."""
        if self.interlude.left is not None:
            self.step_number = self.interlude.left
        super().setup()

    def prepare(self) -> None:
        """Build the network, if the home shows one."""
        if HOMES[self.opens].phase is not None:
            super().prepare()

    def construct(self) -> None:
        """Fade the one out and the other one in, nearly at once."""
        self.next_section(f"{self.name}-0")
        before = self.drawings
        self.opens, self.step_number = self.closes, self.arrives
        super().setup()
        after = [each for each in self.drawings if each not in before]
        gone = [
            tween(each, opacity=0.0, seconds=SECONDS, rate=LATER, removes=True)
            for each in before
        ]
        for each in after:
            each.opacity = 0.0
        come = [
            tween(each, opacity=1.0, seconds=SECONDS, rate=SOONER) for each in after
        ]
        self.play(*gone, *come)
        self.note_numbers()
        self.cues.append(Cue(0, self.frames, "", f"{self.name}-0"))
