"""Homes: the pictures at the borders of chapters, as plain values.

A chapter opens on a home and closes on one; in the film's own order the one that a
chapter closes on is the one that the next opens on, so that nothing jumps. A home says
what of the network is known there, and so which fields of the trace it reads.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

# What every picture about a step shows: the when-line and the network.
FRAME = (
    "data",
    "network",
    "step.index",
    "step.epoch",
    "step.batch_index",
    "step.samples",
    "step.focus",
    "step.inputs",
    "step.targets",  # a point of a curve
    "step.layers.weights",
    "step.layers.biases",
)
# And what the one after the training shows.
LEARNED = ("data", "network", "final.step", "final.weights", "epochs.loss")


@dataclass(frozen=True, slots=True)
class Home:
    """The whole network in its wide shot, nothing lit, and what is known so far.

    ``activations`` are those of the inputs, of the first layer too, or of all layers;
    ``deltas`` those of no layer, of the outputs, or of all. ``phase`` is the pill.
    Where it ``is_trained``, all of it is as the training left it. Without a phase the
    stage is empty or, ``is_learned``, shows what the training has made of the network:
    its weights, and the curve of the mean cost.
    """

    phase: int | None
    activations: Literal["inputs", "first", "all"] = "inputs"
    deltas: Literal["none", "outputs", "all"] = "none"
    is_trained: bool = False
    is_learned: bool = False

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields of the trace that it shows."""
        if self.phase is None:
            return LEARNED if self.is_learned else ()
        known = (*FRAME, "step.layers.inputs", "step.layers.activations")
        if self.is_trained:
            return (*known, "final.step", "final.weights", "probes.last_pass")
        return known if self.deltas == "none" else (*known, "step.layers.deltas")


HOMES: Mapping[str, Home] = MappingProxyType(
    {
        "sample arrives": Home(0, "inputs"),
        "first layer known": Home(0, "first"),
        "answered": Home(0, "all"),
        "measured": Home(1, "all"),
        "outputs know": Home(2, "all", "outputs"),
        "all know": Home(2, "all", "all"),
        "updated": Home(3, "inputs"),
        "aside": Home(None),
        "learned": Home(None, is_learned=True),
        "trained": Home(3, "all", is_trained=True),
    }
)


@dataclass(frozen=True, slots=True)
class Interlude:
    """What stands between two chapters: the homes it lies between, and what it asks.

    Without a question it is a dissolve from one home to the other; ``left`` is the step
    that the home ``before`` it shows, if that is not the one of the home ``after`` it.
    A card stands over the home ``after`` it, with the ``title`` of the chapter and its
    ``number``, of the ``count`` of the film; question and title are in the language of
    the film.
    """

    after: str
    before: str = ""
    left: int | None = None
    question: str = ""
    title: str = ""
    number: int = 0
    count: int = 0

    @property
    def kind(self) -> Literal["card", "dissolve"]:
        """Which of the two it is."""
        return "card" if self.question else "dissolve"

    @property
    def reads(self) -> tuple[str, ...]:
        """The fields of the trace that its homes show."""
        homes = [HOMES[name] for name in (self.before, self.after) if name]
        return tuple(dict.fromkeys(name for home in homes for name in home.reads))
