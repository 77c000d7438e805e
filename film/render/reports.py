"""What a run tells of itself: how far it is, and why it rendered what it did."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from film.plan.keys import Key
from film.plan.target import Target

NAMED = 3  # changed parts that a reason names


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a film is; `frames` is None until every shot has been measured."""

    shots_done: int
    shots: int
    frames_done: int
    frames: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether some of a shot had to be drawn; `reason` is empty if all was kept.

    `target` is what it is drawn for.
    """

    shot: str
    reason: str
    target: Target | None = None

    def __str__(self) -> str:
        how = f"rendered, because {self.reason}" if self.reason else "cached"
        return f"{self.shot}: {how}"


Report: TypeAlias = Callable[[Progress], None]
Tell: TypeAlias = Callable[[Outcome], None]


def reason(before: Mapping[str, str], key: Key) -> str:
    """Return why a shot is drawn whose last key had these parts; none if it is new."""
    if not before:
        return "it is new"
    return changes(before, key) or "its clip is not in the cache any more"


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Return which parts of a key changed; empty if none did."""
    names = [name for name in {**now, **before} if before.get(name) != now.get(name)]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more} changed" if names else ""
