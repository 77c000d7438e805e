"""Short number lines on which a value trembles, all in the same units."""

from math import floor, log10

from scenes import style
from scenes.engine import typesetting
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen

HALF = 0.55  # half of a line
REACH = 0.46  # how far the largest movement of a group goes to either side
LEAST = 0.045  # a smaller movement, under 6 pixels of 1920, is seen through a lens
TICKS = 5
DOT, LEAST_DOT = 0.085, 0.055  # radius on a line of the usual size; on a small one
LENS_EM = 0.25


class NumberLine(Drawing):
    """A line on which a value moves by ``rate`` times what the first one moves by.

    ``largest`` is the largest |rate| of those shown together: they share their units.
    ``swing`` (−1 to 1) is how far the first is out, ``half`` half of what the line is
    long: its movements scale with it. A movement too small to be seen
    gets a lens, written at the right end; one that is given is written elsewhere.
    """

    def __init__(
        self,
        rate: float,
        role: str,
        *,
        largest: float,
        depicts: Depicts,
        lens: float = 0.0,
    ) -> None:
        self.role = role
        self.depicts = depicts
        step = abs(REACH * rate / largest)
        powers = floor(log10(LEAST / step)) + 1 if 0 < step < LEAST else 0
        self.lens, self.names_lens = lens or 10**powers, not lens and powers > 0
        self.reach = REACH * rate / largest * self.lens
        self.swing = 0.0
        self.half = HALF
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the line, how far the value goes, and where it is."""
        half, scale = self.half, self.half / HALF
        pen.line(((-half, 0.0), (half, 0.0)), "muted", width=style.HAIRLINE)
        for tick in range(TICKS):
            x, tall = half * (2 * tick / (TICKS - 1) - 1), 0.06 * scale
            pen.line(((x, -tall), (x, tall)), "muted", width=style.HAIRLINE)
        wide, tall = abs(self.reach) * scale, 0.09 * scale
        pen.rectangle((-wide, -tall), 2 * wide, 2 * tall, self.role, 0.3)
        pen.subject = self.depicts
        radius = max(LEAST_DOT, DOT * scale)
        pen.disc((self.reach * scale * self.swing, 0.0), radius, self.role)
        if self.names_lens:
            text, em = f"×{self.lens}", LENS_EM
            at = (half + 0.1, -0.09)
            pen.text(typesetting.words(text), em, "muted", at=at, says=text)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the line and of its lens."""
        named = 0.1 + 0.3 * len(str(self.lens)) if self.names_lens else 0.0
        return Box(-self.half, -0.1, self.half + named, 0.1)


class Lens(Drawing):
    """How many times larger lines are drawn that share a lens: ×200, ÷5; never ×1.

    Its origin is the middle of its baseline.
    """

    def __init__(self, factor: float) -> None:
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
            pen.subject = Depicts("text", "")
            pen.text(self.typeset, LENS_EM, "muted", at=at, says=self.text)
            pen.subject = None
