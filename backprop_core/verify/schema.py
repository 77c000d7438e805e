"""The form of a trace: which types, shapes and ranges its fields have.

Looks at no field through another one, so it is cheap: a file is checked whenever it
is loaded. That the numbers follow from each other is for `validation`.
"""

from collections.abc import Iterator
from dataclasses import fields
from math import isfinite
from typing import Any, TypeAlias

import numpy as np

from backprop_core.activations import ACTIVATIONS
from backprop_core.optimizers import NO_MEMORY, OPTIMIZERS
from backprop_core.trace.recording import Recording
from backprop_core.trace.records import Checkpoint, EpochRecord, LayerRecord, StepRecord
from backprop_core.trace.trace import DataFacts, Trace

# What a field is called, its value, and the shape that it should have.
Shaped: TypeAlias = tuple[str, Any, tuple[int, ...]]

_HUGE = 2**63  # whole numbers are smaller
_SIGNALS = ("sums", "activations", "activation_gradient", "deltas")
_WHOLE_NUMBERS = ("samples", "predictions", "labels", "test_predictions")


def check_form(trace: Trace) -> None:
    """Raises ValueError that names the first field of a wrong type, shape or range."""
    if len(trace.network.layers) < 2:
        raise ValueError("run.network.layers: has no output layer")
    _check_recording(trace.recording)
    _check_data(trace.data)
    _check_recorded(trace)
    for index, step in trace.steps.items():
        _check_step(trace, step, f"steps[{index}]")
    for index, epoch in trace.epochs.items():
        _check_epoch(trace, epoch, f"epochs[{index}]")
    for number, checkpoint in enumerate(trace.checkpoints):
        _whole(checkpoint.step, f"checkpoints[{number}].step")
        for shaped in _checkpoint_arrays(trace, checkpoint):
            _check_array(shaped, f"checkpoints[{number}]")
        classes = len(trace.data.classes)
        path = f"checkpoints[{number}].test_predictions"
        _below(checkpoint.test_predictions, classes, path)


def _check_recording(recording: Recording) -> None:
    if recording.steps != "all":
        _all_whole(recording.steps, "recording.steps")
    _all_whole(recording.checkpoints, "recording.checkpoints")
    thread = recording.focus
    if thread.unit is not None:
        _all_whole(thread.unit, "recording.focus.unit")
        if len(thread.unit) != 2:
            raise ValueError("recording.focus.unit: is no layer and unit")
    if thread.input is not None:
        _whole(thread.input, "recording.focus.input")
    if not isinstance(recording.probes, tuple):
        raise ValueError("recording.probes: is no list")
    if type(recording.whole) is not bool:
        raise ValueError("recording.whole: is neither true nor false")


def _check_recorded(trace: Trace) -> None:
    """What was written down is what the recording asked for."""
    recording = trace.recording
    last = recording.last(updates(trace))
    if recording.steps == "all":
        # Compared by length first: a file that was tampered with may claim any number.
        is_whole = len(trace.steps) == last and list(trace.steps) == list(range(last))
    else:
        asked = [step for step in sorted(set(recording.steps)) if step < last]
        is_whole = list(trace.steps) == asked
    if not is_whole:
        raise ValueError("steps: not those that the recording asks for")
    checkpoints = [step for step in sorted(set(recording.checkpoints)) if step < last]
    checkpoints += [last] * (recording.whole or last in recording.checkpoints)
    if [checkpoint.step for checkpoint in trace.checkpoints] != checkpoints:
        raise ValueError("checkpoints: not those that the recording asks for")
    if set(trace.probes) != set(recording.probes):
        raise ValueError("probes: not those that the recording asks for")


def _check_data(data: DataFacts) -> None:
    texts = (data.name, *data.classes, *data.features)
    if not all(isinstance(each, str) for each in texts):
        raise ValueError("data: a name is no text")
    _whole(data.train_size, "data.train_size", least=1)
    _whole(data.test_size, "data.test_size")
    if data.image is not None:
        _all_whole(data.image, "data.image")
        if len(data.image) != 2:
            raise ValueError("data.image: is no rows and columns")


def _check_step(trace: Trace, step: StepRecord, path: str) -> None:
    """The values, the arrays and the thread of one step."""
    for name in ("index", "epoch", "batch_index"):
        _whole(getattr(step, name), f"{path}.{name}")
    for name in ("loss", "loss_after", "learning_rate"):
        _number(getattr(step, name), f"{path}.{name}")
    if len(step.layers) != len(trace.network.shapes):
        raise ValueError(f"{path}.layers: not as many as the network has")
    names = memory_names(trace.run.training.optimizer)
    if any(set(layer.optimizer_memory) != names for layer in step.layers):
        raise ValueError(f"{path}.layers: the optimizer_memory is not the optimiser's")
    for shaped in _step_arrays(trace, step):
        _check_array(shaped, path)
    _below(step.samples, trace.data.train_size, f"{path}.samples")
    for name in ("predictions", "labels"):
        _below(getattr(step, name), len(trace.data.classes), f"{path}.{name}")
    focus, sizes = step.focus, trace.network.layers
    stations = (focus.sample, focus.input, *focus.units)
    ends = (batch_length(trace, step.batch_index), *sizes)
    if len(stations) != len(ends) or not all(
        type(station) is int and 0 <= station < end
        for station, end in zip(stations, ends, strict=True)
    ):
        raise ValueError(f"{path}.focus: leads to what is not there")


def _check_epoch(trace: Trace, epoch: EpochRecord, path: str) -> None:
    """The values of one epoch; a loss may have run away."""
    _whole(epoch.index, f"{path}.index")
    _whole(epoch.step, f"{path}.step")
    for each in fields(EpochRecord):
        value = getattr(epoch, each.name)
        values = value if isinstance(value, tuple) else (value,)
        if each.name.endswith("_norms") and len(values) != len(trace.network.shapes):
            raise ValueError(f"{path}.{each.name}: not one for each layer")
        may_miss = each.name in ("accuracy", "test_loss", "test_accuracy")
        if not all(_is_number(part) or (part is None and may_miss) for part in values):
            raise ValueError(f"{path}.{each.name}: is no number")


def memory_names(optimizer: str) -> set[str]:
    """What each layer's part of an optimiser's memory is called."""
    memory = OPTIMIZERS[optimizer].memory(np.zeros(2), NO_MEMORY, 1.0)
    names: set[str] = set()
    for name, vector in memory.items():
        kinds = (f"weight_{name}", f"bias_{name}") if len(vector) > 1 else (name,)
        names.update(kinds)
    return names


def updates(trace: Trace) -> int:
    """How many updates the whole training makes."""
    training = trace.run.training
    return training.max_steps or (training.epochs or 0) * updates_per_epoch(trace)


def updates_per_epoch(trace: Trace) -> int:
    """How many updates one pass over the training set makes."""
    return -(-trace.data.train_size // batch_length(trace, 0))


def batch_length(trace: Trace, batch_index: int) -> int:
    """How many samples the update at that place of an epoch is made from."""
    total, size = trace.data.train_size, trace.run.training.batch_size
    return total if size == "all" else min(size, total - size * batch_index)


def _step_arrays(trace: Trace, step: StepRecord) -> Iterator[Shaped]:
    """Every array of a step with the shape that follows from the network."""
    count, sizes = batch_length(trace, step.batch_index), trace.network.layers
    outputs, classes = sizes[-1], bool(trace.data.classes)
    yield "samples", step.samples, (count,)
    yield "inputs", step.inputs, (count, sizes[0])
    for name in ("targets", "output_errors", "loss_terms"):
        yield name, getattr(step, name), (count, outputs)
    yield "sample_losses", step.sample_losses, (count,)
    for name in ("predictions", "labels"):
        yield name, getattr(step, name), (count,) if classes else (0,)
    for number, layer in enumerate(step.layers):
        is_joint = ACTIVATIONS[trace.network.activations[number]].is_joint
        for name, array, shape in _layer_arrays(
            layer, count, trace.network.shapes[number], is_joint=is_joint
        ):
            yield f"layers[{number}].{name}", array, shape


def _layer_arrays(
    layer: LayerRecord, count: int, shape: tuple[int, int], *, is_joint: bool
) -> Iterator[Shaped]:
    """Every array of a layer of (units, inputs), for a batch of `count`."""
    units, _ = shape
    for name in ("weights", "weight_gradient", "weight_update"):
        yield name, getattr(layer, name), shape
    for name in ("biases", "bias_gradient", "bias_update"):
        yield name, getattr(layer, name), (units,)
    for name in _SIGNALS:
        yield name, getattr(layer, name), (count, units)
    yield "slopes", layer.slopes, (count, units, units) if is_joint else (count, units)
    for name, memory in layer.optimizer_memory.items():
        kind = name.partition("_")[0]
        expected = {"weight": shape, "bias": (units,)}.get(kind, (1,))
        yield f"optimizer_memory.{name}", memory, expected


def _checkpoint_arrays(trace: Trace, checkpoint: Checkpoint) -> Iterator[Shaped]:
    """Every array of a checkpoint."""
    layers = trace.network.shapes
    names = "weights", "biases", "first_sample_activations"
    if {len(getattr(checkpoint, name)) for name in names} != {len(layers)}:
        raise ValueError("checkpoints: not as many layers as the network has")
    for number, shape in enumerate(layers):
        shapes = shape, shape[:1], (1, shape[0])
        for name, expected in zip(names, shapes, strict=True):
            yield f"{name}[{number}]", getattr(checkpoint, name)[number], expected
    count = trace.data.test_size if trace.data.classes else 0
    yield "test_predictions", checkpoint.test_predictions, (count,)


def _check_array(shaped: Shaped, path: str) -> None:
    name, array, shape = shaped
    kind = "i" if name in _WHOLE_NUMBERS else "f"
    if array.shape != shape or array.dtype.kind != kind:
        raise ValueError(
            f"{path}.{name}: has shape {array.shape} and type {array.dtype}, "
            f"where {shape} of {'whole numbers' if kind == 'i' else 'numbers'} belongs"
        )
    if kind == "f" and not np.isfinite(array).all():
        raise ValueError(f"{path}.{name}: holds a number that is not finite")


def _below(array: Any, end: int, path: str) -> None:
    if array.size and (array.min() < 0 or array.max() >= end):
        raise ValueError(f"{path}: holds a number that is not from 0 to {end - 1}")


def _whole(value: object, path: str, least: int = 0) -> None:
    if type(value) is not int or not least <= value < _HUGE:
        raise ValueError(f"{path}: is no whole number of at least {least}")


def _all_whole(values: object, path: str) -> None:
    if not isinstance(values, tuple):
        raise ValueError(f"{path}: is no list")
    for place, value in enumerate(values):
        _whole(value, f"{path}[{place}]")


def _is_number(value: object) -> bool:
    return type(value) is float or (type(value) is int and abs(value) < _HUGE)


def _number(value: float, path: str) -> None:
    if not _is_number(value) or not isfinite(value):
        raise ValueError(f"{path}: is no finite number")
