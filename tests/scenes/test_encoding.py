"""Numbers become widths, colours and labels that keep sign and order."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes import encoding

finite = st.floats(-1e6, 1e6)


@given(finite, finite)
def test_a_larger_weight_never_has_the_thinner_edge(one: float, other: float) -> None:
    """Width grows with |weight|, whatever its sign."""
    largest = max(abs(one), abs(other))
    widths = encoding.edge_widths(np.array([one, other]), largest).tolist()
    assert (widths[0] <= widths[1]) == (abs(one) <= abs(other)) or largest < 1e-300


def test_width_is_in_proportion() -> None:
    """Half the weight is half the width; none is none."""
    half, whole, other, none = encoding.edge_widths(np.array([0.5, 1, -1, 0]), 2.0)
    assert half == pytest.approx(whole / 2)
    assert other == whole
    assert none == encoding.edge_widths(np.zeros(1), 0.0)[0] == 0.0


@given(finite)
def test_sign_decides_the_colour(weight: float) -> None:
    """Only a weight below zero is negative."""
    assert (encoding.sign_role(weight) == "negative") == (weight < 0)


@pytest.mark.parametrize(
    ("value", "decimals", "signed", "language", "expected"),
    [
        (0.25, 2, False, "en", "0.25"),
        (0.25, 2, False, "es", "0,25"),
        (-0.1234, 3, True, "en", "−0.123"),
        (0.1, 1, True, "en", "+0.1"),
        (0.0, 3, True, "en", "0.000"),
        (1e-9, 3, True, "en", "+0.000"),
        (1437, 0, False, "en", "1\u202f437"),
        (1437.5, 1, False, "es", "1\u202f437,5"),
        (1.5e-8, 9, True, "en", "+1.50e−8"),
        (float("-inf"), 2, True, "en", "−∞"),
        (45_000, 4, False, "en", "45\u202f000.000"),
        (-45_000, 4, True, "es", "−45\u202f000,00"),
        (-1e6, 3, True, "en", "−1\u202f000\u202f000"),
        (123_456_789.0, 0, False, "en", "1.23e8"),
        (1e300, 3, True, "es", "+1,00e300"),
        (-1e-300, 302, True, "en", "−1.00e−300"),
    ],
)
def test_a_label_is_written_as_the_language_does(
    value: float, decimals: int, signed: bool, language: str, expected: str
) -> None:
    """True minus, narrow spaces, the decimal mark of the language."""
    label = encoding.label(value, decimals, signed=signed, language=language)
    assert label == expected


@given(st.floats(allow_nan=False), st.integers(0, 330), st.booleans())
def test_a_number_has_at_most_ten_characters(
    value: float, decimals: int, signed: bool
) -> None:
    """However large or small, and however many decimals are asked for."""
    assert len(encoding.label(value, decimals, signed=signed, language="en")) <= 10


@given(st.lists(st.floats(-1e300, 1e300), min_size=1), st.integers(1, 4))
def test_what_is_shown_is_what_is_multiplied(values: list[float], least: int) -> None:
    """The number that = and ≈ go by is the one that can be read."""
    places = encoding.decimals(values, least)
    for value in values:
        label = encoding.label(value, places, signed=True, language="en")
        plain = label.replace(encoding.MINUS, "-").replace(encoding.NARROW_SPACE, "")
        assert float(plain) == float(encoding.as_shown(value, places))


@given(st.lists(finite, min_size=1))
def test_small_values_get_enough_decimals(values: list[float]) -> None:
    """The largest of a group never reads as zero."""
    places = encoding.decimals(values, 4)
    assert places >= 4 or max(map(abs, values)) >= 999
    if max(map(abs, values)) > 0:
        assert max(abs(round(value, places)) for value in values) > 0


@pytest.mark.parametrize(
    ("factors", "product", "expected"),
    [
        ([(0.5, 1), (0.5, 1)], (0.25, 2), True),
        ([(0.5, 1), (0.5, 1)], (0.25, 1), False),
        ([(-1.024, 3), (0.1259, 4)], (-0.129, 3), False),
        ([(2.0, 1), (1.5e300, 0)], (3e300, 0), True),
        ([(2.0, 1), (1.5001e300, 0)], (3.0102e300, 0), False),
    ],
)
def test_only_an_exact_product_is_called_equal(
    factors: list[tuple[float, int]], product: tuple[float, int], expected: bool
) -> None:
    """What is shown must multiply digit for digit, else the sign is ≈."""
    assert encoding.multiplies(factors, product) is expected
