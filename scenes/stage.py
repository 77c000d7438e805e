"""The stage: where every unit of the network stands on screen, as one frozen value.

A camera move, a close-up and a chapter border are all the same thing: the way from one
stage to another. Places are in Manim units, one row a unit, one array a column; column
0 is the input.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, replace
from typing import TypeAlias

import numpy as np

from scenes import layout
from scenes.engine.arrays import Numbers, Positions
from scenes.engine.drawing import Box

Spot: TypeAlias = tuple[float, float, float]  # x, y and radius on screen
Which: TypeAlias = tuple[int, int]  # column, unit
Spots: TypeAlias = Mapping[Which, Spot]

FLATTEST = 0.5  # of its height: what a network pressed flat keeps at most
MOST_STRETCHED = 2.4  # units of a row apart, to what they are in their column
LARGEST_UPRIGHT = 0.3  # radius of a unit there
LARGEST_PIXEL = 0.16  # half its side, of a picture unrolled to a row


@dataclass(frozen=True, slots=True)
class Camera:
    """How far places are drawn apart, and moved; ``size`` scales what stands there.

    Apart and size are two things: two layers fill a frame without units like plates.
    """

    across: float = 1.0
    along: float = 1.0  # in height
    x: float = 0.0
    y: float = 0.0
    size: float = 1.0

    def seen(self, places: Positions) -> Positions:
        """Return where places of the wide shot are in this one."""
        return places * (self.across, self.along) + (self.x, self.y)

    def after(self, other: "Camera") -> "Camera":
        """Return the camera that sees through this one what another one sees."""
        return Camera(
            self.across * other.across,
            self.along * other.along,
            self.across * other.x + self.x,
            self.along * other.y + self.y,
            self.size * other.size,
        )

    def towards(self, other: "Camera", far: float) -> "Camera":
        """Return the camera on the way to another one."""
        return Camera(
            *(
                one + (two - one) * far
                for one, two in zip(*map(astuple, (self, other)), strict=True)
            )
        )


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Stage:
    """Where all units stand; ``presence`` (0 to 1) says how much of each is there.

    ``ground`` is how strong the grey edges are. A stage on the way from one to another
    knows both, and how far it is: ``way``.
    """

    places: tuple[Positions, ...]
    radii: tuple[Numbers, ...]
    presence: tuple[Numbers, ...]
    camera: Camera = Camera()
    ground: float = 1.0
    way: "tuple[Stage, Stage, float] | None" = None


def wide(places: Sequence[Positions], radii: Sequence[float]) -> Stage:
    """Return the wide shot: the network as it is laid out."""
    return Stage(
        tuple(places),
        tuple(
            np.full(len(each), radius)
            for each, radius in zip(places, radii, strict=True)
        ),
        tuple(np.ones(len(each)) for each in places),
    )


def through(stage: Stage, camera: Camera) -> Stage:
    """Return a stage as a camera sees it."""
    return replace(
        stage,
        places=tuple(camera.seen(each) for each in stage.places),
        radii=tuple(each * camera.size for each in stage.radii),
        camera=camera.after(stage.camera),
        way=None,
    )


def pair(stage: Stage, column: int, box: Box) -> Stage:
    """Return the shot of two layers: ``column`` and the one after it fill a box."""
    left, right = stage.places[column], stage.places[column + 1]
    both = np.concatenate([left, right])
    low, high = both[:, 1].min(), both[:, 1].max()
    gap = float(right[:, 0].mean() - left[:, 0].mean())
    # A picture keeps its place at the edge: it is wide itself.
    across = box.width / gap
    along = min(1.25, box.height / max(float(high - low), 1e-9))
    camera = Camera(
        across,
        along,
        box.left - across * float(left[:, 0].mean()),
        box.centre[1] - along * float(low + high) / 2,
        min(1.3, along**0.5),
    )
    return through(stage, camera)


def flat(stage: Stage, box: Box, *, picture: bool = False) -> Stage:
    """Return the whole network pressed into a low box; a picture keeps its shape."""
    every = np.concatenate(stage.places)
    low, high = float(every[:, 1].min()), float(every[:, 1].max())
    reach = max(float(each.max()) for each in stage.radii)
    along = min(FLATTEST, box.height / (high - low + 2 * reach))
    up = box.centre[1] - along * (low + high) / 2
    right = box.centre[0] - float(every[:, 0].min() + every[:, 0].max()) / 2
    pressed = through(stage, Camera(1.0, along, right, up, along**0.6))
    if not picture:
        return pressed
    middle = stage.places[0].mean(axis=0)
    small = middle * (1.0, along) + (right, up) + along * (stage.places[0] - middle)
    return replace(
        pressed,
        places=(small, *pressed.places[1:]),
        radii=(along * stage.radii[0], *pressed.radii[1:]),
    )


def upright(stage: Stage, box: Box, *, row: Sequence[int] = ()) -> Stage:
    """Return the network turned: each column a row of a box, the outputs at its top.

    Of inputs that are a picture, only those in ``row`` are there, side by side.
    """
    columns = stage.places[1:] if row else stage.places
    tall = max(float(np.ptp(each[:, 1])) for each in columns)
    middle = float(stage.places[-1][:, 1].mean())
    stretch = min(MOST_STRETCHED, box.width / max(tall, 1e-9))
    heights = np.linspace(box.bottom, box.top, len(stage.places))
    most = min(LARGEST_UPRIGHT, 0.24 * box.height / max(1, len(stage.places) - 1))
    places = [
        np.stack(
            [box.centre[0] - stretch * (each[:, 1] - middle), np.full(len(each), y)], 1
        )
        for each, y in zip(stage.places, heights.tolist(), strict=True)
    ]
    # Labels have no room beside what stands side by side: as on a stage pressed flat,
    # so flat that they are gone before rows slant and units pass where they stood.
    turned = replace(
        stage,
        places=tuple(places),
        radii=tuple(np.minimum(stretch * each, most) for each in stage.radii),
        camera=Camera(along=-FLATTEST),
        way=None,
    )
    return _unrolled(turned, box, row) if row else turned


def _unrolled(stage: Stage, box: Box, row: Sequence[int]) -> Stage:
    """Return a stage whose inputs stand in one line, those in ``row`` alone."""
    step = box.width / len(row)
    places = np.array(stage.places[0])
    # What is not in the row waits behind its neighbour there.
    order = np.searchsorted(np.array(row), np.arange(len(places)))
    places[:, 0] = box.left + step * (np.minimum(order, len(row) - 1) + 0.5)
    there = np.zeros(len(places))
    there[list(row)] = 1.0
    return replace(
        stage,
        places=(places, *stage.places[1:]),
        radii=(np.full(len(places), min(0.4 * step, LARGEST_PIXEL)), *stage.radii[1:]),
        presence=(there, *stage.presence[1:]),
    )


def narrow(stage: Stage, box: Box, *, picture: bool = False) -> Stage:
    """Return the whole network moved together into a box, as high as it was.

    A picture keeps its shape and is a third of the box at most.
    """
    first, last = stage.places[0], stage.places[-1]
    radius = float(stage.radii[0].max())
    low = float(first[:, 0].min()) - (radius if picture else 0.0)
    edge = float(first[:, 0].max()) + (radius if picture else 0.0)
    small = min(1.0, box.width / 3 / (edge - low)) if picture else 1.0
    start = box.left + small * (edge - low)
    across = (box.right - start) / (float(last[:, 0].max()) - edge)
    up = box.centre[1] - _middle(stage)
    size = min(1.0, max(0.75, across))
    moved = through(stage, Camera(across, 1.0, start - across * edge, up, size))
    if not picture:
        return moved
    middle = np.array([(low + edge) / 2, float(first[:, 1].mean())])
    kept = (start - small * (edge - low) / 2, middle[1] + up)
    pixels = kept + small * (first - middle)
    return replace(
        moved,
        places=(pixels, *moved.places[1:]),
        radii=(small * stage.radii[0], *moved.radii[1:]),
    )


def _middle(stage: Stage) -> float:
    """Return the height halfway between the lowest and the highest unit."""
    heights = np.concatenate(stage.places)[:, 1]
    return float(heights.min() + heights.max()) / 2


def close(stage: Stage, which: Which, spot: Spot) -> Stage:
    """Return the shot of one unit, as large as the spot says."""
    column, unit = which
    x, y = stage.places[column][unit]
    size = spot[2] / float(stage.radii[column][unit])
    camera = Camera(size, size, spot[0] - size * x, spot[1] - size * y, size)
    return replace(through(stage, camera), ground=0.0)


def aside(stage: Stage, spots: Spots) -> Stage:
    """Return a stage in which some units stand elsewhere."""
    places = [np.array(each) for each in stage.places]
    radii = [np.array(each) for each in stage.radii]
    for (column, unit), (x, y, radius) in spots.items():
        places[column][unit] = (x, y)
        radii[column][unit] = radius
    return replace(stage, places=tuple(places), radii=tuple(radii), way=None)


def column_aside(stage: Stage, column: int, x: float) -> Stage:
    """Return a stage in which all units of a column stand at another x."""
    heights, radii = stage.places[column][:, 1].tolist(), stage.radii[column].tolist()
    both = enumerate(zip(heights, radii, strict=True))
    return aside(stage, {(column, unit): (x, y, size) for unit, (y, size) in both})


def close_up(stage: Stage, which: Which, spot: Spot, *heard: Spots) -> Stage:
    """Return the shot of one unit and of all that it hears, each at its own spot.

    Of spots that are given more than once, the last ones hold.
    """
    column, unit = which
    spots = {who: where for each in heard for who, where in each.items()}
    everyone = range(len(stage.places[column - 1]))
    moved = aside(close(stage, which, spot), spots)
    return only(moved, {column - 1: everyone, column: [unit]})


def filling(stage: Stage, column: int, box: Box) -> Spots:
    """Return the spots where a column, such as a picture, fills a box."""
    places, radii = stage.places[column], stage.radii[column]
    low, high = (places - radii[:, None]).min(axis=0), (places + radii[:, None]).max(0)
    wide, tall = (high - low).tolist()
    scale = min(box.width / wide, box.height / tall)
    moved = np.array(box.centre) + scale * (places - (low + high) / 2)
    return {
        (column, unit): (x, y, scale * float(radii[unit]))
        for unit, (x, y) in enumerate(moved.tolist())
    }


def in_line(
    column: int,
    rows: Sequence[Sequence[int]],
    box: Box,
    *,
    step: float = layout.LARGEST_STEP,
) -> Spots:
    """Return the spots of rows of units, one below the other around a box's middle.

    Units of one row share a spot; ``step`` is the most from row to row.
    """
    gap = min(step, box.height / max(len(rows) - 1, 1))
    radius, (x, middle) = min(layout.SENDER, 0.42 * gap), box.centre
    spots: dict[Which, Spot] = {}
    for row, units in enumerate(rows):
        y = middle + gap * ((len(rows) - 1) / 2 - row)
        spots |= {(column, unit): (x, y, radius) for unit in units}
    return spots


def only(stage: Stage, kept: Mapping[int, Sequence[int]], rest: float = 0.0) -> Stage:
    """Return a stage on which, of the units, only some are wholly there."""
    presence = []
    for column, each in enumerate(stage.presence):
        there = np.full(len(each), rest)
        there[list(kept.get(column, ()))] = 1.0
        presence.append(there)
    return replace(stage, presence=tuple(presence), way=None)


def between(start: Stage, end: Stage, progress: float) -> Stage:
    """Return the stage on the way; sizes grow by equal factors in equal times."""
    if progress <= 0.0:
        return start
    if progress >= 1.0:
        return end
    ratio = end.camera.size / start.camera.size
    far = progress if abs(ratio - 1) < 1e-6 else (ratio**progress - 1) / (ratio - 1)

    def mixed(one: Numbers, other: Numbers, share: float) -> Numbers:
        return one + (other - one) * share

    def present(one: Numbers, other: Numbers) -> Numbers:
        # Neither what goes nor what comes is there when it could cross a caption.
        gone, come = min(1.0, 4 * progress), max(0.0, 4 * progress - 3)
        return one + (other - one) * np.where(other < one, gone, come)

    return Stage(
        tuple(map(mixed, start.places, end.places, [far] * len(start.places))),
        tuple(map(mixed, start.radii, end.radii, [far] * len(start.radii))),
        tuple(map(present, start.presence, end.presence)),
        start.camera.towards(end.camera, far),
        start.ground + (end.ground - start.ground) * progress,
        (start, end, far),
    )
