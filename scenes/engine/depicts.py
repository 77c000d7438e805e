"""What a stroke stands for: a quantity, its place in the network, its path."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Depicts:
    """What something painted stands for.

    ``what`` is the quantity, such as "activation", "weight" or "number". ``column`` and
    ``unit`` say where in the network it is, counted from the input; ``source`` is the
    unit before, of an edge or of what travels on one. ``path`` names the value.
    """

    what: str
    path: str = ""
    column: int | None = None
    unit: int | None = None
    source: int | None = None
    backwards: bool = False
