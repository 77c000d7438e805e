"""A race whose speeds are true in every frame, and can be counted off afterwards."""

import numpy as np

from scenes import style
from scenes.diagram.runners import Runner
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Pen

START, END = -4.9, 6.35  # of the way of the fastest
GROUNDS = (-1.75, -0.25, 1.3)  # of the lanes, the slowest lowest
TALL = (0.76, 1.02, 1.15)
ANIMALS = ("tortoise", "dog", "hare")
THICK = 0.17  # of a trail
BELOW = 0.27  # from the ground to it
SEAM = 0.035  # between its pieces
FINE = 0.4  # of a seam, where each piece is cut again


class Race(Drawing):
    """Three lanes; behind each runner lies a trail as long as its way.

    ``paths`` name the speeds, the slowest first. ``clock`` (0 to 1) is how much of the
    race has been run. ``counted`` says how many ways of the one before have been laid
    along each trail, and ``cut`` how many of the first's along the last.
    """

    clock = Followed[float]("_run")

    def __init__(self, speeds: tuple[float, ...], paths: tuple[str, ...]) -> None:
        self.speeds, self.paths = np.array(speeds), paths
        self.counted = np.zeros(3)
        self.cut = 0.0
        self._clock = 0.0
        self.runners = [
            Runner(animal, tall, path=path)
            for animal, tall, path in zip(ANIMALS, TALL, paths, strict=True)
        ]
        super().__init__(*self.runners)
        self.clock = 0.0

    def _run(self) -> None:
        for lane, (runner, way) in enumerate(zip(self.runners, self.ways, strict=True)):
            runner.x = START + way - runner.wide / 2  # its nose was on the line
            runner.y = GROUNDS[lane]
            # Whole strides: it stands when the race is over.
            whole = way / self.clock if self.clock else 1.0
            strides = max(1, round(whole / runner.stride))
            runner.gone = self.clock * strides * runner.stride

    @property
    def ways(self) -> list[float]:
        """How far each has come, in Manim units."""
        whole: list[float] = (self.speeds / self.speeds[-1]).tolist()
        return [(END - START) * self.clock * each for each in whole]

    def middle(self, lane: int) -> tuple[float, float]:
        """Return the middle of a trail."""
        return START + self.ways[lane] / 2, GROUNDS[lane] - BELOW

    def paint(self, pen: Pen) -> None:
        """Paint the line where they start, and the trails."""
        top, low = GROUNDS[-1] + TALL[-1], GROUNDS[0] - BELOW - THICK
        line = ((START, low), (START, top))
        pen.line(line, "muted", width=style.LINE, dashes=(0.09, 0.07))
        for lane in range(3):
            self._trail(pen, lane)
        self._cuts(pen)

    def _trail(self, pen: Pen, lane: int) -> None:
        """Paint a trail; what has been counted of it is brighter, in pieces."""
        way, y = self.ways[lane], GROUNDS[lane] - BELOW - THICK / 2
        pen.subject = Depicts("length", self.paths[lane])
        pen.rectangle((START, y), way, THICK, "muted", 0.55)
        pen.subject = None
        if not lane or not self.counted[lane]:
            return
        piece, count = self.ways[lane - 1], float(self.counted[lane])
        pen.subject = Depicts("counted", self.paths[lane])
        pen.rectangle((START, y), min(way, piece * count), THICK, "text")
        pen.subject = None
        for place in range(1, int(count) + 1):
            self._seam(pen, START + piece * place, y, SEAM)
        shown = min(1.0, count)
        start, end = GROUNDS[lane - 1] - BELOW + THICK / 2, y
        reach = ((START + piece, start), (START + piece, start + shown * (end - start)))
        pen.line(reach, "muted", width=style.HAIRLINE, dashes=(0.05, 0.05))

    def _cuts(self, pen: Pen) -> None:
        """Cut the last trail once more, into ways of the first."""
        y = GROUNDS[-1] - BELOW - THICK / 2
        pen.subject = Depicts("counted", self.paths[0])
        for place in range(1, int(self.cut) + 1):
            self._seam(pen, START + self.ways[0] * place, y, FINE * SEAM)
        pen.subject = None

    def _seam(self, pen: Pen, x: float, y: float, wide: float) -> None:
        pen.rectangle((x - wide / 2, y), wide, THICK, "background")

    def extent(self) -> Box:
        """Return the box of the lanes."""
        low, top = GROUNDS[0] - BELOW - THICK, GROUNDS[-1] + TALL[-1]
        return Box(START - 1.55, low, END, top)
