"""All edges of a layer as one drawing, and the pulses that travel along them."""

from math import ceil

import numpy as np

from scenes import encoding, style
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.covered_discs import Flags
from scenes.engine.drawing import Drawing, cover
from scenes.engine.pen import Pen, Point

DRAWN_OF_GAP = 4  # edges' worth of ink for all inputs that a gap hides
FAINTEST = 0.025  # share of its ink that an edge is drawn with at least


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

    is_costly = True

    def __init__(self, ends: Positions, weights: Numbers, *, largest: float) -> None:
        self.ends = ends
        self.weights = np.array(weights)
        self.largest = largest
        self.lit = np.zeros(weights.shape)
        self.presence = np.ones(weights.shape[1])
        super().__init__()

    def gather(self, gap: range) -> None:
        """Let the edges of inputs that are not drawn share the ink of a few.

        Of very many, some are left out, evenly: a share below ``FAINTEST`` has less
        of each colour than a byte can tell, and thousands on each other turn purple.
        """
        step = ceil(FAINTEST * len(gap) / DRAWN_OF_GAP)
        self.presence[gap.start : gap.stop] = 0.0
        shown = len(gap[::step])
        self.presence[gap.start : gap.stop : step] = min(1.0, DRAWN_OF_GAP / shown)

    def paint(self, pen: Pen) -> None:
        """Paint dimmed edges first, so that the lit ones lie on top."""
        alphas = (style.DIM + (1 - style.DIM) * self.lit) * self.presence
        widths = encoding.edge_widths(self.weights, self.largest)
        drawn = zip(
            self.ends.reshape(-1, 2, 2).tolist(),
            self.weights.ravel().tolist(),
            widths.ravel().tolist(),
            alphas.ravel().tolist(),
            strict=True,
        )
        edges = list(drawn)
        for number in np.argsort(self.lit, axis=None, kind="stable").tolist():
            ends, weight, width, alpha = edges[number]
            pen.line(
                ends,
                encoding.sign_role(weight),
                width=width,
                alpha=alpha,
                dashes=style.DASH if weight < 0 else (),
            )

    def measure(self, pen: Pen) -> None:
        """Cover all edges."""
        cover(pen, self.ends, style.EDGE_WIDTH)


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
        # From the smallest to the largest; those that carry nothing are not seen.
        order = np.argsort(np.abs(products), axis=None, kind="stable")
        self._order = order[products.ravel()[order] != 0]
        inked = products.ravel()[self._order]
        ends = self.ends.reshape(-1, 2, 2)[self._order]
        self._starts, self._ways = ends[:, 0], ends[:, 1] - ends[:, 0]
        self._widths = encoding.pulse_widths(inked, largest)
        self._positive = inked > 0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the pulses that are on their way, the largest on top."""
        under_way, places = self._under_way()
        outer = self._widths[under_way] / 2
        inner = hollow(outer)
        inner[self._positive[under_way]] = 0.0
        radii = np.stack([outer, inner], axis=1)
        inked = radii > 0
        roles = np.broadcast_to([self.role, "background"], radii.shape)
        pen.discs(
            np.repeat(places, inked.sum(axis=1), axis=0),
            radii[inked],
            roles[inked],
        )

    def measure(self, pen: Pen) -> None:
        """Cover all pulses that are on their way."""
        _, places = self._under_way()
        if len(places):
            cover(pen, places, style.PULSE_WIDTH / 2)

    def _under_way(self) -> tuple[Flags, Positions]:
        """Return which pulses, in painting order, are on their way, and where."""
        progress = np.asarray(self.progress).ravel()[self._order]
        chosen = (progress > 0) & (progress < 1)
        done = progress[chosen, None]
        return chosen, self._starts[chosen] + self._ways[chosen] * done


def pulse(pen: Pen, at: Point, width: float, role: str, *, positive: bool) -> None:
    """Paint one pulse: filled for a positive product, hollow for a negative one."""
    pen.disc(at, width / 2, role)
    if not positive:
        pen.disc(at, float(hollow(np.array(width / 2))), "background")


def hollow(radii: Numbers) -> Numbers:
    """Return how large the hole of a negative pulse is; not above 0: none."""
    return radii - np.maximum(0.3 * radii, style.HAIRLINE)
