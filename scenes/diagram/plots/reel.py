"""One of several drawings at a time, such as a number that counts along."""

from typing import Self

from scenes.engine.drawing import Drawing


class Reel(Drawing):
    """Shows the one of its drawings that ``turned`` is nearest to; the first is 0.

    self.play(tween(reel, turned=30.0, seconds=6.0))
    """

    def __init__(self, *drawings: Drawing) -> None:
        self.drawings = list(drawings)
        self.turned = 0.0
        super().__init__(*drawings)

    @property
    def parts(self) -> list[Drawing]:
        """The one that is shown."""
        last = len(self.drawings) - 1
        return [self.drawings[min(max(round(self.turned), 0), last)]]

    def at(self, x: float, y: float, *, align: float = 0.5) -> Self:
        """Put each of them there, as if it were alone."""
        for each in self.drawings:
            each.at(x, y, align=align)
        return self
