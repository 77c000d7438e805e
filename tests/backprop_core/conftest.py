"""What the tests of the numbers share: experiments, and small runs built in Python."""

from collections.abc import Callable
from typing import Any

import pytest

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.assets import asset

EXPERIMENTS = ("digits", "digits14", "tiny", "xor")


@pytest.fixture(params=EXPERIMENTS)
def experiment(request: pytest.FixtureRequest) -> str:
    """The path of each shipped experiment in turn."""
    return str(asset(f"experiments/{request.param}.toml"))


@pytest.fixture
def small_run() -> Callable[..., RunSpec]:
    """Builds a run on exclusive or, with keys of [network] and [training] changed."""

    def build(**changes: Any) -> RunSpec:
        network = {"layers": [2, 3, 1], "activation": "tanh"}
        training: dict[str, Any] = {"max_steps": 20, "seed": 4}
        for key, value in changes.items():
            (network if key in ("layers", "weights", "biases", "activation", "output")
             else training)[key] = value  # fmt: skip
        return RunSpec(data={"name": "xor"}, network=network, training=training)

    return build


@pytest.fixture(scope="session")
def trace() -> Trace:
    """A recorded training of exclusive or: steps 0, 5 and 9, and the end."""
    run = RunSpec.load(asset("experiments/xor.toml"))
    return train(run, Recording(steps=(0, 5, 9), checkpoints=(0, 5)))
