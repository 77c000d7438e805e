"""The base of chapters about the whole training: no step, and their name on top."""

from typing import Any

from scenes import style
from scenes.chapter import Chapter
from scenes.diagram.text import Text
from scenes.engine.drawing import Box, Drawing
from scenes.home import HOMES, Home
from scenes.vocabulary import header
from scenes.vocabulary.motions import Motion, during, fade_in, fade_out, tween
from scenes.vocabulary.standing import learned

PLAIN = Box(-6.6, -2.35, 6.6, 2.95)  # what lies between header and captions
SOONER, LATER = during(0.0, 0.6), during(0.4, 1.0)


class TrainingChapter(Chapter):
    """A chapter about the training: no step, and no network unless it builds one.

    ``title`` is that of the table of chapters; it stands where others show the phases,
    in the colour of ``role``.
    """

    opens = closes = "aside"  # the homes at its borders, as in the table of chapters
    title = ""
    probes: tuple[str, ...] = ()  # and extras, as there: for plain Manim
    role = "update"

    def __init__(self, *, step: int | None = None, **shot: Any) -> None:
        super().__init__(step=step, **shot)

    def setup(self) -> None:
        """Put up the home that it opens on, and make the pill with its name."""
        self.pill = header.named(self, self.title, self.role)
        self.stand(HOMES[self.opens])

    def stand(self, home: Home) -> None:
        """Put up the picture at a border, if it is one without a step."""
        if home.is_learned:
            self.add(*learned(self))

    def enter(self) -> list[Motion]:
        """Return the motions to begin with: the home goes, the chapter's name comes."""
        return [*self.all_but(), fade_in(self.pill)]

    def go_home(self, *, seconds: float = style.NORMAL) -> list[Motion]:
        """Return the motions after which the stage is the home that it closes on."""
        gone = [
            tween(each, opacity=0.0, seconds=seconds, rate=SOONER, removes=True)
            for each in self.standing(self.caption)
        ]
        self.stand(HOMES[self.closes])
        come = self.standing(self.caption, *(each.drawing for each in gone))
        for each in come:
            each.opacity = 0.0
        return gone + [
            tween(each, opacity=1.0, seconds=seconds, rate=LATER) for each in come
        ]

    def all_but(self, *kept: Drawing) -> list[Motion]:
        """Return the motions in which all goes but the chapter's name."""
        self.written = []
        return [fade_out(e) for e in self.standing(*kept, self.pill, self.caption)]

    def standing(self, *but: Drawing | None) -> list[Drawing]:
        """Return all that stands there but some of it."""
        spared = {id(each) for each in but}
        return [each for each in self.drawings if id(each) not in spared]

    @property
    def caption(self) -> Text | None:
        """The sentence that is shown now."""
        return self._caption
