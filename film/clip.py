"""A rendered shot: its video, its sentences and the numbers that were seen."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cue:
    """When the sentence of a beat stands on screen, in frames of its clip."""

    start: int
    frames: int
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """A number seen at the end of a beat: the path it is made from, text and value."""

    beat: int
    path: str
    text: str
    value: float | str


@dataclass(frozen=True, slots=True)
class Clip:
    """What a worker hands back for a shot; `frames` is the length of the video."""

    path: Path
    frames: int
    cues: tuple[Cue, ...]
    ledger: tuple[LedgerEntry, ...]

    def __post_init__(self) -> None:
        """Refuse a clip whose beats do not add up to its length."""
        if sum(cue.frames for cue in self.cues) != self.frames:
            raise ValueError(f"{self.path.name}: beats and frames do not add up")
