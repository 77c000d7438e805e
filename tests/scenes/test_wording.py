"""Spanish says all that English says, and nothing that nobody says."""

import string
from collections.abc import Callable
from typing import Any

import pytest

from scenes import wording
from scenes.chapters import CHAPTERS
from scenes.setting import LANGUAGES

CATALOGUES = [language for language in LANGUAGES if language != "en"]


def names_in(sentence: str) -> set[str]:
    """Return the names of the values in a sentence."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


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


@pytest.mark.parametrize("experiment", ["digits", "xor"])
@pytest.mark.parametrize("chapter", CHAPTERS)
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
