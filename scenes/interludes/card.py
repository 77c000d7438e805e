"""A card: the question of the next chapter over the home that it opens on."""

from typing import Any

from scenes import style
from scenes.cues import Cue
from scenes.diagram.panels import PHASE_ROLES
from scenes.diagram.text import Source, Text
from scenes.diagram.veil import ProgressLine, Veil
from scenes.engine.drawing import Drawing
from scenes.home import HOMES, Interlude
from scenes.step_chapter import StepChapter
from scenes.vocabulary.motions import tween

QUESTION = 0.84  # em
QUESTION_WIDTH = 12.0
MIDDLE, LINE_Y = 0.55, -3.7  # heights of the question and of the line of chapters
ABOVE, BELOW = 0.45, 0.75  # from the question to the number and to the title
STANDS = 1.2  # seconds that the question can be read, beside its coming and going


class Card(StepChapter):
    """Dims the home, asks, and gives the home back as it was."""

    name = "card"

    def __init__(self, *, interlude: Interlude, **shot: Any) -> None:
        self.interlude = interlude
        self.opens = self.closes = interlude.after
        self.lit = HOMES[interlude.after].phase
        super().__init__(**shot)

    def prepare(self) -> None:
        """Build the network, if the home shows one."""
        if self.lit is not None:
            super().prepare()

    def construct(self) -> None:
        """Show the question for two seconds."""
        facts = self.interlude
        self.next_section(f"{self.name}-0")
        question = Text(Source(facts.question), em=QUESTION, width=QUESTION_WIDTH)
        question.at(0.0, 0.0)
        question.y = MIDDLE - question.box.centre[1]
        role = "text" if self.lit is None else PHASE_ROLES[self.lit]
        title = Text(Source(facts.title), em=style.CAPTION, role=role)
        title.at(0.0, question.box.bottom - BELOW)
        count = self.counted(facts).at(0.0, question.box.top + ABOVE)
        line = ProgressLine(facts.number, facts.count)
        line.y = LINE_Y
        veil = Veil()
        card = Drawing(question, title, count, line)
        for part in (veil, card):
            part.opacity = 0.0
        self.add(veil, card)
        self.play(
            tween(veil, opacity=1.0, seconds=style.QUICK),
            tween(card, opacity=1.0, seconds=style.QUICK),
        )
        self.play(tween(line, done=float(facts.number), seconds=style.NORMAL))
        self.hold(STANDS - style.NORMAL + style.QUICK)
        self.play(
            tween(veil, opacity=0.0, seconds=style.QUICK, removes=True),
            tween(card, opacity=0.0, seconds=style.QUICK, removes=True),
        )
        self.note_numbers()
        self.cues.append(Cue(0, self.frames, facts.question, f"{self.name}-0"))

    def counted(self, facts: Interlude) -> Text:
        """Return which chapter it is."""
        template = "{number}"
        values = {"number": str(facts.number)}
        paths = {"number": "film.chapter"}
        return Text(Source(template, paths, values), em=style.CAPTION, role="muted")

    def value(self, path: str) -> Any:
        """Return what a path stands for; those of the film are the card's own."""
        is_own = path == "film.chapter"
        return self.interlude.number if is_own else super().value(path)
