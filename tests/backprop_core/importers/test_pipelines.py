"""A pipeline of scikit-learn is a scaling and a network."""

import numpy as np
import pytest
from pydantic import ValidationError

from backprop_core import Network, Recording, RunSpec, check_trace, train

pytestmark = pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
RANDOM = np.random.default_rng(5)
INPUTS = np.column_stack([RANDOM.normal(50, 9, size=(30, 2)), np.full(30, 4.0)])
LABELS = np.arange(30) % 3


def pipeline(scaler, **settings):
    """A fitted pipeline of a scaler and a small network."""
    pipelines = pytest.importorskip("sklearn.pipeline")
    processing = pytest.importorskip("sklearn.preprocessing")
    networks = pytest.importorskip("sklearn.neural_network")
    model = networks.MLPClassifier((4,), max_iter=2, random_state=1)
    steps = getattr(processing, scaler)(**settings), model
    return pipelines.make_pipeline(*steps).fit(INPUTS, LABELS)


def run_over(inputs, scaling="none"):
    """A run over the same classes."""
    return RunSpec(
        data={
            "inputs": inputs.tolist(),
            "targets": np.eye(3)[LABELS].tolist(),
            "scaling": scaling,
        },
        network={"layers": [3, 3]},
        training={"epochs": 1, "batch_size": "all", "shuffle": False},
    )


@pytest.mark.parametrize("scaler", ["StandardScaler", "MinMaxScaler"])
def test_a_pipeline_answers_as_before(scaler):
    """Scaled inputs through its network give what the pipeline gives."""
    model = pipeline(scaler)
    network = Network.from_sklearn(model)
    trace = train(run_over(INPUTS), Recording(steps=(0,)), network=network)
    ours = trace.steps[0].layers[-1].activations
    np.testing.assert_allclose(ours, model.predict_proba(INPUTS), rtol=1e-9)
    assert trace.run.data.scaling in ("standard", "minmax")
    check_trace(trace)


def test_a_scaler_of_other_samples_is_refused():
    """Its numbers are not those that we would fit, and one of them is named."""
    network = Network.from_sklearn(pipeline("StandardScaler"))
    with pytest.raises(ValueError, match="was fitted to other samples: it has"):
        train(run_over(INPUTS + 1), network=network)


@pytest.mark.parametrize(
    ("scaler", "settings", "message"),
    [
        ("MinMaxScaler", {"feature_range": (-1, 1)}, r"has feature_range = \(-1, 1\)"),
        ("StandardScaler", {"with_mean": False}, "has with_mean = False"),
        ("RobustScaler", {}, r"step 'robustscaler' \(RobustScaler\) cannot be read"),
    ],
)
def test_what_is_no_scaling_of_ours_is_refused(scaler, settings, message):
    """By the name of the step and of the setting."""
    with pytest.raises(ValueError, match=message):
        Network.from_sklearn(pipeline(scaler, **settings))


def test_a_run_of_a_pipeline_says_its_scaling():
    """A run that is built from the network would lose it otherwise."""
    network = Network.from_sklearn(pipeline("StandardScaler"))
    tables = run_over(INPUTS).model_dump()
    del tables["first_sample"]
    with pytest.raises(ValidationError, match='Write scaling = "standard" in data'):
        RunSpec(**{**tables, "network": network})
    tables["data"]["scaling"] = "standard"
    assert RunSpec(**{**tables, "network": network}).network.layers == (3, 4, 3)
