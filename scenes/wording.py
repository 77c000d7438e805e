"""What is said on screen, in the viewer's language.

English sentences stand in the chapters and are the keys of the catalogues in
``assets/locales``; a sentence that a catalogue does not have is an error, so that no
film is half translated.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from babel.messages.pofile import read_po

from backprop_core.assets import asset
from backprop_core.trace.trace import Trace

COMMON = "common"


@cache
def catalogue(language: str) -> Mapping[tuple[str, str], str]:
    """Return every translation of a language by context and English sentence."""
    found = {}
    for path in sorted(asset(f"locales/{language}").glob("*.po")):
        with path.open("rb") as file:
            for message in read_po(file, locale=language):
                if message.id:
                    key = (message.context or COMMON, str(message.id))
                    found[key] = str(message.string or "")
    return found


def translated(
    sentence: str, *, language: str, context: str, or_same: bool = False
) -> str:
    """Return a sentence in ``language``, first as this chapter says it.

    If neither the chapter's nor the common catalogue has it, the sentence itself where
    that will do (``or_same``); else raises KeyError.
    """
    if language == "en":
        return sentence
    known = catalogue(language)
    for key in ((context, sentence), (COMMON, sentence)):
        if known.get(key):
            return known[key]
    if or_same:
        return sentence
    raise KeyError(f"assets/locales/{language} lacks, for {context}: {sentence!r}")


def worded(trace: Trace, language: str) -> Trace:
    """Return a trace whose classes are named in ``language``, where we named them.

    Names that the user gave stay as they are.
    """
    data, classes = trace.run.data, trace.data.classes
    if language == "en" or data.name is None or data.classes:
        return trace
    names = tuple(
        name
        if name.isdecimal()
        else translated(name, language=language, context=COMMON)
        for name in classes
    )
    return replace(trace, data=replace(trace.data, classes=names))
