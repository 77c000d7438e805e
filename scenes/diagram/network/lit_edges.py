"""The edges that are talked about: sign by colour and dashes, size by width."""

import numpy as np

from scenes import encoding, style
from scenes.engine.arrays import Numbers, Pairs, Positions
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Drawing
from scenes.engine.pen import Pen, Point, Points
from scenes.stage import Stage


def ways(stage: Stage, gap: int, pairs: Pairs) -> Positions:
    """Return both ends of edges, (edges, 2, 2), from rim to rim.

    ``pairs`` are (target, source) units of columns ``gap + 1`` and ``gap``.
    """
    ends = stage.places[gap + 1][pairs[:, 0]]
    starts = stage.places[gap][pairs[:, 1]]
    along = ends - starts
    length = np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-9)
    along = along / length
    first = stage.radii[gap][pairs[:, 1], None]
    last = stage.radii[gap + 1][pairs[:, 0], None]
    # Units that touch have no edge between them, not one that runs backwards.
    room = np.minimum(1.0, length / np.maximum(first + last, 1e-9))
    return np.stack([starts + first * room * along, ends - last * room * along], axis=1)


def middle(stage: Stage, gap: int, pair: tuple[int, int]) -> Point:
    """Return the middle of the edge to a target from a source."""
    x, y = ways(stage, gap, np.array([pair]))[0].mean(axis=0).tolist()
    return x, y


RIM = 0.06  # the widest rim of an update, on either side
RIM_GAP = 0.02  # between an edge and its rim
HOLLOW = 0.022  # from this width on the rim of a weight that falls is hollow
MOST_LIT = 240  # of a gap; where more are lit, the strongest are drawn as lit


class LitEdges(Drawing):
    """The lit edges into one column; ``lit`` (targets, sources) goes from 0 to 1.

    Width is |weight| in proportion to ``largest``; blue and solid where positive,
    ochre and dashed where negative. Of very many the strongest are drawn: the others
    would be thinner than a pixel, and the grey ground shows all. ``rims`` are updates:
    a green rim as wide as |update| in proportion to ``largest_rim``, filled where the
    weight goes up and hollow where it goes down; with a gap to the edge, so that no two
    colours lie on each other.
    """

    is_costly = True

    def __init__(
        self, gap: int, stage: Stage, weights: Numbers, *, largest: float, path: str
    ) -> None:
        self.gap = gap
        self.stage = stage
        self.weights = np.array(weights)
        self.largest = largest
        self.path = path
        self.lit = np.zeros(weights.shape)
        self.rims = np.zeros(weights.shape)
        self.largest_rim = 1.0
        self.rim_path = ""
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the lit edges, the brightest on top."""
        pairs, alphas = self._lit()
        if not len(pairs):
            return
        values = self.weights[pairs[:, 0], pairs[:, 1]]
        thick = min(2.6, self.stage.camera.size**0.5)
        widths = np.maximum(
            thick * encoding.edge_widths(values, self.largest), style.HAIRLINE / 3
        )
        for pair, ends, value, width, alpha in zip(
            pairs.tolist(),
            ways(self.stage, self.gap, pairs).tolist(),
            values.tolist(),
            widths.tolist(),
            alphas.tolist(),
            strict=True,
        ):
            if self.rims[pair[0], pair[1]]:
                self._rim(pen, (pair[0], pair[1]), ends, width, alpha)
            pen.subject = self.depicts(*pair) if pen.reads else None
            dashes = [thick * each for each in style.DASH] if value < 0 else ()
            role = encoding.sign_role(value)
            pen.line(ends, role, width=width, alpha=alpha, dashes=dashes)
        pen.subject = None

    def _rim(
        self, pen: Pen, pair: tuple[int, int], ends: Points, width: float, alpha: float
    ) -> None:
        update = float(self.rims[pair])
        wide = RIM * encoding.share(update, self.largest_rim)
        path = self.rim_path.format(unit=pair[0], source=pair[1])
        pen.subject = Depicts("update", path, self.gap + 1, *pair)
        inner = width + 2 * RIM_GAP
        pen.line(ends, "update", width=inner + 2 * wide, alpha=alpha)
        if update < 0 and wide > HOLLOW:
            line = style.HAIRLINE
            pen.line(ends, "background", width=inner + 2 * (wide - line))
            pen.line(ends, "update", width=inner + 2 * line, alpha=alpha)
        pen.line(ends, "background", width=inner)
        pen.subject = None

    def _lit(self) -> tuple[Pairs, Numbers]:
        pairs = np.argwhere(self.lit > 0.004)
        before, after = self.stage.presence[self.gap : self.gap + 2]
        alphas = self.lit[pairs[:, 0], pairs[:, 1]]
        alphas = alphas * after[pairs[:, 0]] * before[pairs[:, 1]]
        strength = np.abs(self.weights[pairs[:, 0], pairs[:, 1]])
        strongest = np.argsort(-strength * (alphas > 0.004), kind="stable")[:MOST_LIT]
        order = strongest[np.argsort(alphas[strongest], kind="stable")]
        order = order[alphas[order] > 0.004]
        return pairs[order], alphas[order]

    def depicts(self, unit: int, source: int) -> Depicts:
        """Return what the stroke of an edge stands for."""
        path = self.path.format(unit=unit, source=source)
        return Depicts("weight", path, self.gap + 1, unit, source)

    def measure(self, pen: Pen) -> None:
        """Cover the lit edges."""
        pairs, _ = self._lit()
        if len(pairs):
            ends = ways(self.stage, self.gap, pairs).reshape(-1, 2)
            (left, bottom), (right, top) = ends.min(axis=0), ends.max(axis=0)
            edge = 3 * style.EDGE_WIDTH
            # What lies far outside of a close shot is not worth a huge area.
            pen.cover(
                max(left - edge, -9.0),
                max(bottom - edge, -6.0),
                min(right + edge, 9.0),
                min(top + edge, 6.0),
            )
