"""Which networks each chapter is told about, beside those that are shipped, and why.

trace = trained("loss", "several")     # a shipped experiment, or one of its variants
"""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

from checks.shapes import SHAPES, Shape, written
from checks.tracing import is_told, trace_for

from backprop_core import Trace
from backprop_core.optimizers import OPTIMIZERS
from scenes.chapters import CHAPTERS
from scenes.setting import LANGUAGES

MAIN = "digits"
SHIPPED = ("xor", "tiny", MAIN)  # all others in `make proof`

PAIRS = "inputs = [[0.2, 0.9], [0.7, -0.4]]\ntargets = [[0.0, 1.0], [1.0, 0.25]]"
THREE = "inputs = [[0.2, 0.9], [0.7, -0.4]]\ntargets = [[0, 1, 0], [1, 0, 0]]"
TRIPLES = "inputs = [[0.2, 0.9, 0.1], [0.7, -0.4, 0.3]]\ntargets = [[0.0], [1.0]]"
ROWS = (
    "inputs = [[0.2, 0.9, -0.4], [0.7, -0.4, 0.1], [0.3, 0.3, 0.3]]\n"
    'targets = [[0, 1], [1, 0], [0, 1]]\nclasses = ["even", "odd"]'
)
ONE = "inputs = [[1.0, 0.5]]\n"
CURVE: Shape = {"data": 'name = "sine"', "layers": [1, 8, 1], "output": "identity"}
PICTURE: Shape = {"data": 'name = "digits"', "layers": [64, 10]}
MOONS: Shape = {"data": 'name = "moons"', "hidden": "tanh"}

# Of its own; one may take the name of a common shape.
OWN: Mapping[str, Mapping[str, Shape]] = {
    "opening": {
        "rows": {"data": ROWS, "layers": [3, 2, 2], "hidden": "tanh"},
        "sine": {**CURVE, "batch": 5},
    },
    "neuron": {
        "joint": {"data": f"{ONE}targets = [[0.0, 1.0]]", "layers": [2, 2],
                  "output": "softmax", "loss": "cross_entropy"},
        "many": {"data": f"inputs = [{[0.1 * i for i in range(14)]}]\n"
                         "targets = [[0.0]]", "layers": [14, 3, 1]},
        "alone": {"data": f"{ONE}targets = [[0.0]]", "layers": [2, 1]},
        "silent": {"data": 'name = "moons"', "hidden": "relu"},
    },
    "forward_pass": {
        "deep": {**SHAPES["deep"], "data": 'name = "moons"', "batch": 9},
        "chain": {"layers": [2, 1, 1, 1]},
        "wide": {**SHAPES["wide"], "output": "identity", "batch": 5},
        "shares": {
            "data": "inputs = [[0.2, 0.9]]\ntargets = [[0.0, 1.0, 0.0]]",
            "layers": [2, 3, 3],
            "output": "softmax",
            "loss": "cross_entropy",
        },
        "silent": {
            "layers": [2, 2, 2, 1],
            "hidden": "relu",
            "more": "weights = [[[-1, -1], [-2, -1]], [[1, 1], [1, 1]], [[1, 1]]]\n"
            "biases = [[-1.0, -1.0], [-1.0, 0.0], [0.0]]",
        },
    },
    "loss": {
        "deep": {
            "data": 'name = "moons"',
            "layers": [2, 4, 4, 1],
            "loss": "cross_entropy",
            "batch": '"all"',
        },
        "wide": {**CURVE, "batch": 5},
        "several": {"data": PAIRS, "layers": [2, 3, 2], "loss": "cross_entropy"},
        "mean": {"data": PAIRS, "layers": [2, 3, 2], "loss": "mean_squared_error"},
        "many": {
            "data": f"inputs = [[0.2], [0.7]]\ntargets = [{[0.0] * 14}, {[1.0] * 14}]",
            "layers": [1, 3, 14],
        },
        "right": {
            "data": "inputs = [[1.0], [0.5]]\ntargets = [[0.0], [0.0]]",
            "layers": [1, 1],
            "output": "identity",
            "more": "weights = [[[0.0]]]\nbiases = [[0.0]]",
        },
    },
    "output_delta": {
        "cross": {"loss": "cross_entropy", "batch": 2, "hidden": "tanh"},
        "shared": {"data": THREE, "layers": [2, 3], "output": "softmax"},
        "straight": CURVE,
        "mean": {**PICTURE, "loss": "mean_squared_error"},
        "nothing came in": {
            "hidden": "relu",
            "layers": [2, 2, 1],
            "more": "weights = [[[-1.0, -1.0], [-2.0, -1.0]], [[1.0, 1.0]]]\n"
            "biases = [[-1.0, -1.0], [0.5]]",
        },
        "flat": {
            "output": "relu",
            "layers": [2, 1],
            "data": "inputs = [[0.2, 0.9]]\ntargets = [[1.0]]",
            "more": "weights = [[[-1.0, -1.0]]]\nbiases = [[-1.0]]",
        },
        "on target": {
            "output": "identity",
            "layers": [2, 1],
            "data": "inputs = [[0.5, 1.0]]\ntargets = [[1.5]]",
            "more": "weights = [[[1.0, 1.0]]]\nbiases = [[0.0]]",
        },
        "far": {
            "output": "identity",
            "layers": [2, 1],
            "data": "inputs = [[20.0, -30.0]]\ntargets = [[300.0]]",
        },
    },
    "nudge": {"picture": PICTURE},
    "four_equations": {
        "picture": PICTURE,
        "joint": {**PICTURE, "layers": [64, 8, 10], "output": "softmax"},
        "mean": {"data": PAIRS, "layers": [2, 3, 2], "loss": "mean_squared_error"},
    },
    "weight_update": {
        "wide": CURVE,
        "frozen": {"tail": 'freeze = ["biases", "layers[1]"]'},
        "short": {"rate": 1e-9},
        "long": {"rate": 40.0, "output": "identity"},
        **{f"by {name}": {"optimizer": name, "batch": 2} for name in OPTIMIZERS},
    },
    "training": {
        "curve": {**CURVE, "layers": [1, 4, 1], "steps": 60},
        "map": {**MOONS, "layers": [2, 4, 1], "steps": 60},
        "curves alone": {"data": TRIPLES, "layers": [3, 2, 1], "steps": 60},
        "classes": {
            "data": f'{TRIPLES}\nclasses = ["no", "yes"]',
            "layers": [3, 2, 1],
            "steps": 60,
        },
    },
    "depth": {
        "gelu": {
            "data": "inputs = [[0.2, 0.9]]\ntargets = [[0.0, 1.0]]",
            "layers": [2, 3, 3, 2],
            "hidden": "gelu",
        },
    },
    # At its first rate, the smallest of those tried, all costs leave the numbers.
    "rivals": {"wild": {"layers": [2, 3, 1], "output": "identity", "rate": 1e12}},
    "closing": {"frozen": {"tail": 'freeze = ["biases", "layers[0]", "layers[1]"]'}},
}  # fmt: skip

# What each is told about because something in it is told, or drawn, otherwise there;
# not what an experiment of `make proof` is alike: deep ones, curves, larger pictures.
TOLD: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "opening": ("rows",),
        "neuron": ("joint", "many", "alone", "silent"),
        "forward_pass": ("chain", "softmax", "shares", "flat", "silent"),
        "loss": ("softmax", "several", "mean", "many", "right"),
        "blame": ("flat", "dead"),
        "chain_rule": ("softmax", "flat", "dead"),
        "output_delta": (
            *("cross", "softmax", "shared", "mean"),
            *("nothing came in", "flat", "on target", "far"),
        ),
        "nudge": ("flat", "dead", "picture"),
        "hidden_deltas": ("softmax", "flat", "dead"),
        "four_equations": ("picture", "joint", "mean", "flat"),
        "weight_update": ("softmax", "flat", "dead", "frozen"),
        "algorithm": ("softmax", "flat"),
        "training": ("curves alone", "classes"),
        "depth": ("gelu",),
        "rivals": ("flat", "dead", "wild"),
        "closing": ("dead",),
    }
)


@cache
def _folder() -> "TemporaryDirectory[str]":
    """Return the folder of what this process writes; it goes when that ends."""
    return TemporaryDirectory()


def shape(chapter: str, name: str) -> Shape | None:
    """Return the shape of a chapter's variant; of a shipped experiment none."""
    return OWN.get(chapter, {}).get(name, SHAPES.get(name))


@cache
def trained(chapter: str, name: str) -> Trace:
    """Return a shipped experiment, or a variant, trained for a chapter; once each."""
    found = shape(chapter, name)
    if found is None:
        return trace_for(chapter, name)
    file = f"{chapter} {name}" if name in OWN.get(chapter, {}) else name
    return trace_for(chapter, written(Path(_folder().name), file, found))


def networks(chapter: str) -> list[str]:
    """Return all that a chapter is told about: what is shipped, then variants.

    The main film's here in those about a step alone.
    """
    is_spine = CHAPTERS[chapter].about == "step"
    shipped = [name for name in SHIPPED if is_spine or name != MAIN]
    told = [name for name in shipped if is_told(chapter, name)]
    return [*told, *TOLD.get(chapter, ())]


def language(chapter: str, network: str) -> str:
    """Return the language in which a chapter is told: one after the other."""
    told = dict.fromkeys((*networks(chapter), MAIN, network))
    turn = [*CHAPTERS].index(chapter) + [*told].index(network)
    return LANGUAGES[turn % len(LANGUAGES)]
