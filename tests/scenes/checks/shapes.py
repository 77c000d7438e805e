"""Networks of many shapes, in which chapters are told beside those that are shipped."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

Shape: TypeAlias = Mapping[str, Any]

TABLES = """
[data]
{data}
[network]
layers = {layers}
activation = "{hidden}"
output = "{output}"
{more}
[training]
loss = "{loss}"
optimizer = "{optimizer}"
learning_rate = {rate}
batch_size = {batch}
max_steps = {steps}
seed = 3
{tail}
"""
USUAL: Shape = {
    "data": "inputs = [[0.2, 0.9], [0.7, -0.4]]\ntargets = [[0.0], [1.0]]",
    "layers": [2, 3, 1],
    "hidden": "sigmoid",
    "output": "sigmoid",
    "more": "",
    "loss": "squared_error",
    "optimizer": "sgd",
    "rate": 0.1,
    "batch": 1,
    "steps": 1,
    "tail": "",
}
SHAPES: Mapping[str, Shape] = {
    "deep": {
        "layers": [2, 4, 4, 4, 4, 1],
        "hidden": "tanh",
        "loss": "cross_entropy",
        "batch": 2,
    },
    "chain": {
        "data": "inputs = [[1.0], [0.0]]\ntargets = [[0.0], [1.0]]",
        "layers": [1, 1, 1, 1],
    },
    "wide": {"data": 'name = "sine"', "layers": [1, 8, 1], "hidden": "tanh"},
    "softmax": {
        "data": 'name = "digits"',
        "layers": [64, 16, 16, 10],
        "hidden": "relu",
        "output": "softmax",
        "loss": "cross_entropy",
        "batch": 16,
    },
    "flat": {"layers": [2, 1]},
    "dead": {
        "layers": [2, 2, 1],
        "hidden": "relu",
        "more": "weights = [[[-1.0, -1.0], [-2.0, -1.0]], [[1.0, 1.0]]]\n"
        "biases = [[-1.0, -1.0], [0.0]]",
    },
}


def written(folder: Path, name: str, shape: Shape) -> str:
    """Write an experiment that is the usual one but for its shape; return its file."""
    path = folder / f"{name}.toml"
    path.write_text(TABLES.format(**{**USUAL, **shape}))
    return str(path)
