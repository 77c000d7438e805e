"""The network as a company: who each unit is, and who asks them all."""

from scenes import encoding, style
from scenes.diagram.figures import lay
from scenes.diagram.network.beside import Follower
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.text import Text
from scenes.engine.depicts import Depicts
from scenes.engine.pen import Pen
from scenes.path_texts import PathTexts
from scenes.stage import Stage
from scenes.vocabulary import labels

SHOULDERS = 0.86  # their height, in radii of the head
SEEN = 0.05  # radius of the smallest head that has shoulders
HEAD = 0.3  # radius of the head of the company
HEAD_TALL = (2 + SHOULDERS) * HEAD  # down to the shoulders
HEAD_Y = 2.5
BESIDE = 0.55  # from the leftmost unit to what its row is called

RANKS = ("managers", "supervisors", "team leads", "assistants")  # from above
ONE = {each: each[:-1] for each in ("directors", *RANKS)}


class People(Follower):
    """Shoulders and eyes for each unit but pixels; ``shown`` (0 to 1) is how far."""

    def __init__(self, network: LayeredNetwork) -> None:
        self.network, self.shown = network, 0.0
        super().__init__()

    def paint(self, pen: Pen) -> None:
        """Paint everybody who is there."""
        stage, pixels = self.network.stage, self.network.plan.picture is not None
        for column, units in enumerate(self.network.plan.drawn):
            there, radii = stage.presence[column], stage.radii[column]
            for unit in units:
                seen = there[unit] > SEEN and radii[unit] > SEEN and self.shown > 0
                if seen and (column or not pixels):
                    self._somebody(pen, column, unit)

    def _somebody(self, pen: Pen, column: int, unit: int) -> None:
        stage, eyes = self.network.stage, self._eyes(pen, column, unit)
        x, y = stage.places[column][unit].tolist()
        radius = float(stage.radii[column][unit])
        with pen.inside(0.0, 0.0, 1.0, self.shown):
            foot = (x, y - (1 + SHOULDERS) * radius)
            lay(pen, "shoulders", foot, SHOULDERS * radius)
            for side in (-0.32, 0.32):
                pen.disc((x + side * radius, y + 0.3 * radius), 0.11 * radius, eyes)

    def _eyes(self, pen: Pen, column: int, unit: int) -> str:
        """Return the role in which eyes are told from what fills a head."""
        units = self.network.units[column]
        value, lit = float(units.activations[unit]), float(units.lit[unit])
        dimmed = pen.palette.dimmed
        fill = encoding.share(value, units.activation_scale) * (
            dimmed + (1 - dimmed) * lit
        )
        return pen.palette.legible(
            "activation", fill * float(units.shown_activations[unit])
        )


class TopFloor(Follower):
    """The head of the company above the outputs, in the colour of the cost.

    The origin is the middle of the head; ``reports`` (0 to 1) is how far the lines to
    those who answer to it have grown.
    """

    def __init__(self, network: LayeredNetwork, depicts: Depicts) -> None:
        self.network, self.stage, self.depicted = network, network.stage, depicts
        self.reports = 0.0
        super().__init__()
        self.follow(network.stage)

    def follow(self, stage: Stage) -> None:
        """Stand above the middle of the outputs."""
        self.stage = stage
        xs = stage.places[-1][:, 0]
        self.x, self.y = float(xs.min() + xs.max()) / 2, HEAD_Y

    def paint(self, pen: Pen) -> None:
        """Paint the lines, then who is asked first."""
        foot = HEAD - HEAD_TALL
        for unit in self.network.plan.drawn[-1]:
            x, y = self.stage.places[-1][unit].tolist()
            top = y + float(self.stage.radii[-1][unit])
            across, down = self.reports * (x - self.x), top - self.y - foot
            line = ((0.0, foot), (across, foot + self.reports * down))
            pen.line(line, "muted", width=style.HAIRLINE, alpha=self.reports)
        lay(pen, "chief", (0.0, foot), HEAD_TALL, self.depicted)


class FloorName(Follower):
    """What the people of a row are, left of all rows; above them the head."""

    def __init__(self, network: LayeredNetwork, column: int, label: Text) -> None:
        self.column, self.label = column, label
        super().__init__(label)
        self.follow(network.stage)

    def follow(self, stage: Stage) -> None:
        """Stand at the height of the row, where the widest one begins."""
        pairs = zip(stage.places, stage.presence, strict=True)
        found = [places[there > 0, 0] for places, there in pairs]
        left = min(float(each.min()) for each in found if len(each))
        rows = [float(places[0, 1]) for places in stage.places]
        self.x, self.y = left - BESIDE, [*rows, HEAD_Y][self.column]


def floor_names(texts: PathTexts, network: LayeredNetwork) -> list[FloorName]:
    """Return who stands in each row, from the staff up to the head; still unseen."""
    found, sizes = [], network.plan.sizes
    ranks = [RANKS[min(n, len(RANKS) - 1)] for n in range(len(sizes) - 2)]
    titles = ["staff", *ranks[::-1], "directors", "head"]
    for column, title in enumerate(titles):
        is_one = column < len(sizes) and sizes[column] == 1
        label = labels.small_print(texts, ONE.get(title, title) if is_one else title)
        label.opacity = 0.0
        found.append(FloorName(network, column, label.at(0.0, 0.0, align=1.0)))
    return found
