"""What each sample of the training set costs at a step, as a histogram with its mean.

C̄ = 1/N Σₙ Cₙ    over the whole set, with the parameters from before the update
"""

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.losses import sample_losses
from backprop_core.metrics import blocks
from backprop_core.model import Model
from backprop_core.network import joined
from backprop_core.probes.probe import Probe, first_steps
from backprop_core.shapes import Vector
from backprop_core.trace.records import Recorded, StepRecord
from backprop_core.trace.step_probe_records import CostHistogram, SampleCosts
from backprop_core.trace.trace import Trace

BINS = 30
_NARROWEST = BINS * float(np.finfo(float).tiny)


def sample_costs(trace: Trace, dataset: Dataset) -> SampleCosts:
    """The costs of the training set in the first 100 recorded steps.

    Cost: one forward pass of the set for each step, at most 5 ms for a step of the
    digits; 62 numbers of each are kept, however large the set is.
    """
    model, steps = Model.of(trace.run), first_steps(trace).items()
    return SampleCosts(
        Recorded(
            "step",
            {index: _histogram(_costs(model, step, dataset)) for index, step in steps},
        )
    )


def _costs(model: Model, step: StepRecord, dataset: Dataset) -> Vector:
    """Cₙ of every sample of the training set, block by block."""
    vector = joined(
        [layer.weights for layer in step.layers],
        [layer.biases for layer in step.layers],
    )
    parameters, found = model.partition.split(vector), []
    for block in blocks(len(dataset.inputs)):
        forward = model.forward(parameters, dataset.inputs[block])
        terms = model.loss_terms(forward, dataset.targets[block])
        found.append(sample_losses(terms))
    return np.concatenate(found)


def _histogram(costs: Vector) -> CostHistogram:
    """Evenly wide bins from the least to the largest of the costs that are finite."""
    finite = costs[np.isfinite(costs)]
    least, most = (float(finite.min()), float(finite.max())) if len(finite) else (0, 0)
    # Of a range as narrow as numbers get, no bin has a width.
    if most - least <= max(_NARROWEST, 1e-9 * most):
        least, most = 0.0, 2 * most if most > _NARROWEST else 1.0
    counts, edges = np.histogram(finite, bins=BINS, range=(least, most))
    return CostHistogram(counts.astype(np.intp), edges, float(costs.mean()))


SAMPLE_COSTS = Probe("sample_costs", sample_costs)
