"""What an experiment must have so that a chapter has something to say about it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # NumPy and SciPy take a second, and `--help` lists chapters
    from backprop_core import RunSpec

OF_THE_WHOLE = {"epochs", "checkpoints", "final"}  # fields of a trace


def always(run: "RunSpec") -> str:
    """Suit every experiment."""
    return ""


def with_hidden_layers(run: "RunSpec") -> str:
    """Suit networks with two hidden layers: of one, nothing can be compared."""
    hidden = len(run.network.layers) - 2
    if hidden >= 2:
        return ""
    return f"it compares hidden layers, and the network has {hidden or 'none'}."
