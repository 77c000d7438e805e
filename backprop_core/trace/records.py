"""What was written down during a training: steps, layers, epochs, checkpoints."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Generic, TypeAlias, TypeVar

import numpy as np

from backprop_core import backprop
from backprop_core.optimizers import Memory
from backprop_core.shapes import (
    Axes,
    Below,
    Biases,
    Indices,
    Named,
    PerLayer,
    Products,
    Signals,
    Slopes,
    Vector,
    Weights,
    read_only,
)

Entry = TypeVar("Entry")
Outputs: TypeAlias = Annotated[Signals, Axes("samples", "outputs")]
FirstSample: TypeAlias = Annotated[Signals, Axes(1, "units")]
Read: TypeAlias = Annotated[Indices, Axes("read"), Below("classes")]


class Recorded(Mapping[int, Entry], Generic[Entry]):
    """Records by their own number; one that is not there is named, with the others."""

    def __init__(self, kind: str, entries: Mapping[int, Entry]) -> None:
        self._kind = kind
        self._entries = entries

    def __getitem__(self, number: int) -> Entry:
        if number in self._entries:
            return self._entries[number]
        numbers = list(self._entries)
        listed = ", ".join(map(str, numbers[:20])) or "none"
        more = f" … {numbers[-1]}" if len(numbers) > 20 else ""
        raise KeyError(
            f"{self._kind} {number} was not recorded. Recorded: {listed}{more}."
        )

    def each(self, change: Callable[[Entry], Any]) -> "Recorded[Any]":
        """The same numbers, each with what its record becomes."""
        changed = {number: change(entry) for number, entry in self._entries.items()}
        return Recorded(self._kind, changed)

    def __iter__(self) -> Iterator[int]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


@dataclass(frozen=True, slots=True)
class LayerRecord:
    """All that passed through one layer during one step, from before its update."""

    weights: Weights
    biases: Biases
    # a of the layer before
    inputs: Annotated[Signals, Axes("samples", "inputs")]
    sums: Signals  # z
    activations: Signals  # a
    slopes: Slopes  # ∂a/∂z; softmax: ∂aₖ/∂zⱼ by sample, k and j
    activation_gradient: Signals  # ∂C/∂a; hidden: Σₖ wₖⱼ δₖ
    deltas: Signals  # δ = ∂C/∂z
    weight_gradient: Weights  # ∂C/∂W
    bias_gradient: Biases  # ∂C/∂b
    weight_update: Weights  # ΔW, added to the weights
    bias_update: Biases  # Δb
    # What the update was made from beside the gradient: `weight_velocity`, …
    optimizer_memory: Annotated[Memory, Named("memory")] = field(default_factory=dict)

    @property
    def weighted_inputs(self) -> Products:
        """wₖⱼ aⱼ by sample n, unit k and input j: the summands of z."""
        return read_only(backprop.weighted_inputs(self.weights, self.inputs))

    @property
    def returned(self) -> Products:
        """δₖ wₖⱼ by sample n, unit k and input j: what unit k sends back to j."""
        return read_only(backprop.returned(self.deltas, self.weights))

    @property
    def weighted_inputs_so_far(self) -> Products:
        """Σ wₖᵢ aᵢ over the inputs i ≤ j: how the sum at unit k grows."""
        return read_only(np.cumsum(self.weighted_inputs, axis=2))

    @property
    def returned_so_far(self) -> Products:
        """Σ δₖ wₖⱼ over the units up to k: how the sum at input j grows."""
        return read_only(np.cumsum(self.returned, axis=1))

    @property
    def gradient_terms(self) -> Products:
        """δₖ aⱼ by sample n, unit k and input j; ∂C/∂W is their mean over n."""
        return read_only(self.deltas[:, :, None] * self.inputs[:, None, :])

    @property
    def own_slopes(self) -> Signals:
        """∂aₖ/∂zₖ by sample and unit: how each moves with its own sum."""
        if self.slopes.ndim == 2:
            return self.slopes
        return read_only(np.diagonal(self.slopes, axis1=1, axis2=2).copy())

    @property
    def weights_after(self) -> Weights:
        """The weights of the next step: W + ΔW."""
        return read_only(self.weights + self.weight_update)

    @property
    def biases_after(self) -> Biases:
        """The biases of the next step: b + Δb."""
        return read_only(self.biases + self.bias_update)


@dataclass(frozen=True, slots=True)
class Focus:
    """The thread of a film through one step, from an output back to an input.

    `units` names a unit of each layer, `layers[0]` first; the last is the output.
    """

    sample: Annotated[int, Below("samples")]  # row of the batch
    units: Annotated[tuple[Annotated[int, Below("units")], ...], PerLayer]
    input: Annotated[int, Below("inputs")]

    @property
    def output(self) -> int:
        """The output unit where the thread begins."""
        return self.units[-1]


@dataclass(frozen=True, slots=True)
class StepRecord:
    """One weight update: the samples it was made from and what each layer did.

    `predictions` and `labels` are the classes that the network reads and that are
    right, one for each sample; both are empty if the data has no classes.
    """

    index: int
    epoch: int
    batch_index: int  # which update of the epoch
    # rows of the training set
    samples: Annotated[Indices, Axes("samples"), Below("train_size")]
    inputs: Annotated[Signals, Axes("samples", "inputs")]
    targets: Outputs
    output_errors: Outputs  # a − y
    loss_terms: Outputs
    sample_losses: Annotated[Vector, Axes("samples")]  # Cₙ
    loss: float  # C, the mean of the Cₙ
    loss_after: float  # the same samples after the update
    learning_rate: float
    predictions: Read
    labels: Read
    focus: Focus
    layers: Annotated[tuple[LayerRecord, ...], PerLayer]

    @property
    def shortfalls(self) -> Signals:
        """How far each output falls short: y − a, as the classic notation has it."""
        return read_only(-self.output_errors)

    @property
    def squared_errors(self) -> Signals:
        """(a − y)² by sample and output."""
        return read_only(self.output_errors**2)


@dataclass(frozen=True, slots=True)
class EpochRecord:
    """How the network does over the whole set at the end of one epoch.

    Accuracy is a share between 0 and 1, None without classes; what concerns the
    samples kept back is None without any. Norms have one entry for each layer.
    """

    index: int  # 0 is before the first update
    step: int  # how many updates were made
    loss: float
    accuracy: float | None
    test_loss: float | None
    test_accuracy: float | None
    # ‖δₙ‖, the mean over the samples
    delta_norms: Annotated[tuple[float, ...], PerLayer]
    # ‖∂C/∂W‖ of the whole set
    gradient_norms: Annotated[tuple[float, ...], PerLayer]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The parameters just before one step, and what the network reads with them.

    `first_sample_activations` are those of each layer for the first sample of the
    training; `test_predictions` the classes read for the samples kept back.
    """

    step: int
    weights: Annotated[tuple[Weights, ...], PerLayer]
    biases: Annotated[tuple[Biases, ...], PerLayer]
    first_sample_activations: Annotated[tuple[FirstSample, ...], PerLayer]
    test_predictions: Annotated[Indices, Axes("unseen"), Below("classes")]


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What a picture says about the data; the samples of a step are in its record."""

    name: str
    classes: tuple[str, ...]
    features: tuple[str, ...]
    image: tuple[int, int] | None  # rows, columns
    train_size: int
    test_size: int
