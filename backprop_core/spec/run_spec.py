"""A run: the tables of an experiment file together, checked, and their identity."""

import hashlib
import json
from pathlib import Path
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field, ValidationInfo

from backprop_core.data.datasets import Dataset
from backprop_core.faults import Fault, SpecError
from backprop_core.importers.fitted import Network
from backprop_core.importers.stack import Stack
from backprop_core.spec.cross_checks import (
    checked_tables,
    own_parameters,
    part_faults,
)
from backprop_core.spec.data_table import load_dataset
from backprop_core.spec.run_tables import DataSpec, NetworkSpec, TrainingSpec
from backprop_core.spec.table import Table
from backprop_core.spec.toml_documents import Document, read_document


def _table_of(value: Any, rest: ValidationInfo) -> Any:
    """The keys of a network that was built or read in Python, or what stands there."""
    if not isinstance(value, Network):
        return value
    scaling = getattr(rest.data.get("data"), "scaling", "none")
    if value.scaler and value.scaler.name != scaling:
        cure = f'Write scaling = "{value.scaler.name}" in data.'
        raise ValueError(
            f"its pipeline scales the inputs, {scaling!r} is asked. {cure}"
        )
    return value.table()


class RunSpec(Table):
    """One training run, described to the last digit.

    Two equal values of `identity()` give the same trace, byte for byte. In Python:
    `RunSpec(data={"name": "xor"}, network={"layers": [2, 3, 1]},
    training={"epochs": 100})`.
    """

    data: DataSpec
    network: Annotated[NetworkSpec, BeforeValidator(_table_of)]
    training: TrainingSpec
    # The row of the training set that the training begins with: [film] sample.
    first_sample: int | None = Field(default=None, ge=0)
    # What its files are relative to. No part of what is trained, so never written out.
    folder: Path = Field(default=Path(), exclude=True, repr=False)

    @classmethod
    def load(cls, path: str | Path) -> "RunSpec":
        """The run in an experiment file; [film] is not read.

        Raises SpecError with every fault of the file.
        """
        document = read_document(path)
        run, faults = check_run(document)
        if run is None or faults:
            raise SpecError(sorted_faults(document, faults))
        return run

    def dataset(self) -> Dataset:
        """The samples; raises SpecError if they cannot be read."""
        return load_dataset(self.data, self.folder, self.training.seed)

    def own_parameters(self) -> Stack | Network | None:
        """The layers in the file that [network] names, None if it names none.

        Raises SpecError if the file cannot be read.
        """
        return own_parameters(self.network, self.folder)

    def identity(self) -> str:
        """Canonical JSON of all that decides what is trained, the files included."""
        data, own = self.dataset(), self.own_parameters()
        samples = data.inputs, data.targets, data.test_inputs, data.test_targets
        parts = {
            "run": self.model_dump(mode="json"),
            "data": fingerprint(*samples),
            "parameters": own and fingerprint(*own.weights, *own.biases),
        }
        canonical: dict[str, Any] = {"sort_keys": True, "separators": (",", ":")}
        return json.dumps(parts, ensure_ascii=False, **canonical)


def check_run(
    document: Document, first_sample: int | None = None
) -> tuple[RunSpec | None, list[Fault]]:
    """The run in a document and all its faults; [film] is not read.

    A run with faults is mended where that is possible, for checks that need one.
    """
    tables, faults = checked_tables(document.tables)
    folder = document.path.parent
    rest: dict[str, Any] = {"first_sample": first_sample, "folder": folder}
    # Of each key one kind of faults, without the place inside its value.
    known = {fault.key.partition("[")[0] for fault in faults}
    found = part_faults(**tables, **rest)
    faults += [each for each in found if each.key.partition("[")[0] not in known]
    return None if None in tables.values() else RunSpec(**tables, **rest), faults


def sorted_faults(document: Document, faults: list[Fault]) -> list[Fault]:
    """The faults with file and line, in the order of the file."""
    return sorted(map(document.placed, faults), key=lambda fault: fault.line or 0)


def run_faults(run: RunSpec) -> list[Fault]:
    """What does not fit together in a run whose tables are right one by one."""
    tables = run.data, run.network, run.training
    return part_faults(*tables, first_sample=run.first_sample, folder=run.folder)


def fingerprint(*arrays: NDArray[np.floating]) -> str:
    """A SHA-256 digest of arrays: of their shapes, types and numbers."""
    digest = hashlib.sha256()
    for array in arrays:
        digest.update(f"{array.shape}{array.dtype.str}".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()
