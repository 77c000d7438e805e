"""The usual mistake: hidden deltas from weights that were already updated.

δˡ = (δˡ⁺¹ (W + ΔW)ˡ⁺¹) ⊙ f′(zˡ)    instead of Wˡ⁺¹, from before the update
"""

import numpy as np

from backprop_core.backprop import collected_deltas, deltas
from backprop_core.data.datasets import Dataset
from backprop_core.probes.probe import Probe, first_steps
from backprop_core.shapes import Signals
from backprop_core.trace.records import Recorded, StepRecord
from backprop_core.trace.step_probe_records import StaleDeltas, StaleStep
from backprop_core.trace.trace import Trace


def stale_deltas(trace: Trace, dataset: Dataset) -> StaleDeltas:
    """The mistake in the first 100 recorded steps; the weights after are the step's.

    Cost: one backward pass of the batch for each step, at most 2 ms for a step of the
    digits.
    """
    steps = first_steps(trace).items()
    return StaleDeltas(
        Recorded("step", {index: _stale_step(step) for index, step in steps})
    )


def _stale_step(step: StepRecord) -> StaleStep:
    layers = step.layers
    wrong = [layers[-1].deltas.copy()]
    for layer, after in zip(layers[-2::-1], layers[:0:-1], strict=True):
        collected = collected_deltas(wrong[-1], after.weights_after)
        wrong.append(deltas(collected, layer.slopes))
    wrong.reverse()
    gradients = [
        each.T @ layer.inputs / len(each)
        for each, layer in zip(wrong, layers, strict=True)
    ]
    errors = [
        _relative(each, layer.deltas) for each, layer in zip(wrong, layers, strict=True)
    ]
    return StaleStep(tuple(wrong), tuple(gradients), np.array(errors))


def _relative(wrong: Signals, right: Signals) -> float:
    """‖wrong − right‖ / ‖right‖, and 0 where nothing is wrong."""
    size, error = np.linalg.norm(right), np.linalg.norm(wrong - right)
    return float(error / size) if error else 0.0


STALE_DELTAS = Probe("stale_deltas", stale_deltas)
