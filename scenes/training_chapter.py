"""The base of chapters about the whole training: an empty stage, and their name."""

from typing import Any

from scenes import style
from scenes.chapter import Chapter
from scenes.diagram.text import Text
from scenes.vocabulary import header
from scenes.vocabulary.motions import Motion, fade_in, fade_out


class TrainingChapter(Chapter):
    """A chapter about the training: no step, and no network unless it builds one.

    It opens on the empty stage and gives it back empty. ``title`` is that of the table
    of chapters; it stands where others show the phases, in the colour of ``role``.
    """

    opens = closes = "aside"  # the homes at its borders, as in the table of chapters
    title = ""
    probes: tuple[str, ...] = ()  # and extras, as there: for plain Manim
    role = "update"

    def __init__(self, *, step: int | None = None, **shot: Any) -> None:
        super().__init__(step=step, **shot)

    def setup(self) -> None:
        """Make the pill with the chapter's name; nothing is put up yet."""
        self.pill = header.named(self, self.title, self.role)

    def enter(self) -> list[Motion]:
        """Return the motion in which the chapter's name appears, to begin with."""
        return [fade_in(self.pill)]

    def empty(self, *, seconds: float = style.QUICK) -> list[Motion]:
        """Return the motions after which the stage is empty again."""
        gone = [each for each in self.drawings if each is not self.caption]
        self.written = []
        return [fade_out(each, seconds=seconds) for each in gone]

    @property
    def caption(self) -> Text | None:
        """The sentence that is shown now."""
        return self._caption
