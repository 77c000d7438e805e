"""Spanish says all that English says, and nothing that nobody says."""

import string
from collections.abc import Callable
from functools import cache
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


# The one that is told sooner.
TOLD = {each: "xor" if is_told(each, "xor") else "digits" for each in CHAPTERS}


@pytest.fixture(scope="module")
def said(tell: Callable[..., Any]) -> Callable[[str, str], list[str]]:
    """Return a function that says what a chapter says in a language."""

    @cache
    def sentences(chapter: str, language: str) -> list[str]:
        told = tell(chapter, TOLD[chapter], language=language)
        return [cue.text for cue in told.cues]

    return sentences


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


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_both_languages_tell_the_same_beats(
    said: Callable[[str, str], list[str]], chapter: str
) -> None:
    """A chapter has as many sentences in Spanish as in English, none the same."""
    english, spanish = said(chapter, "en"), said(chapter, "es")
    assert len(english) == len(spanish) >= 3
    for one, other in zip(english, spanish, strict=True):
        assert one != other


@pytest.mark.parametrize("chapter", [e for e in CHAPTERS.values() if e.question])
def test_no_sentence_repeats_the_question_of_its_card(
    said: Callable[[str, str], list[str]], chapter: ChapterEntry
) -> None:
    """What the card asks is answered by the chapter, not asked again."""
    for language in LANGUAGES:
        card = wording.translated(chapter.question, language=language, context="cards")
        asked = card.strip("¿").lower()
        assert not [
            each for each in said(chapter.name, language) if asked in each.lower()
        ]
