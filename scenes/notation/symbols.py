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
    "leaky_relu": ('"LReLU"', '"LReLU"\''),
    "elu": ('"ELU"', '"ELU"\''),
    "softplus": ('"softplus"', '"softplus"\''),
    "gelu": ('"GELU"', '"GELU"\''),
    "softmax": ('"softmax"', '"softmax"\''),
}

# Slopes of activation functions, worked out from the activation where that helps; of
# softmax, how an activation moves with its own sum.
SLOPES = {
    "identity": "1",
    "sigmoid": "{a} (1 - {a})",
    "tanh": "1 - {a}^2",
    "relu": "cases(1 &quad {z} > 0, 0 &quad {z} <= 0)",
    "leaky_relu": "cases(1 &quad {z} > 0, 1/100 &quad {z} <= 0)",
    "elu": "cases(1 &quad {z} > 0, e^{z} &quad {z} <= 0)",
    "softplus": "sigma({z})",
    "gelu": "Phi({z}) + {z} thin phi({z})",
    "softmax": "{a} (1 - {a})",
}
