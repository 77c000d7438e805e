"""What happened during a training: the one value that pictures are drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from backprop_core.network import Architecture
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.recording import Recording
from backprop_core.trace.records import Checkpoint, EpochRecord, Recorded, StepRecord


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What a picture says about the data; the samples of a step are in its record."""

    name: str
    classes: tuple[str, ...]
    features: tuple[str, ...]
    image: tuple[int, int] | None  # rows, columns
    train_size: int
    test_size: int


@dataclass(frozen=True, slots=True, eq=False)
class Trace:
    """A training, written down: read-only arrays and plain values.

    `steps[n]` and `epochs[e]` go by number; one that was not recorded is a KeyError
    that lists those that were.
    """

    run: RunSpec
    recording: Recording
    data: DataFacts
    network: Architecture
    steps: Recorded[StepRecord]
    epochs: Recorded[EpochRecord]
    checkpoints: tuple[Checkpoint, ...]
    probes: Mapping[str, object] = field(default_factory=dict)

    @property
    def final(self) -> Checkpoint:
        """The last checkpoint; raises ValueError if none was recorded."""
        if not self.checkpoints:
            raise ValueError(
                "no checkpoint was recorded: ask for Recording(whole=True)"
            )
        return self.checkpoints[-1]

    def check(self) -> None:
        """Re-derive every field from the others; probes and metrics by training again.

        Raises ValueError with the path of the first one that does not hold. It takes
        seconds, so that loading a trace does not do it.
        """
        from backprop_core.verify.validation import check

        check(self)

    def save(self, path: str | Path) -> None:
        """Write the trace to one safetensors file; the same trace, the same bytes."""
        from backprop_core.trace.storage import save

        save(self, Path(path))

    @classmethod
    def load(cls, path: str | Path) -> "Trace":
        """The trace in a file; raises SpecError if it is none, or damaged."""
        from backprop_core.trace.storage import load

        return load(Path(path))
