"""The tables of an experiment file, checked: what to learn, with what, and how."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray
from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from backprop_core.activations import ACTIVATIONS
from backprop_core.data.datasets import Dataset
from backprop_core.data.named_sets import DATASETS
from backprop_core.data.scalings import SCALINGS
from backprop_core.freezing import BIASES, frozen_layer
from backprop_core.importers.fitted import Network
from backprop_core.importers.stack import Stack
from backprop_core.initializers import INITIALIZERS
from backprop_core.losses import LOSSES
from backprop_core.network import Architecture
from backprop_core.optimizers import OPTIMIZERS
from backprop_core.spec.data_table import load_dataset
from backprop_core.spec.faults import SpecError, did_you_mean, shown, unknown
from backprop_core.spec.parameter_checks import own_parameters
from backprop_core.spec.table import Table, one_of
from backprop_core.spec.toml_documents import read_document


def _whole_or_all(value: Any) -> Any:
    """Refuses everything but "all" and whole numbers above 0."""
    if value != "all" and (type(value) is not int or value < 1):
        raise ValueError(
            f'got {shown(value)}, where "all" or a whole number above 0 belongs. '
            'Write batch_size = 1 or batch_size = "all".'
        )
    return value


def _offered_side(value: int) -> int:
    """Refuses a side that the digits are not resampled to."""
    if value not in (14, 28):
        raise ValueError(unknown(value, ("14", "28")))
    return value


def _hidden_activation(name: str) -> str:
    """Refuses what is no activation, and what belongs to outputs only."""
    if one_of(ACTIVATIONS)(name) and ACTIVATIONS[name].is_joint:
        raise ValueError(
            f"got {name!r}, which makes each activation of all the sums and belongs "
            f'to the outputs. Write output = "{name}" and another activation.'
        )
    return name


def _freezable(entry: str) -> str:
    """Refuses what names neither the biases nor a layer."""
    if entry != BIASES and frozen_layer(entry) is None:
        raise ValueError(
            f"unknown {shown(entry)}. Choose from biases, layers[0] and so on."
            f"{did_you_mean(entry, (BIASES, 'layers[0]'))}"
        )
    return entry


Size: TypeAlias = Annotated[int, Field(ge=1)]
Name: TypeAlias = Annotated[str, Field(min_length=1)]
Row: TypeAlias = Annotated[tuple[float, ...], Field(min_length=1)]
Matrix: TypeAlias = Annotated[tuple[Row, ...], Field(min_length=1)]
BatchSize: TypeAlias = Annotated[int | Literal["all"], BeforeValidator(_whole_or_all)]


class DataSpec(Table):
    """[data]: a name, a file, or numbers written in the table."""

    name: Annotated[str, AfterValidator(one_of(DATASETS))] | None = Field(
        default=None, examples=["digits"]
    )
    file: Name | None = Field(default=None, examples=["mine.csv"])
    inputs: Matrix | None = Field(default=None, examples=[[[0.0, 1.0]]])
    targets: Matrix | None = Field(default=None, examples=[[[1.0]]])
    enlarge: Annotated[int, AfterValidator(_offered_side)] | None = Field(
        default=None, examples=[14]
    )
    test_share: float = Field(default=0.0, ge=0, lt=1, examples=[0.2])
    scaling: Annotated[str, AfterValidator(one_of(SCALINGS))] = Field(
        default="none", examples=["standard"]
    )
    label: Name | None = Field(default=None, examples=["species"])
    classes: tuple[Name, ...] = Field(default=(), examples=[["no", "yes"]])
    features: tuple[Name, ...] = Field(default=(), examples=[["width", "height"]])
    image: tuple[Size, Size] | None = Field(default=None, examples=[[8, 8]])

    @model_validator(mode="after")
    def _one_source(self) -> "DataSpec":
        sources = [key for key in ("name", "file", "inputs") if getattr(self, key)]
        if len(sources) != 1:
            got = " and ".join(sources) or "none of them"
            raise ValueError(
                f"got {got}, where one of name, file or inputs belongs. "
                'Write name = "digits", for example.'
            )
        return self


class NetworkSpec(Table):
    """[network]: the sizes, the activations, and where the parameters start."""

    layers: tuple[Size, ...] = Field(min_length=1, examples=[[64, 10, 5, 10]])
    activation: Annotated[str, AfterValidator(_hidden_activation)] = Field(
        default="sigmoid", examples=["sigmoid"]
    )
    output: Annotated[str, AfterValidator(one_of(ACTIVATIONS))] = Field(
        default="sigmoid", examples=["sigmoid"]
    )
    initializer: Annotated[str, AfterValidator(one_of(INITIALIZERS))] = Field(
        default="xavier", examples=["xavier"]
    )
    weights: tuple[Matrix, ...] | None = Field(default=None, examples=[[[[0.5]]]])
    biases: tuple[Row, ...] | None = Field(default=None, examples=[[[0.1]]])
    parameters: Name | None = Field(default=None, examples=["net.safetensors"])

    @property
    def architecture(self) -> Architecture:
        """The network without its parameters."""
        return Architecture(self.layers, self.activation, self.output)


class TrainingSpec(Table):
    """[training]: the loss, the optimiser, and for how long."""

    loss: Annotated[str, AfterValidator(one_of(LOSSES))] = Field(
        default="squared_error", examples=["squared_error"]
    )
    optimizer: Annotated[str, AfterValidator(one_of(OPTIMIZERS))] = Field(
        default="sgd", examples=["sgd"]
    )
    learning_rate: float = Field(default=0.5, gt=0, examples=[0.5])
    batch_size: BatchSize = Field(default=1, examples=[1])
    epochs: Size | None = Field(default=None, examples=[30])
    max_steps: Size | None = Field(default=None, examples=[400])
    seed: int = Field(default=0, ge=0, examples=[7])
    shuffle: bool = Field(default=True, examples=[True])
    freeze: tuple[Annotated[str, AfterValidator(_freezable)], ...] = Field(
        default=(), examples=[["biases"]]
    )

    @model_validator(mode="after")
    def _one_length(self) -> "TrainingSpec":
        if (self.epochs is None) == (self.max_steps is None):
            got = "neither" if self.epochs is None else "both"
            raise ValueError(
                f"got {got} of epochs and max_steps. Write epochs = 30, for example."
            )
        return self


def _network_table(value: Any) -> Any:
    """The keys of a network that was built or read in Python."""
    return value.table() if isinstance(value, Network) else value


class RunSpec(Table):
    """One training run, described to the last digit.

    Two equal values of `identity()` give the same trace, byte for byte. In Python:
    `RunSpec(data={"name": "xor"}, network={"layers": [2, 3, 1]},
    training={"epochs": 100})`.
    """

    data: DataSpec
    network: Annotated[NetworkSpec, BeforeValidator(_network_table)]
    training: TrainingSpec
    # The row of the training set that the training begins with: [film] sample.
    first_sample: int | None = Field(default=None, ge=0)
    # What its files are relative to. No part of what is trained, so never written out.
    folder: Path = Field(default=Path(), exclude=True, repr=False)

    @classmethod
    def load(cls, path: str | Path) -> "RunSpec":
        """The run in an experiment file; [film] is not read.

        Raises SpecError with every fault of the file.
        """
        from backprop_core.spec.cross_checks import check_run, sorted_faults

        document = read_document(path)
        run, faults = check_run(document)
        if run is None or faults:
            raise SpecError(sorted_faults(document, faults))
        return run

    def dataset(self) -> Dataset:
        """The samples; raises SpecError if they cannot be read."""
        return load_dataset(self.data, self.folder, self.training.seed)

    def own_parameters(self) -> Stack | Network | None:
        """The layers in the file that [network] names, None if it names none.

        Raises SpecError if the file cannot be read.
        """
        return own_parameters(self.network, self.folder)

    def identity(self) -> str:
        """Canonical JSON of all that decides what is trained, the files included."""
        data, own = self.dataset(), self.own_parameters()
        files = {
            "data": fingerprint(
                *(data.inputs, data.targets, data.test_inputs, data.test_targets)
            ),
            "parameters": own and fingerprint(*own.weights, *own.biases),
        }
        return json.dumps(
            {"run": self.model_dump(mode="json"), **files},
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
        )


def fingerprint(*arrays: NDArray[np.floating]) -> str:
    """A SHA-256 digest of arrays: of their shapes, types and numbers."""
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(f"{array.shape}{array.dtype.str}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()
