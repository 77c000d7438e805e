"""What a chapter notes while it is told: its sentences, and the numbers seen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cue:
    """When a sentence stands on screen, counted in frames of the chapter."""

    start: int
    frames: int
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A number that was on screen at the end of a beat, and its path."""

    beat: int
    path: str
    text: str
    value: float | str
