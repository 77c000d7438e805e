"""Tables as spreadsheets write them are read as they were meant, or asked about."""

import numpy as np
import pytest

from backprop_core import RunSpec, SpecError, train
from backprop_core.spec.data_table import load_dataset
from backprop_core.spec.run_tables import DataSpec
from backprop_core.verify.validation import check_trace
from film.spec import Experiment

FLOWERS = "width,height,kind\n1.5,2,rose\n-3,4e1,iris\n"
TAIL = "[network]\nlayers = [2, 2]\n[training]\nepochs = 1\n"


def load(folder, text, **table):
    """The dataset of a CSV with this text."""
    content = text if isinstance(text, bytes) else text.encode()
    (folder / "a.csv").write_bytes(content)
    return load_dataset(DataSpec(file="a.csv", **table), folder)


def faults_of(folder, data, tail=TAIL):
    """What is said of an experiment with such a [data]."""
    (folder / "a.toml").write_text(f"[data]\n{data}\n{tail}", encoding="utf-8")
    with pytest.raises(SpecError) as error:
        Experiment.load(folder / "a.toml")
    return str(error.value)


@pytest.mark.parametrize(
    "content",
    [
        FLOWERS.replace(",", ";"),
        FLOWERS.replace(",", "\t"),
        FLOWERS.replace(",", ";").replace(".", ","),
        FLOWERS.replace(",", "\t").replace(".", ","),
        FLOWERS.replace("\n", "\r\n"),
        b"\xef\xbb\xbf" + FLOWERS.replace(",", ";").replace("\n", "\r\n").encode(),
        b'"width, in cm";height;kind\n' + b"1,5;2;rose\n-3;4e1;iris\n;;\n",
    ],
    ids=["semicolons", "tabs", "german", "tabs_commas", "windows", "bom", "quoted"],
)
def test_spreadsheets_are_recognised(tmp_path, content):
    """Whatever parts columns and fractions, the numbers are the same."""
    data = load(tmp_path, content, label="kind")
    assert data.inputs.tolist() == [[1.5, 2], [-3, 40]]
    assert data.classes == ("iris", "rose")


def test_a_comma_that_may_be_thousands_is_asked_about(tmp_path):
    """1;234 may be a thousand: `decimal` decides, and 0,123 is clear by itself."""
    text = "a;kind\n1,234;x\n2,000;y\n"
    with pytest.raises(SpecError, match=r"data\.decimal: a\.csv: '1,234' may be"):
        load(tmp_path, text, label="kind")
    assert load(tmp_path, text, label="kind", decimal=",").inputs[0] == 1.234
    assert load(tmp_path, text + "0,5;x\n", label="kind").inputs[0] == 1.234


def test_what_was_asked_for_is_not_guessed(tmp_path):
    """`separator` wins over the header, `decimal` over the cells."""
    data = load(tmp_path, "a;b,kind\n1,x\n", label="kind", separator=",")
    assert data.features == ("a;b",)
    with pytest.raises(SpecError, match=r"'1\.5' is not a finite number with a dec"):
        load(tmp_path, "a;kind\n1.5;x\n", label="kind", decimal=",")


def test_columns_of_numbers_are_targets(tmp_path):
    """`targets` names columns, in its own order; the rest are inputs."""
    text = "price;area;rooms\n100;1,5;3\n250;2,5;4\n"
    data = load(tmp_path, text, targets=["rooms", "price"])
    assert (data.classes, data.features) == ((), ("area",))
    assert data.targets.tolist() == [[3, 100], [4, 250]]


def test_a_regression_from_a_table_survives_as_a_trace(tmp_path):
    """A trace of it is saved, loaded and checked like any other."""
    (tmp_path / "a.csv").write_text("x,price\n0,1\n1,3\n2,5\n")
    run = RunSpec(
        data={"file": "a.csv", "targets": ["price"]},
        network={"layers": [1, 1], "output": "identity"},
        training={"epochs": 1, "learning_rate": 0.1},
        folder=tmp_path,
    )
    trace = train(run)
    trace.save(tmp_path / "a.safetensors")
    loaded = type(trace).load(tmp_path / "a.safetensors")
    check_trace(loaded)
    assert loaded.run.data.columns == ("price",)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ('file = "a.csv"', 'targets = ["kind"].'),
        ('file = "a.csv"\ntargets = ["width", "size"]', "data.targets: no column"),
        ('file = "a.csv"\ntargets = ["kind"]', "'rose' is not a finite number"),
        ('file = "a.csv"\ntargets = ["kind", "kind"]', "got 'kind' twice"),
        ('file = "a.csv"\ntargets = ["kind", 3]', "data.targets[1]: got 3, where text"),
        ('file = "a.csv"\nlabel = "kind"\ntargets = ["height"]', "and a label, too"),
        ('inputs = [[1]]\ntargets = ["kind"]', "which no CSV file has"),
        ('name = "xor"\nseparator = ";"', "data.separator: got ';' without a CSV"),
        ('file = "a.csv"\nlabel = "kind"\nseparator = "|"', "unknown '|'"),
        ('file = "a.csv"\nlabel = "kind"\nclasses = ["a", "a"]', "got 'a' twice"),
        ('name = "xor"\nclasses = ["a\\nb", "c"]', "which is no single line"),
        ('name = "xor"\nfeatures = ["a", "b\\u0007"]', "which is no single line"),
    ],
)
def test_misfits_are_refused(tmp_path, data, message):
    """A key that does not fit its source is named, with the way out."""
    (tmp_path / "a.csv").write_text(FLOWERS)
    assert message in faults_of(tmp_path, data)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,a,kind\n1,2,x\n", "two columns are named 'a'"),
        ('a,"ki\nnd",kind\n1,2,x\n', "is no single line"),
        ('a,kind\n1,"x\ny"\n', "is no class"),
        ("kind\nx\n", "no column is left for the inputs"),
    ],
)
def test_tables_that_cannot_be_drawn_are_refused(tmp_path, text, message):
    """Names are told apart and stand on one line; something has to be an input."""
    with pytest.raises(SpecError) as error:
        load(tmp_path, text, label="kind")
    assert message in str(error.value)


def test_whole_numbers_in_an_archive_are_classes(tmp_path):
    """A list of labels gets an output for each class, in their order."""
    labels = np.array([7, 3, 7, 5])
    np.savez(tmp_path / "a.npz", inputs=np.eye(4), targets=labels)
    data = load_dataset(DataSpec(file="a.npz"), tmp_path)
    assert data.classes == ("3", "5", "7")
    assert data.targets.argmax(axis=1).tolist() == [2, 0, 2, 1]


def test_a_list_of_fractions_is_no_list_of_classes(tmp_path):
    """It is refused, with both shapes that would be right."""
    np.savez(tmp_path / "a.npz", inputs=np.eye(2), targets=np.array([0.5, 1]))
    with pytest.raises(SpecError, match="or whole numbers, one class a sample"):
        load_dataset(DataSpec(file="a.npz"), tmp_path)
