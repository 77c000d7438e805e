"""Forward and backward pass, one function per equation.

zˡ = aˡ⁻¹ Wˡᵀ + bˡ               weighted sums
aˡ = f(zˡ)                       activations
δᴸ = ∂C/∂aᴸ ⊙ f′(zᴸ)             error at the output
∂C/∂aˡ = δˡ⁺¹ Wˡ⁺¹               every unit collects wₖⱼ δₖ
δˡ = ∂C/∂aˡ ⊙ f′(zˡ)             error one layer back
∂C/∂Wˡ = (δˡ / B)ᵀ aˡ⁻¹          weight gradient, mean over the batch
∂C/∂bˡ = Σₙ δˡₙ / B              bias gradient, mean over the batch

Rows are samples. Row n of δ is ∂Cₙ/∂z of that sample's own loss. Where each output
depends on all the sums (softmax), f′ is the Jacobian and δⱼ = Σₖ ∂C/∂aₖ ∂aₖ/∂zⱼ.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backprop_core.activations import Activation
from backprop_core.network import Parameters
from backprop_core.shapes import Biases, Products, Signals, Slopes, Weights


@dataclass(slots=True)
class Forward:
    """What the forward pass leaves behind; `activations[0]` are the inputs."""

    sums: list[Signals]  # z of each layer
    activations: list[Signals]  # a of the input, then of each layer


@dataclass(slots=True)
class Backward:
    """What the backward pass leaves behind; what follows from it is not kept."""

    collected: list[Signals]  # ∂C/∂a of each hidden layer
    deltas: list[Signals]  # ∂C/∂z of each layer


def weighted_sums(inputs: Signals, weights: Weights, biases: Biases) -> Signals:
    """zˡ = aˡ⁻¹ Wˡᵀ + bˡ."""
    return inputs @ weights.T + biases


def deltas(activation_gradient: Signals, slopes: Slopes) -> Signals:
    """δˡ = ∂C/∂aˡ ⊙ f′(zˡ)."""
    return activation_gradient * slopes


def joint_deltas(activation_gradient: Signals, jacobian: Slopes) -> Signals:
    """δⱼ = Σₖ ∂C/∂aₖ ∂aₖ/∂zⱼ: the sum zⱼ moves every activation."""
    return (activation_gradient[:, None, :] @ jacobian)[:, 0, :]


def collected_deltas(next_deltas: Signals, next_weights: Weights) -> Signals:
    """∂C/∂aˡ = δˡ⁺¹ Wˡ⁺¹: unit j collects wₖⱼ δₖ from every unit k that it fed."""
    return next_deltas @ next_weights


def weight_gradient(deltas: Signals, inputs: Signals) -> Weights:
    """∂C/∂Wˡ = (δˡ / B)ᵀ aˡ⁻¹: the mean over the batch."""
    return (deltas / len(deltas)).T @ inputs


def bias_gradient(deltas: Signals) -> Biases:
    """∂C/∂bˡ = Σₙ δˡₙ / B: the mean over the batch."""
    return np.add.reduce(deltas / len(deltas))


def weighted_inputs(weights: Weights, inputs: Signals) -> Products:
    """wₖⱼ aⱼ for every sample n, unit k and input j: the summands of z."""
    return weights[None, :, :] * inputs[:, None, :]


def returned(deltas: Signals, weights: Weights) -> Products:
    """δₖ wₖⱼ for every sample n, unit k and input j: what flows back to unit j."""
    return deltas[:, :, None] * weights[None, :, :]


def forward_pass(
    parameters: Parameters, activations: Sequence[Activation], inputs: Signals
) -> Forward:
    """Sums and activations of every layer, from the inputs to the outputs."""
    passed = Forward([], [inputs])
    layers = zip(parameters.weights, parameters.biases, activations, strict=True)
    for weights, biases, activation in layers:
        sums = weighted_sums(passed.activations[-1], weights, biases)
        passed.sums.append(sums)
        passed.activations.append(activation.value(sums))
    return passed


def backward_pass(
    parameters: Parameters,
    activations: Sequence[Activation],
    forward: Forward,
    output_deltas: Signals,
) -> Backward:
    """∂C/∂a of the hidden layers and δ of every layer, from the outputs back.

    `output_deltas` are δ of the outputs; the weights are those of the forward pass,
    from before any update.
    """
    collected: list[Signals] = []
    errors = [output_deltas]
    for layer in range(len(activations) - 2, -1, -1):
        sums, values = forward.sums[layer], forward.activations[layer + 1]
        slopes = activations[layer].slope(sums, values)
        gradient = collected_deltas(errors[-1], parameters.weights[layer + 1])
        collected.append(gradient)
        errors.append(deltas(gradient, slopes))
    return Backward(collected[::-1], errors[::-1])


def gradients(forward: Forward, backward: Backward, out: Parameters) -> None:
    """∂C/∂W and ∂C/∂b of every layer, means over the batch, written to `out`."""
    layers = zip(backward.deltas, forward.activations, strict=False)
    for number, (errors, inputs) in enumerate(layers):
        out.weights[number][:] = weight_gradient(errors, inputs)
        out.biases[number][:] = bias_gradient(errors)
