"""A network that was trained elsewhere is filmed like any other."""

import numpy as np
import pytest

from backprop_core import Network, Recording, RunSpec, train
from backprop_core.assets import asset
from backprop_core.network import Architecture
from film.cli import commands
from film.make import film_about, setting_of
from film.plan.shots import plan
from film.plan.target import Target

EXPERIMENT = """\
[data]
name = "xor"
[network]
layers = [2, 3, 1]
activation = "tanh"
parameters = "net.npz"
[training]
epochs = 1
"""


@pytest.fixture
def arrays():
    """Weights and biases of a network for exclusive or."""
    random = np.random.default_rng(3)
    return {
        "0.weight": random.normal(size=(3, 2)),
        "0.bias": random.normal(size=3),
        "2.weight": random.normal(size=(1, 3)),
        "2.bias": random.normal(size=1),
    }


def test_a_file_of_parameters_is_filmed_from_the_command_line(
    arrays, tmp_path, monkeypatch
):
    """The experiment names the file, and a picture of its first update is drawn."""
    monkeypatch.chdir(tmp_path)
    np.savez("net.npz", **arrays)
    (tmp_path / "mine.toml").write_text(EXPERIMENT)
    arguments = ["mine.toml", "hidden_deltas", "--beat", "0", "--size", "160x90"]
    assert commands.run(["still", *arguments, "-o", "a.png"]) == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    assert commands.run(["check", "mine.toml"]) == 0


def test_a_network_from_elsewhere_is_planned_like_any_other(arrays):
    """Its trace makes the same shots as that of a network drawn from a seed."""
    network = Network(
        Architecture((2, 3, 1), "tanh", "sigmoid"),
        (arrays["0.weight"], arrays["2.weight"]),
        (arrays["0.bias"], arrays["2.bias"]),
    )
    run = RunSpec.load(asset("experiments/xor.toml"))
    recording = Recording(steps=(0,), whole=False)
    chapters = {"chapters": ["forward_pass", "hidden_deltas"]}
    shots = []
    for trace in train(run, recording), train(run, recording, network=network):
        film = film_about(trace, **chapters)
        setting = setting_of(film, captions=True, experiment="xor")
        shots.append(plan(trace, film, Target(160, 90, 15), setting))
    assert [shot.chapter for shot in shots[0]] == [shot.chapter for shot in shots[1]]
