"""Short number lines on which a value trembles, all in the same units."""

from dataclasses import replace
from math import floor, log10

from scenes import style
from scenes.engine import typesetting
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

HALF = 0.55  # half of a line, unless said
REACH = 0.84  # of it: how far the largest movement of a group goes to either side
FARTHEST = 0.93  # of it: what goes farther leaves the line
LEAST = 0.045  # a smaller movement, under 6 pixels of 1920, is seen through a lens
TICKS = 5
DOT, LEAST_DOT = 0.95, 0.055  # radius: of the line's thickness, and at least
MOST_POWER = 5  # of a lens that is written with all its zeros
LENS_EM = 0.25


class NumberLine(Drawing):
    """A line on which a value moves by ``rate`` times what the first one moves by.

    ``largest`` is the largest |rate| of those shown together: they share their units.
    ``swing`` (−1 to 1) is how far the first is out. A movement too small to be seen, or
    that would leave the line, gets a lens, written at the right end; ``power`` is that
    of ten of the line before, whose lens holds on where it may. A ``lens`` that is
    given is that of several lines, and written elsewhere. ``half`` of the line may
    change later; its movements scale with it.
    """

    def __init__(
        self,
        rate: float,
        role: str,
        *,
        largest: float,
        depicts: Depicts,
        half: float = HALF,
        power: int = 0,
        lens: float = 0.0,
    ) -> None:
        self.role = role
        self.depicts = depicts
        self.half = self._made = half
        whole = REACH * half * rate / largest
        if not lens:
            power = lens_power(abs(whole), FARTHEST * half, power)
        self.power = 0 if lens else power
        self.lens = lens or 10.0**power
        self.reach = whole * self.lens
        self.swing = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the line, how far the value goes, and where it is."""
        half, scale = self.half, self.half / self._made
        pen.subject = replace(self.depicts, what="axis")
        pen.line(((-half, 0.0), (half, 0.0)), "muted", width=style.HAIRLINE)
        for tick in range(TICKS):
            x, tall = half * (2 * tick / (TICKS - 1) - 1), 0.06 * scale
            pen.line(((x, -tall), (x, tall)), "muted", width=style.HAIRLINE)
        wide, thick = abs(self.reach) * scale, self._thick * scale
        pen.rectangle((-wide, -thick), 2 * wide, 2 * thick, self.role, 0.3)
        pen.subject = self.depicts
        at = (self.reach * scale * self.swing, 0.0)
        pen.disc(at, max(LEAST_DOT, DOT * thick), self.role)
        if self.power:
            text, em = lens_text(self.power), LENS_EM
            at = (half - 0.4, 0.22) if half > HALF else (half + 0.1, -0.09)
            pen.text(typesetting.words(text), em, "muted", at=at, says=text)
        pen.subject = None

    @property
    def _thick(self) -> float:
        return 0.09 if self._made <= HALF else 0.13

    def extent(self) -> Box:
        """Return the box of the line and of its lens."""
        beside = self.power and self.half <= HALF
        right = self.half + (0.1 + 0.15 * len(lens_text(self.power)) if beside else 0.0)
        return Box(-self.half, -0.1, right, 0.1)


class Lens(Drawing):
    """How many times larger lines are drawn that share a lens: ×200, ÷5; never ×1.

    Its origin is the middle of its baseline; ``column`` is where its lines are, if they
    are in units.
    """

    def __init__(self, factor: float, column: int | None = None) -> None:
        self.depicts = Depicts("lens", "", column)
        text = f"×{factor:,.0f}" if factor >= 1 else f"÷{1 / factor:,.0f}"
        self.text = (
            "" if factor == 1 else text.replace(",", "\N{NARROW NO-BREAK SPACE}")
        )
        self.typeset = typesetting.words(self.text)
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the factor."""
        if self.text:
            at = (-self.typeset.width * LENS_EM / 2, 0.0)
            pen.subject = self.depicts
            pen.text(self.typeset, LENS_EM, "muted", at=at, says=self.text)
            pen.subject = None


def lens_power(step: float, most: float, power: int) -> int:
    """Return the power of ten by which a movement can be seen, and stays on its line.

    It is the one given where that does.
    """
    if step == 0:
        return power
    if step * 10**power > most:
        return floor(log10(most / step))
    if step * 10**power < LEAST:
        return floor(log10(LEAST / step)) + 1
    return power


def lens_text(power: int) -> str:
    """Return how a lens of a power of ten is written: ×10, ÷10."""
    size = abs(power)
    factor = f"1e{size}" if size > MOST_POWER else f"{10**size}"
    return f"{'×' if power > 0 else '÷'}{factor}"
