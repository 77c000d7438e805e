"""Reads a pipeline of scikit-learn: a scaler of the inputs, then a network.

It is read by its attributes, so that scikit-learn need not be installed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from backprop_core.data.scalings import fitted
from backprop_core.shapes import Signals, Vector, read_only

_ROUNDING = 1e-9  # relative: between the same samples, added up in another order
# Theirs: our name, where offset and spread stand, and the settings that are ours.
_SCALERS: Mapping[str, tuple[str, str, str, Mapping[str, Any]]] = {
    "StandardScaler": (
        *("standard", "mean_", "scale_"),
        {"with_mean": True, "with_std": True},
    ),
    "MinMaxScaler": (
        *("minmax", "data_min_", "data_range_"),
        {"feature_range": (0, 1), "clip": False},
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class Scaler:
    """A scaling of ours by name, and the numbers that it was fitted to elsewhere."""

    name: str
    offset: Vector
    spread: Vector

    def check(self, inputs: Signals) -> None:
        """Raise ValueError unless it is the scaling that is fitted to these inputs."""
        pairs = zip((self.offset, self.spread), fitted(self.name, inputs), strict=True)
        for theirs, ours in pairs:
            if theirs.shape != ours.shape:
                raise ValueError(
                    f"the pipeline scales {len(theirs)} inputs, where the data has "
                    f"{len(ours)}. Give the data that it was fitted to"
                )
            far = ~np.isclose(theirs, ours, rtol=_ROUNDING, atol=_ROUNDING)
            if far.any():
                place = int(far.argmax())
                raise ValueError(
                    f"the pipeline was fitted to other samples: it has "
                    f"{theirs[place]:.6g} for input {place}, where those trained on "
                    f"give {ours[place]:.6g}. Give the samples that it was fitted to; "
                    "test_share keeps some of them back"
                )


def scaler_and_model(model: Any) -> tuple[Scaler | None, Any]:
    """The scaler and the network of a pipeline; anything else as it is.

    Raises ValueError that names a step which is neither.
    """
    if type(model).__name__ != "Pipeline":
        return None, model
    steps = [(n, s) for n, s in model.steps if s is not None and s != "passthrough"]
    if not steps:
        raise ValueError("Pipeline has no step")
    *before, (_, last) = steps
    if len(before) > 1:
        names = " and ".join(type(step).__name__ for _, step in before)
        raise ValueError(f"Pipeline has {names}, where one scaler can be read")
    return (_scaler(*before[0]) if before else None), last


def _scaler(name: str, step: Any) -> Scaler:
    kind = type(step).__name__
    if kind not in _SCALERS:
        choices = " or ".join(_SCALERS)
        raise ValueError(f"step {name!r} ({kind}) cannot be read: only {choices}")
    ours, offset, spread, settings = _SCALERS[kind]
    for setting, value in settings.items():
        if getattr(step, setting) != value:
            got = f"{setting} = {getattr(step, setting)!r}"
            raise ValueError(f"step {name!r} has {got}, where ours is {value!r}")
    if not hasattr(step, offset):
        raise ValueError(f"step {name!r} is not fitted. Call the pipeline's fit first")
    divisor = np.asarray(getattr(step, spread), dtype=float)
    divisor = np.where(divisor == 0, 1.0, divisor)
    moved = np.array(getattr(step, offset), dtype=float)
    return Scaler(ours, read_only(moved), read_only(divisor))
