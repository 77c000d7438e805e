"""Functions that make a picture lie, to be put in the place of true ones."""

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from typing import Any

import numpy as np

from scenes import encoding, style


def before(change: Callable[[Any], None]) -> Callable[[Any], Any]:
    """Return a method that first changes what it belongs to."""

    def make(method: Any) -> Any:
        def changed(self: Any, *arguments: Any, **named: Any) -> Any:
            change(self)
            return method(self, *arguments, **named)

        return changed

    return make


def after(change: Callable[[Any], None]) -> Callable[[Any], Any]:
    """Return a function whose result is changed."""

    def make(function: Any) -> Any:
        def changed(*arguments: Any, **named: Any) -> Any:
            found = function(*arguments, **named)
            change(found)
            return found

        return changed

    return make


def after_made(change: Callable[[Any], None]) -> Callable[[Any], Any]:
    """Return how something is made, if it is changed as soon as it is."""

    def make(method: Any) -> Any:
        def made(self: Any, *arguments: Any, **named: Any) -> None:
            method(self, *arguments, **named)
            change(self)

        return made

    return make


def off_by_one(method: Any) -> Any:
    """Let the first bar of a pile be labelled with the number of the second."""

    def made(self: Any, summands: Any, box: Any) -> None:
        first = replace(summands[0], number=copy(summands[1].number))
        method(self, (first, *summands[1:]), box)

    return made


class NextOne(str):
    """The path of a unit that is filled in with the number of the next unit."""

    units = 0

    def format(self, *, unit: int) -> str:
        """Return the path of the unit after the one that is asked for."""
        return str(self).replace("{unit}", str((unit + 1) % self.units))


def neighbours(method: Any) -> Any:
    """Give each unit the path of the next one."""

    def made(
        texts: Any, network: Any, column: int, path: str, *more: Any, **named: Any
    ) -> Any:
        shifted = NextOne(path)
        shifted.units = network.plan.sizes[column]
        return method(texts, network, column, shifted, *more, **named)

    return made


def roll_activations(network: Any) -> None:
    """Show each hidden unit's activation in the unit below it."""
    for column in network.units[1:]:
        column.activations = np.roll(column.activations, 1)


def swap_ends(method: Any) -> Any:
    """Let every pulse run from where it should arrive."""

    def made(self: Any, clock: float) -> Any:
        self.backwards = not self.backwards
        found = method(self, clock)
        self.backwards = not self.backwards
        return found

    return made


def own_scale(column: Any) -> None:
    """Scale the δ of a layer by its own largest."""
    column.delta_scale = float(np.abs(column.deltas).max()) or 1.0


def turned(method: Any) -> Any:
    """Turn every arc the other way."""

    def made(self: Any, *arguments: Any) -> Any:
        self.arcs = -self.arcs
        method(self, *arguments)
        self.arcs = -self.arcs

    return made


def upside_down(function: Any) -> Any:
    """Let a column stand in the opposite order."""
    return lambda *arguments: function(*arguments)[::-1]


def unsigned(pulses: Any) -> None:
    """Draw no pulse hollow."""
    pulses.values = np.abs(pulses.values)


def by_radius(value: float, largest: float, most: float) -> float:
    """Return a radius in proportion to |value|."""
    return most * encoding.share(value, largest)


def by_side(squares: Any) -> None:
    """Let the side of a square be in proportion to its value."""
    squares.sides = squares.sides**2 / max(float(squares.sides.max()), 1e-9)


def flatter(histogram: Any) -> None:
    """Draw the bars of a histogram more alike than the counts are."""
    histogram.values = np.sqrt(histogram.values)


def next_bars(bars: Any) -> None:
    """Draw the bar of the output below in every row."""
    bars.values = [*bars.values[1:], bars.values[0]]


def bent(method: Any) -> Any:
    """Let an axis from 0 to 1 grow denser to its end."""
    return lambda self, value: method(self, value * abs(value))


def louder(function: Any) -> Any:
    """Write a tenth more than the value."""

    def made(self: Any, path: str, kind: str = "count", decimals: Any = None) -> str:
        if kind == "count":
            return str(function(self, path, kind, decimals))
        value = 1.1 * float(self.value(path)) + 0.1
        return encoding.label(value, decimals or 3, signed=False, language="en")

    return made


def tiny(method: Any) -> Any:
    """Write numbers at half their size."""

    def made(self: Any, path: str, kind: str, **named: Any) -> Any:
        named["em"] = 0.5 * named.get("em", style.BODY)
        return method(self, path, kind, **named)

    return made


def on_one_spot(method: Any) -> Any:
    """Put the labels of a column on each other."""

    def made(self: Any, stage: Any) -> None:
        method(self, stage)
        for label in self.labels.values():
            label.y = 0.0

    return made


def stands(method: Any) -> Any:
    """Hold the picture for six seconds before a motion."""

    def made(self: Any) -> None:
        method(self)
        self.hold(6.0)

    return made


def as_far(line: Any) -> None:
    """Let a value on its line go as far as any other."""
    line.reach = float(np.copysign(0.5, line.reach))


def upwards(line: Any) -> None:
    """Let a value go up with the first one, whatever its rate."""
    line.reach = abs(line.reach)


def uphill(arrow: Any) -> None:
    """Let an arrow point the other way."""
    x, y = arrow.end_point
    arrow.end_point = -x, y


def alike(method: Any) -> Any:
    """Let all units of a column move as far as one another."""

    def made(self: Any, network: Any, column: int, rates: Any, **named: Any) -> None:
        method(self, network, column, np.full(len(rates), 0.1), **named)

    return made


def old_weights(collecting: Any) -> None:
    """Let what comes back through new weights be what came through the old ones."""
    layer = collecting.chapter.layer(collecting.column + 1)
    collecting.returned = layer.returned


def growing(edges: Any) -> None:
    """Paint every rim as that of a weight that goes up."""
    edges.rims = np.abs(edges.rims)


def forgetful(method: Any) -> Any:
    """Keep the old activations under the paths of the new ones."""

    def made(self: Any, network: Any) -> None:
        kept = [units.activations for units in network.units]
        method(self, network)
        for units, activations in zip(network.units, kept, strict=True):
            units.activations = activations

    return made


def next_before(bars: Any) -> None:
    """Recall the answer of the output below in every row."""
    values = [*bars.before.values()]
    bars.before = dict(zip(bars.before, values[1:] + values[:1], strict=True))


def rounded_lengths(self: Any, row: int) -> float:
    """Return the same end for both bars."""
    return float(self.left + self.per_unit * self.values[0])


def one_below(method: Any) -> Any:
    """Put what is in a unit into the one below it."""

    def made(self: Any, stage: Any) -> None:
        method(self, stage)
        for line in self.lines.values():
            line.y -= 3 * line.half

    return made


def weaker(lens: Any) -> Any:
    """Write half of a lens above what it shows."""
    return lambda factor, *more: lens(factor / 2, *more)
