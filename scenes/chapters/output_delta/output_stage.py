"""The stage of the chapter on one output: network, chain, and room to work in."""

import numpy as np

from scenes import layout, style
from scenes.chapters.output_delta import weight_path
from scenes.engine.drawing import Box, Drawing
from scenes.step_chapter import StepChapter
from scenes.vocabulary.beside_panel import around_network, weight_to_cost
from scenes.vocabulary.motions import Motion, fade_in, fade_out, tween

SPLIT = 0.25  # the chain takes more room than a sum
CHAIN_DEPTH = 1.8  # of its circles below the panel's top
WORK_DEPTH = 2.65  # of what is worked out below the chain
BESIDE_COST = 0.2  # between the cost and where numbers will stand
BRACKET_DEPTH = 3.1  # and below the bracket of δ


class OutputStage(StepChapter):
    """The way from one output weight to the cost, in the network and as a chain.

    ``told`` is what is worked out below the chain now.
    """

    def setup(self) -> None:
        """Set the stage that is there when the first beat begins."""
        self.regions = layout.regions(captions=self.setting.captions, split=SPLIT)
        super().setup()
        area, box = self.regions.diagram, self.regions.panel
        network = self.build_network(area)
        for units in network.units:
            units.shown_activations = np.ones(len(units.places))
        self.sample = weight_path.sample(self)
        self.fan = weight_path.cost_fan(self)
        self.label = weight_path.weight_label(self)
        self.back = weight_path.arrow_to_weight(self)
        self.incoming = weight_path.incoming_number(self)
        self.ring = self.focus_ring(len(self.sizes) - 1, "error")
        self.chain = weight_to_cost.chain(self)
        self.chain.x, self.chain.y = box.centre[0], box.top - CHAIN_DEPTH
        panel, self.title = weight_path.heading(self).parts
        self.told = Drawing()
        self.has_bracket = False
        columns = range(len(self.sizes))
        self.add(
            self.fan,
            network,
            around_network.layer_names(self, area),
            self.sample,
            *(around_network.elisions(self, column) for column in columns),
            around_network.class_labels(self),
            panel,
            self.title,
            self.chain,
        )

    def network_box(self, area: Box) -> Box:
        """Return where the units are, with room for what stands left and right."""
        box = super().network_box(area)
        left = area.left + weight_path.room_before(self)
        return Box(left, box.bottom, box.right - BESIDE_COST, box.top)

    def dim_all_but_the_path(self) -> list[Motion]:
        """Return what leaves only the way from the weight to the cost lit."""
        source, output = self.focus[-2:]
        motions = []
        for column, units in enumerate(self.network.units):
            lit = np.zeros(len(units.places))
            if column >= len(self.sizes) - 2:
                lit[self.focus[column]] = 1.0
            motions.append(tween(units, lit=lit, seconds=style.QUICK))
        edges = self.network.edges[-1]
        lit = np.zeros(edges.lit.shape)
        lit[output, source] = 1.0
        motions.append(tween(edges, lit=lit, seconds=style.QUICK))
        if self.trace.data.image is None:
            motions.append(tween(self.sample, opacity=0.0, seconds=style.QUICK))
        return motions

    def let_go(self) -> list[Motion]:
        """Return what takes the marks off the weight in focus."""
        return [fade_out(mark) for mark in (self.label, self.incoming, self.back)]

    def leave_the_path(self) -> list[Motion]:
        """Return what lights all units again, as the next chapter begins."""
        edges = self.network.edges[-1]
        return [
            fade_out(self.ring),
            tween(edges, lit=0 * edges.lit, seconds=style.QUICK),
            tween(self.sample, opacity=1.0, seconds=style.QUICK),
            *(
                tween(units, lit=np.ones(len(units.places)), seconds=style.QUICK)
                for units in self.network.units
            ),
        ]

    def reveal(self, node: int) -> list[Motion]:
        """Return what lets a quantity of the chain appear with its value."""
        return [fade_in(self.chain.nodes[node]), fade_in(self.chain.values[node])]

    def work(self) -> Box:
        """Return the room for what is worked out, below chain and bracket."""
        box = self.regions.panel
        depth = BRACKET_DEPTH if self.has_bracket else WORK_DEPTH
        return Box(box.left + 0.15, box.bottom + 0.1, box.right - 0.15, box.top - depth)

    def worked(self, part: Drawing) -> Drawing:
        """Put what is worked out into the middle of its room."""
        room = self.work()
        part.size = min(1.0, room.width / part.box.width)
        return part.at(*room.centre)

    def exchange(self, told: Drawing) -> None:
        """Let what was worked out give way to the next."""
        self.add(told)
        self.play(fade_out(self.told), fade_in(told))
        self.told = told

    def work_out(self, told: Drawing) -> None:
        """Let what was worked out give way to the next, line by line."""
        self.play(fade_out(self.told))
        self.told = Drawing()
        self.tell(told)

    def tell(self, lines: Drawing) -> None:
        """Add lines to what is worked out, one after the other."""
        for line in lines.parts:
            line.opacity = 0.0
        self.add(lines)
        for line in lines.parts:
            self.play(fade_in(line))
        self.told = Drawing(self.told, lines)
