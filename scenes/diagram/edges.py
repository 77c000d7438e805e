"""All edges of a layer as one drawing, and the pulses that travel along them."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from scenes import encoding, style
from scenes.diagram.drawing import Drawing
from scenes.pen import Pen, Point
from scenes.shapes import Numbers, Positions

DRAWN_OF_GAP = 4  # edges' worth of ink for all inputs that a gap hides


def segments(sources: Positions, targets: Positions, radius: float) -> Positions:
    """Return both ends of every edge, shape (targets, sources, 2 ends, 2).

    An edge begins and ends at the rims of its units.
    """
    start = np.broadcast_to(sources[None], (len(targets), len(sources), 2))
    end = np.broadcast_to(targets[:, None], start.shape)
    along = end - start
    along = along / np.linalg.norm(along, axis=-1, keepdims=True)
    return np.stack([start + radius * along, end - radius * along], axis=2)


class Edges(Drawing):
    """The edges into one layer; ``weights`` has shape (units, inputs).

    Width is |weight| in proportion to ``largest``, blue solid where positive, ochre
    dashed where negative. ``lit`` has the same shape: 0 dimmed, 1 lit.
    """

    def __init__(self, ends: Positions, weights: Numbers, *, largest: float) -> None:
        self.ends = ends
        self.weights = np.array(weights)
        self.largest = largest
        self.lit = np.zeros(weights.shape)
        self.presence = np.ones(weights.shape[1])
        super().__init__()

    def gather(self, gap: range) -> None:
        """Let the edges of inputs that are not drawn share the ink of a few."""
        self.presence[gap.start : gap.stop] = min(1.0, DRAWN_OF_GAP / len(gap))

    def paint(self, pen: Pen) -> None:
        """Paint dimmed edges first, so that the lit ones lie on top."""
        alphas = (style.DIM + (1 - style.DIM) * self.lit) * self.presence
        for unit, source in _in_order(self.lit):
            weight = float(self.weights[unit, source])
            start, end = self.ends[unit, source]
            pen.line(
                (start, end),
                encoding.sign_role(weight),
                width=encoding.edge_width(weight, self.largest),
                alpha=float(alphas[unit, source]),
                dashes=style.DASH if weight < 0 else (),
            )


class Pulses(Drawing):
    """What travels along the edges of a layer; ``products`` as (units, inputs).

    ``progress`` (same shape) runs from 0, at the beginning of the way, to 1 at its
    end; a pulse is seen in between. Width is |product| in proportion to ``largest``;
    a positive pulse is filled, a negative one hollow.
    """

    def __init__(
        self,
        ends: Positions,
        products: Numbers,
        *,
        largest: float,
        role: str,
        backwards: bool = False,
    ) -> None:
        self.ends = ends[:, :, ::-1] if backwards else ends
        self.products = products
        self.largest = largest
        self.role = role
        self.progress = np.zeros(products.shape)
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the pulses that are on their way, the largest on top."""
        under_way = (self.progress > 0) & (self.progress < 1)
        for unit, source in _in_order(np.abs(self.products), under_way):
            product = float(self.products[unit, source])
            width = encoding.pulse_width(product, self.largest)
            start, end = self.ends[unit, source]
            x, y = start + (end - start) * self.progress[unit, source]
            pulse(pen, (float(x), float(y)), width, self.role, positive=product > 0)


def pulse(pen: Pen, at: Point, width: float, role: str, *, positive: bool) -> None:
    """Paint one pulse: filled for a positive product, hollow for a negative one."""
    pen.disc(at, width / 2, role)
    if not positive:
        pen.disc(at, width / 2 - max(0.3 * width / 2, style.HAIRLINE), "background")


def _in_order(
    keys: Numbers, wanted: NDArray[np.bool_] | None = None
) -> Iterator[tuple[int, int]]:
    """Yield the index pairs of ``keys`` from its smallest entry to its largest."""
    columns = keys.shape[1]
    for flat in np.argsort(keys, axis=None, kind="stable").tolist():
        pair = divmod(flat, columns)
        if wanted is None or wanted[pair]:
            yield pair
