"""What probes about single steps leave behind in a trace."""

from dataclasses import dataclass
from typing import Annotated, TypeAlias

import numpy as np

from backprop_core.shapes import (
    Axes,
    Biases,
    Indices,
    PerLayer,
    Signals,
    Vector,
    Weights,
    read_only,
)
from backprop_core.trace.display import Record
from backprop_core.trace.records import Read, Recorded

PerSample: TypeAlias = Annotated[Vector, Axes("samples")]
InLayers: TypeAlias = Annotated[Vector, Axes("layers")]


@dataclass(frozen=True, slots=True, repr=False)
class Pushes(Record):
    """A push in every layer, `layers[0]` first, beside what backpropagation says."""

    units: Annotated[Indices, Axes("layers")]
    costs: Annotated[Signals, Axes("layers", 3)]  # pushed by −ε, by nothing, by +ε
    gradients: InLayers  # by backpropagation
    epsilon: float

    @property
    def step(self) -> float:
        """2ε: from one end of a push to the other."""
        return 2 * self.epsilon

    @property
    def differences(self) -> Vector:
        """C(x + ε) − C(x − ε), in each layer."""
        return read_only(self.costs[:, 2] - self.costs[:, 0])

    @property
    def slopes(self) -> Vector:
        """(C(x + ε) − C(x − ε)) / 2ε, measured in each layer."""
        return read_only(self.differences / self.step)

    @property
    def gaps(self) -> Vector:
        """(layers,): how far what is measured lies from backpropagation."""
        return read_only(np.abs(self.slopes - self.gradients))


@dataclass(frozen=True, slots=True, repr=False)
class NudgedStep(Record):
    """The pushes of one step, along its thread.

    A sum is pushed for the thread's sample alone and moves the loss Cₙ of that sample;
    a weight or a bias moves C, the mean over the batch. `quiet` pushes the sum with
    the smallest |δ| of each layer. The weights are those into the thread's units: from
    the unit before it on the thread, in `layers[0]` from the thread's input.
    `spread` is how far each activation of the thread's sample moves, for each 1 that
    the weight of `focus.early` does: (a(w + ε) − a(w − ε)) / 2ε, 0 before that layer.
    """

    sums: Pushes
    quiet: Pushes
    weights: Pushes
    biases: Pushes
    spread: Annotated[tuple[Biases, ...], PerLayer]


@dataclass(frozen=True, slots=True, repr=False)
class Nudge(Record):
    """What ±ε did, for each step that was looked at."""

    epsilon: float
    steps: Recorded[NudgedStep]

    @property
    def slope(self) -> float:
        """The slope measured at the output where the first step's thread begins."""
        return float(self._first.slopes[-1])

    @property
    def delta(self) -> float:
        """δ of that output, by backpropagation."""
        return float(self._first.gradients[-1])

    @property
    def _first(self) -> Pushes:
        return self.steps[min(self.steps, default=0)].sums


@dataclass(frozen=True, slots=True, repr=False)
class StaleStep(Record):
    """Deltas and gradients of one step with the mistake, `layers[0]` first.

    The right ones are those of the step itself; at the outputs both are the same.
    """

    deltas: Annotated[tuple[Signals, ...], PerLayer]
    weight_gradients: Annotated[tuple[Weights, ...], PerLayer]
    errors: InLayers  # ‖wrong δ − right δ‖ / ‖right δ‖; 0 where both are 0


@dataclass(frozen=True, slots=True, repr=False)
class StaleDeltas(Record):
    """The mistake, for each step that was looked at."""

    steps: Recorded[StaleStep]


@dataclass(frozen=True, slots=True, repr=False)
class CostHistogram(Record):
    """How many samples of the training set cost how much just before one step.

    Bin b holds the costs from `edges[b]` to `edges[b + 1]`, the last one both included;
    one that is not finite is in none. The bins go from the least to the largest cost;
    where all cost the same, from 0 to twice that. `mean` is that of all samples.
    """

    counts: Annotated[Indices, Axes("bins")]
    edges: Annotated[Vector, Axes("edges")]  # one more
    mean: float  # C̄ = 1/N Σₙ Cₙ


@dataclass(frozen=True, slots=True, repr=False)
class SampleCosts(Record):
    """The costs of the training set, for each step that was looked at."""

    steps: Recorded[CostHistogram]


@dataclass(frozen=True, slots=True, repr=False)
class SampleGradients(Record):
    """The gradients of the samples of one step; rows are those of the batch."""

    # ∂Cₙ/∂w of the thread's weight in each layer
    weights: Annotated[Signals, Axes("samples", "layers")]
    mean: InLayers  # their mean: ∂C/∂w
    norms: PerSample  # ‖gₙ‖
    mean_norm: float  # ‖g‖
    cosines: PerSample  # gₙ · g / ‖gₙ‖ ‖g‖; 0 where one of them is 0


@dataclass(frozen=True, slots=True, repr=False)
class BatchGradients(Record):
    """The gradients of the samples, for each step that was looked at."""

    steps: Recorded[SampleGradients]


@dataclass(frozen=True, slots=True, repr=False)
class SecondPassStep(Record):
    """The samples of one step once more, with the weights and biases from after it.

    `sent` are the products w a of the thread's sample alone, `layers[0]` first;
    `predictions` as in the record of the step.
    """

    activations: Annotated[tuple[Signals, ...], PerLayer]
    sent: Annotated[tuple[Weights, ...], PerLayer]
    sample_losses: PerSample
    predictions: Read


@dataclass(frozen=True, slots=True, repr=False)
class SecondPass(Record):
    """The samples once more, for each step that was looked at."""

    steps: Recorded[SecondPassStep]
