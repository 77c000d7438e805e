"""The same samples once more, right after the update: what the network answers now.

a′ = f(a′ (W + ΔW)ᵀ + b + Δb), layer by layer
"""

import numpy as np

from backprop_core.backprop import weighted_inputs
from backprop_core.data.datasets import Dataset
from backprop_core.losses import sample_losses
from backprop_core.metrics import classes_read
from backprop_core.model import Model
from backprop_core.network import joined
from backprop_core.probes.probe import Probe, first_steps
from backprop_core.shapes import read_only
from backprop_core.trace.records import Recorded, StepRecord
from backprop_core.trace.step_probe_records import SecondPass, SecondPassStep
from backprop_core.trace.trace import Trace


def second_pass(trace: Trace, dataset: Dataset) -> SecondPass:
    """The samples of the first 100 recorded steps, with the weights from after.

    Cost: one forward pass of the batch for each step, at most 1 ms for a step of the
    digits.
    """
    model = Model.of(trace.run)
    steps = first_steps(trace).items()
    return SecondPass(
        Recorded("step", {index: _again(model, step, dataset) for index, step in steps})
    )


def _again(model: Model, step: StepRecord, dataset: Dataset) -> SecondPassStep:
    layers, row = step.layers, [step.focus.sample]
    vector = joined(
        [each.weights_after for each in layers], [each.biases_after for each in layers]
    )
    forward = model.forward(model.partition.split(vector), step.inputs)
    signals = [step.inputs, *forward.activations[1:]]
    sent = [
        weighted_inputs(each.weights_after, inputs[row])[0]
        for each, inputs in zip(layers, signals, strict=False)
    ]
    return SecondPassStep(
        tuple(np.array(each) for each in signals[1:]),
        tuple(np.array(each) for each in sent),
        np.array(sample_losses(model.loss_terms(forward, step.targets))),
        read_only(classes_read(signals[-1], dataset)),
    )


SECOND_PASS = Probe("second_pass", second_pass)
