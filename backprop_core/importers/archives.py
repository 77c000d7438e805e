"""Reads the arrays of an .npz or a .safetensors file; nothing in them is executed."""

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

MOST_BYTES = 1_000_000_000  # of arrays; a packed archive may claim any size


def arrays_in(path: Path) -> dict[str, NDArray[Any]]:
    """The arrays of an .npz archive, without pickles, or of a .safetensors file.

    Raises FileNotFoundError, and ValueError for anything else that is wrong.
    """
    try:
        check_plain(path)
        if path.suffix.lower() == ".safetensors":
            _check_size(path.stat().st_size)
            return load_file(path)
        with zipfile.ZipFile(path) as archive:
            _check_size(sum(each.file_size for each in archive.infolist()))
        # NumPy leaves a file open that it cannot read, so it is opened here.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return {name: np.asarray(arrays[name]) for name in arrays.files}
    except FileNotFoundError:
        raise
    # A damaged archive makes zipfile, zlib and ast raise nearly anything; tensors raise
    # KeyError for types that NumPy does not have.
    except (Exception, MemoryError) as error:
        lacks = "a type that NumPy lacks: " if type(error) is KeyError else ""
        text = str(error) or type(error).__name__
        text = text if len(text) <= 160 else f"{text[:157]}…"
        raise ValueError(lacks + text) from None


def check_plain(path: Path) -> None:
    """Raise ValueError for a pipe or a device, which may never end."""
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise ValueError("it is a pipe or a device")


def _check_size(size: int) -> None:
    if size > MOST_BYTES:
        raise ValueError(f"{size / 1e6:,.0f} MB, where {MOST_BYTES / 1e6:,.0f} fit")
