"""Networks that other programs made: read without them, or refused by name."""

import numpy as np
import pytest
from safetensors.numpy import save_file

from backprop_core.activations import ACTIVATIONS
from backprop_core.backprop import forward_pass
from backprop_core.importers.fitted import Network, read_parameters
from backprop_core.importers.stack import natural
from backprop_core.network import Architecture, Partition, joined

RANDOM = np.random.default_rng(5)
LAYERS = (3, 4, 2)


class Tensor:
    """As much of a torch tensor as is asked for."""

    def __init__(self, array):
        self._array = array

    def detach(self):
        """The tensor outside of the graph."""
        return self

    cpu = detach

    def numpy(self):
        """Its numbers."""
        return self._array


class Module:
    """As much of a torch module as is asked for: attributes and children."""

    def __init__(self, *children, **attributes):
        self._children = children
        vars(self).update(attributes)

    def named_children(self):
        """Names and modules, in order."""
        return [(str(number), each) for number, each in enumerate(self._children)]


def torch(kind, *children, **attributes):
    """A module whose class has that name."""
    return type(kind, (Module,), {})(*children, **attributes)


def linear(units, inputs, bias=True):
    """A dense layer with random singles, as torch has them."""
    weight = Tensor(RANDOM.normal(size=(units, inputs)).astype(np.float32))
    numbers = RANDOM.normal(size=units).astype(np.float32)
    return torch("Linear", weight=weight, bias=Tensor(numbers) if bias else None)


def answers(network, inputs):
    """The outputs of a network."""
    activations = [ACTIVATIONS[name] for name in network.architecture.activations]
    parameters = Partition.of(network.architecture).split(
        joined(network.weights, network.biases)
    )
    return forward_pass(parameters, activations, inputs).activations[-1]


def test_a_torch_module_is_read_without_torch():
    """Layers, biases and activations of nested Sequentials, bit by bit."""
    first, last = linear(4, 3), linear(2, 4)
    inner = torch("Sequential", first, torch("ReLU", inplace=False))
    module = torch("Sequential", torch("Flatten"), inner, last)
    network = Network.from_torch(module)
    assert network.architecture == Architecture(LAYERS, "relu", "identity")
    np.testing.assert_array_equal(network.weights[1], last.weight.numpy())
    np.testing.assert_array_equal(network.biases[0], first.bias.numpy())
    assert network.weights[0].dtype == np.float64
    assert not network.weights[0].flags.writeable


@pytest.mark.parametrize(
    ("kind", "settings", "name"),
    [
        ("Sigmoid", {}, "sigmoid"),
        ("Tanh", {}, "tanh"),
        ("LeakyReLU", {"negative_slope": 0.01}, "leaky_relu"),
        ("ELU", {"alpha": 1.0}, "elu"),
        ("Softplus", {"beta": 1.0, "threshold": 20.0}, "softplus"),
        ("GELU", {"approximate": "none"}, "gelu"),
        ("Identity", {}, "identity"),
    ],
)
def test_each_activation_of_torch_has_its_name_with_us(kind, settings, name):
    """The activations that both have are told by their class."""
    module = torch("Sequential", linear(4, 3), torch(kind, **settings), linear(2, 4))
    assert Network.from_torch(module).architecture.activation == name
    assert name in ACTIVATIONS


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ([torch("Conv2d")], r"0 \(Conv2d\) cannot be drawn\. Dense layers can"),
        ([linear(2, 3), torch("Dropout", p=0.5)], r"1 \(Dropout\) cannot be drawn"),
        ([torch("MultiheadAttention")], r"\(MultiheadAttention\) cannot be drawn"),
        ([torch("Net", linear(2, 3))], r"0 \(Net\) cannot be drawn.* as a Sequential"),
        ([linear(2, 3, bias=False)], r"0 \(Linear\) has no biases"),
        ([linear(2, 3), linear(2, 4)], "layer 0 has 2 units, but layer 1 takes 4"),
        ([torch("ReLU"), linear(2, 3)], "has relu before the first layer"),
        ([linear(2, 3), torch("ReLU"), torch("Tanh")], "has tanh after relu"),
        ([linear(2, 3), torch("LeakyReLU", negative_slope=0.2)], r"slope = 0\.2"),
        ([linear(2, 3), torch("GELU", approximate="tanh")], "approximate = 'tanh'"),
        (
            [linear(2, 3), torch("ReLU"), linear(2, 2), torch("Tanh"), linear(1, 2)],
            "has relu and tanh in its hidden layers",
        ),
        (
            [linear(2, 3), torch("Softmax", dim=1), linear(2, 2)],
            "softmax belongs to the outputs",
        ),
        ([], "holds no dense layer"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_name(parts, message):
    """A convolution, a dropout, a forward of one's own: each with its place."""
    with pytest.raises(ValueError, match=message):
        Network.from_torch(torch("Sequential", *parts))


@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
@pytest.mark.parametrize("activation", ["identity", "logistic", "tanh", "relu"])
@pytest.mark.parametrize("kind", ["MLPClassifier", "MLPRegressor"])
def test_a_fitted_model_of_scikit_learn_answers_as_before(kind, activation):
    """Our forward pass with its parameters gives its answers."""
    models = pytest.importorskip("sklearn.neural_network")
    inputs, labels = RANDOM.normal(size=(30, 3)), np.arange(30) % 3
    settings = {"activation": activation, "max_iter": 3, "random_state": 1}
    model = getattr(models, kind)(hidden_layer_sizes=(5, 4), **settings)
    model.fit(inputs, labels)
    network = Network.from_sklearn(model)
    ours = answers(network, inputs)
    theirs = getattr(model, "predict_proba", model.predict)(inputs)
    np.testing.assert_allclose(ours.reshape(theirs.shape), theirs, rtol=1e-12)


def test_other_models_of_scikit_learn_are_refused():
    """A forest is no network, and a model without fit has no parameters."""
    models = pytest.importorskip("sklearn.neural_network")
    linear_models = pytest.importorskip("sklearn.linear_model")
    with pytest.raises(ValueError, match="Ridge is no MLPClassifier or MLPRegressor"):
        Network.from_sklearn(linear_models.Ridge())
    with pytest.raises(ValueError, match="MLPRegressor is not fitted"):
        Network.from_sklearn(models.MLPRegressor())


def arrays(*names, sizes=LAYERS):
    """Pairs of arrays, named layer by layer."""
    found = {}
    for name, units, inputs in zip(names, sizes[1:], sizes, strict=False):
        found[f"{name}.weight"] = RANDOM.normal(size=(units, inputs))
        found[f"{name}.bias"] = RANDOM.normal(size=units)
    return found


def write(path, content):
    """A file of arrays, by its ending."""
    if path.suffix == ".npz":
        np.savez(path, **content)
    else:
        save_file(content, path)
    return path


@pytest.mark.parametrize("ending", ["npz", "safetensors"])
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16])
def test_pairs_follow_each_other_in_natural_order(tmp_path, ending, dtype):
    """2 comes before 10, whatever the order in the file, and gaps do no harm."""
    content = {k: v.astype(dtype) for k, v in arrays("fc2", "fc10").items()}
    path = write(tmp_path / f"net.{ending}", dict(reversed(content.items())))
    stack = read_parameters(path)
    assert stack.layers == LAYERS
    np.testing.assert_array_equal(stack.weights[0], content["fc2.weight"])
    np.testing.assert_array_equal(stack.biases[1], content["fc10.bias"])


def test_names_sort_as_people_count():
    """Numbers inside names count as numbers, however many digits they have."""
    names = ["net.10.a", "net.9.b", "a", "net.9.a", "10", "9"]
    expected = ["9", "10", "a", "net.9.a", "net.9.b", "net.10.a"]
    assert sorted(names, key=natural) == expected


@pytest.mark.parametrize("ending", ["npz", "safetensors"])
@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"a.scale": np.ones(2)}, r"'a\.scale', which is no \*\.weight or \*\.bias"),
        ({"weight": np.ones((2, 3))}, "'bias' is missing"),
        ({"a.bias": np.ones(3)}, r"'a\.weight' is missing"),
        ({"conv.weight": np.ones((2, 3, 3, 3))}, r"'conv\.weight' has shape \(2, 3,"),
        ({"norm.weight": np.ones(3), "norm.bias": np.ones(3)}, r"'norm\.weight' has"),
        ({"a.weight": np.ones((2, 3)), "a.bias": np.ones(3)}, "no dense layer"),
        ({"a.weight": np.ones((2, 3), bool), "a.bias": np.ones(2)}, "type bool"),
        ({"a.weight": np.full((2, 3), np.nan), "a.bias": np.ones(2)}, "not finite"),
        (arrays("0", "1") | arrays("2"), "layer 1 has 2 units, but layer 2 takes 3"),
        ({}, "holds no dense layer"),
    ],
)
def test_arrays_that_are_no_stack_are_refused(tmp_path, ending, content, message):
    """Other arrays, half a pair, other shapes and gaps, each by name."""
    path = write(tmp_path / f"net.{ending}", content)
    with pytest.raises(ValueError, match=f"{message}.*Save dense layers"):
        read_parameters(path)


@pytest.mark.parametrize("ending", ["npz", "safetensors", "onnx"])
def test_a_damaged_file_is_refused(tmp_path, ending):
    """No file, a folder, no bytes, and other bytes: one sentence and the cure."""
    path = tmp_path / f"net.{ending}"
    with pytest.raises(ValueError, match=r"no such file|needs the package onnx"):
        read_parameters(path)
    for content in b"", b"PK\x03\x04" + b"\xff" * 99, b"\xff" * 99:
        path.write_bytes(content)
        with pytest.raises(ValueError, match=r"\. (Save|Export|Install)"):
            read_parameters(path)
    with pytest.raises(ValueError, match=r"unknown kind '\.pt'\. Give one of \.npz"):
        read_parameters(tmp_path / "net.pt")
