"""The functions a training is made of, picked once from the registries."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from backprop_core import backprop
from backprop_core.activations import ACTIVATIONS, Activation
from backprop_core.backprop import Backward, Forward
from backprop_core.losses import Loss, loss_of
from backprop_core.network import Parameters, Partition, frozen_entries, joined
from backprop_core.optimizers import OPTIMIZERS, Memory, Optimizer
from backprop_core.shapes import Signals, Slopes, Vector
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.records import Checkpoint

# Numbers of the Jacobians that are there at a time: 8 MB, or those of one sample.
MOST_ENTRIES = 1_000_000


@dataclass(slots=True)
class Update:
    """What one step computed, layer by layer; the change follows from it."""

    forward: Forward
    backward: Backward
    gradient: Vector  # ∂C/∂θ of all the parameters, joined
    memory: Memory  # of the optimiser, what the change is made from


@dataclass(frozen=True, slots=True)
class Model:
    """Activations, loss, optimiser and learning rate of one run.

    `frozen` marks the entries of the joined parameters that no step changes; None if
    all of them learn.
    """

    activations: tuple[Activation, ...]
    loss: Loss
    optimizer: Optimizer
    learning_rate: float
    partition: Partition
    frozen: NDArray[np.bool_] | None = None

    @classmethod
    def of(cls, run: RunSpec) -> "Model":
        """The functions that a run names."""
        architecture = run.network.architecture
        return cls(
            tuple(ACTIVATIONS[name] for name in architecture.activations),
            loss_of(run.training.loss, architecture.output),
            OPTIMIZERS[run.training.optimizer],
            run.training.learning_rate,
            Partition.of(architecture),
            frozen_entries(run.training.freeze, architecture),
        )

    def parameters(self, checkpoint: Checkpoint) -> Parameters:
        """What a checkpoint wrote down."""
        vector = joined(checkpoint.weights, checkpoint.biases)
        return self.partition.split(vector)

    def answers(self, parameters: Parameters, inputs: Signals) -> Signals:
        """The activations of the outputs."""
        return self.forward(parameters, inputs).activations[-1]

    def forward(self, parameters: Parameters, inputs: Signals) -> Forward:
        """Sums and activations of every layer."""
        return backprop.forward_pass(parameters, self.activations, inputs)

    def loss_terms(self, forward: Forward, targets: Signals) -> Signals:
        """What each output adds to the loss of each sample."""
        return self.loss.terms(forward.sums[-1], forward.activations[-1], targets)

    def output_gradient(self, forward: Forward, targets: Signals) -> Signals:
        """∂C/∂a of the outputs."""
        return self.loss.gradient(forward.sums[-1], forward.activations[-1], targets)

    def output_deltas(self, forward: Forward, targets: Signals) -> Signals:
        """δ of the outputs: by the loss's shorter form, else the product itself."""
        sums, values = forward.sums[-1], forward.activations[-1]
        if self.loss.deltas is not None:
            return self.loss.deltas(sums, values, targets)
        output = self.activations[-1]
        gradient = self.loss.gradient(sums, values, targets)
        if output.is_joint:
            return joint_output_deltas(output, gradient, sums, values)
        return backprop.deltas(gradient, output.slope(sums, values))

    def backward(
        self, parameters: Parameters, forward: Forward, targets: Signals
    ) -> Backward:
        """∂C/∂a of the hidden layers and δ of every layer."""
        errors = self.output_deltas(forward, targets)
        return backprop.backward_pass(parameters, self.activations, forward, errors)

    def slopes(self, forward: Forward) -> list[Slopes]:
        """∂a/∂z of every layer."""
        values = forward.activations[1:]
        layers = zip(self.activations, forward.sums, values, strict=True)
        return [each.slope(sums, signals) for each, sums, signals in layers]

    def update(
        self,
        parameters: Parameters,
        memory: Memory,
        inputs: Signals,
        targets: Signals,
        room: Parameters | None = None,
    ) -> Update:
        """One step: forward, backward, gradients; what was is not touched.

        The gradient is written to `room` where there is one, whatever that held.
        """
        forward = self.forward(parameters, inputs)
        backward = self.backward(parameters, forward, targets)
        room = room or self.room()
        backprop.gradients(forward, backward, room)
        gradient = room.vector
        memory = self.optimizer.memory(gradient, memory, self.learning_rate)
        return Update(forward, backward, gradient, memory)

    def room(self) -> Parameters:
        """Room for the gradient of every weight and bias; it holds nothing yet."""
        return self.partition.split(np.empty(self.partition.size))

    def change(self, gradient: Vector, memory: Memory) -> Vector:
        """What a step adds to the parameters; nothing to the frozen ones."""
        change = self.optimizer.update(gradient, memory, self.learning_rate)
        return change if self.frozen is None else np.where(self.frozen, 0.0, change)


def joint_output_deltas(
    output: Activation, gradient: Signals, sums: Signals, values: Signals
) -> Signals:
    """δⱼ = Σₖ ∂C/∂aₖ ∂aₖ/∂zⱼ for every sample, some samples at a time.

    Which samples go together changes no digit: each has a Jacobian of its own.
    """
    count, units = values.shape
    size, deltas = max(1, MOST_ENTRIES // units**2), np.empty_like(values)
    for begin in range(0, count, size):
        some = slice(begin, begin + size)
        jacobian = output.slope(sums[some], values[some])
        deltas[some] = backprop.joint_deltas(gradient[some], jacobian)
    return deltas
