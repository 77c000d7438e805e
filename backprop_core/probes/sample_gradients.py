"""The gradients of the single samples of a batch, and how far they agree.

gₙ            the gradient of sample n over all weights and biases
g = 1/B Σₙ gₙ    the gradient that the step goes by
"""

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.probes.probe import Probe, first_steps
from backprop_core.trace.records import Recorded, StepRecord
from backprop_core.trace.step_probe_records import BatchGradients, SampleGradients
from backprop_core.trace.trace import Trace


def sample_gradients(trace: Trace, dataset: Dataset) -> BatchGradients:
    """The gradients in the first 100 recorded steps.

    No gₙ is written out: its products follow from its deltas and activations.
    Cost: one pass over the batch for each step, at most 2 ms for a step of the digits.
    """
    steps = first_steps(trace).items()
    return BatchGradients(
        Recorded("step", {index: _of_samples(step) for index, step in steps})
    )


def _of_samples(step: StepRecord) -> SampleGradients:
    layers, thread = step.layers, step.focus
    inputs = (thread.input, *thread.units)
    rows = zip(layers, thread.units, inputs, strict=False)
    weights = np.stack([each.deltas[:, k] * each.inputs[:, j] for each, k, j in rows])
    squares, products, mean_square = np.zeros(len(step.inputs)), 0.0, 0.0
    for each in layers:
        # ‖δ aᵀ‖² = ‖δ‖² ‖a‖², and 1 more than ‖a‖² with the bias.
        length = (each.inputs**2).sum(axis=1) + 1
        squares = squares + (each.deltas**2).sum(axis=1) * length
        along = each.inputs @ each.weight_gradient.T + each.bias_gradient
        products = products + (each.deltas * along).sum(axis=1)
        mean_square += float((each.weight_gradient**2).sum())
        mean_square += float((each.bias_gradient**2).sum())
    norms = np.sqrt(squares)
    size = norms * np.sqrt(mean_square)
    cosines = np.divide(products, size, out=np.zeros_like(norms), where=size > 0)
    return SampleGradients(
        np.ascontiguousarray(weights.T),
        weights.mean(axis=1),
        norms,
        float(np.sqrt(mean_square)),
        np.clip(cosines, -1.0, 1.0),
    )


SAMPLE_GRADIENTS = Probe("sample_gradients", sample_gradients)
