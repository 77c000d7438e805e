"""Reads a torch module or an MLP of scikit-learn by its attributes.

So neither need be installed.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from backprop_core.importers.stack import (
    DRAWN,
    NOTHING,
    Dense,
    Part,
    activation_of,
    numbers,
)


def module_parts(module: Any, name: str = "") -> Iterator[Part]:
    """The layers and activations of a module, in order.

    Raises ValueError that names what cannot be drawn.
    """
    kind, label = type(module).__name__, f"{name} " if name else ""
    if kind == "Sequential":
        for number, child in module.named_children():
            yield from module_parts(child, f"{name}.{number}".lstrip("."))
    elif kind == "Linear":
        yield _dense(module, label)
    elif known := activation_of(kind, vars(module), f"{label}({kind})"):
        yield known
    elif kind not in NOTHING:
        raise ValueError(
            f"{label}({kind}) cannot be drawn. {DRAWN}; a module that calls them in "
            "its own way has to be written as a Sequential"
        )


def _dense(module: Any, label: str) -> Dense:
    """The parameters of a Linear."""
    if module.bias is None:
        raise ValueError(
            f"{label}(Linear) has no biases, which a training would move. Give it "
            'biases of 0, and freeze = ["biases"] if they shall stay'
        )
    parameters = (module.weight, module.bias)
    arrays = [np.asarray(tensor.detach().cpu().numpy()) for tensor in parameters]
    return numbers(arrays[0]), numbers(arrays[1])


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
        yield numbers(np.asarray(weights).T), numbers(np.asarray(biases))
        name = model.out_activation_ if number == last else model.activation
        yield "sigmoid" if name == "logistic" else name
