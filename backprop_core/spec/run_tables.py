"""The tables of an experiment file: what to learn, with what, and how."""

from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    model_validator,
)

from backprop_core.activations import ACTIVATIONS
from backprop_core.data.datasets import DATASETS
from backprop_core.data.scalings import SCALINGS
from backprop_core.data.text_tables import DECIMALS, SEPARATORS
from backprop_core.faults import did_you_mean, shown, unknown
from backprop_core.initializers import INITIALIZERS
from backprop_core.losses import LOSSES
from backprop_core.network import BIASES, Architecture, frozen_layer
from backprop_core.optimizers import OPTIMIZERS
from backprop_core.spec.table import Table, one_of


def _whole_or_all(value: Any) -> Any:
    """Refuses everything but "all" and whole numbers above 0."""
    if value != "all" and (type(value) is not int or value < 1):
        raise ValueError(
            f'got {shown(value)}, where "all" or a whole number above 0 belongs. '
            'Write batch_size = 1 or batch_size = "all".'
        )
    return value


def _offered_side(value: int) -> int:
    if value not in (14, 28):
        raise ValueError(unknown(value, ("14", "28")))
    return value


def _hidden_activation(name: str) -> str:
    if ACTIVATIONS[name].is_joint:
        raise ValueError(
            f"got {name!r}, which makes each activation of all the sums and belongs "
            f'to the outputs. Write output = "{name}" and another activation.'
        )
    return name


def _one_line(name: str) -> str:
    """Refuses line breaks and what else no line of text has."""
    if not name.isprintable():
        cure = "Write it without line breaks and control characters."
        raise ValueError(f"got {shown(name)}, which is no single line. {cure}")
    return name


def _distinct(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"got {shown(name)} twice. Give each a name of its own.")
    return names


def _targets_kind(value: Any) -> str:
    """Which of two lists the targets are: names of columns, or rows of numbers."""
    first = value[0] if isinstance(value, tuple) and value else None
    return "|columns" if isinstance(first, str) else "|rows"


def _freezable(entry: str) -> str:
    if entry != BIASES and frozen_layer(entry) is None:
        raise ValueError(
            f"unknown {shown(entry)}. Choose from biases, layers[0] and so on."
            f"{did_you_mean(entry, (BIASES, 'layers[0]'))}"
        )
    return entry


Size: TypeAlias = Annotated[int, Field(ge=1)]
Name: TypeAlias = Annotated[str, Field(min_length=1), AfterValidator(_one_line)]
Row: TypeAlias = Annotated[tuple[float, ...], Field(min_length=1)]
Matrix: TypeAlias = Annotated[tuple[Row, ...], Field(min_length=1)]
Names: TypeAlias = Annotated[tuple[Name, ...], AfterValidator(_distinct)]
Targets: TypeAlias = Annotated[
    Annotated[Matrix, Tag("|rows")] | Annotated[Names, Tag("|columns")],
    Discriminator(_targets_kind),
]
Separator: TypeAlias = Annotated[str, one_of(SEPARATORS)]
Decimal: TypeAlias = Annotated[str, one_of(DECIMALS)]
SetName: TypeAlias = Annotated[str, one_of(DATASETS)]
ScalingName: TypeAlias = Annotated[str, one_of(SCALINGS)]
Side: TypeAlias = Annotated[int, AfterValidator(_offered_side)]
Freezable: TypeAlias = Annotated[str, AfterValidator(_freezable)]
HiddenActivation: TypeAlias = Annotated[
    str, one_of(ACTIVATIONS), AfterValidator(_hidden_activation)
]
BatchSize: TypeAlias = Annotated[int | Literal["all"], BeforeValidator(_whole_or_all)]


class DataSpec(Table):
    """[data]: a name, a file, or numbers written in the table."""

    name: SetName | None = Field(default=None, examples=["digits"])
    file: Name | None = Field(default=None, examples=["mine.csv"])
    inputs: Matrix | None = Field(default=None, examples=[[[0.0, 1.0]]])
    targets: Targets | None = Field(default=None, examples=[[[1.0]]])
    enlarge: Side | None = Field(default=None, examples=[14])
    test_share: float = Field(default=0.0, ge=0, lt=1, examples=[0.2])
    scaling: ScalingName = Field(default="none", examples=["standard"])
    label: Name | None = Field(default=None, examples=["species"])
    separator: Separator | None = Field(default=None, examples=[";"])
    decimal: Decimal | None = Field(default=None, examples=[","])
    classes: Names = Field(default=(), examples=[["no", "yes"]])
    features: Names = Field(default=(), examples=[["width", "height"]])
    image: tuple[Size, Size] | None = Field(default=None, examples=[[8, 8]])

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of a CSV that are targets, where names of some were given."""
        return tuple(each for each in self.targets or () if isinstance(each, str))

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
    activation: HiddenActivation = "sigmoid"
    output: Annotated[str, one_of(ACTIVATIONS)] = "sigmoid"
    initializer: Annotated[str, one_of(INITIALIZERS)] = "xavier"
    weights: tuple[Matrix, ...] | None = Field(default=None, examples=[[[[0.5]]]])
    biases: tuple[Row, ...] | None = Field(default=None, examples=[[[0.1]]])
    parameters: Name | None = Field(default=None, examples=["net.safetensors"])

    @property
    def architecture(self) -> Architecture:
        """The network without its parameters."""
        return Architecture(self.layers, self.activation, self.output)


class TrainingSpec(Table):
    """[training]: the loss, the optimiser, and for how long."""

    loss: Annotated[str, one_of(LOSSES)] = "squared_error"
    optimizer: Annotated[str, one_of(OPTIMIZERS)] = "sgd"
    learning_rate: float = Field(default=0.5, gt=0)
    batch_size: BatchSize = 1
    epochs: Size | None = Field(default=None, examples=[30])
    max_steps: Size | None = Field(default=None, examples=[400])
    seed: int = Field(default=0, ge=0, examples=[7])
    shuffle: bool = True
    freeze: tuple[Freezable, ...] = Field(default=(), examples=[["biases"]])

    @model_validator(mode="after")
    def _one_length(self) -> "TrainingSpec":
        if (self.epochs is None) == (self.max_steps is None):
            got = "neither" if self.epochs is None else "both"
            cure = "Write epochs = 30, for example."
            raise ValueError(f"got {got} of epochs and max_steps. {cure}")
        return self
