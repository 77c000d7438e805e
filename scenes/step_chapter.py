"""The base of chapters about a step: its network on the stage, moved and lit."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np

from scenes import style
from scenes.chapter import Chapter
from scenes.diagram.network.layered_network import LayeredNetwork, Plan
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box
from scenes.home import HOMES, Home
from scenes.notation import symbols
from scenes.path_builder import Path
from scenes.path_texts import NO_VALUES
from scenes.vocabulary import header, labels
from scenes.vocabulary.close_up import CloseUp
from scenes.vocabulary.data_picture import (
    DataPicture,
    data_box,
    data_picture,
    room_beside,
)
from scenes.vocabulary.forward import later_pass
from scenes.vocabulary.motions import Motion
from scenes.vocabulary.spotlight import light
from scenes.vocabulary.standing import drawn_units, give_deltas, give_values, learned

STAGE = Box(-6.6, -2.35, 6.6, 2.95)  # what lies between header and captions
NAMES_BELOW = 0.42  # from the lowest unit to the names of the layers
BESIDE_OUTPUTS = 0.75  # for their arcs, and what is between labels
NUMBER_WIDTH = 1.35
SHINE = 0.5  # of all edges in the last picture


class StepChapter(Chapter):
    """A chapter about one step, told on the network of that step.

    Columns are counted from the input, as on screen: column c + 1 is
    ``step.layers[c]``. ``thread[column]`` is the unit that the thread passes there.
    """

    opens = "sample arrives"  # the homes at its borders, as in the table of chapters
    closes = "sample arrives"

    def setup(self) -> None:
        """Set the stage that is there when the first beat begins."""
        if self.step_number is not None:
            self.prepare()
        self.stand(HOMES[self.opens])

    def prepare(self) -> None:
        """Build the network and what is always there; nothing is put up yet."""
        self.row = self.step.focus.sample
        self.thread = (self.step.focus.input, *self.step.focus.units)
        self.sizes = tuple(self.trace.network.layers)
        self.last = len(self.sizes) - 1
        self.network = self.build_network()

    @contextmanager
    def say(
        self, sentence: str, values: Mapping[str, str] = NO_VALUES, *, again: str = ""
    ) -> Iterator[None]:
        """Tell one beat; ``again`` is what is said where the film told it before."""
        with super().say(again if again and self.setting.again else sentence, values):
            yield

    def stand(self, home: Home) -> None:
        """Put up the picture at a border: the network in its wide shot, and names."""
        if home.is_learned:
            self.so_far = learned(self)
            self.add(*self.so_far)
        if home.phase is None or self.step_number is None:
            return
        network, count = self.network, len(self.sizes)
        if home.is_trained:
            end = later_pass.at_end(self)
            end.adopt(network)
            answers = end.answers(network)
            answers.shown = np.ones(self.sizes[-1])
            network.attach(answers)
            for units in network.units:
                units.lit = np.ones(len(units.lit))
            for edges in network.edges:
                edges.lit = SHINE + 0 * edges.lit
        known = {"inputs": 1, "first": 2, "all": count}[home.activations]
        for units in network.units[:known]:
            units.shown_activations = np.ones(len(units.activations))
        if home.deltas != "none":
            self.know_deltas(since=count - 1 if home.deltas == "outputs" else 1)
        self.pills = header.phases(self, home.phase)
        self.when = header.at_end(self) if home.is_trained else header.when(self)
        if home.deltas != "none":
            self.deltas = labels.deltas(self, network, self.last, row=self.row)
            self.deltas.shown = np.ones(self.sizes[-1])
            network.attach(self.deltas)
        self.add(self.pills, self.when, network)

    def stand_at_end(self) -> None:
        """Put up the picture that the chapter closes on."""
        self.stand(HOMES[self.closes])

    def know_deltas(self, *, since: int) -> None:
        """Give all units their δ, on one scale; shown are those from a column on."""
        give_deltas(self.network, self.step, self.row, since=since)

    # Paths.

    @property
    def is_batch(self) -> bool:
        """Whether the step is of several samples."""
        return len(self.step.samples) > 1

    @property
    def cost_letter(self) -> str:
        """The letter of a sample's own cost: with an index where there are several."""
        return "{C}_n" if self.is_batch else "{C}"

    @property
    def path(self) -> Path:
        """The path of the step: ``self.path.layers[0].sums[0, 2]``."""
        return Path(f"steps[{self.step_number}]")

    def layer(self, column: int) -> Path:
        """Return the path of the layer that makes a column."""
        return self.path.layers[column - 1]

    def activation_path(self, column: int, unit: int) -> Path:
        """Return the path of a unit's activation; of an input, its value."""
        if column == 0:
            return self.path.inputs[self.row, unit]
        return self.layer(column).activations[self.row, unit]

    # The network.

    def build_network(self) -> LayeredNetwork:
        """Return the network in its wide shot, nothing known, nothing lit."""
        network = LayeredNetwork(
            self.plan(),
            [np.array(layer.weights) for layer in self.step.layers],
            here=str(self.path),
            row=self.row,
        )
        give_values(network, self.step, self.row)
        y = STAGE.bottom + NAMES_BELOW / 4
        network.attach(*labels.around(self, network, row=self.row, y=y))
        self.data_picture = self.picture_of_data(network)
        return network

    def picture_of_data(self, network: LayeredNetwork) -> DataPicture | None:
        """Attach the data as points, where there is a picture of them."""
        area = replace(network.plan.box, left=STAGE.left)
        if (box := data_box(self, self.room_beside(), area)) is None:
            return None
        found = data_picture(self, row=self.row, box=box)
        network.attach(found)
        return found

    def plan(self) -> Plan:
        """Return what is drawn of the network, and where."""
        picture = self.trace.data.image
        left = STAGE.left + (0.0 if picture else self.input_width() + style.UNIT)
        left += self.room_beside()
        right = self.outputs_x()
        box = Box(left, STAGE.bottom + NAMES_BELOW + 0.15, right, STAGE.top - 0.2)
        return Plan(self.sizes, self.drawn_units(), box, picture)

    def outputs_x(self) -> float:
        """Return where the outputs stand in the wide shot."""
        names = labels.class_width(self)
        return STAGE.right - BESIDE_OUTPUTS - names - NUMBER_WIDTH

    def room_beside(self) -> float:
        """Return the room that a picture of the data takes, left of the inputs."""
        left = STAGE.left + self.input_width() + style.UNIT
        return room_beside(self, self.outputs_x() - left)

    def input_width(self) -> float:
        """Return the room that names and values of the inputs take."""
        drawn = self.drawn_units()[0]
        rows = labels.inputs(self, drawn, row=self.row)
        return 0.3 + max(each.box.width for each in rows)

    def drawn_units(self) -> tuple[tuple[int, ...], ...]:
        """Return which units of each column are drawn: those that contribute most."""
        return drawn_units(
            self.step,
            self.sizes,
            is_picture=bool(self.trace.data.image),
            outputs=self.output_weights(),
        )

    # The thread.

    def one(self, column: int) -> Numbers:
        """Return 1 for the unit on the thread and 0 for all others of a column."""
        found = np.zeros(self.sizes[column])
        found[self.thread[column]] = 1.0
        return found

    def function(self, column: int) -> tuple[str, str]:
        """Return the letters of a column's activation function and its derivative."""
        return symbols.FUNCTIONS[self.trace.network.activations[column - 1]]

    def close_up(self) -> CloseUp:
        """Return the close shot of the thread's unit of the first layer."""
        return CloseUp(self, self.network, self.step.contributors[0].tolist())

    def output_weights(self) -> Any:
        """Return what decides which outputs are drawn where there are many."""
        return self.step.layers[-1].activations[self.row]

    def darken(self) -> list[Motion]:
        """Return the motions that leave lit what is at a border: a picture alone."""
        seen = {0: range(self.sizes[0])} if self.network.plan.picture else {}
        return light(self.network, units=seen)

    def clear_away(self) -> None:
        """Take away what no home shows, though it may be out of sight by now."""
        kept = (self.pills, self.when, self.network, self._caption)
        self.remove(*(each for each in self.drawings if each not in kept))
