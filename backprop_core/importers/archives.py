"""Reads the arrays of an .npz or a .safetensors file; nothing in them is executed."""

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

MOST_BYTES = 1_000_000_000  # of arrays; a packed archive may claim any size


def npz_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of an npz archive, without pickles.

    Raises FileNotFoundError, and ValueError for anything else that is wrong.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check_size(sum(each.file_size for each in archive.infolist()))
        # NumPy leaves a file open that it cannot read, so it is opened here.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return {name: np.asarray(arrays[name]) for name in arrays.files}
    except FileNotFoundError:
        raise
    # A damaged archive makes zipfile, zlib and ast raise nearly anything.
    except (Exception, MemoryError) as error:
        raise ValueError(_reason(error)) from None


def safetensors_arrays(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of a safetensors file; raises as `npz_arrays` does."""
    try:
        _check_size(path.stat().st_size)
        return load_file(path)
    except FileNotFoundError:
        raise
    # Besides its own error the reader raises KeyError for types NumPy does not have.
    except Exception as error:
        lacks = "a type that NumPy lacks: " if type(error) is KeyError else ""
        raise ValueError(lacks + _reason(error)) from None


def _reason(error: BaseException) -> str:
    """What an error says, cut to a length that fits a line."""
    text = str(error) or type(error).__name__
    return text if len(text) <= 160 else f"{text[:157]}…"


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise ValueError(f"{size / 1e6:,.0f} MB, where {MOST_BYTES / 1e6:,.0f} fit")
