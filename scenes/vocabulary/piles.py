"""Sums of products as piles of bars: each bar from a path of the trace."""

from collections.abc import Sequence

from scenes import encoding, style
from scenes.diagram.charts.pile import Pile, Summand
from scenes.engine.drawing import Box
from scenes.path_texts import PathTexts


def pile_of(
    texts: PathTexts,
    paths: Sequence[str],
    area: Box,
    *,
    bias: str = "",
    role: str = "activation",
    kind: str = "product",
) -> Pile:
    """Return products as bars that pile up, and below them a bias, all with numbers.

    ``kind`` is how their numbers are written.
    """
    every = [*paths, bias] if bias else paths
    decimals = texts.decimals(every, kind)
    summands = []
    for path in every:
        value = float(texts.value(path))
        own = encoding.sign_role(value) if path == bias else role
        number = texts.number(
            *(path, kind), em=style.SMALL, decimals=decimals, role=own
        )
        summands.append(Summand(value, number, own))
    return Pile(summands, area)
