"""The close shot of a unit of the first layer: the camera inside it, its inputs near.

near = self.close_up()
self.play(zoom(network, near.all_near()))
self.play(near.show_weights(seconds=1.8))
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from scenes import layout, style
from scenes.diagram.charts.charts import FunctionCurve
from scenes.diagram.charts.pile import Pile
from scenes.diagram.charts.stencil import Stencil
from scenes.diagram.formulas import Formula
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.text import Number, Row
from scenes.engine.arrays import Flags
from scenes.engine.drawing import Box, Drawing
from scenes.path_builder import Path, count, total
from scenes.path_texts import PathTexts
from scenes.stage import Spots, Stage, close, close_up, filling, in_line, only
from scenes.vocabulary import labels
from scenes.vocabulary.arrangement import pack, row, within
from scenes.vocabulary.curves import activation_curve
from scenes.vocabulary.equations import letters
from scenes.vocabulary.motions import Motion, some, staggered, tween
from scenes.vocabulary.moves import zoom
from scenes.vocabulary.piles import pile_of
from scenes.vocabulary.sending import pile_up, send
from scenes.vocabulary.spotlight import blink, light

MOST_PIXELS = 6  # of a picture: products with a bar of their own
LAST_TURN = 2.0  # how long the others take to leave, in turns of those that are told
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

    def one_near(self, source: int) -> Stage:
        """Return the shot of one input and its edge; a picture stands aside."""
        unit, one = (1, self.unit), {(0, source): layout.ONE_INPUT}
        spots = self._picture(layout.PICTURE_APART), one
        stage = close_up(self.network.home, unit, layout.FAR_UNIT, *spots)
        kept = {0: self.everyone if self.is_picture else [source], 1: [self.unit]}
        return only(stage, kept)

    def alone(self) -> Stage:
        """Return the shot of the unit without any of its inputs."""
        unit = close(self.network.home, (1, self.unit), layout.LONE_UNIT)
        # The inputs fade where they stand: moving along, they would cross the caption.
        before = self.told_in_line()
        places, radii = [*unit.places], [*unit.radii]
        places[0], radii[0] = before.places[0], before.radii[0]
        there = replace(unit, places=tuple(places), radii=tuple(radii))
        return only(there, {1: [self.unit]})

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

    def darken(self) -> list[Motion]:
        """Return the motion that takes all brightness out of a picture."""
        gone = tween(self.inputs, shown_activations=0 * self.weights)
        return [gone] * self.is_picture

    def show_weights(self, *, seconds: float) -> list[Motion]:
        """Return the motions that show the weights one after another.

        A picture is dark before the first of them appears: colours never mix.
        """
        order = np.linspace(0, 1, len(self.everyone))
        if self.is_picture:
            self.network.attach(self.stencil)
            late = 0.5 + order / 2
            return [
                *self.darken(),
                staggered(self.stencil, "shown", late, seconds=seconds),
            ]
        delays, mine = np.tile(order, (len(self.only), 1)), self.only[:, None]
        overlap = 0.5 if len(order) > 1 else 1.0  # a single one takes all the time
        lit = staggered(
            *(self.edges, "lit", delays), seconds=seconds, overlap=overlap, most=mine
        )
        return [lit]

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

    def come_forward(self, source: int) -> list[list[Motion]]:
        """Return what lets an input leave all others, one thing after another.

        Of a picture the other weights go before its brightness is back.
        """
        out = zoom(self.network, self.one_near(source))
        if not self.is_picture:
            return [[*self.light([source]), out]]
        others = [each for each in self.everyone if each != source]
        alone = some(self.stencil, others, seconds=style.QUICK, shown=0.0)
        return [[alone], [some(self.inputs, others, shown_activations=1.0), out]]

    def uncover(self) -> list[Motion]:
        """Return the motion that takes what lies over a picture away for good."""
        gone = tween(self.stencil, opacity=0.0, seconds=style.QUICK)
        return [gone] * self.is_picture

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
            layout.LONE_RIGHT,
            row=self.row,
            unit=self.unit,
            path=self.answer,
        )
        chart.drawn = 0.0
        return chart

    def weight_told(self, source: int) -> tuple[Formula, Number, Row]:
        """Return w with its layer =, all but w yet to appear, its number, and both."""
        texts, path = self.texts, self.paths_of(source)[0]
        indices = f"goal({texts.index(1)}) source({texts.index(0)})"
        symbols = f"weight(w)_({indices})^(layer((1))) sign(=)"
        letter = letters(texts, symbols, weight=path, em=style.LARGE_LETTER)
        letter.alphas = dict.fromkeys(("goal", "source", "layer", "sign"), 0.0)
        number = texts.number(path, "weight", em=style.LARGE)
        both = within(row(letter, number), layout.ABOVE_EDGE)
        number.opacity = 0.0
        return letter, number, both

    def indices(self, source: int) -> tuple[Drawing, Drawing]:
        """Return j = 4 in the unit and i = 19 beside an input, clear of its edge."""
        texts, em = self.texts, style.TOLD
        to = labels.unit_number(texts, 1, self.unit)
        j = row(letters(texts, f"{texts.index(1)} ="), texts.number(to, "count", em=em))
        number = texts.number(labels.unit_number(texts, 0, source), "count", em=em)
        i = row(letters(texts, f"{texts.index(0)} ="), number)
        x, y = self.network.place(0, source)
        beside = x + self.network.radius(0, source) + BESIDE
        i.at(beside, y - BESIDE, align=0.0)
        return i, j.at(*self.network.place(1, self.unit))

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

    def send_to(self, pile: Pile) -> list[Motion]:
        """Return how pulses of all products run, and the pile grows of them."""
        rows = {each: place for place, each in enumerate(self.told)}
        rows |= dict.fromkeys(self.rest, len(self.told))
        # The others leave as a stream: all at once they would be one large blot.
        late = np.linspace(0.0, LAST_TURN, len(self.rest))
        turns = [*range(len(self.told)), *(len(self.told) + late).tolist()]
        products = self.layer.weighted_inputs
        pulses, motions = send(
            *(self.network, 0, self.only[:, None] * self.products),
            path=f"{products}[{self.row}, {{unit}}, {{source}}]",
            largest=float(np.abs(self.products).max()),
            pairs=self.pairs(rows),
            turns=turns,
            spread=0.3 * max(turns),
        )
        return [pile_up(pile, pulses, rows), *motions]

    def put_back(self) -> list[Motion]:
        """Return the motions that leave the inputs as they were in the wide shot."""
        back = [some(self.inputs, self.everyone, shown_activations=1.0)]
        back += self.over_picture(self.everyone, shown=0.0)
        for label in labels.labels_of(self.network, 0).values():
            back += pack(label, "name", "value", seconds=style.NORMAL)
            back += [tween(label, opacity=0.0)] * self.is_picture
        return back
