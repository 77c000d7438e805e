"""What a run says of the form of its trace: which records it has, and their sizes."""

from collections.abc import Mapping
from itertools import zip_longest
from typing import Any

import numpy as np

from backprop_core.activations import ACTIVATIONS
from backprop_core.optimizers import NO_MEMORY, OPTIMIZERS
from backprop_core.schedule import Schedule
from backprop_core.shapes import Axes
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.record_walk import Sizes
from backprop_core.trace.recording import Recording
from backprop_core.trace.records import DataFacts


def sizes_of(run: RunSpec, data: DataFacts) -> Sizes:
    """How long the axes of a trace's arrays are, in all and for each layer."""
    network = run.network.architecture
    layers = [
        {"units": units, "inputs": inputs, "sums": units if joint else None}
        for (units, inputs), joint in zip(
            network.shapes,
            (ACTIVATIONS[name].is_joint for name in network.activations),
            strict=True,
        )
    ]
    return {
        "inputs": network.layers[0],
        "outputs": network.layers[-1],
        "layers": len(layers),
        "layer_sizes": layers,
        "memory": _memory_axes(run.training.optimizer),
        "train_size": data.train_size,
        "classes": len(data.classes),
        "unseen": data.test_size if data.classes else 0,
    }


def step_sizes(sizes: Sizes, schedule: Schedule, batch_index: int) -> Sizes:
    """The same with those of one step: how many samples, and how many are read."""
    count = schedule.batch_length(batch_index)
    return {**sizes, "samples": count, "read": count if sizes["classes"] else 0}


def _memory_axes(optimizer: str) -> Mapping[str, Axes]:
    """What each layer's part of an optimiser's memory is called, and its axes."""
    memory = OPTIMIZERS[optimizer].memory(np.zeros(2), NO_MEMORY, 1.0)
    axes = {}
    for name, vector in memory.items():
        if len(vector) > 1:
            axes[f"weight_{name}"] = Axes("units", "inputs")
            axes[f"bias_{name}"] = Axes("units")
        else:
            axes[name] = Axes(1)
    return axes


def check_recorded(recording: Recording, last: int, found: Mapping[str, Any]) -> None:
    """Raises ValueError unless what was written down is what was asked for.

    `found` are the numbers of the steps and checkpoints and the names of the probes,
    `last` is how many updates were made.
    """
    asked = range(last) if recording.steps == "all" else sorted(set(recording.steps))
    checkpoints = [step for step in sorted(set(recording.checkpoints)) if step < last]
    if recording.whole or last in recording.checkpoints:
        checkpoints.append(last)
    wanted = {
        "steps": (step for step in asked if step < last),
        "checkpoints": checkpoints,
        "probes": sorted(recording.probes),
    }
    for name, each in wanted.items():
        # One by one: a file that was tampered with may ask for any number.
        if any(one != other for one, other in zip_longest(each, found[name])):
            raise ValueError(f"{name}: not those that the recording asks for")
