"""Reads networks of other programs: dense layers in a row, with activations of ours.

A torch module and an MLP of scikit-learn are read by their attributes, so that neither
need be installed. In the graph of an ONNX file a dense layer is a Gemm, or a MatMul and
the Add after it; that needs the package `onnx`, from the extra of that name.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from os import PathLike, fspath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backprop_core.importers.stack import (
    DRAWN,
    NOTHING,
    Dense,
    Part,
    activation_of,
    numbers,
)

_PLAIN_GEMM = {"alpha": 1.0, "beta": 1.0, "transA": 0}


def onnx_parts(source: Any) -> Iterator[Part]:
    """The layers and activations of a file, or of a model that was loaded, in order.

    Raises ModuleNotFoundError if `onnx` is missing, and ValueError that names what
    cannot be drawn or read.
    """
    onnx = import_module("onnx")
    if isinstance(source, str | PathLike):
        try:
            source = onnx.load(fspath(source))
        except FileNotFoundError:
            raise
        # The reader raises errors of the library beneath it.
        except Exception as error:
            raise _unreadable(error) from None
    try:
        walk = _Walk(onnx, source.graph)
    except Exception as error:  # of a number that is not whole, or of an unknown type
        raise _unreadable(error) from None
    yield from walk.parts()


def _unreadable(error: Exception) -> ValueError:
    return ValueError(f"cannot be read as ONNX ({error})")


class _Walk:
    """A walk along the one path of a graph, from its input to its output."""

    def __init__(self, onnx: Any, graph: Any) -> None:
        self._onnx, self._graph = onnx, graph
        self._constants: dict[str, NDArray[Any]] = {
            each.name: onnx.numpy_helper.to_array(each) for each in graph.initializer
        }
        self._weights: NDArray[Any] | None = None  # of a MatMul that waits for its Add

    def parts(self) -> Iterator[Part]:
        """The parts, node by node; raises ValueError where the path forks."""
        inputs = [i.name for i in self._graph.input if i.name not in self._constants]
        signal = inputs[0] if len(inputs) == 1 else ""
        for node in self._graph.node:
            if node.op_type == "Constant":
                self._constants.update(self._named(node))
                continue
            if signal not in node.input:
                raise ValueError(f"{_label(node)} is not on one path with the others")
            yield from self._read(node)
            signal = next(iter(node.output), "")
        ends = [output.name for output in self._graph.output]
        if self._weights is not None or ends != [signal]:
            raise ValueError("does not end in one dense layer with biases")

    def _named(self, node: Any) -> Mapping[str, NDArray[Any]]:
        """The tensor of a Constant, by its name; nothing if it holds anything else."""
        value = self._attributes(node).get("value")
        return {name: value for name in node.output if isinstance(value, np.ndarray)}

    def _read(self, node: Any) -> Iterator[Part]:
        """What one node stands for: a layer, an activation, or nothing."""
        kind, settings = node.op_type, self._attributes(node)
        if self._weights is not None and kind != "Add":
            raise ValueError(f"{_label(node)} follows a MatMul that has no biases")
        if kind == "Gemm":
            yield self._gemm(node, settings)
        elif kind == "MatMul":
            self._weights = self._constant(node, 1).T
        elif kind == "Add" and self._weights is not None:
            place = 0 if node.input[0] in self._constants else 1
            bias = self._constant(node, place).reshape(-1)
            weights, self._weights = self._weights, None
            yield numbers(weights), numbers(bias)
        elif known := activation_of(kind, settings, _label(node)):
            yield known
        elif kind not in NOTHING:
            raise ValueError(f"{_label(node)} cannot be drawn. {DRAWN}")

    def _gemm(self, node: Any, settings: Mapping[str, Any]) -> Dense:
        """The layer of a Gemm: y = x B + C, or y = x Bᵀ + C."""
        for name, plain in _PLAIN_GEMM.items():
            if settings.get(name, plain) != plain:
                raise ValueError(f"{_label(node)} has {name} = {settings[name]}")
        matrix = self._constant(node, 1)
        weights = matrix if settings.get("transB", 0) else matrix.T
        return numbers(weights), numbers(self._constant(node, 2).reshape(-1))

    def _constant(self, node: Any, place: int) -> NDArray[Any]:
        """An input of a node that is a number of the file, not a signal."""
        name = node.input[place] if place < len(node.input) else ""
        if name not in self._constants:
            part = "weights" if place == 1 else "biases"
            raise ValueError(f"{_label(node)} has no {part} in the file")
        return self._constants[name]

    def _attributes(self, node: Any) -> dict[str, Any]:
        """The settings of a node by name; tensors as arrays."""
        found = {}
        for each in node.attribute:
            found[each.name] = value = self._onnx.helper.get_attribute_value(each)
            if isinstance(value, self._onnx.TensorProto):
                found[each.name] = self._onnx.numpy_helper.to_array(value)
        return found


def _label(node: Any) -> str:
    return f"node {node.name!r} ({node.op_type})" if node.name else node.op_type


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
