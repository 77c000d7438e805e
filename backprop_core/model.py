"""The functions a training is made of, picked once from the registries."""

from collections.abc import Sequence
from dataclasses import dataclass

from backprop_core import backprop
from backprop_core.activations import ACTIVATIONS, Activation
from backprop_core.backprop import Backward, Forward
from backprop_core.losses import LOSSES, Loss
from backprop_core.network import Parameters
from backprop_core.optimizers import NO_MEMORY, OPTIMIZERS, Memory, Optimizer
from backprop_core.shapes import Signals, Weights
from backprop_core.spec import RunSpec


@dataclass(frozen=True, slots=True)
class Model:
    """Activations, loss, optimiser and learning rate of one run."""

    activations: tuple[Activation, ...]
    loss: Loss
    optimizer: Optimizer
    learning_rate: float

    @classmethod
    def of(cls, run: RunSpec) -> "Model":
        """The functions that a run names."""
        names = run.network.architecture.activations
        return cls(
            tuple(ACTIVATIONS[name] for name in names),
            LOSSES[run.training.loss],
            OPTIMIZERS[run.training.optimizer],
            run.training.learning_rate,
        )

    def forward(self, parameters: Parameters, inputs: Signals) -> Forward:
        """Sums and activations of every layer."""
        return backprop.forward_pass(parameters, self.activations, inputs)

    def backward(
        self, parameters: Parameters, forward: Forward, targets: Signals
    ) -> Backward:
        """Slopes, ∂C/∂a and δ of every layer."""
        gradient = self.loss.gradient(forward.activations[-1], targets)
        return backprop.backward_pass(parameters, self.activations, forward, gradient)

    def update(
        self,
        parameters: Parameters,
        memories: "Memories",
        inputs: Signals,
        targets: Signals,
    ) -> "Update":
        """One step: forward, backward, gradients, updates; nothing is changed."""
        forward = self.forward(parameters, inputs)
        backward = self.backward(parameters, forward, targets)
        weight_gradients = [
            backprop.weight_gradient(deltas, values)
            for deltas, values in zip(
                backward.deltas, forward.activations[:-1], strict=True
            )
        ]
        bias_gradients = [backprop.bias_gradient(each) for each in backward.deltas]
        weight_updates, weight_memory = self._updates(
            weight_gradients, memories.weights
        )
        bias_updates, bias_memory = self._updates(bias_gradients, memories.biases)
        return Update(
            forward,
            backward,
            weight_gradients,
            bias_gradients,
            weight_updates,
            bias_updates,
            parameters.moved(weight_updates, bias_updates),
            Memories(weight_memory, bias_memory),
        )

    def _updates(
        self, gradients: Sequence[Weights], memories: Sequence[Memory]
    ) -> tuple[list[Weights], list[Memory]]:
        """What the optimiser makes of the gradients, and what it remembers."""
        made = [
            self.optimizer.update(gradient, memory, self.learning_rate)
            for gradient, memory in zip(gradients, memories, strict=True)
        ]
        return [update for update, _ in made], [memory for _, memory in made]


@dataclass(slots=True)
class Memories:
    """What the optimiser keeps for the weights and the biases of each layer."""

    weights: Sequence[Memory]
    biases: Sequence[Memory]

    @classmethod
    def empty(cls, layers: int) -> "Memories":
        """What is remembered before the first step: nothing."""
        return cls([NO_MEMORY] * layers, [NO_MEMORY] * layers)


@dataclass(slots=True)
class Update:
    """Everything that one step computed, layer by layer, and where it led."""

    forward: Forward
    backward: Backward
    weight_gradients: list[Weights]
    bias_gradients: list[Weights]
    weight_updates: list[Weights]
    bias_updates: list[Weights]
    parameters: Parameters  # after the update
    memories: Memories
