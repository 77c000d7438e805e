"""What happened during a training: the one value that pictures are drawn from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from backprop_core.faults import Fault, SpecError
from backprop_core.network import Architecture
from backprop_core.schedule import Schedule
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace import storage
from backprop_core.trace.display import numbers, page
from backprop_core.trace.form import check_recorded, sizes_of, step_sizes
from backprop_core.trace.probe_records import PROBE_RECORDS
from backprop_core.trace.record_kinds import described
from backprop_core.trace.record_walk import check
from backprop_core.trace.recording import Recording
from backprop_core.trace.records import (
    Checkpoint,
    DataFacts,
    EpochRecord,
    Recorded,
    StepRecord,
)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Trace:
    """A training, written down: read-only arrays and plain values.

    `steps[n]` and `epochs[e]` go by number; one that was not recorded is a KeyError
    that lists those that were. `check_trace` re-derives every number.
    """

    run: RunSpec
    recording: Recording
    data: DataFacts
    steps: Recorded[StepRecord]
    epochs: Recorded[EpochRecord]
    checkpoints: tuple[Checkpoint, ...]
    probes: Annotated[Mapping[str, object], PROBE_RECORDS] = field(default_factory=dict)

    def __repr__(self) -> str:
        """What was trained, the steps recorded, and the last loss, in one line."""
        last = max(self.epochs, default=None)
        loss = "" if last is None else f", loss {self.epochs[last].loss:.6g}"
        return f"Trace({self._title}, {self.steps!r}, epochs: {len(self.epochs)}{loss})"

    def _repr_html_(self) -> str:
        """What a notebook shows: what was trained, its loss by epoch, its steps."""
        lines = [
            ", ".join(f"{key} = {value}" for key, value in self.run.training if value),
            f"steps recorded: {numbers(list(self.steps))}",
        ]
        return page(self._title, lines, self.epochs)

    @property
    def _title(self) -> str:
        """`xor, 2–3–1, sigmoid, sigmoid`."""
        network = self.network
        layers = "–".join(map(str, network.layers))
        return f"{self.data.name}, {layers}, {network.activation}, {network.output}"

    @property
    def network(self) -> Architecture:
        """The network without its parameters."""
        table = self.run.network
        return Architecture(table.layers, table.activation, table.output)

    @property
    def schedule(self) -> Schedule:
        """How many steps the whole training has, and the samples of each."""
        return Schedule.of(self.run, self.data.train_size)

    @property
    def final(self) -> Checkpoint:
        """The last checkpoint; raises ValueError if none was recorded."""
        if not self.checkpoints:
            cure = "ask for Recording(whole=True)"
            raise ValueError(f"no checkpoint was recorded: {cure}")
        return self.checkpoints[-1]

    def check_form(self) -> None:
        """Raises ValueError that names the first field of a wrong type, shape or range.

        Looks at no field through another one, so it is cheap: loading does it. That
        the numbers follow from each other is for `check_trace`.
        """
        if len(self.network.layers) < 2:
            raise ValueError("run.network.layers: has no output layer")
        for name in ("recording", "data"):
            value = getattr(self, name)
            check(described(type(value)), value, name, {})
        if not self.data.train_size:
            raise ValueError("data.train_size: is no whole number of at least 1")
        found = {
            "steps": self.steps,
            "checkpoints": [each.step for each in self.checkpoints],
            "probes": sorted(self.probes),
        }
        last = self.recording.last(self.schedule.step_count)
        check_recorded(self.recording, last, found)
        self._check_records()

    def _check_records(self) -> None:
        """The shapes and types of all that was recorded."""
        sizes, schedule = sizes_of(self.run, self.data), self.schedule
        kind = described(StepRecord)
        for index, step in self.steps.items():
            own = step_sizes(sizes, schedule, step.batch_index)
            check(kind, step, f"steps[{index}]", own)
        for number, checkpoint in enumerate(self.checkpoints):
            check(described(Checkpoint), checkpoint, f"checkpoints[{number}]", sizes)
        for index, epoch in self.epochs.items():
            check(
                described(EpochRecord), epoch, f"epochs[{index}]", sizes, finite=False
            )
        for name, value in self.probes.items():
            probe = described(PROBE_RECORDS[name])
            check(probe, value, f"probes.{name}", sizes, finite=False)

    def to_bytes(self) -> bytes:
        """The trace as the bytes of its file; the same trace, the same bytes."""
        return storage.to_bytes(self)

    @classmethod
    def from_bytes(cls, content: bytes) -> "Trace":
        """The trace in the bytes of a file; raises ValueError with what is wrong."""
        trace = storage.from_bytes(cls, content)
        trace.check_form()
        return trace

    def save(self, path: str | Path) -> None:
        """Write the trace to one safetensors file; the same trace, the same bytes."""
        storage.write_whole(self.to_bytes(), Path(path))

    @classmethod
    def load(cls, path: str | Path) -> "Trace":
        """The trace in a file; raises SpecError if it is none, or damaged."""
        try:
            return cls.from_bytes(Path(path).read_bytes())
        except OSError as error:
            reason = f"cannot be read ({error.strerror})"
        except ValueError as error:
            reason = str(error).partition("\n")[0]
        cure = "Record it again with train."
        raise SpecError([Fault("", f"{reason}. {cure}", str(path))])
