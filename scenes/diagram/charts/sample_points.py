"""The data as a picture: each sample a point, one of them ringed."""

from collections.abc import Sequence

import numpy as np

from scenes import style
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

RADIUS = 0.055
RING = 0.16
MARGIN = 0.08  # of the range, on either side


class SamplePoints(Drawing):
    """Points in a frame; ``filled`` says which of them are discs, the others rings.

    ``own`` is the sample that is talked about; ``ringed`` (0 to 1) is how far a ring
    stands around it. ``answer`` is
    the height of an answer above the sample's place, or none; ``answered`` (0 to 1) is
    how far the point has come there from the axis.
    """

    def __init__(
        self,
        points: Sequence[Point],
        filled: Sequence[bool],
        area: Box,
        *,
        own: int,
        answer: float | None = None,
        path: str = "",
    ) -> None:
        self.samples, self.filled = np.array(points, dtype=float), list(filled)
        self.area, self.own, self.answer, self.path = area, own, answer, path
        heights = [*self.samples[:, 1], *([] if answer is None else [answer, 0.0])]
        self.xs = _range(self.samples[:, 0].tolist())
        self.ys = _range(heights)
        self.ringed = 0.0
        self.answered = 0.0
        super().__init__()

    def across(self, x: float, y: float) -> Point:
        """Return where a point is on screen."""
        (left, right), (low, high), area = self.xs, self.ys, self.area
        return (
            area.left + area.width * (x - left) / (right - left),
            area.bottom + area.height * (y - low) / (high - low),
        )

    @property
    def own_place(self) -> Point:
        """Where the sample that is talked about stands."""
        x, y = self.samples[self.own].tolist()
        return self.across(x, y)

    @property
    def answer_place(self) -> Point:
        """Where the answer stands, above or below the sample's place on the axis."""
        x = float(self.samples[self.own, 0])
        return self.across(x, self.answer or 0.0)

    def paint(self, pen: Pen) -> None:
        """Paint the frame, the points and the one that is talked about."""
        area = self.area
        pen.rounded((area.left, area.bottom), area.width, area.height, 0.06)
        pen.outline("muted", width=style.HAIRLINE)
        for number, (x, y) in enumerate(self.samples.tolist()):
            alpha = 1.0 if number == self.own else 0.55
            at = self.across(x, y)
            if self.filled[number]:
                pen.disc(at, RADIUS, "text", alpha)
            else:
                pen.ring(at, RADIUS, "text", width=style.HAIRLINE * 1.4, alpha=alpha)
        if self.ringed > 0:
            width = style.LINE
            pen.ring(self.own_place, RING, "text", width=width, alpha=self.ringed)
        if self.answer is not None and self.answered > 0:
            self._answer(pen)

    def _answer(self, pen: Pen) -> None:
        x = float(self.samples[self.own, 0])
        foot, (_, top) = self.across(x, 0.0), self.answer_place
        at = foot[0], foot[1] + (top - foot[1]) * self.answered
        left, right = self.area.left, self.area.right
        pen.line(((left, foot[1]), (right, foot[1])), "muted", width=style.HAIRLINE)
        pen.line((foot, at), "activation", width=style.LINE)
        pen.subject = Depicts("point", self.path)
        pen.disc(at, 1.6 * RADIUS, "activation")
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the frame."""
        return self.area


def _range(values: Sequence[float]) -> tuple[float, float]:
    """Return the range of values, a little wider."""
    low, high = min(values), max(values)
    room = MARGIN * (high - low) or 0.5
    return low - room, high + room
