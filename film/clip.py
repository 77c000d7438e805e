"""What is known of a shot before it is drawn, and its clip when it is."""

from dataclasses import dataclass
from pathlib import Path

from scenes.cues import Cue, LedgerEntry


@dataclass(frozen=True, slots=True)
class Measurement:
    """What playing a shot without drawing says: its sentences and numbers, in time."""

    cues: tuple[Cue, ...]
    ledger: tuple[LedgerEntry, ...]

    @property
    def frames(self) -> tuple[int, ...]:
        """Return how many frames each beat has."""
        return tuple(cue.frames for cue in self.cues)


@dataclass(frozen=True, slots=True)
class Clip:
    """A rendered shot: its video of so many frames, its sentences and its numbers."""

    path: Path
    frames: int
    cues: tuple[Cue, ...]
    ledger: tuple[LedgerEntry, ...]

    def __post_init__(self) -> None:
        """Refuse a clip whose beats do not add up to its length."""
        if sum(cue.frames for cue in self.cues) != self.frames:
            raise ValueError(f"{self.path.name}: beats and frames do not add up")
