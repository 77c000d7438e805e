"""Reads a fitted MLP of scikit-learn by its attributes."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np

from backprop_core.importers.dense_layers import Dense, Part
from backprop_core.importers.stack import numbers

_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "identity": "identity",
        "logistic": "sigmoid",
        "tanh": "tanh",
        "relu": "relu",
        "softmax": "softmax",
    }
)


def model_parts(model: Any) -> Iterator[Part]:
    """The layers and activations of an MLPClassifier or MLPRegressor, in order.

    Raises ValueError for any other model, and for one that is not fitted.
    """
    kind = type(model).__name__
    if not hasattr(model, "hidden_layer_sizes"):
        raise ValueError(f"{kind} is no MLPClassifier or MLPRegressor")
    if not hasattr(model, "coefs_"):
        raise ValueError(f"{kind} is not fitted. Call its fit first")
    last = len(model.coefs_) - 1
    layers = zip(model.coefs_, model.intercepts_, strict=True)
    for number, (weights, biases) in enumerate(layers):
        # Theirs are (inputs, units).
        yield Dense(numbers(np.asarray(weights).T), numbers(np.asarray(biases)))
        yield _NAMES[model.out_activation_ if number == last else model.activation]
