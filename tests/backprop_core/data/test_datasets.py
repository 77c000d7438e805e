"""Where samples come from, and which of them are kept back."""

import numpy as np
import pytest

from backprop_core import RunSpec, SpecError
from backprop_core.data.datasets import digits, interpolation
from backprop_core.spec.data_table import kept_back, load_dataset
from backprop_core.spec.run_tables import DataSpec

HEADER = "width,height,kind\n"


def load(folder, **table):
    """The dataset of a [data] table whose files are in a folder."""
    return load_dataset(DataSpec(**table), folder)


def test_the_digits_are_split_once_and_for_all():
    """1 437 to train, 360 unseen, pixels between 0 and 1, one class each."""
    data = digits()
    assert (data.inputs.shape, data.test_inputs.shape) == ((1437, 64), (360, 64))
    assert (data.inputs.min(), data.inputs.max()) == (0, 1)
    assert data.targets.sum(axis=1).tolist() == [1] * 1437
    assert (data.classes[3], data.image) == ("3", (8, 8))


def test_the_digits_are_those_of_scikit_learn():
    """Pixels and labels agree with another copy of the set, digit by digit."""
    datasets = pytest.importorskip("sklearn.datasets")
    images, labels = datasets.load_digits(return_X_y=True)
    data, unseen = digits(), np.arange(1797) % 5 == 0
    np.testing.assert_array_equal(data.inputs * 16, images[~unseen])
    np.testing.assert_array_equal(data.test_targets.argmax(axis=1), labels[unseen])


@pytest.mark.parametrize("side", [14, 28])
def test_enlarging_keeps_a_digit_what_it_is(side):
    """The middle of the pixels stays, and none leaves the range from 0 to 1."""
    small, large = digits(), digits(side)
    assert large.image == (side, side)
    assert (large.inputs.min(), large.inputs.max()) >= (0, 0.9)
    assert large.inputs.max() <= 1
    assert abs(large.inputs.mean() - small.inputs.mean()) < 0.01


def test_interpolation_keeps_constant_and_straight_lines():
    """Weights add up to 1; inside, a straight line stays straight."""
    stretch = interpolation(8, 14)
    np.testing.assert_allclose(stretch.sum(axis=1), 1)
    np.testing.assert_allclose(np.diff((stretch @ np.arange(8))[1:-1]), 8 / 14)


@pytest.mark.parametrize(
    ("count", "share", "kept"), [(10, 0.2, 2), (7, 0.5, 3), (4, 0, 0)]
)
def test_rows_are_kept_back_evenly(count, share, kept):
    """As many as the share says, never two neighbours when it is a half or less."""
    rows = np.flatnonzero(kept_back(count, share))
    assert len(rows) == kept
    assert all(np.diff(rows) > 1)


def test_a_csv_file_becomes_classes(tmp_path):
    """A header, a label column by name, one output a class in sorted order."""
    (tmp_path / "a.csv").write_text(f"{HEADER}1,2,rose\n3,4,iris\n5,6,rose\n")
    data = load(tmp_path, file="a.csv", label="kind")
    assert (data.classes, data.features) == (("iris", "rose"), ("width", "height"))
    assert data.inputs.tolist() == [[1, 2], [3, 4], [5, 6]]
    assert data.targets.tolist() == [[0, 1], [1, 0], [0, 1]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no rows"),
        (HEADER, "no rows"),
        (f"{HEADER}1,,rose\n", "line 2: column 'height': '' is not a finite"),
        (f"{HEADER}1,2,a\n1,inf,a\n", "line 3: column 'height': 'inf' is not a finite"),
        (f"{HEADER}1,2\n", "line 2: got 2 columns, where the header has 3"),
        (f'{HEADER}1,"2,a\n', "cannot be read"),
        ("width,height\n1,2\n", "no column 'kind' in a.csv. It has width, height"),
        (f"{HEADER}1,2, \n", "line 2: column 'kind': ' ' is no class. Fill it in"),
        (HEADER + "x,2,a\n" * 9, "and 4 more faults like these. Mend those first."),
        (HEADER + "x,2,a\n" * 6, "and 1 more fault like these."),
    ],
)
def test_a_broken_csv_file_is_refused_by_line(tmp_path, text, message):
    """Every fault names the file, the line, the column and the cell."""
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(SpecError) as error:
        load(tmp_path, file="a.csv", label="kind")
    assert message in str(error.value)


def test_a_column_of_numbers_is_no_column_of_classes(tmp_path):
    """A label with too many values to give each an output is refused."""
    rows = "".join(f"1,2,{number}\n" for number in range(1001))
    (tmp_path / "a.csv").write_text(HEADER + rows)
    with pytest.raises(SpecError, match=r"'kind' in a\.csv holds 1,001 different"):
        load(tmp_path, file="a.csv", label="kind")


def test_an_npz_archive_is_read_as_it_is(tmp_path):
    """The arrays inputs and targets, whatever their number type."""
    np.savez(tmp_path / "a.npz", inputs=np.eye(3, dtype=int), targets=np.ones((3, 1)))
    data = load(tmp_path, file="a.npz")
    assert (data.inputs.dtype, data.sizes) == (np.float64, (3, 1))


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({"inputs": np.ones((2, 2))}, "no array 'targets'"),
        ({"inputs": np.ones(2), "targets": np.ones((2, 1))}, "has shape (2,)"),
        ({"inputs": np.ones((2, 2)), "targets": np.ones((3, 1))}, "but 3 targets"),
        ({"inputs": np.array([[np.nan]]), "targets": np.ones((1, 1))}, "at [0, 0]"),
        ({"inputs": np.array([[None]]), "targets": np.ones((1, 1))}, "cannot be read"),
        ({"inputs": np.array([["a"]]), "targets": np.ones((1, 1))}, "and type <U1"),
    ],
)
def test_a_broken_npz_archive_is_refused(tmp_path, arrays, message):
    """Missing arrays, wrong shapes, gaps and pickled objects, each by name."""
    np.savez(tmp_path / "a.npz", **arrays)
    with pytest.raises(SpecError) as error:
        load(tmp_path, file="a.npz")
    assert message in str(error.value)


def test_a_file_that_is_no_archive_is_refused(tmp_path):
    """Bytes that are no zip, and half a zip."""
    np.savez(tmp_path / "a.npz", inputs=np.ones((9, 9)), targets=np.ones((9, 1)))
    for content in b"", b"no zip", (tmp_path / "a.npz").read_bytes()[:200]:
        (tmp_path / "b.npz").write_bytes(content)
        with pytest.raises(SpecError, match="cannot be read"):
            load(tmp_path, file="b.npz")


def test_the_samples_are_part_of_what_identifies_a_run(tmp_path):
    """Another number in the file is another run, though the tables are the same."""
    run = RunSpec(
        data={"file": "a.csv", "label": "kind"},
        network={"layers": [2, 2]},
        training={"epochs": 1},
        folder=tmp_path,
    )
    identities = set()
    for last in "345":
        (tmp_path / "a.csv").write_text(f"{HEADER}1,2,rose\n3,{last},iris\n")
        identities.add(run.identity())
    assert len(identities) == 3
