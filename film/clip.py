"""A rendered shot: its video, its sentences and the numbers that were seen."""

from dataclasses import dataclass
from pathlib import Path

from scenes.cues import Cue, LedgerEntry


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
