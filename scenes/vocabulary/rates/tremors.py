"""How the units of a column move when something is pushed, on number lines in them.

tremors = Tremors(self.network, 2, rates, path, largest=1.0)
self.play(*tremors.open())
self.play(*wiggle(tremors.lines.values()))
self.play(*shut(self.network))
"""

from collections.abc import Sequence
from math import floor, log10

import numpy as np

from scenes import style
from scenes.diagram.charts.number_lines import HALF, Lens, NumberLine
from scenes.diagram.network.beside import ROOM, Follower
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.engine.arrays import Numbers
from scenes.engine.depicts import Depicts
from scenes.stage import Stage
from scenes.vocabulary.motions import Motion, fade_in, tween

WITHIN = 0.8  # of a unit's radius: half of its line
LEAST = 0.35  # of the way to the end of a line: what moves less gets a stronger lens
FACTORS = (1, 2, 5, 10)
MOST = 308  # power of ten, of the largest number


def lens(largest: float, before: float = 1.0) -> float:
    """Return the lens of lines, from how far the largest moves, as a share of a line.

    The lens ``before`` holds where that movement is seen and stays on its line.
    """
    if largest == 0.0 or LEAST <= largest * before <= 1.0:
        return before
    power = 10.0 ** min(floor(-log10(largest)), MOST)
    fitting = (each for each in FACTORS if each * power * largest <= 1.0)
    # What is 1 but for its last digit reaches to the end.
    return power * max(fitting, default=1)


def elsewhere(radius: float, half: float = HALF) -> float:
    """Return what is largest on a line elsewhere, if 1 is so in a unit."""
    return half / (WITHIN * radius)


class Tremors(Follower):
    """A number line in drawn units, or ``only`` in some, and above them their lens.

    ``rates`` (units,) are how far each moves for each 1 of what is pushed, which moves
    ``largest`` of all; ``path`` is that of ``{unit}``. They are a part of the network
    and still to appear.
    """

    def __init__(
        self,
        network: LayeredNetwork,
        column: int,
        rates: Numbers,
        path: str = "",
        *,
        largest: float = 1.0,
        before: float = 1.0,
        only: Sequence[int] | None = None,
        role: str = "activation",
    ) -> None:
        self.column, self.units = column, network.units[column]
        self.lens = lens(float(abs(rates).max()) / largest, before)
        self.above = Lens(self.lens, self.column)
        self.lines = {
            unit: NumberLine(
                *(float(rates[unit]), role),
                largest=largest,
                depicts=Depicts("wiggle", path.format(unit=unit), column, unit),
                lens=self.lens,
            )
            for unit in (self.units.drawn if only is None else only)
        }
        super().__init__(self.above, *self.lines.values())
        self.opacity = 0.0
        self.follow(network.stage)
        network.attach(self)

    def follow(self, stage: Stage) -> None:
        """Stand in the units, as large as they are."""
        for unit, line in self.lines.items():
            line.half = WITHIN * float(stage.radii[self.column][unit])
            line.x, line.y = stage.places[self.column][unit].tolist()
        first = self.units.drawn[0]
        above = float(stage.radii[self.column][first]) + ROOM
        self.above.x, self.above.y = stage.places[self.column][first] + (0.0, above)

    def open(self) -> list[Motion]:
        """Return the motions that clear the units for their lines, which appear."""
        opened = np.maximum(self.units.open, self.units.mask(*self.lines))
        return [fade_in(self), tween(self.units, open=opened, seconds=style.QUICK)]


def shut(network: LayeredNetwork) -> list[Motion]:
    """Return the motions that take all lines out of their units."""
    found = [each for each in network.labels if isinstance(each, Tremors)]
    return [
        *(tween(each, opacity=0.0, seconds=style.QUICK) for each in found),
        *(
            tween(units, open=0 * units.open, seconds=style.QUICK)
            for units in network.units[1:]
            if units.open.any()
        ),
    ]
