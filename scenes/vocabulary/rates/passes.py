"""Passes through the whole network, and what two ways of finding rates cost in them."""

from collections.abc import Iterator, Sequence

import numpy as np

from scenes import style
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.text import Text
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen
from scenes.path_texts import PathTexts
from scenes.vocabulary.motions import Motion, fade_in, tween
from scenes.vocabulary.spotlight import light

BEHIND = 0.5  # how far edges are lit
MOST_LIT = 1500  # edges of a gap that are lit at once
FEW_COLUMNS = 4  # beyond, a pass runs twice as fast
BOXES = (Box(-6.6, -0.9, 6.6, 0.3), Box(-6.6, -2.3, 6.6, -1.1))  # below a strip
BELOW = 0.4  # from the middle of a text to its bar
THICK = 0.16


def sweep(network: LayeredNetwork, columns: range) -> Iterator[list[Motion]]:
    """Yield the motions of a pass, forward or back, one column after the other."""
    for column in columns:
        gap = column - 1 if columns.step > 0 else column
        edges = {}
        if 0 <= gap < len(network.edges):
            lit = network.edges[gap].lit
            edges = {gap: np.ndindex(*lit.shape)} if lit.size <= MOST_LIT else {}
        units = {column: range(len(network.units[column].lit))}
        seconds = pace(columns)
        yield light(network, units=units, edges=edges, strength=BEHIND, seconds=seconds)


def pace(columns: range) -> float:
    """Return how long a pass takes from one column to the next, of many less."""
    return style.QUICK if len(columns) <= FEW_COLUMNS else style.QUICK / 2


class PassBar(Drawing):
    """A bar as long as what it stands for, not wider by any rounded end.

    ``shown`` (0 to 1) is how far it has grown.
    """

    def __init__(self, length: float, role: str) -> None:
        self.length, self.role = length, role
        self.shown = 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint the part that has grown."""
        corner = (0.0, -THICK / 2)
        pen.rectangle(corner, self.length * self.shown, THICK, self.role)

    def extent(self) -> Box:
        """Return the box of the whole bar."""
        return Box(0.0, -THICK / 2, self.length, THICK / 2)


class CostBar(Drawing):
    """A line of text over a bar whose length is how many passes something takes.

    A bar as long as the box is two passes for each parameter of the network.
    """

    def __init__(
        self, texts: PathTexts, sentence: str, box: Box, *, is_all: bool
    ) -> None:
        count = {"count": "network.parameter_count"}
        self.text: Text = texts.words(sentence, count).at(
            box.left, box.top - BELOW / 2, align=0.0
        )
        self.text.opacity = 0.0
        share = 1.0 if is_all else 1 / texts.trace.network.parameter_count
        self.bar = PassBar(box.width * share, "muted" if is_all else "error")
        self.bar.x, self.bar.y = box.left, box.top - 1.5 * BELOW
        super().__init__(self.text, self.bar)

    def say(self) -> Motion:
        """Return the motion that lets the text appear."""
        return fade_in(self.text)

    def grow(self) -> Motion:
        """Return the motion that lets the bar grow."""
        return tween(self.bar, shown=1.0)

    def grow_with(
        self, network: LayeredNetwork, columns: range
    ) -> Iterator[list[Motion]]:
        """Yield the motions of one of two passes: the bar grows half of its way."""
        for motions in sweep(network, columns):
            shown = self.bar.shown + 0.5 / len(columns)
            seconds = motions[0].run_time
            yield [*motions, tween(self.bar, shown=shown, seconds=seconds)]


def cost_bars(
    texts: PathTexts, sentences: Sequence[str], *, whole: int
) -> list[CostBar]:
    """Return two bars below the network; the ``whole`` one is that of all pushes."""
    return [
        CostBar(texts, sentence, box, is_all=place == whole)
        for place, (sentence, box) in enumerate(zip(sentences, BOXES, strict=True))
    ]
