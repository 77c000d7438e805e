"""Animals that run as what they are: a hare hops, a dog runs, a tortoise crawls."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import pi, sin
from types import MappingProxyType

from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.engine.pen import Pen
from scenes.engine.svg_outlines import outlines

Swings = Mapping[str, tuple[float, float]]  # how far, in radians, and at which phase


@dataclass(frozen=True, slots=True)
class Gait:
    """How an animal moves while it goes one ``stride``, in its own heights.

    ``hop`` is how high it leaves the ground, ``lean`` how far it tips, in radians.
    """

    stride: float
    hop: float
    lean: float
    swings: Swings


GAITS: Mapping[str, Gait] = MappingProxyType(
    {
        "hare": Gait(
            *(1.6, 0.42, 0.2),
            {
                "hind": (-0.7, 0.0),
                "hind-far": (-0.7, 0.3),
                "fore": (0.6, 0.0),
                "fore-far": (0.6, 0.3),
                "ear": (0.16, 0.9),
                "ear-far": (0.16, 1.2),
            },
        ),
        "dog": Gait(
            *(1.0, 0.07, 0.05),
            {
                "hind": (-0.55, 0.0),
                "hind-far": (-0.55, 0.7),
                "fore": (0.55, 0.0),
                "fore-far": (0.55, 0.7),
                "tail": (0.3, 0.5),
                "ear": (-0.25, 0.4),
            },
        ),
        "tortoise": Gait(
            *(0.42, 0.0, 0.03),
            {
                "hind": (-0.3, 0.0),
                "hind-far": (0.3, 0.0),
                "fore": (0.3, 0.0),
                "fore-far": (-0.3, 0.0),
                "head": (0.08, 0.0),
                "eye": (0.08, 0.0),
            },
        ),
    }
)


class Runner(Drawing):
    """An animal, its origin the middle of the ground below it; it looks to the right.

    ``gone`` is how far it has gone since it stood, in Manim units: its limbs follow.
    ``coloured`` (0 to 1) is how far it has taken on the colour of ``role``; ``path``
    names the value that it moves by.

    hare = Runner("hare", 0.9, path="facts.hare_per_tortoise")
    self.play(tween(hare, x=3.0, gone=3.0))
    """

    def __init__(self, animal: str, tall: float, *, path: str = "") -> None:
        self.drawn, self.gait = outlines(animal), GAITS[animal]
        self.tall = tall
        self.path = path
        self.role = "text"
        self.gone = self.coloured = 0.0
        super().__init__()

    @property
    def wide(self) -> float:
        """How wide it is, in Manim units."""
        return self.tall * self.drawn.width

    @property
    def stride(self) -> float:
        """How far it goes until its limbs are as before, in Manim units."""
        return self.gait.stride * self.tall

    def paint(self, pen: Pen) -> None:
        """Paint it as it is at this moment of its stride."""
        phase = self.gone / self.stride
        turns = {
            limb: far * (sin(2 * pi * (phase + delay)) - sin(2 * pi * delay))
            for limb, (far, delay) in self.gait.swings.items()
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
