"""Attributes of drawings that other parts of them follow."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

import numpy as np

from scenes.engine.arrays import Numbers

T = TypeVar("T")


class Followed(Generic[T]):
    """An attribute: whenever it is set, a method of its owner is called.

    class Pile(Drawing):
        shown = Followed[float]("_label")

    The owner gives it its first value as ``_shown``, which calls nothing.
    """

    def __init__(self, then: str, of: Callable[[Any], T] | None = None) -> None:
        self._then, self._of = then, of

    def __set_name__(self, owner: type, name: str) -> None:
        self._kept = f"_{name}"

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: object, kind: type) -> T: ...
    def __get__(self, owner: object | None, kind: type) -> Self | T:
        if owner is None:
            return self
        value: T = getattr(owner, self._kept)
        return value

    def __set__(self, owner: object, value: T) -> None:
        setattr(owner, self._kept, self._of(value) if self._of else value)
        getattr(owner, self._then)()


def numbers(values: Any) -> Numbers:
    """Return numbers as an array, whatever they come in."""
    return np.asarray(values, dtype=float)
