"""What an update does to a network: edges move and get a green rim, biases an arc.

self.play(*rims(self, 2), *bias_arcs(self, 2))
self.play(move_weights(self, 2))
"""

from collections.abc import Callable, Iterator

import numpy as np

from scenes import style
from scenes.vocabulary.motions import Motion, tween
from scenes.vocabulary.returning.backward_pass import ShowsStep
from scenes.vocabulary.spotlight import light

FULLEST = 0.9  # of a circle: the arc of the largest step of a bias


def share_scale(chapter: ShowsStep) -> None:
    """Measure edges by the widest before and after, rims by the largest update."""
    for gap, layer in enumerate(chapter.step.layers):
        edges = chapter.network.edges[gap]
        widest = float(np.abs(layer.weights_after).max())
        edges.largest = max(edges.largest, widest)
        edges.largest_rim = float(np.abs(layer.weight_update).max()) or 1.0
        edges.rim_path = (
            f"{chapter.path.layers[gap]}.weight_update[{{unit}}, {{source}}]"
        )


def rims(chapter: ShowsStep, gap: int) -> list[Motion]:
    """Return the motion that lets rims grow around a gap's edges, one an update."""
    edges = chapter.network.edges[gap]
    updates = np.array(chapter.step.layers[gap].weight_update)
    if not updates.any():
        return []
    return [tween(edges, rims=updates, seconds=style.NORMAL)]


def most_moved(chapter: ShowsStep, gap: int) -> set[tuple[int, int]]:
    """Return the edges that move most, into each drawn unit of a gap and out of each.

    Of a picture they are those into each unit alone: it has no units to see.
    """
    updates = np.abs(chapter.step.layers[gap].weight_update)
    before, after = map(list, chapter.network.plan.drawn[gap : gap + 2])
    moved = updates[np.ix_(after, before)]
    found = {(k, before[j]) for k, j in zip(after, moved.argmax(axis=1), strict=True)}
    if gap or chapter.network.plan.picture is None:
        best = zip(moved.argmax(axis=0), before, strict=True)
        found |= {(after[k], j) for k, j in best}
    return found


def bias_arcs(chapter: ShowsStep, gap: int) -> list[Motion]:
    """Return the motion that lets the steps of biases grow as green arcs."""
    units = chapter.network.units[gap + 1]
    updates = np.array(chapter.step.layers[gap].bias_update)
    largest = float(np.abs(updates).max())
    if not largest:
        return []
    units.arc_role = "update"
    return [tween(units, arcs=FULLEST * updates / largest, seconds=style.NORMAL)]


def announce(chapter: ShowsStep, gap: int) -> Iterator[list[Motion]]:
    """Yield the motions that light a gap, then those that say how far all will move."""
    network, units = chapter.network, chapter.network.units[gap + 1]
    no_deltas = tween(units, shown_deltas=0 * units.lit, seconds=style.QUICK)
    both_ends = {c: range(network.plan.sizes[c]) for c in (gap, gap + 1)}
    lit = light(network, units=both_ends, edges={gap: most_moved(chapter, gap)})
    yield [*lit, no_deltas, *clear(chapter)]
    yield [*rims(chapter, gap), *bias_arcs(chapter, gap)]


def clear(chapter: ShowsStep) -> list[Motion]:
    """Return the motions that take all rims and arcs away."""
    network, found = chapter.network, list[Motion]()
    for edges, units in zip(network.edges, network.units[1:], strict=True):
        if edges.rims.any():
            found.append(tween(edges, rims=0 * edges.rims, seconds=style.QUICK))
        if units.arcs.any():
            found.append(tween(units, arcs=0 * units.arcs, seconds=style.QUICK))
    return found


def move_weights(chapter: ShowsStep, gap: int, *, back: bool = False) -> Motion:
    """Return the motion of a gap's edges to the weights after the step, or back.

    On the way an edge stands for no value of the trace.
    """
    edges, layer = chapter.network.edges[gap], chapter.step.layers[gap]
    goal = np.array(layer.weights if back else layer.weights_after)
    field = "weights" if back else "weights_after"

    def begin() -> Callable[[float], None]:
        start = edges.weights

        def move(progress: float) -> None:
            edges.weights = start + (goal - start) * progress if progress < 1 else goal
            way = f"{chapter.path.layers[gap]}.{field}[{{unit}}, {{source}}]"
            edges.path = way if progress >= 1 else ""

        return move

    return Motion(edges, begin, seconds=style.SLOW)
