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

# Slopes of activation functions, worked out from the activation where that helps.
SLOPES = {
    "identity": "1",
    "sigmoid": "{a} (1 - {a})",
    "tanh": "1 - {a}^2",
    "relu": "cases(1 &quad {z} > 0, 0 &quad {z} <= 0)",
}
