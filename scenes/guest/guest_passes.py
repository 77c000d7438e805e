"""Passes of a whole network as one animation: forward, backward, the update.

A pass is told in acts, one after another. Each sees what the one before it has left,
and is played back where time runs back, so any ``run_time`` and ``rate_func`` will do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from manim import Scene
from manim.utils.rate_functions import linear

from scenes import style
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.engine.drawing import Drawing
from scenes.guest.stage_scene import check_scene
from scenes.vocabulary.forward.crossing import Crossing
from scenes.vocabulary.motions import Motion, tween
from scenes.vocabulary.returning.backward_pass import FULLEST, BackwardPass, ShowsStep
from scenes.vocabulary.sending import UNDER_WAY
from scenes.vocabulary.spotlight import light, light_gap

SPREAD = 0.6  # seconds within which the pulses of a gap leave


@dataclass(frozen=True, slots=True)
class Act:
    """A part of a pass: how long it takes, and what then moves."""

    seconds: float
    tell: Callable[[], list[Motion]]


class Pass(Motion):
    """Acts of a network, one after another; ``whole`` is the mobject that holds it."""

    def __init__(
        self, whole: Drawing, network: LayeredNetwork, acts: Sequence[Act]
    ) -> None:
        self.acts = acts
        self.network = network
        self._told: list[list[Motion]] = []
        seconds = sum(act.seconds for act in acts)
        super().__init__(whole, self._start, seconds=seconds, rate=linear)

    def _setup_scene(self, scene: Scene) -> None:
        check_scene(scene)
        super()._setup_scene(scene)

    def finish(self) -> None:
        """Come to where the rate ends, and take away what ran."""
        self.interpolate(1.0)
        for motions in self._told:
            self.network.remove(*_running(motions))

    def _start(self) -> Callable[[float], None]:
        self._told = []
        starts = np.cumsum([0.0, *(act.seconds for act in self.acts)])

        def move(progress: float) -> None:
            now = progress * float(starts[-1])
            begun = max(1, int((starts[:-1] <= now + 1e-9).sum()))
            while len(self._told) > begun:
                self._take_back()
            while len(self._told) < begun:
                self._tell_next()
            self._come_to(now - float(starts[begun - 1]))

        return move

    def _tell_next(self) -> None:
        if self._told:
            self._come_to(self.acts[len(self._told) - 1].seconds)
        motions = self.acts[len(self._told)].tell()
        self.network.add(*_running(motions))
        for motion in motions:
            motion.begin()
        self._told.append(motions)

    def _take_back(self) -> None:
        self._come_to(0.0)
        self.network.remove(*_running(self._told.pop()))

    def _come_to(self, seconds: float) -> None:
        for motion in self._told[-1]:
            motion.interpolate(seconds / motion.run_time)


def _running(motions: Sequence[Motion]) -> list[Drawing]:
    """Return what is on the network only as long as it moves."""
    return [each.drawing for each in motions if each.is_remover()]


def forward(guest: ShowsStep) -> list[Act]:
    """Return the acts in which the sample crosses the network, layer by layer."""
    crossing = Crossing(guest, since=0)
    acts = [Act(style.QUICK, partial(_know, guest, activations=0))]
    for gap in range(len(guest.step.layers)):
        acts += [
            Act(style.QUICK, partial(light_gap, guest.network, gap)),
            Act(UNDER_WAY + SPREAD, partial(crossing.run, gap + 1, spread=SPREAD)),
            Act(style.NORMAL, partial(_fill, guest, gap + 1)),
        ]
    return [*acts, Act(style.QUICK, partial(_rest, guest))]


def backward(guest: ShowsStep) -> list[Act]:
    """Return the acts in which δ returns, from the outputs to the first layer."""
    last, back = len(guest.step.layers), BackwardPass(guest)

    known = partial(_know, guest, activations=last, deltas=last)
    acts = [Act(style.NORMAL, known)]
    for column in reversed(range(1, last)):
        acts += [
            Act(style.QUICK, partial(light_gap, guest.network, column)),
            Act(UNDER_WAY + SPREAD, partial(back.run, column, spread=SPREAD)),
            Act(style.NORMAL, partial(back.become, column)),
        ]
    return [*acts, Act(style.QUICK, partial(_rest, guest))]


def update(guest: ShowsStep) -> list[Act]:
    """Return the acts in which weights and biases move, layer by layer."""
    acts = []
    for gap in range(len(guest.step.layers)):
        acts += [
            Act(style.QUICK, partial(light_gap, guest.network, gap)),
            Act(style.SLOW, partial(_step, guest, gap)),
            Act(style.QUICK, partial(_no_arcs, guest, gap + 1)),
        ]

    def done() -> list[Motion]:
        return [*_rest(guest), *_know(guest, activations=0)]

    return [*acts, Act(style.NORMAL, done)]


def _know(
    guest: ShowsStep, *, activations: int, deltas: int | None = None
) -> list[Motion]:
    """Return the motions that show activations up to a column, δ of one alone."""
    motions = []
    for units in guest.network.units[1:]:
        ones = np.ones(len(units.lit))
        motions.append(
            tween(
                units,
                shown_activations=ones * (units.column <= activations),
                shown_deltas=ones * (units.column == deltas),
                arcs=0 * ones,
                seconds=style.QUICK,
            )
        )
    return motions


def _rest(guest: ShowsStep) -> list[Motion]:
    """Let all units be seen, and no edge stand out."""
    columns = enumerate(guest.network.plan.sizes)
    everyone = {column: range(size) for column, size in columns}
    return light(guest.network, units=everyone)


def _fill(guest: ShowsStep, column: int) -> list[Motion]:
    units = guest.network.units[column]
    ones = np.ones(len(units.lit))
    return [tween(units, shown_activations=ones, arcs=0 * units.arcs)]


def _step(guest: ShowsStep, gap: int) -> list[Motion]:
    """Let the weights of a gap move, and biases as arcs in green."""
    edges, units = guest.network.edges[gap], guest.network.units[gap + 1]
    layer = guest.step.layers[gap]
    edges.path = f"{guest.path.layers[gap].weights_after}[{{unit}}, {{source}}]"
    motions = [tween(edges, weights=np.array(layer.weights_after), seconds=style.SLOW)]
    updates = np.array(layer.bias_update)
    if updates.any():
        units.arc_role = "update"
        arcs = FULLEST * updates / np.abs(updates).max()
        motions.append(tween(units, arcs=arcs, seconds=style.NORMAL))
    return motions


def _no_arcs(guest: ShowsStep, column: int) -> list[Motion]:
    units = guest.network.units[column]
    return [tween(units, arcs=0 * units.arcs, seconds=style.QUICK)]
