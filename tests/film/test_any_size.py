"""Numbers of any size are drawn, or refused with the cure; never a traceback."""

import numpy as np
import pytest

from backprop_core import RunSpec, TrainingError, check_trace, train
from film.make import setting_of
from film.plan.shots import plan
from film.plan.target import Target
from film.render.still import still
from film.spec import Experiment


def loaded(folder, inputs, weight, *, more="", targets=1.0):
    """An experiment about one unit, that passes its sum on and has an output after."""
    (folder / "a.toml").write_text(
        f"[data]\ninputs = [[{inputs!r}]]\ntargets = [[{targets!r}]]\n"
        "[network]\nlayers = [1, 1, 1]\n"
        f"weights = [[[{weight!r}]], [[0.5]]]\nbiases = [[0.0], [0.0]]\n"
        f"[training]\nmax_steps = 1\n{more}"
    )
    return Experiment.load(folder / "a.toml")


@pytest.mark.parametrize("weight", [1e300, -1.6e308, 1e-300, 0.0, 1e16])
def test_sums_of_any_size_are_drawn(weight, tmp_path):
    """Their curves reach as far as they, and no number is too far for its axis."""
    experiment = loaded(tmp_path, 1.0, weight)
    experiment = experiment.amended(chapters=("neuron", "hidden_deltas"))
    trace = train(experiment.run, experiment.recording())
    check_trace(trace)
    film = experiment.film
    setting = setting_of(film, captions=True, experiment="a")
    for shot in plan(trace, film, Target(160, 90, 5), setting):
        if not shot.interlude:
            assert np.ptp(still(trace, shot)) > 50


@pytest.mark.parametrize(
    ("sizes", "cure"),
    [
        ({"inputs": 1e300, "weight": 1e300}, r'1e\+300: try scaling = "standard"'),
        (
            {"inputs": 1.0, "weight": 1.0, "targets": 1e200},
            "Targets reach 1e.200: give",
        ),
        ({"inputs": 1.0, "weight": 1e300}, "Parameters reach 1e.300: begin with"),
        (
            {"inputs": 1.0, "weight": 1.0, "more": "learning_rate = 1e299"},
            r"Lower training\.learning_rate \(1e\+299\)",
        ),
    ],
    ids=["inputs", "targets", "parameters", "rate"],
)
def test_what_ran_away_is_blamed_on_what_is_large(sizes, cure, tmp_path):
    """A rate of 1e-300 cannot be lowered against inputs of 1e300."""
    experiment = loaded(tmp_path, **sizes)
    text = (
        (tmp_path / "a.toml")
        .read_text()
        .replace("[1, 1, 1]", '[1, 1, 1]\noutput = "identity"\nactivation = "identity"')
    )
    (tmp_path / "a.toml").write_text(text)
    experiment = Experiment.load(tmp_path / "a.toml")
    with pytest.raises(TrainingError, match=cure) as error:
        train(experiment.run, experiment.recording())
    assert "\n" not in str(error.value)


def test_a_memory_that_overflows_is_a_training_that_does():
    """The square of a gradient of 1e200 is no number, though the gradient is one."""
    run = RunSpec(
        data={"inputs": [[1e200]], "targets": [[1.0]]},
        network={"layers": [1, 1], "weights": [[[0.0]]], "biases": [[0.0]]},
        training={"optimizer": "adam", "max_steps": 1},
    )
    with pytest.raises(TrainingError, match="Inputs reach"):
        train(run)
