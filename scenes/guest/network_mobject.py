"""The network of a step as a mobject among others: it fades, moves and plays passes."""

from typing import Any, NoReturn, Self

import numpy as np
from manim import DOWN, LEFT, RIGHT, UP
from manim.mobject.types.image_mobject import AbstractImageMobject

from scenes.diagram.network.layered_network import LayeredNetwork, Plan
from scenes.engine.drawing import Box, Drawing
from scenes.guest import guest_passes
from scenes.guest.guest_passes import Pass
from scenes.guest.stage_scene import NEEDS_STAGE
from scenes.path_builder import Path
from scenes.path_texts import PathTexts
from scenes.setting import Setting
from scenes.vocabulary import labels
from scenes.vocabulary.standing import drawn_units, give_deltas, give_values

BOX = Box(-4.4, -2.1, 4.4, 2.1)  # of the middles of the units
NAMES_BELOW = 0.55  # from there to the names of the layers


class StepTexts(PathTexts):
    """The labels of a step, outside of any chapter."""

    name = "common"

    def __init__(self, trace: Any, step: int, language: str) -> None:
        self.trace, self.step_number = trace, step
        self.setting = Setting(language=language)


class Corners(AbstractImageMobject):
    """Four corners, which Manim moves and scales as it does those of an image.

    Manim's own camera asks an image for its pixels; ours paints, and never does.
    """

    def __init__(self) -> None:
        super().__init__(scale_to_resolution=0)

    def reset_points(self) -> Self:
        """Stand around the origin."""
        self.points = np.array([UP + LEFT, UP + RIGHT, DOWN + LEFT, DOWN + RIGHT])
        return self

    def get_pixel_array(self) -> NoReturn:
        """Say which scene can show it."""
        raise TypeError(NEEDS_STAGE)


class NetworkMobject(Drawing, Corners):
    """The network of one step of a trace, its inputs known.

    It moves, scales and fades as Manim's mobjects do; turned, it stays upright. Raises
    KeyError for a step that was not recorded.

    network = NetworkDiagram(trace, step=0)
    self.play(FadeIn(network))
    self.play(network.forward())
    """

    _whole = Box(-1.0, -1.0, 1.0, 1.0)  # what its four corners are around

    def __init__(self, trace: Any, step: int = 0, *, language: str = "en") -> None:
        self.step = trace.steps[step]
        self.path = Path(f"steps[{step}]")
        self.row = self.step.focus.sample
        self.network = self._stands(trace, StepTexts(trace, step, language))
        super().__init__(self.network)
        box = self._whole = self.network.box
        ends = [(box.left, box.right), (box.top, box.bottom)]
        self.points = np.array([(x, y, 0.0) for y in ends[1] for x in ends[0]])
        self.center()

    def _stands(self, trace: Any, texts: StepTexts) -> LayeredNetwork:
        sizes, picture = tuple(trace.network.layers), trace.data.image
        last = self.step.layers[-1].activations[self.row]
        drawn = drawn_units(
            self.step, sizes, is_picture=bool(picture), outputs=np.array(last)
        )
        weights = [np.array(layer.weights) for layer in self.step.layers]
        network = LayeredNetwork(
            Plan(sizes, drawn, BOX, picture), weights, here=str(self.path), row=self.row
        )
        give_values(network, self.step, self.row)
        give_deltas(network, self.step, self.row, since=len(sizes))
        network.units[0].shown_activations = np.ones(sizes[0])
        for units in network.units:
            units.lit = np.ones(len(units.lit))
        for edges, layer in zip(network.edges, self.step.layers, strict=True):
            edges.largest = max(edges.largest, float(np.abs(layer.weights_after).max()))
        y = BOX.bottom - NAMES_BELOW
        network.attach(*labels.around(texts, network, row=self.row, y=y))
        return network

    # Passes.

    def forward(self) -> Pass:
        """Return the pass in which the sample crosses the network, layer by layer."""
        return Pass(self, self.network, guest_passes.forward(self))

    def backward(self) -> Pass:
        """Return the pass in which δ returns, from the outputs to the first layer."""
        return Pass(self, self.network, guest_passes.backward(self))

    def update(self, dt: float | None = None, recursive: bool = True) -> Any:
        """Return the pass in which all weights move, layer by layer.

        With ``dt`` it is what Manim calls in each frame, and lets updaters run.
        """
        if dt is None:
            return Pass(self, self.network, guest_passes.update(self))
        return super().update(dt, recursive)

    # Where its corners are, there it is painted.

    @property
    def size(self) -> float:
        """How large it is painted."""
        across = float(np.hypot(*(self.points[3] - self.points[0])[:2]))
        return across / float(np.hypot(self._whole.width, self._whole.height))

    @size.setter
    def size(self, size: float) -> None:
        origin = np.array([self.x, self.y, 0.0])
        self.points = origin + (self.points - origin) * (size / self.size)

    @property
    def x(self) -> float:
        """Where its own origin is, from left to right."""
        return float(self.points[:, 0].mean()) - self.size * self._whole.centre[0]

    @x.setter
    def x(self, x: float) -> None:
        self.points = np.add(self.points, (x - self.x, 0.0, 0.0))

    @property
    def y(self) -> float:
        """Where its own origin is, in height."""
        return float(self.points[:, 1].mean()) - self.size * self._whole.centre[1]

    @y.setter
    def y(self, y: float) -> None:
        self.points = np.add(self.points, (0.0, y - self.y, 0.0))

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Copy what is drawn; the record of the step is shared."""
        for shared in (self.step, self.path, self.network.home):
            memo[id(shared)] = shared
        return super().__deepcopy__(memo)
