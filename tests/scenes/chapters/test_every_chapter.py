"""What holds of all chapters, of each in several networks: one pass, all checks.

`make proof` adds the other variants, and all shipped experiments, the digits in both
languages.
"""

from dataclasses import dataclass, field
from typing import Any

import pytest
from checks.variants import MAIN, SHIPPED, TOLD, language, networks, trained
from checks.whole import watched

from scenes.chapters import CHAPTERS
from scenes.setting import LANGUAGES

CLASSIC = 3  # of so many variants one is written in the classic letters
TITLE = "The title of a film, of 8 words"


@dataclass(frozen=True, slots=True)
class Case:
    """A chapter, what it is told about, and how."""

    chapter: str
    network: str
    language: str
    more: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        return "-".join((self.chapter, self.network, self.language, *self.more))


def cases() -> list[Case]:
    """Return each chapter in all its networks, which change their language in turn."""
    found = []
    for chapter in CHAPTERS:
        for number, name in enumerate(networks(chapter)):
            more: dict[str, Any] = {}
            if name not in SHIPPED and number % CLASSIC == 0:
                more["notation"] = "classic"
            if name not in SHIPPED and chapter == "opening":
                more["title"] = TITLE
            found.append(Case(chapter, name, language(chapter, name), more))
    return found


def test_every_variant_is_told_in_its_chapter() -> None:
    """The table names no chapter that is not, and each is told in both languages."""
    assert TOLD.keys() <= CHAPTERS.keys()
    for chapter in CHAPTERS:
        told = {each.language for each in cases() if each.chapter == chapter}
        assert told == set(LANGUAGES)


def marked(case: Case) -> Any:
    """Return a case, left to `make proof` if it is of a second variant, or further."""
    is_short = case.network in (*SHIPPED, *TOLD.get(case.chapter, ())[:1])
    marks = [] if is_short else [pytest.mark.proof]
    return pytest.param(case, id=str(case), marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in cases()])
def test_a_chapter_is_what_it_says(case: Case) -> None:
    """It means what the trace says, nothing overlaps, and it keeps to its homes.

    Place, size, sign, direction and text of every mark, in mid-motion too; the first
    and the last picture are those on which its neighbours end and begin.
    """
    seen = watched(
        case.chapter,
        trained(case.chapter, case.network),
        language=case.language,
        **case.more,
    )
    wrong = [*seen.faults, *(seen.rhythm.broken() if case.network == MAIN else ())]
    assert not wrong, "\n".join(wrong)
    assert not seen.begins
    assert not seen.ends
