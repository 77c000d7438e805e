"""From a row of layers and activations, as other programs have it, to a network."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from backprop_core.activations import ACTIVATIONS
from backprop_core.importers.stack import Stack
from backprop_core.network import Architecture
from backprop_core.shapes import Biases, Weights


@dataclass(frozen=True, slots=True, eq=False)
class Dense:
    """The parameters of one dense layer."""

    weights: Weights
    biases: Biases


Part: TypeAlias = Dense | str  # a layer, or the name of an activation
DRAWN = f"Dense layers can be drawn, with {', '.join(ACTIVATIONS)}"


@dataclass(frozen=True, slots=True)
class Foreign:
    """What another program calls an activation of ours, and its settings with us.

    A setting is an attribute and the only values that are ours; where the attribute
    is missing, it has the first one.
    """

    activation: str
    settings: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def name(self, given: Mapping[str, Any]) -> str:
        """Our name; raises ValueError for a setting that we do not have."""
        for setting, allowed in self.settings.items():
            value = given.get(setting, allowed[0])
            if not any(value == each for each in allowed):
                ours = f"{setting} = {allowed[0]!r}"
                raise ValueError(
                    f"has {setting} = {value!r}, where {self.activation} has {ours}"
                )
        return self.activation


def chained(parts: Iterable[Part]) -> tuple[Architecture, Stack]:
    """The network that a row of layers and activations makes.

    A last layer without an activation has the identity. Raises ValueError for a row
    that is no network of ours.
    """
    layers: list[Dense] = []
    names: list[str] = []
    for part in parts:
        if isinstance(part, Dense):
            names += ["identity"] * (len(layers) - len(names))
            layers.append(part)
        elif len(names) == len(layers):
            where = "before the first layer" if not layers else f"after {names[-1]}"
            raise ValueError(f"has {part} {where}. {DRAWN} between them")
        else:
            names.append(part)
    names += ["identity"] * (len(layers) - len(names))
    stack = Stack(
        tuple(layer.weights for layer in layers),
        tuple(layer.biases for layer in layers),
    )
    hidden = sorted(set(names[:-1]))
    if len(hidden) > 1 or hidden == ["softmax"]:
        raise ValueError(
            f"has {' and '.join(hidden)} in its hidden layers. All hidden layers have "
            "the same activation, and softmax belongs to the outputs"
        )
    return Architecture(stack.layers, (hidden or names)[0], names[-1]), stack
