"""Light and dim: what is talked about is lit, everything else is grey ground.

self.play(*light(network, units={1: [3]}, edges={0: [(3, 12)]}))
self.play(*dim(network))
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

import numpy as np

from scenes import style
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.network.lit_edges import LitEdges
from scenes.diagram.network.units import Units as SomeUnits
from scenes.engine.arrays import Flags, Numbers
from scenes.engine.drawing import Drawing
from scenes.vocabulary.motions import Motion, tween

Units: TypeAlias = Mapping[int, Iterable[int]]
Edges: TypeAlias = Mapping[int, Iterable[tuple[int, int]]]

NOTHING: Units = MappingProxyType({})
NO_EDGES: Edges = MappingProxyType({})
FAINT = 0.15  # how much is left of what does not stand out


def light(
    network: LayeredNetwork,
    *,
    units: Units = NOTHING,
    edges: Edges = NO_EDGES,
    strength: float = 1.0,
    alone: bool = True,
    seconds: float = style.QUICK,
) -> list[Motion]:
    """Return the motions that light units and edges, (target, source) by gap.

    What is not named is dimmed, unless they are not to be lit ``alone``.
    """
    motions = []
    for column, part in enumerate(network.units):
        lit = np.zeros_like(part.lit) if alone else part.lit.copy()
        lit[list(units.get(column, ()))] = 1.0
        motions += _to(part, lit, seconds)
    for gap, drawn in enumerate(network.edges):
        lit = np.zeros_like(drawn.lit) if alone else drawn.lit.copy()
        for target, source in edges.get(gap, ()):
            lit[target, source] = strength
        motions += _to(drawn, lit, seconds)
    return motions


def dim(network: LayeredNetwork, *, seconds: float = style.QUICK) -> list[Motion]:
    """Return the motions that leave nothing lit."""
    return light(network, seconds=seconds)


def light_gap(
    network: LayeredNetwork,
    gap: int,
    *,
    strength: float = 0.5,
    seconds: float = style.QUICK,
) -> list[Motion]:
    """Return the motions that light two columns and all drawn edges between them."""
    before, after = network.plan.drawn[gap : gap + 2]
    return light(
        network,
        units={each: range(network.plan.sizes[each]) for each in (gap, gap + 1)},
        edges={gap: [(target, source) for target in after for source in before]},
        strength=strength,
        seconds=seconds,
    )


def blink(
    drawing: Drawing,
    attribute: str,
    chosen: Flags | Numbers,
    *,
    seconds: float = 1.2,
) -> Motion:
    """Let entries of an array stand out for a moment: all others faint, then as before.

    Where all are chosen, all of them flicker once.
    """
    keep = np.asarray(chosen, dtype=float)

    def begin() -> Callable[[float], None]:
        before = np.array(getattr(drawing, attribute))
        if not (before * (1 - keep)).any():
            keep[...] = 0.0
        low = before * (keep + FAINT * (1 - keep))

        def move(progress: float) -> None:
            depth = min(1.0, 3 * min(progress, 1 - progress))
            setattr(drawing, attribute, before + (low - before) * depth)

        return move

    return Motion(drawing, begin, seconds=seconds)


def _to(part: SomeUnits | LitEdges, lit: Numbers, seconds: float) -> list[Motion]:
    # What is so already does not move: it keeps its pixels.
    if np.array_equal(part.lit, lit):
        return []
    return [tween(part, lit=lit, seconds=seconds)]
