"""Networks from ONNX files; skipped where the extra is not installed."""

import numpy as np
import pytest

from backprop_core.importers.fitted import Network, read_parameters
from backprop_core.network import Architecture

onnx = pytest.importorskip("onnx", reason="onnx is missing: the extra [onnx]")
helper, numpy_helper = onnx.helper, onnx.numpy_helper

RANDOM = np.random.default_rng(6)
ARRAYS = {
    "w0": RANDOM.normal(size=(4, 3)).astype(np.float32),  # (units, inputs)
    "b0": RANDOM.normal(size=4).astype(np.float32),
    "w1": RANDOM.normal(size=(4, 2)).astype(np.float32),  # (inputs, units)
    "b1": RANDOM.normal(size=(1, 2)).astype(np.float32),
}
GEMM = ("Gemm", ["w0", "b0"], {"transB": 1})


def model(*nodes):
    """A model of nodes in a row: operator, constants, settings."""
    made, signal = [], "x"
    for number, (operator, constants, settings) in enumerate(nodes):
        after = f"s{number}"
        inputs = [signal, *constants]
        made.append(helper.make_node(operator, inputs, [after], **settings))
        signal = after
    value = helper.make_tensor_value_info
    graph = helper.make_graph(
        made,
        "net",
        [value("x", onnx.TensorProto.FLOAT, [None, 3])],
        [value(signal, onnx.TensorProto.FLOAT, None)],
        [numpy_helper.from_array(array, name) for name, array in ARRAYS.items()],
    )
    return helper.make_model(graph)


def test_gemm_and_matmul_are_dense_layers(tmp_path):
    """Both ways to write a layer, from a file and from a model, bit by bit."""
    whole = model(
        ("Flatten", [], {}),
        GEMM,
        ("Tanh", [], {}),
        ("MatMul", ["w1"], {}),
        ("Add", ["b1"], {}),
        ("Softmax", [], {"axis": -1}),
    )
    onnx.save(whole, tmp_path / "net.onnx")
    read = read_parameters(tmp_path / "net.onnx")
    for network in Network.from_onnx(whole), read:
        assert network.architecture == Architecture((3, 4, 2), "tanh", "softmax")
        np.testing.assert_array_equal(network.weights[0], ARRAYS["w0"])
        np.testing.assert_array_equal(network.weights[1], ARRAYS["w1"].T)
        np.testing.assert_array_equal(network.biases[1], ARRAYS["b1"][0])


@pytest.mark.parametrize(
    ("operator", "settings", "name"),
    [
        ("Sigmoid", {}, "sigmoid"),
        ("Relu", {}, "relu"),
        ("LeakyRelu", {"alpha": 0.01}, "leaky_relu"),
        ("LeakyRelu", {}, "leaky_relu"),
        ("Elu", {"alpha": 1.0}, "elu"),
        ("Softplus", {}, "softplus"),
        ("Gelu", {}, "gelu"),
        ("Identity", {}, "identity"),
    ],
)
def test_each_activation_of_onnx_has_its_name_with_us(operator, settings, name):
    """The activations that both have are told by their operator."""
    network = Network.from_onnx(model(GEMM, (operator, [], settings)))
    assert network.architecture.output == name


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ([("Conv", ["w0"], {})], "Conv cannot be drawn. Dense layers can"),
        ([GEMM, ("Dropout", [], {})], "Dropout cannot be drawn"),
        ([GEMM, ("Relu6", [], {})], "Relu6 cannot be drawn"),
        ([GEMM, ("LeakyRelu", [], {"alpha": 0.2})], "LeakyRelu has alpha = 0.2"),
        ([("Gemm", ["w0", "b0"], {"transB": 1, "alpha": 2.0})], "has alpha = 2.0"),
        ([("Gemm", ["w0"], {"transB": 1})], "Gemm has no biases in the file"),
        ([("Gemm", ["y", "b0"], {})], "Gemm has no weights in the file"),
        ([("MatMul", ["w1"], {}), ("Relu", [], {})], "follows a MatMul that has no"),
        ([("MatMul", ["w1"], {})], "does not end in one dense layer with biases"),
        ([("Add", ["b0"], {})], "Add cannot be drawn"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(nodes, message):
    """Other operators, other settings, layers without biases: each by its name."""
    with pytest.raises(ValueError, match=message.replace(".", r"\.")):
        Network.from_onnx(model(*nodes))


def test_a_path_that_forks_is_refused():
    """A node that reads something else than what the one before it wrote."""
    whole = model(GEMM, ("Relu", [], {}), ("Tanh", [], {}))
    whole.graph.node[2].input[0] = "s0"
    with pytest.raises(ValueError, match="Tanh is not on one path with the others"):
        Network.from_onnx(whole)


@pytest.mark.parametrize(
    ("nodes", "told"),
    [
        ([("MatMul", ["w1"], {}), ("Add", [], {})], "Add has no "),
        ([("Constant", [], {"value_float": 1.0}), GEMM], "Gemm is not on one path"),
    ],
    ids=["nothing added", "a constant that is no tensor"],
)
def test_graphs_with_parts_missing_are_refused(nodes, told):
    """A file of any origin may lack what every graph of its makers has."""
    with pytest.raises(ValueError, match=told):
        Network.from_onnx(model(*nodes))


def test_constants_of_no_known_type_are_refused():
    """The library beneath says so with an error of its own."""
    whole = model(GEMM)
    whole.graph.initializer[0].data_type = 99
    with pytest.raises(ValueError, match="cannot be read as ONNX"):
        Network.from_onnx(whole)
