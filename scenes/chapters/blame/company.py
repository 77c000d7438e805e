"""The network as a company: who each unit is, and who asks them all."""

from collections.abc import Sequence

from scenes import style
from scenes.diagram.figures import lay
from scenes.diagram.network.beside import Follower
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.text import Number, Text
from scenes.engine.depicts import Depicts
from scenes.engine.pen import Pen
from scenes.stage import Stage

TALL, BELOW = 2.41, 1.86  # of eyes and shoulders, in radii of a unit; below its middle
HEAD, HEAD_Y = 0.3, 2.5  # radius of the head of the company
BESIDE = 0.55  # from the leftmost unit to what its row is called


class Company(Follower):
    """Eyes and shoulders for each unit but pixels; above the outputs who asks them all.

    ``names`` stand left of the rows, from the lowest up; ``lost`` beside the head is
    what the quarter cost. ``led`` (0 to 1) is how far the head is there, and the lines
    to those who answer to it.
    """

    def __init__(
        self, network: LayeredNetwork, names: Sequence[Text], lost: Number
    ) -> None:
        self.network, self.names, self.lost, self.led = network, names, lost, 0.0
        super().__init__(*names, lost)
        self.follow(network.stage)

    def follow(self, stage: Stage) -> None:
        """Stand where a stage has the rows."""
        self.stage = stage
        self.head = float(stage.places[-1][[0, -1], 0].mean()), HEAD_Y
        rows = zip(stage.places, stage.presence, strict=True)
        left = min(float(places[there > 0, 0].min()) for places, there in rows)
        heights = [float(places[0, 1]) for places in stage.places]
        for name, y in zip(self.names, [*heights, HEAD_Y], strict=True):
            name.at(left - BESIDE, y, align=1.0)
        self.lost.at(self.head[0] + HEAD + 0.25, HEAD_Y, align=0.0)

    def paint(self, pen: Pen) -> None:
        """Paint everybody, then the head."""
        drawn = dict(enumerate(self.network.plan.drawn))
        if self.network.plan.picture:
            del drawn[0]
        for column, units in drawn.items():
            for unit in units:
                x, y = self.stage.places[column][unit].tolist()
                radius = float(self.stage.radii[column][unit])
                lay(pen, "colleague", (x, y - BELOW * radius), TALL * radius)
        with pen.inside(*self.head, 1.0, self.led):
            foot = 0.0, -BELOW * HEAD
            for unit in self.network.plan.drawn[-1]:
                x, y = (self.stage.places[-1][unit] - self.head).tolist()
                end = x, y + float(self.stage.radii[-1][unit])
                pen.line((foot, end), "muted", width=style.HAIRLINE)
            lay(pen, "chief", foot, (1 + BELOW) * HEAD, Depicts("chief"))
