"""Sums of products, written out in the panel: each row from paths of the trace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes import encoding, style
from scenes.diagram.charts.pile import Pile, Summand
from scenes.diagram.charts.terms import SumRow, Terms
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.layout import Slot
from scenes.path_texts import PathTexts

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter


@dataclass(frozen=True, slots=True)
class ProductSum:
    """A sum over the units of a column, first factor × second factor = product.

    ``first`` and ``second`` give a unit's path, ``products`` that of a slice of the
    products; ``so_far`` holds the running sum after each unit, shape (units,).
    """

    column: int
    first: Callable[[int], str]
    first_kind: str
    second: Callable[[int], str]
    second_kind: str
    products: Callable[[slice], str]
    so_far: Numbers


def span(slot: Slot) -> slice:
    """Return the units of a slot, one or a run, as a slice."""
    if isinstance(slot, range):
        return slice(slot.start, slot.stop)
    return slice(slot, slot + 1)


def product_places(chapter: "StepChapter", which: ProductSum) -> dict[str, int]:
    """Return the decimals of first factors, second factors and products."""
    slots = chapter.network.columns[which.column].shown
    drawn = [slot for slot in slots if isinstance(slot, int)]
    sums = [f"sum({which.products(span(slot))})" for slot in slots]
    return {
        "first": chapter.decimals([which.first(u) for u in drawn], which.first_kind),
        "second": chapter.decimals([which.second(u) for u in drawn], which.second_kind),
        "product": chapter.decimals(sums, "product"),
    }


def product_rows(
    chapter: "StepChapter", which: ProductSum, area: Box, *, more: Sequence[SumRow] = ()
) -> Terms:
    """Return the sum's rows in an area: one for each unit drawn, one for each gap.

    ``more`` are terms that are added after the products, such as a bias.
    """
    places = product_places(chapter, which)
    rows = []
    for slot in chapter.network.columns[which.column].shown:
        units = span(slot)
        product = chapter.number(
            f"sum({which.products(units)})",
            "product",
            em=style.SMALL,
            decimals=places["product"],
        )
        cells = _cells(chapter, which, slot, places)
        rows.append(SumRow(cells, product, float(which.so_far[units.stop - 1])))
    return Terms([*rows, *more], area)


def pile_of(
    texts: PathTexts,
    paths: Sequence[str],
    area: Box,
    *,
    bias: str = "",
    role: str = "activation",
) -> Pile:
    """Return products as bars that pile up, and below them a bias, all with numbers."""
    every = [*paths, bias] if bias else paths
    decimals = texts.decimals(every, "product")
    summands = []
    for path in every:
        value = float(texts.value(path))
        own = encoding.sign_role(value) if path == bias else role
        number = texts.number(
            *(path, "product"), em=style.SMALL, decimals=decimals, role=own
        )
        summands.append(Summand(value, number, own))
    return Pile(summands, area)


def _cells(
    chapter: "StepChapter", which: ProductSum, slot: Slot, places: dict[str, int]
) -> tuple[Drawing, ...]:
    """Return what stands before a product: its factors, or how many are hidden."""
    em = style.SMALL
    if isinstance(slot, range):
        hidden = chapter.units_in(which.column, slot)
        return (
            chapter.words("{hidden} more", {"hidden": hidden}, em=em, role="muted"),
        )
    first, second = which.first(slot), which.second(slot)
    product = f"sum({which.products(span(slot))})"
    return (
        chapter.number(first, which.first_kind, em=em, decimals=places["first"]),
        chapter.words("×", em=em, role="muted"),
        chapter.number(second, which.second_kind, em=em, decimals=places["second"]),
        chapter.equals(
            (first, places["first"]),
            (second, places["second"]),
            result=(product, places["product"]),
            em=em,
        ),
    )
