"""What happened during a training: the one value that pictures are drawn from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Annotated

import numpy as np

from backprop_core.activations import ACTIVATIONS
from backprop_core.faults import Fault, SpecError
from backprop_core.network import Architecture
from backprop_core.optimizers import NO_MEMORY, OPTIMIZERS
from backprop_core.schedule import Schedule
from backprop_core.shapes import Axes
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace import storage
from backprop_core.trace.display import numbers, page
from backprop_core.trace.probe_records import PROBE_RECORDS
from backprop_core.trace.record_kinds import Sizes, check, described
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
        given = self.run.network  # made here: what draws a trace is in its shots' keys
        return Architecture(given.layers, given.activation, given.output)

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
        ends = {"inputs": self.network.layers[0], "outputs": self.network.layers[-1]}
        known = {**ends, "train_size": self.data.train_size}
        kinds = described(Trace).named or {}
        for name in ("recording", "data"):
            check(kinds[name], getattr(self, name), name, known)
        if not self.data.train_size:
            raise ValueError("data.train_size: is no whole number of at least 1")
        self._check_recorded()
        sizes = sizes_of(self.run, self.data)
        for index, step in self.steps.items():
            count = self.schedule.batch_length(step.batch_index)
            read = count if self.data.classes else 0
            own = {**sizes, "samples": count, "read": read}
            check(kinds["steps"].part, step, f"steps[{index}]", own)
        check(kinds["checkpoints"], self.checkpoints, "checkpoints", sizes)
        for name in ("epochs", "probes"):
            check(kinds[name], getattr(self, name), name, sizes, finite=False)

    def _check_recorded(self) -> None:
        """Raises ValueError unless what was written down is what was asked for."""
        recording = self.recording
        last = recording.last(self.schedule.step_count)
        every = recording.steps == "all"
        asked = range(last) if every else sorted(set(recording.numbers))
        checkpoints = [step for step in sorted({*recording.checkpoints}) if step < last]
        if recording.whole or last in recording.checkpoints:
            checkpoints.append(last)
        pairs: dict[str, tuple[Iterable[object], Iterable[object]]] = {
            "steps": ((step for step in asked if step < last), self.steps),
            "checkpoints": (checkpoints, (each.step for each in self.checkpoints)),
            "probes": (sorted(recording.probes), sorted(self.probes)),
        }
        for name, (wanted, found) in pairs.items():
            # One by one: a file that was tampered with may ask for any number.
            if any(one != other for one, other in zip_longest(wanted, found)):
                raise ValueError(f"{name}: not those that the recording asks for")

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


def sizes_of(run: RunSpec, data: DataFacts) -> Sizes:
    """How long the axes of a trace's arrays are, in all and for each layer."""
    network = run.network.architecture
    layers = []
    for (units, inputs), name in zip(network.shapes, network.activations, strict=True):
        sums = units if ACTIVATIONS[name].is_joint else None
        layers.append({"units": units, "inputs": inputs, "sums": sums})
    return {
        "inputs": network.layers[0],
        "outputs": network.layers[-1],
        "layers": len(layers),
        "layer_sizes": layers,
        "memory": _memory_axes(run.training.optimizer),
        "train_size": data.train_size,
        "classes": len(data.classes),
        "unseen": data.test_size if data.classes else 0,
    }


def _memory_axes(optimizer: str) -> Mapping[str, Axes]:
    """What each layer's part of an optimiser's memory is called, and its axes."""
    memory = OPTIMIZERS[optimizer].memory(np.zeros(2), NO_MEMORY, 1.0)
    axes = {}
    for name, vector in memory.items():
        if len(vector) > 1:
            axes[f"weight_{name}"] = Axes("units", "inputs")
            axes[f"bias_{name}"] = Axes("units")
        else:
            axes[name] = Axes(1)
    return axes
