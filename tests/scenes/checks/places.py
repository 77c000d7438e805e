"""Place with path: a mark is drawn where the unit or the edge of its path stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.engine.reading import Mark, Stroke

AT_UNITS = frozenset({"unit", "activation", "delta", "arc"})
NEAR = 2.0  # pixels that a middle may be beside the unit's
BESIDE = 110.0  # pixels from a unit's rim to a number that stands beside it

INPUT = re.compile(r"^steps\[\d+\]\.inputs\[\d+, (\d+)\]$")
UNIT = re.compile(
    r"^steps\[\d+\]\.layers\[(\d+)\]\.(?:activations|deltas|sums|slopes|own_slopes"
    r"|activation_gradient)\[\d+, (\d+)\]$"
)
BIAS = re.compile(r"^steps\[\d+\]\.layers\[(\d+)\]\.(?:biases|bias_\w+)\[(\d+)\]$")
EDGE = re.compile(
    r"^steps\[\d+\]\.layers\[(\d+)\]\.(?:weights|weights_after|weight_\w+)"
    r"\[(\d+), (\d+)\]$"
)
PRODUCT = re.compile(
    r"^steps\[\d+\]\.layers\[(\d+)\]\.(?:weighted_inputs|returned|returned_after)"
    r"\[\d+, (\d+), (\d+)\]$"
)
SPREAD = re.compile(r"^probes\.nudge\.steps\[\d+\]\.spread\[(\d+)\]\[(\d+)\]$")
TERM = re.compile(
    r"^(steps\[\d+\])\.layers\[(\d+)\]\.(weighted_inputs|returned)"
    r"\[(\d+), (\d+), (\d+)\]$"
)


def unit_of(path: str) -> tuple[int, int] | None:
    """Return column and unit that a path is about, if it is about a unit."""
    if found := INPUT.match(path):
        return 0, int(found[1])
    if found := UNIT.match(path) or BIAS.match(path) or SPREAD.match(path):
        return int(found[1]) + 1, int(found[2])
    return None


def edge_of(path: str) -> tuple[int, int, int] | None:
    """Return column, unit and source that a path is about, if it is about an edge."""
    found = EDGE.match(path) or PRODUCT.match(path)
    return (int(found[1]) + 1, int(found[2]), int(found[3])) if found else None


def total_of(path: str) -> tuple[str, str | None] | None:
    """Return the path of the sum that a product is a term of, and that of its bias."""
    found = TERM.match(path)
    if found is None:
        return None
    step, layer, what, row, unit, source = found.groups()
    before = f"{step}.layers[{layer}]"
    if what == "weighted_inputs":
        return f"{before}.sums[{row}, {unit}]", f"{before}.biases[{unit}]"
    gradient = f"{step}.layers[{int(layer) - 1}].activation_gradient"
    return f"{gradient}[{row}, {source}]", None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where units stand on screen, in pixels: those that are there, one row a unit."""

    which: list[tuple[int, int]]
    places: Any  # (units, 2)
    radii: Any
    pixels: int  # of the inputs, if those are a picture
    drawn: frozenset[tuple[int, int]]  # not only standing where a gap is

    @classmethod
    def of(cls, scene: Any, network: Any = None) -> "Standing":
        """Return where the units of a scene's network, or of another, stand now."""
        network = network or getattr(scene, "network", None)
        if network is None:
            return cls([], np.zeros((0, 2)), np.zeros(0), 0, frozenset())
        scale = scene.camera.pixel_width / scene.camera.frame_width
        middle = scene.camera.pixel_width / 2, scene.camera.pixel_height / 2
        which, places, radii = [], [], []
        stage = network.stage
        for column, there in enumerate(stage.presence):
            for unit in np.flatnonzero(there > 0).tolist():
                which.append((column, unit))
                places.append(stage.places[column][unit])
                radii.append(stage.radii[column][unit])
        pixels = np.array(places).reshape(-1, 2) * (scale, -scale) + middle
        squares = len(stage.places[0]) if network.plan.picture else 0
        drawn = frozenset(
            (units.column, unit) for units in network.units for unit in units.drawn
        )
        return cls(which, pixels, scale * np.array(radii), squares, drawn)

    def nearest(self, x: float, y: float) -> tuple[tuple[int, int], float]:
        """Return the unit next to a point, and how far its middle is."""
        away = np.hypot(*(self.places - (x, y)).T)
        found = int(np.argmin(away))
        return self.which[found], float(away[found])

    def row(self, column: int | None, unit: int | None) -> int | None:
        """Return the row of a unit, if it is there."""
        which = column, unit
        return self.which.index(which) if which in self.which else None  # type: ignore

    def radius(self, column: int | None, unit: int | None) -> float:
        """Return the radius of a unit; 1 if it is not there."""
        row = self.row(column, unit)
        return 1.0 if row is None else float(self.radii[row])


def by_network(scene: Any, marks: list[Mark]) -> list[tuple[list[Mark], Standing]]:
    """Return the marks that belong to each network on the stage, and where it stands.

    ``marks`` are all that is there. What belongs to none is with the first one.
    """
    networks = [each for each in scene.drawings if isinstance(each, LayeredNetwork)]
    if len(networks) < 2:
        return [(marks, Standing.of(scene, *networks))]
    owned: list[list[Any]] = [[] for _ in networks]
    for drawing in scene.drawings:
        stage = getattr(drawing, "stage", None)
        owner = next((n for n, each in enumerate(networks) if each.stage is stage), 0)
        owned[owner].append(drawing)
    return [
        (scene.reading(*drawings), Standing.of(scene, network))
        for network, drawings in zip(networks, owned, strict=True)
    ]


def faults(marks: list[Mark], standing: Standing) -> Iterator[str]:
    """Yield what stands elsewhere than its path says, also in mid-motion."""
    yield from _order(standing)
    for mark in marks:
        depicts = mark.depicts
        if depicts.what in AT_UNITS:
            yield from _at_unit(mark, standing)
        elif depicts.what == "wiggle":
            yield from _in_unit(mark, standing)
        elif depicts.source is not None and depicts.unit is not None:
            yield from _on_edge(mark, standing)
        elif depicts.source is not None:
            yield from _on_input(mark, standing)


def beside(marks: list[Mark], standing: Standing) -> Iterator[str]:
    """Yield numbers at rest that stand beside another unit than their path's."""
    for mark in marks:
        about = unit_of(mark.depicts.path)
        if mark.depicts.what != "number" or about is None:
            continue
        found = _neighbour(mark, standing)
        if found is not None and found != about:
            yield f"place: {mark.text} is {mark.depicts.path}, beside unit {found}"


def _neighbour(mark: Mark, standing: Standing) -> tuple[int, int] | None:
    """Return the unit that a number stands beside: at its height, or right over it."""
    if not standing.which:  # a picture alone
        return None
    left, top, right, bottom = mark.box
    x, y = standing.places.T
    across = np.maximum(np.maximum(left - x, x - right), 0.0)
    down = np.maximum(np.maximum(top - y, y - bottom), 0.0)
    away = np.hypot(across, down) - standing.radii
    aligned = (across == 0) | (down < 0.5 * standing.radii)
    away[~aligned | (away > BESIDE)] = np.inf
    # A number beside a picture is not beside one of its pixels.
    away[[column == 0 and standing.pixels > 0 for column, _ in standing.which]] = np.inf
    found = int(np.argmin(away))
    return standing.which[found] if np.isfinite(away[found]) else None


def _order(standing: Standing) -> Iterator[str]:
    """Units of a column stand one below the other, in order; pixels row by row."""
    for column in sorted({column for column, _ in standing.which}):
        rows = [
            n
            for n, who in enumerate(standing.which)
            if who[0] == column and who in standing.drawn
        ]
        if column == 0 and standing.pixels and np.ptp(standing.radii[rows]) > 0:
            continue  # some pixels have stepped out of their picture
        places = standing.places[rows]
        if not (column == 0 and standing.pixels):  # one that flies ahead is in no line
            across, counts = np.unique(np.rint(places[:, 0]), return_counts=True)
            places = places[np.rint(places[:, 0]) == across[counts.argmax()]]
        lines = np.rint((places[:, 1] - places[:, 1].min()) / NEAR)
        order = np.lexsort((places[:, 0], lines))
        if (np.diff(order) < 0).any():
            yield f"place: the units of column {column} do not stand in their order"


def _at_unit(mark: Mark, standing: Standing) -> Iterator[str]:
    found, away = standing.nearest(*_middle(mark))
    about = (mark.depicts.column, mark.depicts.unit)
    named = unit_of(mark.depicts.path) or about
    if found != about or found != named or away > NEAR:
        what, path = mark.depicts.what, mark.depicts.path
        yield f"place: {what} {path or about} is drawn at unit {found}"


def _in_unit(mark: Mark, standing: Standing) -> Iterator[str]:
    """What trembles in a unit is that unit's, and stays in it."""
    depicts = mark.depicts
    row = standing.row(depicts.column, depicts.unit)
    if row is None:
        return
    x, y = standing.places[row]
    away = float(np.hypot(mark.centre[0] - x, mark.centre[1] - y))
    about = unit_of(depicts.path) or (depicts.column, depicts.unit)
    if away > standing.radii[row] or about != (depicts.column, depicts.unit):
        yield f"place: {depicts.path} trembles elsewhere than in its unit {about}"


def tremors(
    marks: list[tuple[Mark, float]], standing: Standing
) -> Iterator[tuple[int, list[tuple[float, float]]]]:
    """Yield the movements within units of each column, in pixels, with their rates."""
    found: dict[int, list[tuple[float, float]]] = {}
    for mark, value in marks:
        row = standing.row(mark.depicts.column, mark.depicts.unit)
        if mark.depicts.what == "wiggle" and row is not None:
            moved = mark.centre[0] - float(standing.places[row][0])
            found.setdefault(mark.depicts.column or 0, []).append((moved, value))
    yield from found.items()


def _middle(mark: Mark) -> tuple[float, float]:
    """Return the middle of a mark; of an arc, that of its circle."""
    if mark.depicts.what != "arc":
        stroke = next(iter(mark.of("disc", "ring", "area")), mark.strokes[0])
        return (stroke.left + stroke.right) / 2, (stroke.top + stroke.bottom) / 2
    return circle(mark.strokes[0])


def circle(arc: Stroke) -> tuple[float, float]:
    """Return the middle of the circle that an arc is a part of."""
    points = np.array(arc.points)
    system = np.column_stack([2 * points, np.ones(len(points))])
    x, y, _ = np.linalg.lstsq(system, (points**2).sum(axis=1), rcond=None)[0]
    return float(x), float(y)


def _spine(stroke: Stroke) -> Sequence[tuple[float, float]]:
    """Return the points of a line; of a shape, those in the middle of its ends."""
    points = stroke.points
    if stroke.kind != "area":
        return points
    ends = zip(points, reversed(points), strict=True)
    return [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in ends]


def _on_edge(mark: Mark, standing: Standing) -> Iterator[str]:
    """What lies or runs on an edge lies between its units."""
    depicts = mark.depicts
    assert depicts.column is not None
    assert depicts.unit is not None
    assert depicts.source is not None
    about = depicts.column, depicts.unit, depicts.source
    if (edge_of(depicts.path) or about) != about:
        yield f"place: {depicts.path} is drawn on the edge {about}"
    rows = standing.row(about[0] - 1, about[2]), standing.row(*about[:2])
    if rows[0] is None or rows[1] is None:
        yield f"place: {depicts.what} {depicts.path} has no unit at one of its ends"
        return
    start, end = standing.places[rows[0]], standing.places[rows[1]]
    for point in [p for s in mark.strokes for p in _spine(s)] or [mark.centre]:
        if _away(np.array(point), start, end) > NEAR:
            yield f"place: {depicts.what} {depicts.path} is not on its edge {about}"
            return


def _away(point: Any, start: Any, end: Any) -> float:
    """Return how far a point is from the straight line between two others."""
    along = end - start
    share = float(((point - start) * along).sum() / max((along**2).sum(), 1e-9))
    return float(np.hypot(*(point - start - np.clip(share, 0.0, 1.0) * along)))


def _on_input(mark: Mark, standing: Standing) -> Iterator[str]:
    """What is laid over a pixel is that pixel's."""
    assert mark.depicts.source is not None
    found, away = standing.nearest(*mark.centre)
    named = edge_of(mark.depicts.path)
    source = mark.depicts.source if named is None else named[2]
    if found != (0, source) or source != mark.depicts.source or away > NEAR:
        yield f"place: {mark.depicts.path} is drawn at unit {found}"
