"""Traces, archives, networks and tables with slips: read as they are, or refused."""

import io
import json
import math
import re
from pathlib import Path
from random import Random

import numpy as np
import pytest
from mutations import a_value, ended, lines_moved, scribbled
from safetensors.numpy import load, save

from backprop_core import Recording, RunSpec, SpecError, Trace, train
from backprop_core.assets import asset
from film.spec import Experiment

CASES = 140
TABLE = "width;height;kind\n1,5;2;rose\n-3;4e1;iris\n0,25;7;rose\n2;2;fern\n"
MARKS = [b";", b",", b"\t", b"|", b'"', b"'", b"\r", b"\r\n", b"\n\n", b"nan", b"1e999"]
MARKS += [b"\xef\xbb\xbf", b"\xff\xfe", b"\x00", b"-", b"1.000,5", b" ", b"inf", b"1_0"]
ARRAYS = {"inputs": np.eye(4, 3), "targets": np.eye(4, 2)}
TAIL = "[network]\nlayers = {layers}\n[training]\nmax_steps = 2\n"


def a_trace():
    """The bytes of a recorded training with probes."""
    run = RunSpec.load(asset("experiments/xor.toml"))
    wishes = {"steps": (0, 1), "checkpoints": (0,), "probes": ("nudge",)}
    return train(run, Recording(**wishes, whole=False)).to_bytes()


TRACE = a_trace()
LENGTH = int.from_bytes(TRACE[:8], "little")


def with_header(random):
    """The trace with another value somewhere in its header."""
    outer = json.loads(TRACE[8 : 8 + LENGTH])
    header = json.loads(outer["__metadata__"]["backprop"])
    place, key = {"": header}, ""
    while isinstance(place[key], dict | list) and place[key] and random.random() < 0.85:
        place = place[key]
        key = random.choice(
            list(place) if isinstance(place, dict) else range(len(place))
        )
    place[key] = a_value(random)
    outer["__metadata__"]["backprop"] = json.dumps(header)
    text = json.dumps(outer).encode()
    return len(text).to_bytes(8, "little") + text + TRACE[8 + LENGTH :]


def with_array(random):
    """The trace with another number, another shape or another type in an array."""
    text = json.loads(TRACE[8 : 8 + LENGTH])["__metadata__"]
    arrays = {name: np.array(each) for name, each in load(TRACE).items()}
    name = random.choice([each for each in arrays if arrays[each].size])
    array = arrays[name]
    flat = array.reshape(-1)
    if random.random() < 0.7:
        number = random.choice([math.nan, math.inf, 1e300, -1e300, 1e-300, 0.0, 7.0])
        with np.errstate(all="ignore"):
            flat[random.randrange(array.size)] = np.float64(number).astype(array.dtype)
    else:
        arrays[name] = random.choice(
            [flat, array.astype(np.float32), array[..., :-1], array[None], -array]
        )
    return save(arrays, text)


@pytest.mark.parametrize("case", range(CASES + 40))
def test_traces(case):
    """Refused by name, or shown, judged and drawn."""
    random = Random(case)
    makers = (lambda random: scribbled(TRACE, random), with_header, with_array)
    path = Path("mine.safetensors")
    path.write_bytes(makers[case % 3](random))
    status, out, told = ended("show", str(path))
    if status == 2:
        assert (out, len(told.splitlines())) == ("", 1)
        assert re.fullmatch(
            r"mine\.safetensors: .+\. Record it again with train\.\n", told
        )
        return
    Trace.load(path)
    status, out, told = ended("check", str(path), allowed=(0, 1))
    assert out.startswith("Right: " if status == 0 else "WRONG: ")
    assert len((out + told).splitlines()) == 1
    status, out, told = ended("still", str(path), "neuron", "-ql", allowed=(0, 1, 2))
    assert (
        Path(out.strip()).exists() if status == 0 else not list(Path().rglob("*.png"))
    )


def an_archive(random):
    """The bytes of an npz with slips in its arrays or in its bytes."""
    arrays = {name: np.array(each) for name, each in ARRAYS.items()}
    name = random.choice(list(arrays))
    array = arrays[name]
    other = [
        array.astype(random.choice([np.float16, np.int8, bool, complex, str, object])),
        array[: random.randrange(4)],
        array[:, : random.randrange(3)],
        array[0],
        array[None],
        np.float64(3),
        np.where(array, random.choice([1e300, math.nan, math.inf, -1, 1e-300]), 0),
        array.argmax(axis=1),
        np.array([["a", "b"]] * 4),
        array.astype(">f4"),
        np.asfortranarray(array),
        np.zeros((4, 0)),
        np.array(["2024-01-01"] * 4, "datetime64[D]"),
    ]
    if random.random() < 0.6:
        arrays[name] = random.choice(other)
    if random.random() < 0.15:
        arrays[random.choice(["x", "input", "Inputs"])] = arrays.pop(name)
    file = io.BytesIO()
    random.choice([np.savez, np.savez_compressed])(file, **arrays)
    content = file.getvalue()
    return scribbled(content, random) if random.random() < 0.5 else content


def learned(data, layers="[3, 2]", lines=1):
    """What an experiment with a file of data comes to; refused in so many lines."""
    path = Path("mine.toml")
    path.write_text(f"[data]\n{data}\n{TAIL.format(layers=layers)}")
    status, _, told = ended("train", str(path), allowed=(0, 1, 2))
    if status == 0:
        samples = Experiment.load(path).run.dataset()
        assert np.isfinite(samples.inputs).all()
        assert np.isfinite(samples.targets).all()
        assert len(samples.inputs) == len(samples.targets) > 0
        Trace.load("mine.safetensors")
        return
    assert not Path("mine.safetensors").exists()
    if status == 1:
        assert told.startswith("Training diverged: ")
        return
    assert 1 <= len(told.splitlines()) <= lines, told
    for line in told.splitlines():
        assert re.match(r"mine\.toml:(\d+:)? .+[.?] .+[.?]$", line), line


@pytest.mark.parametrize("case", range(CASES))
def test_archives(case):
    """An npz of samples: read, or refused with file, key and cure."""
    Path("mine.npz").write_bytes(an_archive(Random(case)))
    learned('file = "mine.npz"', lines=2)


@pytest.mark.parametrize("case", range(CASES))
def test_tables(case):
    """A CSV as spreadsheets and people leave it: read, or refused in a line."""
    random = Random(case)
    text = TABLE.replace(";", random.choice(";,\t")) if case % 2 else TABLE
    content = (
        lines_moved(text, random).encode() if random.random() < 0.4 else text.encode()
    )
    for _ in range(random.randint(0, 3)):
        place, mark = random.randrange(len(content) + 1), random.choice(MARKS)
        content = content[:place] + mark + content[place:]
    if random.random() < 0.3:
        content = scribbled(content, random)
    if random.random() < 0.1:
        content = content.decode("latin-1").encode(
            random.choice(["utf-16", "utf-8-sig"])
        )
    Path("mine.csv").write_bytes(content)
    kind = random.choice(['label = "kind"', 'targets = ["height"]'])
    learned(f'file = "mine.csv"\n{kind}', layers="[2, 3]", lines=8)


def a_network(random):
    """An ONNX model with slips in its graph."""
    onnx = pytest.importorskip("onnx", reason="onnx is missing: the extra [onnx]")
    numbers = np.random.default_rng(random.randrange(99))
    shapes = {"w0": (3, 4), "b0": (4,), "w1": (4, 1), "b1": (1,)}
    arrays = {
        name: numbers.normal(size=shape).astype(np.float32)
        for name, shape in shapes.items()
    }
    name = random.choice(list(arrays))
    arrays[name] = random.choice(
        [
            arrays[name],
            arrays[name].astype(np.float64),
            arrays[name].astype(np.int64),
            arrays[name][..., :-1],
            arrays[name] * np.float32(math.inf),
            arrays[name].T,
            arrays[name][None],
            arrays[name] * np.float32(1e38),
        ]
    )
    nodes = [
        ("Gemm", ["x", "w0", "b0"], "h", {"transB": random.choice([0, 0, 0, 1])}),
        (random.choice(["Relu", "Tanh", "Sin", "Softmax", "Gelu"]), ["h"], "a", {}),
        ("MatMul", ["a", "w1"], "m", {}),
        ("Add", random.choice([["m", "b1"], ["b1", "m"], ["m"], ["m", "x"]]), "y", {}),
    ]
    if random.random() < 0.3:
        nodes.pop(random.randrange(len(nodes)))
    if random.random() < 0.2:
        random.shuffle(nodes)
    made = [
        onnx.helper.make_node(op, ins, [out], **more) for op, ins, out, more in nodes
    ]
    value, kind = onnx.helper.make_tensor_value_info, onnx.TensorProto.FLOAT
    constants = [onnx.numpy_helper.from_array(array, n) for n, array in arrays.items()]
    ends = [value("x", kind, [None, 3])], [value("y", kind, None)]
    return onnx.helper.make_model(onnx.helper.make_graph(made, "net", *ends, constants))


@pytest.mark.parametrize("case", range(CASES))
def test_networks(case):
    """A graph of another program: begun with, or refused in a line."""
    random = Random(case)
    content = a_network(random).SerializeToString()
    if case % 2:
        content = scribbled(content, random)
    Path("mine.onnx").write_bytes(content)
    Path("mine.toml").write_text(
        "[data]\ninputs = [[0, 1, 0.5], [1, 0, 2]]\ntargets = [[1], [0]]\n[network]\n"
        'layers = [3, 4, 1]\nactivation = "relu"\noutput = "identity"\n'
        'parameters = "mine.onnx"\n[training]\nmax_steps = 2\n'
    )
    status, _, told = ended("train", "mine.toml", allowed=(0, 1, 2))
    assert Path("mine.safetensors").exists() == (status == 0)
    if status == 2:
        assert re.fullmatch(r"mine\.toml:\d+: network\.\w+: .+[.?]\n", told), told
        with pytest.raises(SpecError):
            Experiment.load("mine.toml")
