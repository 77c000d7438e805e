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
from backprop_core.trace.display import Record, frame, numbers, plain_values

Entry = TypeVar("Entry")
_BY_SAMPLE = ("sums", "activations", "own_slopes", "activation_gradient", "deltas")
_BY_UNIT = ("biases", "bias_gradient", "bias_update")
Outputs: TypeAlias = Annotated[Signals, Axes("samples", "outputs")]
FirstSample: TypeAlias = Annotated[Signals, Axes(1, "units")]
Counts: TypeAlias = Annotated[Indices, Axes("points")]
Points: TypeAlias = Annotated[Vector, Axes("points")]
Read: TypeAlias = Annotated[Indices, Axes("read"), Below("classes")]


class Recorded(Mapping[int, Entry], Generic[Entry]):
    """Records by their own number; one that is not there is named, with the others."""

    def __init__(self, kind: str, entries: Mapping[int, Entry]) -> None:
        self._kind = kind
        self._entries = entries

    def __getitem__(self, number: int) -> Entry:
        if number in self._entries:
            return self._entries[number]
        listed = numbers(list(self._entries))
        raise KeyError(f"{self._kind} {number} was not recorded. Recorded: {listed}.")

    def __repr__(self) -> str:
        """`Recorded(step: 0, 3, 4)`."""
        return f"Recorded({self._kind}: {numbers(list(self._entries))})"

    def to_frame(self) -> Any:
        """Their numbers as a DataFrame, a row each; ImportError without pandas."""
        rows = [dict(plain_values(each)) for each in self.values()]
        return frame(rows, list(self), self._kind)

    def each(self, change: Callable[[Entry], Any]) -> "Recorded[Any]":
        """The same numbers, each with what its record becomes."""
        changed = {number: change(entry) for number, entry in self._entries.items()}
        return Recorded(self._kind, changed)

    def __iter__(self) -> Iterator[int]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


@dataclass(frozen=True, slots=True, repr=False)
class LayerRecord(Record):
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

    def to_frame(self) -> Any:
        """A DataFrame, a row for each sample and unit; ImportError without pandas."""
        samples, units = np.indices(self.sums.shape)
        columns: dict[str, Any] = {"sample": samples, "unit": units}
        for name in (*_BY_SAMPLE, *_BY_UNIT):
            columns[name] = np.broadcast_to(getattr(self, name), samples.shape)
        flat = [each.ravel().tolist() for each in columns.values()]
        rows = [dict(zip(columns, row, strict=True)) for row in zip(*flat, strict=True)]
        return frame(rows, range(len(rows)), "row")

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
    def activation_terms(self) -> Products:
        """∂aₖ/∂zₖ aⱼ by sample n, unit k and input j: how aₖ moves with wₖⱼ."""
        return read_only(self.own_slopes[:, :, None] * self.inputs[:, None, :])

    @property
    def delta_terms(self) -> Products:
        """∂Cₙ/∂aₖ ∂aₖ/∂zⱼ by sample n, unit k and sum j; δⱼ is their sum over k."""
        units = np.eye(self.sums.shape[1])
        slopes = self.slopes if self.slopes.ndim > 2 else self.slopes[:, None] * units
        return read_only(self.activation_gradient[:, :, None] * slopes)

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
    def returned_after(self) -> Products:
        """δₖ (wₖⱼ + Δwₖⱼ): what weights that moved too early would send back."""
        return read_only(backprop.returned(self.deltas, self.weights_after))

    @property
    def biases_after(self) -> Biases:
        """The biases of the next step: b + Δb."""
        return read_only(self.biases + self.bias_update)


@dataclass(frozen=True, slots=True, repr=False)
class Focus(Record):
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

    @property
    def early(self) -> int:
        """The layer of the weight whose way to the cost is told: three before the end.

        That weight leads to the thread's unit there from the one before it.
        """
        return max(0, len(self.units) - 3)


@dataclass(frozen=True, slots=True, repr=False)
class StepRecord(Record):
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
    def contributors(self) -> tuple[Indices, ...]:
        """For each layer, whom the thread's unit there hears, the loudest first.

        The unit before it on the thread leads; the others follow by the size of what
        they send in the thread's sample, |wₖⱼ aⱼ|.
        """
        before = (self.focus.input, *self.focus.units)
        orders = []
        for sent, first in zip(_sent_to_thread(self), before, strict=False):
            order = np.argsort(-np.abs(sent), kind="stable")
            orders.append(read_only(np.array([first, *order[order != first]])))
        return tuple(orders)

    @property
    def contributions(self) -> tuple[Vector, ...]:
        """What each of the `contributors` sends, wₖⱼ aⱼ: a rest of them is a slice."""
        sent = _sent_to_thread(self)
        orders = zip(sent, self.contributors, strict=True)
        return tuple(read_only(each[order]) for each, order in orders)

    @property
    def shortfalls(self) -> Signals:
        """How far each output falls short: y − a, as the classic notation has it."""
        return read_only(-self.output_errors)

    @property
    def squared_errors(self) -> Signals:
        """(a − y)² by sample and output."""
        return read_only(self.output_errors**2)


def _sent_to_thread(step: StepRecord) -> list[Vector]:
    """wₖⱼ aⱼ for the thread's unit k of each layer, in the thread's sample."""
    sample = step.focus.sample
    return [
        backprop.weighted_inputs(layer.weights[[unit]], layer.inputs[[sample]])[0, 0]
        for layer, unit in zip(step.layers, step.focus.units, strict=True)
    ]


@dataclass(frozen=True, slots=True, repr=False)
class EpochRecord(Record):
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


@dataclass(frozen=True, slots=True, repr=False)
class Checkpoint(Record):
    """The parameters just before one step, and what the network reads with them.

    `first_sample_activations` are those of each layer for the first sample of the
    training; `test_predictions` the classes read for the samples kept back.
    """

    step: int
    weights: Annotated[tuple[Weights, ...], PerLayer]
    biases: Annotated[tuple[Biases, ...], PerLayer]
    first_sample_activations: Annotated[tuple[FirstSample, ...], PerLayer]
    test_predictions: Annotated[Indices, Axes("unseen"), Below("classes")]


@dataclass(frozen=True, slots=True, repr=False)
class DataFacts(Record):
    """What a picture says about the data; the samples of a step are in its record.

    `points` are rows of the training set by which data of one or two features can be
    drawn: all, or of many some that are evenly far apart; none of other data.
    """

    name: str
    classes: tuple[str, ...]
    features: tuple[str, ...]
    image: tuple[int, int] | None  # rows, columns
    train_size: int
    test_size: int
    points: Annotated[Indices, Axes("points"), Below("train_size")]
    point_inputs: Annotated[Signals, Axes("points", "inputs")]
    point_targets: Annotated[Signals, Axes("points", "outputs")]
