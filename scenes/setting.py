"""What changes how a chapter is told, but not what it tells."""

from dataclasses import dataclass

LANGUAGES = ("en", "es")
NOTATIONS = ("modern", "classic")


@dataclass(frozen=True, slots=True)
class Setting:
    """Language, notation and theme of a chapter; the same for a whole film.

    ``captions`` says whether sentences are drawn in the picture; without them
    the diagram takes their room. ``again`` is for a chapter that the film has told
    before, about another step: it is told in fewer beats and in other words.
    """

    language: str = "en"
    notation: str = "modern"
    theme: str = "dark"
    captions: bool = True
    title: str | None = None
    experiment: str = ""
    again: bool = False

    def __post_init__(self) -> None:
        """Refuse a language or notation that the film does not speak."""
        if self.language not in LANGUAGES:
            raise ValueError(f"language {self.language!r} is none of {LANGUAGES}")
        if self.notation not in NOTATIONS:
            raise ValueError(f"notation {self.notation!r} is none of {NOTATIONS}")
