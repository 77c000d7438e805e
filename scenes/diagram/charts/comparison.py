"""Two values of the same kind, one below the other: before and after, and their gap."""

from math import floor, log10

from scenes import style
from scenes.engine import typesetting
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Pen

THICK = 0.44
APART = 0.78  # from bar to bar
SEEN = 0.25  # a smaller gap gets a lens
WIDEST = 0.5  # of the bars' length: the gap under its lens
LENS_EM = 0.3
MAGNIFIED = 0.8  # share of the way after which that appears
BELOW = 0.75  # from the lower bar to the gap


class BeforeAfter(Drawing):
    """Two bars on one scale; the second begins as long as the first and ``passed`` on.

    A gap too short to be seen appears once more below in the end, with how many times
    as long. ``labels`` are the name and the number of each.
    """

    passed = Followed[float]("_label")

    def __init__(
        self,
        values: tuple[float, float],
        area: Box,
        labels: tuple[tuple[Drawing, Drawing], tuple[Drawing, Drawing]],
        *,
        role: str,
        paths: tuple[str, str],
    ) -> None:
        self.values, self.area, self.role, self.paths = values, area, role, paths
        names, numbers = zip(*labels, strict=True)
        self.left = area.left + max(name.box.width for name in names) + 0.2
        room = max(number.box.width for number in numbers) + 0.25
        self.per_unit = (area.right - room - self.left) / (max(values) or 1.0)
        self.top = area.top - THICK / 2
        for row, name in enumerate(names):
            name.at(self.left - 0.2, self.level(row), align=1.0)
        self.second, self.numbers = labels[1], numbers
        gap = abs(values[1] - values[0]) * self.per_unit
        power = floor(log10(WIDEST * area.width / gap)) if 0 < gap < SEEN else 0
        self.times = 10**power if power <= 6 else 1
        self.gap = gap * self.times
        numbers[0].at(self.end(0) + 0.2, self.level(0), align=0.0)
        super().__init__(*names, *numbers)
        self.passed = 0.0

    def level(self, row: int) -> float:
        """Return the y of a bar's middle."""
        return self.top - row * APART

    def end(self, row: int) -> float:
        """Return where a bar ends."""
        return self.left + self.per_unit * self.values[row]

    @property
    def ends(self) -> tuple[float, float]:
        """Where the bars end by now."""
        first, second = self.end(0), self.end(1)
        return first, first + (second - first) * self.passed

    def _label(self) -> None:
        for label in self.second:
            label.opacity = self.passed
        # Beside its bar all the way: where it ends, a longer one would lie over it.
        self.numbers[1].at(self.ends[1] + 0.2, self.level(1), align=0.0)

    def paint(self, pen: Pen) -> None:
        """Paint both bars, and the gap under its lens."""
        for row, end in enumerate(self.ends[: 1 + (self.passed > 0)]):
            corner = (self.left, self.level(row) - THICK / 2)
            pen.subject = Depicts("length", self.paths[row])
            pen.rectangle(corner, end - self.left, THICK, self.role)
            pen.subject = None
        if self.times > 1 and self.passed > MAGNIFIED:
            self._gap(pen, min(self.end(0), self.end(1)))

    def _gap(self, pen: Pen, x: float) -> None:
        y = self.level(1) - BELOW
        left = min(x, self.area.right - self.gap) - self.gap / 2
        left = max(self.left, min(left, self.area.right - self.gap - 1.0))
        shown = (self.passed - MAGNIFIED) / (1 - MAGNIFIED)
        with pen.inside(0.0, 0.0, 1.0, shown):
            for start, end in ((x, left), (x, left + self.gap)):
                ray = ((start, self.level(1) - THICK / 2), (end, y + THICK / 2))
                pen.line(ray, "muted", width=style.HAIRLINE)
            pen.rounded((left, y - THICK / 2), self.gap, THICK, 0.0)
            pen.outline("update", width=style.LINE)
            text = f"×{self.times}"
            at = (left + self.gap + 0.15, y - 0.1)
            pen.text(typesetting.words(text), LENS_EM, "muted", at=at, says=text)

    def extent(self) -> Box:
        """Return the box of both bars and of the gap."""
        bottom = self.level(1) - (BELOW if self.times > 1 else 0.0) - THICK / 2
        return Box(self.left, bottom, self.area.right, self.area.top)
