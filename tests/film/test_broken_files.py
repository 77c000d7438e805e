"""Files that hypothesis broke: never a traceback, always file, key and cure."""

import copy
import io
import math
import re
import tracemalloc
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some
from safetensors.numpy import save

from backprop_core import SpecError
from backprop_core.spec.run_tables import DataSpec, NetworkSpec, TrainingSpec
from film.cli import commands
from film.spec import Experiment, FilmSpec

QUICK = settings(
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
WHOLE = {
    "data": {"name": "xor", "classes": ["no", "yes"], "features": ["p", "q"]},
    "network": {"layers": [2, 3, 1], "activation": "tanh", "output": "sigmoid"},
    "training": {"learning_rate": 0.5, "batch_size": 1, "max_steps": 40, "seed": 4},
    "film": {"steps": [0, 7], "focus": {"unit": [0, 1], "input": 1}, "sample": 2},
}
KEYS = {
    "data": [*DataSpec.model_fields],
    "network": [*NetworkSpec.model_fields],
    "training": [*TrainingSpec.model_fields],
    "film": [*FilmSpec.model_fields],
}
NUMBERS = some.one_of(
    some.integers(),
    some.integers(-3, 30),
    some.sampled_from([10**6, 10**9, 2**31, 2**63, 2**64, 10**30, 10**400, -(10**400)]),
    some.floats(),
    some.sampled_from([math.inf, -math.inf, math.nan, 1e308, -1e308, 5e-324, 0.0]),
)
PATHS = ["", ".", "/", "..", "no.csv", "a\0b.csv", "no.npz", "/dev/null", "a" * 5000]
PATHS += ["x.safetensors", "x.onnx", "folder.csv", "~", "C:\\x.csv", "\ud7ff.npz"]
NAMES = ["digits", "moons", "sine", "relu", "softmax", "cross_entropy", "adam", "all"]
TEXTS = some.one_of(some.text(max_size=9), some.sampled_from(PATHS + NAMES))
LEAVES = some.one_of(NUMBERS, some.booleans(), TEXTS, some.just(date(2024, 2, 29)))
LISTS = some.one_of(
    some.lists(LEAVES, max_size=4),
    some.lists(some.lists(NUMBERS, max_size=3), max_size=3),
    some.lists(some.lists(some.lists(NUMBERS, max_size=3), max_size=3), max_size=3),
    some.just([10**6] * 2),
    some.just([2, 10**6, 10**6, 1]),
    some.just([10**6] * 400),
)
TABLES = some.dictionaries(some.text(max_size=6), LEAVES | LISTS, max_size=3)
VALUES = LEAVES | LISTS | TABLES


@some.composite
def broken_tables(draw):
    """An experiment with up to four keys set, added or taken away at any depth."""
    tables = copy.deepcopy(WHOLE)
    for _ in range(draw(some.integers(1, 4))):
        name = draw(some.sampled_from([*KEYS, "", "other"]))
        table = tables.setdefault(name, {}) if name else tables
        known = KEYS.get(name, list(KEYS))
        key = draw(some.sampled_from(known) | some.text(max_size=6))
        if not isinstance(table, dict):
            tables[name] = draw(VALUES)
        elif key in table and draw(some.integers(0, 4)) == 0:
            del table[key]
        elif isinstance(table.get(key), dict) and draw(some.booleans()):
            table[key][draw(some.text(max_size=6))] = draw(VALUES)
        else:
            table[key] = draw(VALUES)
    return tables


def toml(value):
    """A value as TOML writes it; tables as inline ones."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        inner = (f"{quoted(key)} = {toml(each)}" for key, each in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else str(value)
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text):
    """A text between quotes, with everything escaped that has to be."""
    return '"' + "".join(f"\\U{ord(each):08x}" for each in text) + '"'


def document(tables):
    """The text of an experiment file."""
    lines = [f"{quoted(k)} = {toml(v)}" for k, v in tables.items() if k not in KEYS]
    for name in KEYS:
        table = tables.get(name, {})
        if isinstance(table, dict):
            lines.append(f"[{name}]")
            lines += [f"{quoted(key)} = {toml(value)}" for key, value in table.items()]
        else:
            lines.insert(0, f"{name} = {toml(table)}")
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Where a broken experiment stands, beside files and folders that mislead."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "folder.csv").mkdir()
    (folder / "x.safetensors").write_bytes(b"\xff" * 50)
    (folder / "x.onnx").write_bytes(b"\x08\x01")
    return folder / "mine.toml"


def faults_of(path):
    """What is wrong with an experiment; nothing if it loads."""
    try:
        Experiment.load(path)
    except SpecError as error:
        return error.faults
    return ()


def assert_refused(path, capsys):
    """Every fault is one line with the file, a key and a cure; the status is 2."""
    faults = faults_of(path)
    assume(faults)
    for fault in faults:
        assert fault.file == str(path)
        assert fault.key or fault.message.startswith("not TOML"), fault
        assert re.fullmatch(r"(?s).+[.?!] .+[.?]", fault.message), fault
        assert len(fault.message) < 900, fault
    assert commands.run(["train", str(path)]) == 2
    told = capsys.readouterr()
    assert told.err.splitlines() == [str(fault) for fault in faults]
    assert told.out == ""


@settings(QUICK, max_examples=500)
@given(tables=broken_tables())
def test_broken_experiments_are_refused_with_file_key_and_cure(tables, path, capsys):
    """Wrong types, shapes and sizes, infinities, unknown keys, bad paths."""
    path.write_text(document(tables), encoding="utf-8")
    assert_refused(path, capsys)


@settings(QUICK, max_examples=150)
@given(data=some.data())
def test_text_that_was_garbled_is_refused(data, path, capsys):
    """Bytes left out, put in or cut off somewhere in a good file."""
    content = document(WHOLE).encode()
    begin = data.draw(some.integers(0, len(content)))
    end = data.draw(some.sampled_from([begin, begin + 1, begin + 9, len(content)]))
    content = content[:begin] + data.draw(some.binary(max_size=5)) + content[end:]
    path.write_bytes(content)
    assume(faults_of(path))
    assert commands.run(["train", str(path)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert lines
    assert all(line.startswith(f"{path}:") for line in lines)


def archive(ending):
    """The bytes of a good file of samples or of parameters."""
    if ending == "csv":
        return b"p,q,kind\n" + b"0.5,1,no\n1,0.25,yes\n" * 2
    content = io.BytesIO()
    if ending == "npz":
        arrays = {"inputs": np.eye(4, 2), "targets": np.ones((4, 1))}
        np.savez_compressed(content, **arrays)
        return content.getvalue()
    return save({"0.weight": np.ones((1, 2)), "0.bias": np.ones(1)})


@pytest.mark.parametrize("ending", ["csv", "npz", "safetensors"])
@settings(QUICK, max_examples=70)
@given(data=some.data())
def test_files_beside_an_experiment_that_were_garbled(ending, data, path, capsys):
    """Samples and parameters cut off or changed: one fault, with its key and line."""
    content = archive(ending)
    begin = data.draw(some.integers(0, len(content)))
    other = data.draw(some.binary(max_size=6))
    rest = content[begin + len(other) :] if data.draw(some.booleans()) else b""
    path.with_name(f"mine.{ending}").write_bytes(content[:begin] + other + rest)
    tables = {**WHOLE, "film": {}, "network": {"layers": [2, 1]}, "data": {}}
    if ending == "safetensors":
        tables["data"] = {"name": "xor"}
        tables["network"] = {"layers": [2, 1], "parameters": f"mine.{ending}"}
    else:
        label = {"label": "kind"} if ending == "csv" else {}
        tables["data"] = {"file": f"mine.{ending}", **label}
    path.write_text(document(tables))
    assert_refused(path, capsys)


def test_huge_sizes_are_refused_before_memory_is_asked_for(path):
    """A million units twice: the message comes at once, and takes no memory."""
    tables = {**WHOLE, "data": {"inputs": [[0.0]], "targets": [[1.0]]}, "film": {}}
    tables["network"] = {"layers": [10**6, 10**6]}
    path.write_text(document(tables))
    tracemalloc.start()
    try:
        with pytest.raises(SpecError, match=r"network\.layers: .*at most 50,000,000"):
            Experiment.load(path)
        assert tracemalloc.get_traced_memory()[1] < 10e6
    finally:
        tracemalloc.stop()


def test_an_archive_that_claims_too_much_is_refused(path):
    """A header of an npz file that names more numbers than there are."""
    archive = path.with_name("big.npz")
    np.savez(archive, inputs=np.ones((2, 2)), targets=np.ones((2, 1)))
    content = archive.read_bytes().replace(b"(2, 2), }", b"(9**9,9)}")
    archive.write_bytes(content)
    tables = {**WHOLE, "data": {"file": "big.npz"}}
    path.write_text(document(tables))
    with pytest.raises(SpecError, match=r"data\.file: big\.npz: cannot be read"):
        Experiment.load(path)
