"""Names for the arrays that drawings hold."""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Numbers: TypeAlias = NDArray[np.floating]  # any shape; said where it is used
Positions: TypeAlias = NDArray[np.floating]  # (…, 2): x and y in Manim units
Pixels: TypeAlias = NDArray[Any]  # (height, width, 4): RGBA, 0 to 255
Names: TypeAlias = NDArray[np.str_]  # one for each thing drawn
Pairs: TypeAlias = NDArray[np.integer]  # (edges, 2): target and source units
Flags: TypeAlias = NDArray[np.bool_]  # one for each thing drawn
