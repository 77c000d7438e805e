"""The functions a training is made of, picked once from the registries."""

from dataclasses import dataclass

from backprop_core import backprop
from backprop_core.activations import ACTIVATIONS, Activation
from backprop_core.backprop import Backward, Forward
from backprop_core.losses import LOSSES, Loss
from backprop_core.network import Parameters, Partition, joined
from backprop_core.optimizers import OPTIMIZERS, Memory, Optimizer
from backprop_core.shapes import Biases, Signals, Vector, Weights
from backprop_core.spec import RunSpec


@dataclass(slots=True)
class Update:
    """Everything that one step computed, layer by layer, and where it led."""

    forward: Forward
    backward: Backward
    weight_gradients: list[Weights]
    bias_gradients: list[Biases]
    change: Vector  # of all the parameters, joined
    parameters: Parameters  # after the update
    memory: Memory  # of the optimiser, after the update


@dataclass(frozen=True, slots=True)
class Model:
    """Activations, loss, optimiser and learning rate of one run."""

    activations: tuple[Activation, ...]
    loss: Loss
    optimizer: Optimizer
    learning_rate: float
    partition: Partition

    @classmethod
    def of(cls, run: RunSpec) -> "Model":
        """The functions that a run names."""
        architecture = run.network.architecture
        return cls(
            tuple(ACTIVATIONS[name] for name in architecture.activations),
            LOSSES[run.training.loss],
            OPTIMIZERS[run.training.optimizer],
            run.training.learning_rate,
            Partition.of(architecture),
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
        self, parameters: Parameters, memory: Memory, inputs: Signals, targets: Signals
    ) -> Update:
        """One step: forward, backward, gradients, change; what was is not touched."""
        forward = self.forward(parameters, inputs)
        backward = self.backward(parameters, forward, targets)
        weights, biases = backprop.gradients(forward, backward)
        change, memory = self.optimizer.update(
            joined(weights, biases), memory, self.learning_rate
        )
        after = self.partition.split(parameters.vector + change)
        return Update(forward, backward, weights, biases, change, after, memory)
