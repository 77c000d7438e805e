"""Animals that run as what they are: a hare hops, a dog runs, a tortoise crawls."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import pi, sin
from types import MappingProxyType

from scenes.diagram.charts.number_lines import NumberLine
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.followed import Followed
from scenes.engine.pen import Pen
from scenes.engine.svg_outlines import outlines

Swings = Mapping[str, tuple[float, float]]  # how far, in radians, and at which phase


@dataclass(frozen=True, slots=True)
class Gait:
    """How an animal moves while it goes one ``stride``, in its own heights.

    ``hop`` is how high it leaves the ground, ``lean`` how far it tips, in radians.
    Limbs swing so far, and at such a phase; the far one of two comes ``after``.
    """

    stride: float
    hop: float
    lean: float
    after: float
    swings: Swings

    def turn(self, limb: str, phase: float) -> float:
        """Return how far a limb has turned from where it is when the animal stands."""
        near = limb.removesuffix("-far")
        far, delay = self.swings.get(near, (0.0, 0.0))
        delay += self.after * (limb != near)
        return far * (sin(2 * pi * (phase + delay)) - sin(2 * pi * delay))


def _legs(far: float) -> Swings:
    return {"hind": (-far, 0.0), "fore": (far, 0.0)}


GAITS: Mapping[str, Gait] = MappingProxyType(
    {
        "hare": Gait(
            *(1.6, 0.42, 0.2, 0.3),
            {"hind": (-0.7, 0.0), "fore": (0.6, 0.0), "ear": (0.16, 0.9)},
        ),
        "dog": Gait(
            *(1.0, 0.07, 0.05, 0.7),
            {**_legs(0.55), "tail": (0.3, 0.5), "ear": (-0.25, 0.4)},
        ),
        "tortoise": Gait(
            *(0.42, 0.0, 0.03, 0.5),
            {**_legs(0.3), "head": (0.08, 0.0), "eye": (0.08, 0.0)},
        ),
    }
)


class Runner(Drawing):
    """An animal, its origin the middle of the ground below it; it looks to the right.

    ``gone`` is how far it has gone since it stood, in Manim units: its limbs follow.
    On a number line its ``swing`` (−1 to 1) is that of the value there.
    ``coloured`` (0 to 1) is how far it has taken on the colour of ``role``; ``path``
    names the value that it moves by.

    hare = Runner("hare", 0.9, path="facts.hare_per_tortoise")
    self.play(tween(hare, x=3.0, gone=3.0))
    """

    swing = Followed[float]("_go")

    def __init__(self, animal: str, tall: float, *, path: str = "") -> None:
        self.drawn, self.gait = outlines(animal), GAITS[animal]
        self.tall = tall
        self.path = path
        self.role = "text"
        self.gone = self.coloured = self._swing = 0.0
        super().__init__()

    @property
    def wide(self) -> float:
        """How wide it is, in Manim units."""
        return self.tall * self.drawn.width

    @property
    def stride(self) -> float:
        """How far it goes until its limbs are as before, in Manim units."""
        return self.gait.stride * self.tall

    def stand_on(self, line: NumberLine) -> None:
        """Stand over the value of a line, and go with it from now on."""
        self.line = line

    def _go(self) -> None:
        self.gone = self.line.reach * self.swing
        self.x = self.line.x + self.gone

    def paint(self, pen: Pen) -> None:
        """Paint it as it is at this moment of its stride."""
        phase = self.gone / self.stride
        turns = {
            limb.name: self.gait.turn(limb.name, phase) for limb in self.drawn.limbs
        }
        posed = self.drawn.posed(turns, self.gait.lean * sin(2 * pi * phase))
        at = (0.0, self.gait.hop * self.tall * sin(pi * phase) ** 2)
        roles = self.drawn.roles
        body = {tag: self.role for tag, role in roles.items() if role == "text"}
        pen.subject = Depicts("runner", self.path)
        if self.coloured < 1:
            pen.text(posed, self.tall, "text", at=at, roles=roles)
        if self.coloured > 0:
            alphas = dict.fromkeys(body, self.coloured)
            mixed = {**roles, **body}
            pen.text(posed, self.tall, "text", at=at, roles=mixed, alphas=alphas)
        pen.subject = None

    def extent(self) -> Box:
        """Return the box of it as it stands."""
        return Box(-self.wide / 2, 0.0, self.wide / 2, self.tall)
