"""The letters of the formulas: modern (z, a, C) or classic (net, o, E)."""

from collections.abc import Mapping

SYMBOLS: Mapping[str, Mapping[str, str]] = {
    "modern": {"z": "z", "a": "a", "C": "C", "y": "y"},
    "classic": {"z": 'italic("net")', "a": "o", "C": "E", "y": "y"},
}

# How an activation function and its derivative are written as formulas.
FUNCTIONS = {
    "identity": ("id", "id'"),
    "sigmoid": ("sigma", "sigma'"),
    "tanh": ("tanh", "tanh'"),
    "relu": ('"ReLU"', '"ReLU"\''),
}
