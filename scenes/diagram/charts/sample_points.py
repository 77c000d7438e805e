"""The data as a picture: each sample a point, one of them ringed."""

from collections.abc import Sequence
from dataclasses import astuple

from scenes import style
from scenes.engine.arrays import Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen, Point

RADIUS, WIDE = 0.055, 2.7  # of a point, in a frame from this width on
FEW, MANY = 8, 60  # points: beyond, smaller ones
RING = 0.14
MARGIN = 0.08  # of the range, on either side


class SamplePoints(Drawing):
    """Points in a frame; ``filled`` says which of them are discs, the others rings.

    ``own`` is the place of the sample that is talked about, with a ring around it, and
    ``path`` that of its inputs. An ``answer`` is a height above that place; ``risen``
    (0 to 1) is how far the point of the answer has come there from the axis. ``area``
    says where the frame is, ``ys`` the lowest and the highest value in it.
    """

    def __init__(
        self,
        places: Positions,
        filled: Sequence[bool],
        area: Box,
        *,
        own: tuple[Point, bool],
        path: str,
    ) -> None:
        self.places, self.filled = places, list(filled)
        (self.own, self.own_filled), self.path = own, path
        self.xs = _range([self.own[0], *places[:, 0].tolist()])
        self.ys = _range([self.own[1], *places[:, 1].tolist()])
        self.area: Sequence[float] = astuple(area)
        self.answer: tuple[float, str] | None = None  # with its path
        self.risen = 0.0
        super().__init__()

    @property
    def frame(self) -> Box:
        """Where its frame stands."""
        return Box(*(float(each) for each in self.area))

    def range_with(self, answer: float) -> tuple[float, float]:
        """Return the ``ys`` in which an answer and the axis have room, too."""
        return _range([answer, 0.0, self.own[1], *self.places[:, 1].tolist()])

    def across(self, x: float, y: float) -> Point:
        """Return where a point is on screen."""
        (left, right), (low, high), area = self.xs, self.ys, self.frame
        return (
            area.left + area.width * (x - left) / (right - left),
            area.bottom + area.height * (y - low) / (high - low),
        )

    def paint(self, pen: Pen) -> None:
        """Paint the frame, the points and the one that is talked about."""
        area = self.frame
        pen.subject = Depicts("data", "data.points")
        pen.rounded((area.left, area.bottom), area.width, area.height, 0.06)
        pen.outline("muted", width=style.HAIRLINE)
        pen.subject = None
        for place, filled in zip(self.places.tolist(), self.filled, strict=True):
            self._point(pen, place, filled, "muted")
        pen.subject = Depicts("own point", self.path)
        self._point(pen, self.own, self.own_filled, "text")
        pen.ring(self.across(*self.own), RING, "text", width=style.LINE)
        pen.subject = None
        if self.answer is not None and self.risen > 0:
            self._answer(pen, *self.answer)

    @property
    def _radius(self) -> float:
        return radius_among(len(self.places), self.frame.width)

    def _point(self, pen: Pen, place: Point, filled: bool, role: str) -> None:
        at, width = self.across(*place), style.HAIRLINE
        if filled:
            pen.disc(at, self._radius, role)
        else:
            pen.ring(at, self._radius, role, width=width)

    def _answer(self, pen: Pen, answer: float, path: str) -> None:
        foot, (_, top) = self.across(self.own[0], 0.0), self.across(0.0, answer)
        at = foot[0], foot[1] + (top - foot[1]) * self.risen
        left, right = self.frame.left, self.frame.right
        zero, clear = ((left, foot[1]), (right, foot[1])), min(1.0, 3 * self.risen)
        pen.line(zero, "muted", width=style.HAIRLINE, alpha=clear)
        pen.line((foot, at), "activation", width=style.LINE)
        pen.subject = Depicts("point", path)
        pen.disc(at, 1.6 * RADIUS, "activation")
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of the frame."""
        return self.frame


def radius_among(count: int, width: float) -> float:
    """Return the radius of one of so many points in a frame of a width."""
    most = RADIUS * (1.5 if count <= FEW else 1.0 if count <= MANY else 0.75)
    return most * min(1.0, max(0.6, width / WIDE))


def _range(values: Sequence[float]) -> tuple[float, float]:
    """Return the range of values, a little wider."""
    low, high = min(values), max(values)
    room = MARGIN * (high - low) or 0.5
    return low - room, high + room
