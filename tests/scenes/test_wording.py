"""Spanish says all that English says, and nothing that nobody says."""

import string
from collections.abc import Callable
from typing import Any

import pytest
from checks.tracing import is_told

from scenes import wording
from scenes.chapters import CHAPTERS, ChapterEntry
from scenes.setting import LANGUAGES

CATALOGUES = [language for language in LANGUAGES if language != "en"]


def names_in(sentence: str) -> set[str]:
    """Return the names of the values in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


TOLD = [
    (chapter, experiment)
    for chapter in CHAPTERS
    for experiment in ("digits", "xor")
    if is_told(chapter, experiment)
]


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_translation_shows_the_same_values(language: str) -> None:
    """Each sentence holds the same {names} in every language."""
    catalogue = wording.catalogue(language)
    assert catalogue
    for (_, sentence), translated in catalogue.items():
        assert translated, sentence
        assert names_in(sentence) == names_in(translated), sentence


@pytest.mark.parametrize("language", CATALOGUES)
def test_each_entry_belongs_to_a_chapter(language: str) -> None:
    """A context is the name of a chapter, common, or what cards ask."""
    contexts = {context for context, _ in wording.catalogue(language)}
    assert contexts <= {wording.COMMON, "cards", *CHAPTERS}


def test_a_sentence_without_translation_is_an_error() -> None:
    """A film is never half translated."""
    with pytest.raises(KeyError, match="Nobody says this"):
        wording.translated("Nobody says this.", language="es", context="loss")


@pytest.mark.parametrize(("chapter", "experiment"), TOLD)
def test_both_languages_tell_the_same_beats(
    tell: Callable[..., Any], chapter: str, experiment: str
) -> None:
    """A chapter has as many sentences in Spanish as in English, none the same."""
    english, spanish = (
        tell(chapter, experiment, language=language).cues for language in ("en", "es")
    )
    assert len(english) == len(spanish) >= 3
    for one, other in zip(english, spanish, strict=True):
        assert one.text != other.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chapter", [e for e in CHAPTERS.values() if e.question])
def test_no_sentence_repeats_the_question_of_its_card(
    tell: Callable[..., Any], chapter: ChapterEntry, language: str
) -> None:
    """What the card asks is answered by the chapter, not asked again."""
    card = wording.translated(chapter.question, language=language, context="cards")
    asked = card.strip("¿").lower()
    for experiment in ("digits", "xor"):
        if not is_told(chapter.name, experiment):
            continue
        cues = tell(chapter.name, experiment, language=language).cues
        assert not [cue.text for cue in cues if asked in cue.text.lower()]
