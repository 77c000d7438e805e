"""Numbers become widths, colours and labels that keep sign and order."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenes import encoding

finite = st.floats(-1e6, 1e6)


@given(finite, finite)
def test_a_larger_weight_never_has_the_thinner_edge(one: float, other: float) -> None:
    """Width grows with |weight|, whatever its sign."""
    largest = max(abs(one), abs(other))
    widths = [encoding.edge_width(weight, largest) for weight in (one, other)]
    assert (widths[0] <= widths[1]) == (abs(one) <= abs(other)) or largest < 1e-300


@pytest.mark.parametrize("width", [encoding.edge_width, encoding.pulse_width])
def test_width_is_in_proportion(width: object) -> None:
    """Half the weight is half the width; none is none."""
    assert callable(width)
    assert width(0.5, 2.0) == pytest.approx(width(1.0, 2.0) / 2)
    assert width(-1.0, 2.0) == width(1.0, 2.0)
    assert width(0.0, 2.0) == width(0.0, 0.0) == 0.0


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
        (1437, 0, False, "en", "1\u202f437"),
        (1437.5, 1, False, "es", "1\u202f437,5"),
        (1.5e-8, 9, True, "en", "+1.50e−8"),
        (float("-inf"), 2, True, "en", "−∞"),
    ],
)
def test_a_label_is_written_as_the_language_does(
    value: float, decimals: int, signed: bool, language: str, expected: str
) -> None:
    """True minus, narrow spaces, the decimal mark of the language."""
    label = encoding.label(value, decimals, signed=signed, language=language)
    assert label == expected


@given(st.lists(finite, min_size=1))
def test_small_values_get_enough_decimals(values: list[float]) -> None:
    """The largest of a group never reads as zero."""
    places = encoding.decimals(values, 4)
    assert places >= 4
    if max(map(abs, values)) > 0:
        assert max(abs(round(value, places)) for value in values) > 0


@pytest.mark.parametrize(
    ("factors", "product", "expected"),
    [
        ([(0.5, 1), (0.5, 1)], (0.25, 2), True),
        ([(0.5, 1), (0.5, 1)], (0.25, 1), False),
        ([(-1.024, 3), (0.1259, 4)], (-0.129, 3), False),
    ],
)
def test_only_an_exact_product_is_called_equal(
    factors: list[tuple[float, int]], product: tuple[float, int], expected: bool
) -> None:
    """What is shown must multiply digit for digit, else the sign is ≈."""
    assert encoding.multiplies(factors, product) is expected
