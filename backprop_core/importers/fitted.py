"""A network with its parameters, made by this program or by another one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from os import PathLike
from pathlib import Path
from typing import Any

from backprop_core.importers.archives import arrays_in
from backprop_core.importers.foreign_networks import (
    model_parts,
    module_parts,
    onnx_parts,
)
from backprop_core.importers.pipelines import Scaler, scaler_and_model
from backprop_core.importers.stack import Part, Stack, chained, stacked
from backprop_core.network import Architecture
from backprop_core.shapes import Biases, Weights

ENDINGS = (".npz", ".safetensors", ".onnx")


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """An architecture and the parameters of its layers, closed to writing.

    A value of [network]: `RunSpec(data=…, network=network, training=…)`, or
    `train(run, network=network)` in place of the network that the run names. Raises
    ValueError if the shapes do not fit together.
    """

    architecture: Architecture
    weights: tuple[Weights, ...]
    biases: tuple[Biases, ...]
    scaler: Scaler | None = None  # of a pipeline: what its inputs went through

    def __post_init__(self) -> None:
        layers = Stack(self.weights, self.biases).layers
        if layers != self.architecture.layers:
            raise ValueError(
                f"parameters for layers of {list(layers)}, where the architecture has "
                f"{list(self.architecture.layers)}"
            )

    @property
    def layers(self) -> tuple[int, ...]:
        """The sizes from the inputs to the outputs."""
        return self.architecture.layers

    @classmethod
    def from_torch(cls, module: Any) -> "Network":
        """The network in a Sequential of Linear and activations.

        Raises ValueError that names what cannot be drawn: a convolution, an
        attention, a dropout, a forward of one's own.
        """
        return _network(module_parts(module))

    @classmethod
    def from_sklearn(cls, model: Any) -> "Network":
        """The network in a fitted MLPClassifier or MLPRegressor.

        Of a Pipeline, with the StandardScaler or MinMaxScaler before it. Raises
        ValueError for any other model, and for one that is not fitted.
        """
        scaler, model = scaler_and_model(model)
        return replace(_network(model_parts(model)), scaler=scaler)

    @classmethod
    def from_onnx(cls, source: Any) -> "Network":
        """The network in an ONNX file (its path), or in a model that was loaded.

        Raises ValueError that names the node that cannot be drawn, and
        ModuleNotFoundError without the package `onnx`.
        """
        return _network(onnx_parts(source))

    def table(self) -> dict[str, Any]:
        """The keys of [network] that make this network again, to the last digit."""
        return {
            "layers": self.architecture.layers,
            "activation": self.architecture.activation,
            "output": self.architecture.output,
            "weights": tuple(tuple(map(tuple, each.tolist())) for each in self.weights),
            "biases": tuple(tuple(bias.tolist()) for bias in self.biases),
        }


def _network(parts: Iterable[Part]) -> Network:
    architecture, stack = chained(parts)
    return Network(architecture, stack.weights, stack.biases)


def read_parameters(path: str | PathLike[str]) -> Stack | Network:
    """The layers in a file; those of an ONNX file with their activations.

    Raises ValueError that says what is wrong, with the way out.
    """
    path, ending = Path(path), Path(path).suffix.lower()
    if ending not in ENDINGS:
        choices = ", ".join(ENDINGS)
        raise ValueError(f"unknown kind {path.suffix!r}. Give one of {choices}.")
    cure = "Save dense layers only, as pairs of *.weight and *.bias."
    try:
        if ending != ".onnx":
            return stacked(arrays_in(path))
        cure = "Export dense layers and their activations only."
        return Network.from_onnx(path)
    except FileNotFoundError:
        raise ValueError("no such file. Give a path relative to this file.") from None
    except ModuleNotFoundError:
        cure = "Install it: pip install 'backprop-film[onnx]'."
        raise ValueError(f"needs the package onnx. {cure}") from None
    except ValueError as error:
        raise ValueError(f"{error}. {cure}") from None
