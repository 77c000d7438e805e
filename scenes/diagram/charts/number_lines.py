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
LENS_EM = 0.25


class NumberLine(Drawing):
    """A line on which a value moves by ``rate`` times what the first one moves by.

    ``largest`` is the largest |rate| of those shown together: they share their units.
    ``swing`` (−1 to 1) is how far the first is out. A movement too small to be seen
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
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the line, how far the value goes, and where it is."""
        pen.line(((-HALF, 0.0), (HALF, 0.0)), "muted", width=style.HAIRLINE)
        for tick in range(TICKS):
            x = HALF * (2 * tick / (TICKS - 1) - 1)
            pen.line(((x, -0.06), (x, 0.06)), "muted", width=style.HAIRLINE)
        wide = abs(self.reach)
        pen.rectangle((-wide, -0.09), 2 * wide, 0.18, self.role, 0.3)
        pen.subject = self.depicts
        pen.disc((self.reach * self.swing, 0.0), 0.085, self.role)
        if self.names_lens:
            text, em = f"×{self.lens}", LENS_EM
            at = (HALF + 0.1, -0.09)
            pen.text(typesetting.words(text), em, "muted", at=at, says=text)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the line and of its lens."""
        right = HALF + (0.1 + 0.3 * len(str(self.lens)) if self.names_lens else 0.0)
        return Box(-HALF, -0.1, right, 0.1)
