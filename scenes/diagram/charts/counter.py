"""A number that runs through values of the trace, one after another.

counter = Counter([chapter.number(path, "count", em=1.4) for path in paths])
self.play(tween(counter, at_number=len(paths) - 1.0, seconds=3.0))
"""

from collections.abc import Sequence

from scenes.diagram.text import Number
from scenes.engine.drawing import Drawing


class Counter(Drawing):
    """Numbers on one spot, of which one is seen: the one at ``at_number``, counted from 0.

    ``align`` of each is left of the origin: 1 lets digits stay where they are.
    """

    def __init__(self, numbers: Sequence[Number], *, align: float = 1.0) -> None:
        for number in numbers:
            box = number.box
            number.x -= box.left + align * box.width
        super().__init__(*numbers)
        self.at_number = 0.0

    @property
    def at_number(self) -> float:
        """Which number is seen; between two it is still the one before."""
        return self._at

    @at_number.setter
    def at_number(self, at: float) -> None:
        self._at = at
        for place, number in enumerate(self.parts):
            number.opacity = float(place == int(at))
