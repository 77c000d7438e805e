"""The close shot of a unit of the first layer: the camera inside it, its inputs near.

near = self.close_up()
self.play(zoom(network, near.all_near()))
self.play(near.show_weights(seconds=1.8))
"""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from scenes import layout, style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.charts.pile import Pile
from scenes.diagram.charts.stencil import Stencil
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.network.travellers import Travellers
from scenes.engine.arrays import Flags
from scenes.engine.drawing import Box, Drawing
from scenes.path_builder import Path, count, total
from scenes.path_texts import PathTexts
from scenes.stage import Spots, Stage, close_up, filling, in_line
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import pack, row
from scenes.vocabulary.curves import activation_curve
from scenes.vocabulary.equations import letters
from scenes.vocabulary.motions import Motion, some, staggered, tween
from scenes.vocabulary.moves import swell, zoom
from scenes.vocabulary.piles import pile_of
from scenes.vocabulary.sending import pile_up, send
from scenes.vocabulary.spotlight import blink, light

MOST_PIXELS = 6  # of a picture: products with a bar of their own
BESIDE = 0.42  # from a sender and its edge to the name of its index


class CloseUp:
    """The thread's unit and all that it hears: pixels of a picture, or inputs in line.

    ``told`` inputs stand by themselves, in this order; the ``rest`` share a place.
    What weights are is a stencil over the picture, and lit edges elsewhere.
    """

    def __init__(
        self, texts: PathTexts, network: LayeredNetwork, loudest: Sequence[int]
    ) -> None:
        """Choose of whom to tell: ``loudest`` is ``step.contributors[0]``."""
        focus = texts.trace.steps[texts.step_number].focus
        self.texts, self.network = texts, network
        self.unit, self.row = focus.units[0], focus.sample
        self.is_picture = network.plan.picture is not None
        own = MOST_PIXELS if self.is_picture else len(network.plan.drawn[0])
        self.told, self.rest = list(loudest[:own]), list(loudest[own:])
        if not self.is_picture:
            self.told.sort()
        self.inputs, self.edges = network.units[0], network.edges[0]
        self.everyone = range(network.plan.sizes[0])
        self.only = network.units[1].mask(self.unit)
        self.layer = Path(texts.here("layers[0]"))
        self.bias = str(self.layer.biases[self.unit])
        self.sum = str(self.layer.sums[self.row, self.unit])
        self.answer = str(self.layer.activations[self.row, self.unit])
        paths = self.layer.weights, self.layer.weighted_inputs[self.row]
        weights = np.array(self.edges.weights[self.unit])
        values = weights, self.inputs.activations
        record = texts.trace.steps[texts.step_number].layers[0]
        self.weights, self.products = (
            weights,
            np.array(record.weighted_inputs[self.row, self.unit]),
        )
        self.stencil = Stencil(network.stage, self.unit, values, paths=paths)

    def paths_of(self, source: int) -> tuple[str, str, str]:
        """Return the paths of an input's weight, its value and their product."""
        product = self.layer.weighted_inputs[self.row, self.unit, source]
        value = self.texts.here(f"inputs[{self.row}, {source}]")
        return str(self.layer.weights[self.unit, source]), value, str(product)

    # Where everybody stands.

    def all_near(self) -> Stage:
        """Return the shot with the picture at the left, or with the inputs in line."""
        rows = [[each] for each in self.told] + [self.rest] * bool(self.rest)
        line = in_line(0, rows, layout.SENDERS)
        return self._near(self._picture(layout.PICTURE_ALONE) or line)

    def told_in_line(self) -> Stage:
        """Return the shot in which all told pixels have left the picture."""
        picture = self._picture(layout.PICTURE_BELOW)
        told = in_line(0, [[each] for each in self.told], layout.PIXELS_ABOVE)
        return self._near(picture, told) if picture else self.all_near()

    def _near(self, *spots: Spots) -> Stage:
        home = self.network.home
        return close_up(home, (1, self.unit), layout.CLOSE_UNIT, *spots)

    def _picture(self, box: Box) -> Spots:
        return filling(self.network.home, 0, box) if self.is_picture else {}

    # What is lit, and what weights look like.

    def pairs(self, sources: Iterable[int]) -> list[tuple[int, int]]:
        """Return the edges to the unit from some inputs."""
        return [(self.unit, source) for source in sources]

    def light(self, sources: Iterable[int], strength: float = 1.0) -> list[Motion]:
        """Return the motions that light the unit, and the edges from some inputs."""
        lit = {0: self.everyone, 1: [self.unit]}
        edges = {0: self.pairs(sources)}
        return light(self.network, units=lit, edges=edges, strength=strength)

    def empty(self) -> list[Motion]:
        """Return the motion that takes all values out of the inputs."""
        none = 0 * self.weights
        return [tween(self.inputs, shown_activations=none, seconds=style.QUICK)]

    def show_values(self, *, seconds: float) -> Motion:
        """Return the motion that fills the inputs one after another."""
        order = np.linspace(0, 1, len(self.everyone))
        return staggered(self.inputs, "shown_activations", order, seconds=seconds)

    def show_weights(self, *, seconds: float) -> list[Motion]:
        """Return the motions that show the weights one after another.

        A picture is dark before the first of them appears: colours never mix.
        """
        order = np.linspace(0, 1, len(self.everyone))
        if self.is_picture:
            self.network.attach(self.stencil)
            late = 0.5 + order / 2
            return [
                *self.empty(),
                staggered(self.stencil, "shown", late, seconds=seconds),
            ]
        delays, mine = np.tile(order, (len(self.only), 1)), self.only[:, None]
        return [staggered(self.edges, "lit", delays, seconds=seconds, most=mine)]

    def blink(self, chosen: Flags) -> Motion:
        """Let some of the weights stand out for a moment."""
        if self.is_picture:
            return blink(self.stencil, "shown", chosen)
        return blink(self.edges, "lit", self.only[:, None] * chosen)

    def over_picture(
        self, pixels: Iterable[int], seconds: float = style.NORMAL, **goals: float
    ) -> list[Motion]:
        """Return the motion of the stencil over some pixels; none without a picture."""
        motion = [some(self.stencil, pixels, seconds=seconds, **goals)]
        return motion * self.is_picture

    def come_forward(self, source: int) -> list[Motion]:
        """Return the motions by which an input leaves the picture, or swells."""
        if not self.is_picture:
            return [swell(self.network, (0, source)), *self.light([source])]
        others = [each for each in self.everyone if each != source]
        out = self._picture(layout.PICTURE_ALONE), {(0, source): layout.ONE_PIXEL}
        bright = some(self.inputs, others, shown_activations=1.0)
        alone = some(self.stencil, others, shown=0.0)
        return [zoom(self.network, self._near(*out)), bright, alone]

    def cover(self) -> tuple[list[Motion], list[Motion]]:
        """Return what darkens a picture, and then lays all weights over it."""
        return self.empty(), self.over_picture(self.everyone, shown=1.0)

    # What stands beside the inputs.

    def write_weights(self, sources: Iterable[int], seconds: float) -> list[Motion]:
        """Return the motions that write weights before the values of inputs."""
        sources, texts = list(sources), self.texts
        labels.name_inputs(texts, self.network, sources, row=self.row)
        paths = [self.paths_of(each)[0] for each in self.told]
        how: Any = {"decimals": texts.decimals(paths, "weight"), "seconds": seconds}
        rows = labels.labels_of(self.network, 0)
        motions: list[Motion] = []
        for each in sources:
            path, label = self.paths_of(each)[0], rows[each]
            motions += labels.write_weight(texts, label, path, **how)
        return motions

    def curve(self) -> FunctionCurve:
        """Return the activation function in the unit's right half, not yet drawn."""
        texts = self.texts
        chart = activation_curve(
            texts.trace.steps[texts.step_number].layers[0],
            texts.trace.network.activations[0],
            layout.RIGHT_HALF,
            row=self.row,
            unit=self.unit,
            path=self.answer,
        )
        chart.drawn = 0.0
        return chart

    def indices(self, source: int) -> tuple[Drawing, Drawing]:
        """Return j = 4 in the unit and i = 19 beside an input, clear of its edge."""
        texts, em = self.texts, style.TOLD
        to = labels.unit_number(texts, 1, self.unit)
        j = row(letters(texts, "j ="), texts.number(to, "count", em=em))
        number = texts.number(labels.unit_number(texts, 0, source), "count", em=em)
        i = row(letters(texts, "i ="), number)
        x, y = self.network.place(0, source)
        middle = self.network.place(1, self.unit)
        beside = x + self.network.radius(0, source) + BESIDE
        i.at(beside, y + (BESIDE if y > middle[1] else -BESIDE), align=0.0)
        return i, j.at(*middle)

    # What becomes of the products.

    def pile(self, area: Box) -> Pile:
        """Return the pile of the told products, all others together, and the bias."""
        rest = Path(self.texts.here("contributions[0]"))[len(self.told) :]
        paths = [self.paths_of(source)[2] for source in self.told]
        paths += [str(total(rest))] * bool(self.rest)
        return pile_of(self.texts, paths, area, bias=self.bias)

    def counts(self) -> dict[str, str]:
        """Return how many products there are, told by themselves and together."""
        every, own = Path(self.texts.here("contributions[0]")), len(self.told)
        parts = {"count": every, "told": every[:own], "rest": every[own:]}
        return {name: str(count(part)) for name, part in parts.items()}

    def send_to(self, pile: Pile) -> tuple[Travellers, list[Motion]]:
        """Return the pulses of all products, and the motions of them and the pile."""
        rows = {each: place for place, each in enumerate(self.told)}
        rows |= dict.fromkeys(self.rest, len(self.told))
        products = self.layer.weighted_inputs
        pulses, motions = send(
            *(self.network, 0, self.only[:, None] * self.products),
            path=f"{products}[{self.row}, {{unit}}, {{source}}]",
            largest=float(np.abs(self.products).max()),
            pairs=self.pairs(rows),
            turns=[*rows.values()],
            spread=0.6 * max(rows.values()),
        )
        return pulses, [*motions, pile_up(pile, pulses, rows)]

    def put_back(self) -> list[Motion]:
        """Return the motions that leave the inputs as they were in the wide shot."""
        back = [some(self.inputs, self.everyone, shown_activations=1.0)]
        back += self.over_picture(self.everyone, shown=0.0)
        for label in labels.labels_of(self.network, 0).values():
            back += pack(label, "name", "value", seconds=style.NORMAL)
            back += [tween(label, opacity=0.0)] * self.is_picture
        return back
