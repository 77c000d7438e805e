"""What was painted and has not changed is not painted again, from play to play.

A run of drawings that stand still is painted in order, so a picture of its first few
serves every run that begins with the same ones, unchanged. It is kept after each
drawing of many strokes (`Drawing.is_costly`), and the bytes are those of painting.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from scenes.engine import still_layers
from scenes.engine.arrays import Pixels
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen
from scenes.engine.still_layers import Placed

Marks: TypeAlias = tuple[Any, ...]

MOST = 4  # pictures kept: 8 MB each at 1920×1080


class Snapshots:
    """Pictures of how runs begin, the least recently used first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Marks, Pixels] = OrderedDict()

    def paint(self, run: Sequence[Placed], pen: Pen, pixels: Pixels, on: str) -> None:
        """Paint a run with a pen that stands on ``pixels``; ``on`` names what is there.

        The same name stands for the same pixels, whenever it is said.
        """
        costly = [n for n, one in enumerate(run, start=1) if _is_costly(one)]
        marks: list[Any] = [on, *map(_mark, run[: costly[-1]] if costly else ())]
        done = 0
        for count in reversed(costly):
            if (known := tuple(marks[: count + 1])) in self._kept:
                np.copyto(pixels, self._kept[known])
                self._kept.move_to_end(known)
                done = count
                break
        for count in [each for each in costly if each > done]:
            still_layers.paint(run[done:count], pen)
            self._keep(tuple(marks[: count + 1]), pixels)
            done = count
        still_layers.paint(run[done:], pen)

    def _keep(self, marks: Marks, pixels: Pixels) -> None:
        self._kept[marks] = np.array(pixels)
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)


def _is_costly(one: Placed) -> bool:
    return isinstance(one.mobject, Drawing) and one.mobject.is_costly


def _mark(one: Placed) -> Marks:
    # The mobject itself is in it: as long as the mark lives, nothing takes its place.
    placed = (one.mobject, one.x, one.y, one.size, one.opacity)
    own = {n: v for n, v in vars(one.mobject).items() if n not in _MANIMS}
    return *placed, _frozen(own)


_MANIMS = frozenset({"submobjects", "points", "color"})


def _frozen(value: Any) -> Any:
    """Return a value that equals another one as long as nothing in it changes."""
    if isinstance(value, np.ndarray):
        return value.shape, value.dtype.str, value.tobytes()
    if isinstance(value, dict):
        return tuple((name, _frozen(each)) for name, each in value.items())
    if isinstance(value, list | tuple):
        return tuple(map(_frozen, value))
    if isinstance(value, str | int | float | None):
        return value
    return _Same(value)


class _Same:
    """Equal only to the same object, which it keeps alive."""

    __slots__ = ("_value",)

    def __init__(self, value: Any) -> None:
        self._value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self._value is other._value

    def __hash__(self) -> int:
        return id(self._value)
