"""From the [data] table to a dataset: a name, a file, or numbers written there."""

from dataclasses import replace
from math import prod
from pathlib import Path

import numpy as np
from numpy.random import default_rng
from numpy.typing import NDArray

from backprop_core.data.datasets import DATASETS, Dataset, Samples, digits
from backprop_core.data.sample_files import Columns, read_samples
from backprop_core.data.scalings import scaled
from backprop_core.faults import Fault, SpecError, shown
from backprop_core.spec.run_tables import DataSpec


def load_dataset(spec: DataSpec, folder: Path, seed: int = 0) -> Dataset:
    """The dataset that a [data] table asks for; files are relative to the folder.

    The seed is the training's: a set that is drawn is drawn from it, in a stream of
    its own. Raises SpecError with all the faults of the source.
    """
    made: Samples | Dataset
    name = spec.name or Path(spec.file or "inline").stem
    if spec.name == "digits":
        made = digits(spec.enlarge)
    elif spec.name is not None:
        made = DATASETS[spec.name](default_rng(seed).spawn(1)[0])
    elif spec.file is not None:
        made = read_samples(
            folder / spec.file,
            Columns(spec.label, spec.columns, spec.separator, spec.decimal),
        )
    else:
        made = _inline_samples(spec)
    if isinstance(made, Samples):
        made = _parted(name, made, spec.test_share)
    return _scaled(_renamed(made, spec), spec.scaling)


def _scaled(dataset: Dataset, scaling: str) -> Dataset:
    """The dataset with all its inputs on the scale of those to train on."""
    inputs, unseen = scaled(scaling, dataset.inputs, dataset.test_inputs)
    if not (np.isfinite(inputs).all() and np.isfinite(unseen).all()):
        message = f"got {shown(scaling)}, but the range of an input overflows. "
        cure = "Give smaller numbers, or leave the scaling out."
        raise SpecError([Fault("data.scaling", message + cure)])
    return replace(dataset, inputs=inputs, test_inputs=unseen)


def kept_back(count: int, share: float) -> NDArray[np.bool_]:
    """Which rows are never trained on: spread evenly, so that sorted files do no harm.

    Row i is kept back where ⌊(i + 1) share⌋ is one more than ⌊i share⌋.
    """
    marks = np.floor(np.arange(count + 1) * share)
    return np.diff(marks) > 0


def _parted(name: str, samples: Samples, share: float) -> Dataset:
    unseen = kept_back(len(samples.inputs), share)
    return Dataset(
        name,
        *(samples.inputs[~unseen], samples.targets[~unseen]),
        *(samples.inputs[unseen], samples.targets[unseen]),
        classes=samples.classes,
        features=samples.features,
    )


def _inline_samples(spec: DataSpec) -> Samples:
    """The samples written in the table; every row as long as the first."""
    inputs, targets = spec.inputs or (), spec.targets or ()
    faults = [
        Fault(
            f"data.{key}[{row}]",
            f"got {len(entry)} numbers, where the first row has {len(rows[0])}. "
            "Give every row as many.",
        )
        for key, rows in (("inputs", inputs), ("targets", targets))
        for row, entry in enumerate(rows)
        if len(entry) != len(rows[0])
    ]
    if len(inputs) != len(targets):
        message = f"got {len(targets)} rows, where inputs has {len(inputs)}. "
        faults.append(Fault("data.targets", message + "Give one for each sample."))
    if faults:
        raise SpecError(faults)
    return Samples(np.array(inputs, dtype=float), np.array(targets, dtype=float))


def _renamed(dataset: Dataset, spec: DataSpec) -> Dataset:
    inputs, outputs = dataset.sizes
    faults = []
    if spec.classes and len(spec.classes) != max(outputs, 2):
        message = f"got {len(spec.classes)} names for {outputs} outputs. "
        cure = f"List {max(outputs, 2)}, in the order of the outputs."
        faults.append(Fault("data.classes", message + cure))
    if spec.features and len(spec.features) != inputs:
        message = f"got {len(spec.features)} names for {inputs} inputs. "
        faults.append(Fault("data.features", message + "List one for each input."))
    if spec.image and prod(spec.image) != inputs:
        rows, columns = spec.image
        message = f"got [{rows}, {columns}], which is not {inputs} pixels. "
        cure = "Give rows and columns whose product is the number of inputs."
        faults.append(Fault("data.image", message + cure))
    if faults:
        raise SpecError(faults)
    return replace(
        dataset,
        classes=spec.classes or dataset.classes,
        features=spec.features or dataset.features,
        image=spec.image or dataset.image,
    )
