"""The verbs: motions of drawings, each a function of its progress from 0 to 1.

self.play(fade_in(panel), tween(pill, lit=1.0), seconds=0.8)
"""

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from manim import Animation, Scene
from manim.utils.rate_functions import linear, smooth

from scenes import style
from scenes.diagram.formulas import Formula
from scenes.engine.drawing import Drawing

Rate = Callable[[float], float]


class Motion(Animation):
    """Calls ``move`` with the progress; nothing is copied, nothing left behind."""

    def __init__(
        self,
        drawing: Drawing,
        begin: Callable[[], Callable[[float], None]],
        *,
        seconds: float,
        rate: Rate = smooth,
        removes: bool = False,
    ) -> None:
        super().__init__(drawing, run_time=seconds, rate_func=rate, remover=removes)
        self.drawing = drawing
        self._begin_motion = begin
        self._move: Callable[[float], None] | None = None

    def begin(self) -> None:
        """Note where things stand; Manim would copy the drawing here."""
        self._move = self._begin_motion()
        self._move(0.0)

    def interpolate(self, alpha: float) -> None:
        """Set the drawing to its state at a progress from 0 to 1."""
        assert self._move is not None, "a motion is played before it is moved"
        self._move(float(self.rate_func(min(max(alpha, 0.0), 1.0))))

    def finish(self) -> None:
        """Set the final state, exactly."""
        assert self._move is not None, "a motion is played before it is finished"
        self._move(1.0)

    def clean_up_from_scene(self, scene: Scene) -> None:
        """Take away what has faded out."""
        if self.is_remover():
            scene.remove(self.drawing)

    def update_mobjects(self, dt: float) -> None:
        """Nothing moves by itself: time is counted in frames."""


def during(start: float, end: float, rate: Rate = smooth) -> Rate:
    """Return the rate of a motion that takes place in a part of its time alone."""

    def share(progress: float) -> float:
        return float(rate(min(max((progress - start) / (end - start), 0.0), 1.0)))

    return share


def tween(
    drawing: Drawing,
    *,
    seconds: float = style.NORMAL,
    rate: Rate = smooth,
    removes: bool = False,
    **targets: Any,
) -> Motion:
    """Move attributes of a drawing, numbers or arrays, to new values.

    Raises AttributeError for an attribute that the drawing does not have.
    """

    def begin() -> Callable[[float], None]:
        starts = {name: np.array(getattr(drawing, name)) for name in targets}

        def move(progress: float) -> None:
            for name, start in starts.items():
                value = start + (np.asarray(targets[name]) - start) * progress
                if progress >= 1.0:
                    value = np.array(targets[name], dtype=float)
                setattr(drawing, name, value if value.ndim else float(value))

        return move

    return Motion(drawing, begin, seconds=seconds, rate=rate, removes=removes)


def fade_in(drawing: Drawing, *, seconds: float = style.QUICK) -> Motion:
    """Let a drawing appear."""
    drawing.opacity = 0.0
    return tween(drawing, opacity=1.0, seconds=seconds)


def fade_out(drawing: Drawing, *, seconds: float = style.QUICK) -> Motion:
    """Let a drawing disappear, and take it off the scene."""
    return tween(drawing, opacity=0.0, seconds=seconds, removes=True)


def stress(part: Drawing, *, by: float = 0.25, seconds: float = style.NORMAL) -> Motion:
    """Let a part grow for a moment, around its middle, and shrink back."""

    def begin() -> Callable[[float], None]:
        x, y, size, middle = part.x, part.y, part.size, part.box.centre

        def move(progress: float) -> None:
            more = by * float(np.sin(np.pi * progress)) if 0 < progress < 1 else 0.0
            part.size = size * (1 + more)
            part.x, part.y = x - more * (middle[0] - x), y - more * (middle[1] - y)

        return move

    return Motion(part, begin, seconds=seconds)


def some(
    drawing: Drawing,
    entries: Iterable[int],
    *,
    seconds: float = style.NORMAL,
    **goals: float,
) -> Motion:
    """Move some entries of array attributes to a value each; the others stay."""
    chosen = list(entries)
    targets: dict[str, Any] = {
        name: np.array(getattr(drawing, name), float) for name in goals
    }
    for name, goal in goals.items():
        targets[name][chosen] = goal
    return tween(drawing, seconds=seconds, **targets)


def relit(
    formula: Formula, *, seconds: float = style.NORMAL, **alphas: float
) -> Motion:
    """Bring parts of a formula to an opacity each, little by little."""

    def begin() -> Callable[[float], None]:
        starts = {name: formula.alphas.get(name, 1.0) for name in alphas}

        def move(progress: float) -> None:
            ways = {
                n: starts[n] + (end - starts[n]) * progress for n, end in alphas.items()
            }
            formula.alphas = {**formula.alphas, **ways}

        return move

    return Motion(formula, begin, seconds=seconds)


def staggered(
    drawing: Drawing,
    attribute: str,
    delays: Any,
    *,
    seconds: float,
    overlap: float = 0.5,
    most: Any = 1.0,
) -> Motion:
    """Move an array attribute from 0 to ``most``, each entry after its own delay.

    ``delays`` has the attribute's shape, from 0 (starts at once) to 1 (last); each
    entry takes the share ``overlap`` of the time.
    """
    waits = np.asarray(delays, dtype=float) * (1.0 - overlap)

    def begin() -> Callable[[float], None]:
        def move(progress: float) -> None:
            run = np.clip((progress - waits) / overlap, 0.0, 1.0)
            setattr(drawing, attribute, run * most)

        return move

    return Motion(drawing, begin, seconds=seconds, rate=linear)
