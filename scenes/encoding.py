"""Number → colour, width, dashes and label: what a value looks like on screen."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from math import floor, isfinite, log10

import numpy as np
from babel.numbers import get_decimal_symbol

from scenes import style
from scenes.engine.arrays import Numbers

MINUS = "\N{MINUS SIGN}"
NARROW_SPACE = "\N{NARROW NO-BREAK SPACE}"
INFINITY = "\N{INFINITY}"
MOST_DECIMALS = 6  # beyond this many, a number is written with a power of ten
LONGEST = 10  # characters of any number; what is longer, too, gets a power of ten


@dataclass(frozen=True, slots=True)
class NumberKind:
    """How one kind of quantity is written: decimals, sign, and its colour's role."""

    decimals: int
    signed: bool
    role: str


KINDS = {
    "weight": NumberKind(3, signed=True, role="weight"),
    "bias": NumberKind(3, signed=True, role="weight"),
    "activation": NumberKind(4, signed=False, role="activation"),
    "input": NumberKind(4, signed=False, role="activation"),
    "target": NumberKind(4, signed=False, role="text"),
    "slope": NumberKind(4, signed=False, role="activation"),
    "error": NumberKind(4, signed=True, role="cost"),
    "delta": NumberKind(4, signed=True, role="error"),
    "product": NumberKind(3, signed=True, role="text"),
    "sum": NumberKind(3, signed=True, role="text"),
    "cost": NumberKind(4, signed=False, role="cost"),
    "gradient": NumberKind(4, signed=True, role="text"),
    "update": NumberKind(4, signed=True, role="update"),
    "rate": NumberKind(1, signed=False, role="update"),
    "count": NumberKind(0, signed=False, role="text"),
}


def decimals(values: Iterable[float], least: int) -> int:
    """Return how many decimals all of ``values`` get.

    At least ``least``, and enough for two digits of the largest value, so that small
    numbers do not all read 0.000; fewer where a large one would be too long.
    """
    largest = max((abs(v) for v in values if isfinite(v)), default=0.0)
    if largest == 0.0 or least == 0:
        return least
    # A sign and the decimal mark stand beside the whole thousands.
    room = LONGEST - 2 - len(f"{largest:,.0f}")
    return max(min(least, room), 1 - floor(log10(largest)), 0)


def exact_decimals(value: float, most: int = 6) -> int:
    """Return the fewest decimals that lose nothing of a setting such as 0.05."""
    return next((d for d in range(1, most) if round(value, d) == value), most)


def label(
    value: float, decimals: int, *, signed: bool, language: str, whole: bool = False
) -> str:
    """Return a number as it stands on screen.

    The minus is a true one, whole thousands are set apart by a narrow space, and
    the decimal mark is the language's. Zero has no sign unless it was rounded. It has
    at most ten characters: fewer decimals, or a power of ten; a ``whole`` one, whose
    last digits are what counts, has all its decimals.
    """
    if not isfinite(value):
        return ("+" if value > 0 else MINUS if value < 0 else "") + INFINITY
    sign = MINUS if value < 0 else "+" if signed and value else ""
    digits = _digits(abs(value), decimals, LONGEST - len(sign))
    digits = f"{abs(value):,.{decimals}f}" if whole else digits
    mantissa, _, power = digits.replace(",", NARROW_SPACE).partition("e")
    tail = f"e{int(power)}".replace("-", MINUS) if power else ""
    return sign + mantissa.replace(".", decimal_mark(language)) + tail


def _digits(size: float, decimals: int, longest: int) -> str:
    """Return a number without a sign, as Python writes it, in the room it gets."""
    if decimals <= MOST_DECIMALS:
        for places in range(decimals, -1, -1):
            if len(digits := f"{size:,.{places}f}") <= longest:
                return digits
    return f"{size:.2e}"


def as_shown(value: float, decimals: int) -> Decimal:
    """Return the number that a label with so many decimals reads as."""
    digits = _digits(abs(value), decimals, LONGEST - 1).replace(",", "")
    return Decimal(digits).copy_sign(Decimal(value))


def decimal_mark(language: str) -> str:
    """Return what stands between whole and parts: 0.25 in English, 0,25 in Spanish."""
    return str(get_decimal_symbol(language))


def multiplies(
    factors: Iterable[tuple[float, int]], product: tuple[float, int]
) -> bool:
    """Say whether numbers as shown multiply to a product as shown, digit for digit.

    Each is a value with the decimals that are shown of it.
    """
    result = Decimal(1)
    for value, decimals in factors:
        result *= as_shown(value, decimals)
    return result == as_shown(*product)


def adds(terms: Iterable[float], total: float, decimals: int) -> bool:
    """Say whether terms as shown add to a total as shown, digit for digit."""
    shown = (as_shown(term, decimals) for term in terms)
    return sum(shown, Decimal(0)) == as_shown(total, decimals)


def sign_role(value: float) -> str:
    """Return the role that colours a weight: positive or negative."""
    return "negative" if value < 0 else "positive"


def share(value: float, largest: float) -> float:
    """Return a size from 0 to 1, in proportion to the largest of its group."""
    return min(1.0, abs(value) / largest) if largest > 0 else 0.0


def edge_widths(weights: Numbers, largest: float) -> Numbers:
    """Return the widths of many edges."""
    return style.EDGE_WIDTH * shares(weights, largest)


def shares(values: Numbers, largest: float) -> Numbers:
    """Return the ``share`` of each of many values."""
    if not largest > 0:
        return np.zeros(values.shape)
    return np.minimum(1.0, np.abs(values) / largest)


def disc_radius(value: float, largest: float, most: float) -> float:
    """Return the radius of a disc whose area is in proportion to |value|."""
    return most * float(share(value, largest)) ** 0.5


def disc_radii(values: Numbers, largest: float, most: float) -> Numbers:
    """Return the ``disc_radius`` of each of many values."""
    return most * np.sqrt(shares(values, largest))
