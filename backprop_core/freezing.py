"""What a training leaves as it is: all biases, or single layers."""

import re
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from backprop_core.network import Architecture, Partition

BIASES = "biases"
_LAYER = re.compile(r"layers\[(0|[1-9][0-9]{0,5})\]")


def frozen_layer(entry: str) -> int | None:
    """The layer that an entry of `freeze` names, counted from 0; None if it is none.

    `layers[0]` is the first layer of weights, with its biases.
    """
    found = _LAYER.fullmatch(entry)
    return int(found[1]) if found else None


def frozen_entries(
    freeze: Iterable[str], architecture: Architecture
) -> NDArray[np.bool_] | None:
    """Which entries of the joined parameters stay; None if all of them learn."""
    chosen = frozenset(freeze)
    if not chosen:
        return None
    stays = np.zeros(architecture.parameter_count, dtype=bool)
    for layer, (weights, _, biases) in enumerate(Partition.of(architecture).windows):
        whole = f"layers[{layer}]" in chosen
        stays[weights] = whole
        stays[biases] = whole or BIASES in chosen
    return stays
