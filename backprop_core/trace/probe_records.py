"""What probes leave behind in a trace: the type of each one's value, by its name.

First those about trainings, then those about single steps; those that ask the same
again and again are in `learning_records`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeAlias

import numpy as np

from backprop_core.shapes import (
    Axes,
    Biases,
    Indices,
    PerLayer,
    Products,
    Signals,
    Vector,
    Weights,
    read_only,
)
from backprop_core.trace.display import Record
from backprop_core.trace.learning_records import LEARNING_RECORDS, Optimizers
from backprop_core.trace.records import Counts, Points, Read, Recorded

LayerPoints: TypeAlias = Annotated[Signals, Axes("points", "layers")]
Reached: TypeAlias = Annotated[Signals, Axes("points", "units")]
Columns: TypeAlias = Annotated[Vector, Axes("columns")]
Rows: TypeAlias = Annotated[Vector, Axes("rows")]
PerSample: TypeAlias = Annotated[Vector, Axes("samples")]
InLayers: TypeAlias = Annotated[Vector, Axes("layers")]


@dataclass(frozen=True, slots=True, repr=False)
class Curve(Record):
    """The cost over the whole training set after so many updates.

    It ends early where the cost is not finite: `diverged` names the number of updates
    there, None if all is well.
    """

    steps: Counts  # updates made before
    epochs: Points  # passes over the training set made before
    costs: Points  # C̄ = 1/N Σₙ Cₙ
    diverged: int | None


@dataclass(frozen=True, slots=True, repr=False)
class Landscape(Record):
    """The cost over the training set on a plane, and the path across it.

    Point (x, y) of the plane is `origin` + x `directions[0]` + y `directions[1]`, a
    vector of all parameters: layer by layer, weights (unit by unit) before biases.
    """

    origin: Annotated[Vector, Axes("parameters")]  # the end of the path
    directions: Annotated[Weights, Axes(2, "parameters")]  # of length 1, at 90°
    explained: float  # share of the path's squared distances that the plane holds
    steps: Counts  # of the path's points: the checkpoints of the trace
    path: Annotated[Signals, Axes("points", 2)]  # where they fall on the plane
    path_costs: Points  # their true cost, which need not be that of the plane below
    horizontal: Columns  # x of the grid's columns
    vertical: Rows  # y of its rows
    costs: Annotated[Signals, Axes("rows", "columns")]


@dataclass(frozen=True, slots=True, repr=False)
class LearningRates(Record):
    """The cost over the training set with each rate, from the same start.

    The smaller one is the largest of those tried that gains less than half of what the
    run's rate gains in as many updates, the larger one the smallest such. If none does,
    they are the last ones tried, and `is_too_small` or `is_too_large` is false.
    """

    rates: Annotated[Vector, Axes(3)]  # the smaller one, the run's, the larger one
    curves: tuple[Curve, ...]
    is_too_small: bool
    is_too_large: bool


@dataclass(frozen=True, slots=True, repr=False)
class BatchSizes(Record):
    """The cost over the training set with each batch size, from the same start.

    Sizes that are the same stand there once: a set of one sample has one size. All go
    over the set equally often; those with few updates go on until they made 100.
    """

    sizes: Indices  # samples in an update, ascending
    curves: tuple[Curve, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Norms(Record):
    """How large the error and the gradient are in each layer, `layers[0]` first.

    Over the whole training set, as in the record of an epoch. It ends early where the
    cost is not finite.
    """

    activation: str  # of the hidden layers
    steps: Counts  # updates made before
    costs: Points
    delta_norms: LayerPoints  # ‖δₙ‖, the mean over the samples
    gradient_norms: LayerPoints  # ‖∂C/∂W‖
    weight_norms: LayerPoints  # ‖W‖
    unit_deltas: LayerPoints  # √ of the mean of δ² over samples and units
    # the share of the samples whose δ in a unit is not 0
    reached: Annotated[tuple[Reached, ...], PerLayer]

    @property
    def factors(self) -> Signals:
        """(points, layers − 1): `unit_deltas` of a layer over those one layer on."""
        return _quotients(self.unit_deltas[:, :-1], self.unit_deltas[:, 1:])

    @property
    def relative_gradients(self) -> Signals:
        """(points, layers): ‖∂C/∂W‖ / ‖W‖."""
        return _quotients(self.gradient_norms, self.weight_norms)

    @property
    def unreached(self) -> Indices:
        """(points,): how many hidden units no sample reaches with a δ."""
        none = [(layer == 0).sum(axis=1) for layer in self.reached[:-1]]
        return read_only(np.sum(none, axis=0, dtype=np.intp))


def _quotients(above: Signals, below: Signals) -> Signals:
    """One over the other; 0 where that is nothing."""
    return read_only(np.divide(above, below, out=np.zeros_like(above), where=below > 0))


@dataclass(frozen=True, slots=True, repr=False)
class ReluTwin(Record):
    """The run's own norms beside those of its twin."""

    own: Norms
    twin: Norms


@dataclass(frozen=True, slots=True, repr=False)
class MapCheckpoint(Record):
    """What is answered everywhere, just before one step; rows go with `vertical`."""

    step: int
    outputs: Annotated[Products, Axes("rows", "columns", "outputs")]  # activations
    predictions: Annotated[Indices, Axes(None, None)]  # classes, empty without any


@dataclass(frozen=True, slots=True, repr=False)
class DecisionMap(Record):
    """The answers over the two inputs, at each checkpoint of the trace.

    Inputs are those that the network gets, after the scaling of [data].
    """

    horizontal: Columns  # values of the first input
    vertical: Rows  # values of the second input
    checkpoints: tuple[MapCheckpoint, ...]


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
    """The samples of one step once more, with parameters from after it, or the last.

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


PROBE_RECORDS: Mapping[str, type[Any]] = {
    "nudge": Nudge,
    "stale_deltas": StaleDeltas,
    "second_pass": SecondPass,
    "last_pass": SecondPass,
    "landscape": Landscape,
    "learning_rates": LearningRates,
    "batch_sizes": BatchSizes,
    "optimizers": Optimizers,
    "sample_gradients": BatchGradients,
    "sample_costs": SampleCosts,
    "relu_twin": ReluTwin,
    "decision_map": DecisionMap,
    **LEARNING_RECORDS,
}
