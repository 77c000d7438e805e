"""Lays records out as a JSON header and named arrays, and puts them together again."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from backprop_core.shapes import read_only
from backprop_core.trace.records import (
    Checkpoint,
    EpochRecord,
    Focus,
    LayerRecord,
    StepRecord,
)

Arrays: TypeAlias = dict[str, NDArray[Any]]  # "steps.50.layers.2.deltas" → array
Header: TypeAlias = dict[str, Any]
Stored: TypeAlias = Mapping[str, NDArray[Any]]

_STEP_ARRAYS = (
    *("samples", "targets", "output_errors", "loss_terms", "sample_losses"),
    *("predictions", "labels"),
)
_STEP_VALUES = ("index", "epoch", "batch_index", "loss", "loss_after", "learning_rate")
# The inputs of a layer are the activations of the one before.
_LAYER_ARRAYS = tuple(
    each.name
    for each in fields(LayerRecord)
    if each.name not in ("inputs", "optimizer_memory")
)


def lay_out_step(step: StepRecord, arrays: Arrays) -> Header:
    """The header of a step; its arrays are added to the others."""
    prefix = f"steps.{step.index}"
    arrays[f"{prefix}.inputs"] = step.inputs
    for name in _STEP_ARRAYS:
        arrays[f"{prefix}.{name}"] = getattr(step, name)
    for number, layer in enumerate(step.layers):
        for name in _LAYER_ARRAYS:
            arrays[f"{prefix}.layers.{number}.{name}"] = getattr(layer, name)
        for name, memory in layer.optimizer_memory.items():
            arrays[f"{prefix}.layers.{number}.optimizer_memory.{name}"] = memory
    values = {name: getattr(step, name) for name in _STEP_VALUES}
    memories = [sorted(layer.optimizer_memory) for layer in step.layers]
    return {**values, "focus": asdict(step.focus), "memories": memories}


def step_from(header: Header, arrays: Stored) -> StepRecord:
    """The step that was laid out; raises KeyError if a part of it is gone."""
    prefix = f"steps.{header['index']}"
    inputs, layers = arrays[f"{prefix}.inputs"], []
    signals = inputs
    for number, memories in enumerate(header["memories"]):
        place = f"{prefix}.layers.{number}"
        layer = LayerRecord(
            inputs=signals,
            optimizer_memory={
                name: arrays[f"{place}.optimizer_memory.{name}"] for name in memories
            },
            **{name: arrays[f"{place}.{name}"] for name in _LAYER_ARRAYS},
        )
        layers.append(layer)
        signals = layer.activations
    thread = header["focus"]
    values: Header = {name: header[name] for name in _STEP_VALUES}
    values |= {name: arrays[f"{prefix}.{name}"] for name in _STEP_ARRAYS}
    return StepRecord(
        inputs=inputs,
        focus=Focus(thread["sample"], tuple(thread["units"]), thread["input"]),
        layers=tuple(layers),
        **values,
    )


def epoch_from(header: Header) -> EpochRecord:
    """The epoch whose fields are in a header."""
    norms = {name: tuple(header[name]) for name in ("delta_norms", "gradient_norms")}
    return EpochRecord(**{**header, **norms})


def lay_out_checkpoint(checkpoint: Checkpoint, number: int, arrays: Arrays) -> Header:
    """The header of a checkpoint; its arrays are added to the others."""
    prefix = f"checkpoints.{number}"
    arrays[f"{prefix}.test_predictions"] = checkpoint.test_predictions
    for name in ("weights", "biases", "first_sample_activations"):
        for layer, array in enumerate(getattr(checkpoint, name)):
            arrays[f"{prefix}.{name}.{layer}"] = array
    return {"step": checkpoint.step, "layers": len(checkpoint.weights)}


def checkpoint_from(header: Header, number: int, arrays: Stored) -> Checkpoint:
    """The checkpoint that was laid out; raises KeyError if a part of it is gone."""
    prefix, layers = f"checkpoints.{number}", range(header["layers"])
    lists = {
        name: tuple(arrays[f"{prefix}.{name}.{layer}"] for layer in layers)
        for name in ("weights", "biases", "first_sample_activations")
    }
    predictions = arrays[f"{prefix}.test_predictions"]
    return Checkpoint(step=header["step"], test_predictions=predictions, **lists)


def closed(arrays: Stored) -> Arrays:
    """The arrays as they are kept: contiguous, and closed to writing."""
    return {
        name: read_only(np.ascontiguousarray(each)) for name, each in arrays.items()
    }
