"""Text is set as it was written, whatever it holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenes.engine import numerals, typesetting


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20))
def test_any_text_is_taken_literally(text: str) -> None:
    """No text of a user's is read as markup, or breaks the compiler."""
    typeset = typesetting.words(text)
    assert typeset.width >= 0


@pytest.mark.parametrize("markup", ["#panic()", "*bold*", "$x$", '"; #read("/")', "\\"])
def test_markup_is_not_obeyed(markup: str) -> None:
    """Markup in a text shows as many glyphs as it has visible signs."""
    visible = markup.replace(" ", "")
    assert len(typesetting.words(markup).inks) == len(visible)


def test_digits_are_equally_wide() -> None:
    """Numbers do not jitter: each digit takes the same room."""
    widths = {numerals.number(digit * 5).width for digit in "0123456789"}
    assert max(widths) == pytest.approx(min(widths))


def test_a_number_is_as_wide_as_its_text() -> None:
    """Glyphs made once stand where running text would put them."""
    for text in ("−0.1234", "+12.5", "0,25"):
        assert numerals.number(text).width == pytest.approx(
            typesetting.words(text).width, abs=0.1
        )


def test_parts_of_a_formula_are_told_apart() -> None:
    """The inks of a part carry its number, those beside it none."""
    typeset = typesetting.formula("first(x) + second(y_1)", ("first", "second"))
    tags = [ink.tag for ink in typeset.inks]
    assert tags.count(0) == 1
    assert tags.count(1) == 1
    assert tags.count(2) == 2


def test_words_break_at_the_width_given() -> None:
    """A long sentence goes on below its first line."""
    long = typesetting.words("one two three four five six", width=8.0)
    assert long.width <= 8.0
    assert long.descent > 1.0
