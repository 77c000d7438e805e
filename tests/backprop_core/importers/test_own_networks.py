"""A training that begins where another program, or a file, left off."""

import numpy as np
import pytest
from safetensors.numpy import save_file

from backprop_core import Network, Recording, RunSpec, SpecError, Trace, train
from backprop_core.network import Architecture

RANDOM = np.random.default_rng(9)
ARRAYS = {
    "net.0.weight": RANDOM.normal(size=(3, 2)),
    "net.0.bias": RANDOM.normal(size=3),
    "net.2.weight": RANDOM.normal(size=(1, 3)),
    "net.2.bias": RANDOM.normal(size=1),
}
FIRST = Recording(steps=(0,), whole=False)


def network():
    """A network of exclusive or with the numbers above."""
    weights = ARRAYS["net.0.weight"], ARRAYS["net.2.weight"]
    biases = ARRAYS["net.0.bias"], ARRAYS["net.2.bias"]
    return Network(Architecture((2, 3, 1), "tanh", "sigmoid"), weights, biases)


def run_of(folder, **keys):
    """A run on exclusive or with keys of [network]."""
    table = {"layers": [2, 3, 1], "activation": "tanh", **keys}
    training = {"max_steps": 3}
    return RunSpec(
        data={"name": "xor"}, network=table, training=training, folder=folder
    )


@pytest.fixture
def files(tmp_path):
    """A folder with the same parameters in both formats."""
    np.savez(tmp_path / "net.npz", **ARRAYS)
    save_file(ARRAYS, tmp_path / "net.safetensors")
    return tmp_path


def assert_begins_with_it(trace):
    """The first step finds the parameters bit by bit."""
    layers = trace.steps[0].layers
    for layer, number in zip(layers, "02", strict=True):
        np.testing.assert_array_equal(layer.weights, ARRAYS[f"net.{number}.weight"])
        np.testing.assert_array_equal(layer.biases, ARRAYS[f"net.{number}.bias"])


@pytest.mark.parametrize("ending", ["npz", "safetensors"])
def test_a_training_begins_with_the_parameters_of_a_file(files, ending):
    """The first step finds them bit by bit; the activations are the experiment's."""
    assert_begins_with_it(train(run_of(files, parameters=f"net.{ending}"), FIRST))


def test_train_accepts_a_network(files):
    """In the run or beside it; the trace of it is saved and loaded as any other."""
    run = run_of(files)
    beside = train(run, FIRST, network=network())
    inside = RunSpec(data=run.data, network=network(), training=run.training)
    for trace in beside, train(inside, FIRST):
        assert_begins_with_it(trace)
        trace.save(files / "a.safetensors")
        again = Trace.load(files / "a.safetensors")
        assert_begins_with_it(again)
        assert_begins_with_it(train(again.run, FIRST))


def test_other_numbers_in_the_file_are_another_run(files):
    """What is in the file is part of what identifies a run."""
    run = run_of(files, parameters="net.npz")
    before = run.identity()
    np.savez(files / "net.npz", **ARRAYS | {"net.2.bias": np.zeros(1)})
    assert run.identity() != before


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        (
            {"parameters": "no.npz"},
            r"network\.parameters: no\.npz: no such file\. Give",
        ),
        ({"parameters": "net.pt"}, r"net\.pt: unknown kind '\.pt'\. Give one of"),
        (
            {"parameters": "net.npz", "layers": [2, 4, 1]},
            r"network\.layers: got \[2, 4, 1\], but net\.npz holds other sizes\. Write "
            r"layers = \[2, 3, 1\]\.",
        ),
        (
            {"parameters": "net.npz", "biases": [[0, 0, 0], [0]]},
            r"network\.parameters: got a file, where weights or biases are written",
        ),
    ],
)
def test_a_file_that_does_not_fit_is_refused(files, keys, message):
    """Missing, of another kind, of other sizes, or beside written parameters."""
    with pytest.raises(SpecError, match=message):
        train(run_of(files, **keys), FIRST)


def test_the_activations_of_an_onnx_file_are_those_of_the_experiment(files):
    """A file that says which activations it has is not drawn with others."""
    onnx = pytest.importorskip("onnx", reason="onnx is missing: the extra [onnx]")
    make, value = onnx.helper.make_node, onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        [make("Gemm", ["x", "w", "b"], ["y"], transB=1), make("Tanh", ["y"], ["z"])],
        "net",
        [value("x", onnx.TensorProto.FLOAT, [None, 2])],
        [value("z", onnx.TensorProto.FLOAT, [None, 1])],
        [
            onnx.numpy_helper.from_array(np.ones((1, 2)), "w"),
            onnx.numpy_helper.from_array(np.ones(1), "b"),
        ],
    )
    onnx.save(onnx.helper.make_model(graph), files / "net.onnx")
    keys = {"layers": [2, 1], "parameters": "net.onnx"}
    with pytest.raises(SpecError, match=r'but net\.onnx has tanh\. Write output = "t'):
        train(run_of(files, **keys), FIRST)
    trace = train(run_of(files, **keys, output="tanh"), FIRST)
    np.testing.assert_array_equal(trace.steps[0].layers[0].weights, np.ones((1, 2)))


def test_a_network_fits_its_architecture():
    """Parameters of other sizes than the architecture's are refused at once."""
    with pytest.raises(ValueError, match=r"for layers of \[2, 1\], where the architec"):
        Network(
            Architecture((2, 3, 1), "tanh", "tanh"), (np.ones((1, 2)),), (np.ones(1),)
        )
