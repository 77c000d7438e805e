"""Numbers set from glyphs that are made once, all digits equally wide."""

from functools import cache, lru_cache

from scenes.engine.typesetting import Ink, Typeset, words

DIGIT_HEIGHT = 0.727  # of Inter, in em


@cache
def _number_signs() -> dict[str, tuple[Ink, float]]:
    """Return each sign of a number with its advance in em; all digits are as wide."""
    signs = "0123456789+\N{MINUS SIGN},.e\N{INFINITY}%"
    inks = words(signs + "0").inks
    starts = [ink.matrix[4] for ink in inks]
    return {
        sign: (ink, after - before)
        for sign, ink, before, after in zip(
            signs, inks, starts, starts[1:], strict=False
        )
    }


@lru_cache(maxsize=8192)
def number(text: str) -> Typeset:
    """Return a number set from glyphs that are made once, digits equally wide."""
    signs, inks, x = _number_signs(), [], 0.0
    for sign in text:
        if sign not in signs:  # a narrow space between thousands, or before %
            x += 0.2
            continue
        ink, advance = signs[sign]
        a, b, c, d, _, f = ink.matrix
        inks.append(Ink(ink.outline, (a, b, c, d, x, f), 0, 0.0))
        x += advance
    return Typeset(tuple(inks), 0.0, x, DIGIT_HEIGHT, 0.0)
