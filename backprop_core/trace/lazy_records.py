"""Records that are made when somebody asks for them, from what was kept for them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

import numpy as np

Entry = TypeVar("Entry")


class Later(Mapping[int, Entry], Generic[Entry]):
    """Records by number; each is made once, the first time that it is asked for.

    A training hands over what it has at hand anyway, and never waits for what follows
    from that.
    """

    def __init__(self) -> None:
        self._makers: dict[int, Callable[[], Entry] | None] = {}
        self._made: dict[int, Entry] = {}

    def add(self, number: int, make: Callable[[], Entry]) -> None:
        """Have a record made later."""
        self._makers[number] = make

    def __getitem__(self, number: int) -> Entry:
        make = self._makers[number]
        if make is not None:
            # As in a training: a number that overflows is infinite, and no warning.
            with np.errstate(all="ignore"):
                self._made[number] = make()
            self._makers[number] = None
        return self._made[number]

    def __contains__(self, number: object) -> bool:
        return number in self._makers

    def __iter__(self) -> Iterator[int]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)
