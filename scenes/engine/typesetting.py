"""Turns words and formulas into outlines: all text on screen is set by Typst.

One compiler lives as long as the process and sees nothing but the bundled fonts
and Typst's own, so that a text looks the same on every machine. Parts of a formula
are told apart by fill: each part is set in a colour that is only its number, and
gets its real colour when it is painted.
"""

import atexit
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from tempfile import TemporaryDirectory
from typing import TypeAlias
from xml.etree import ElementTree

import svgelements  # type: ignore[import-untyped]
import typst

from backprop_core.assets import asset
from scenes import style

PathStep: TypeAlias = tuple[str, tuple[float, ...]]
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

EM = 10.0  # points; outlines are kept in em
SVG = "{http://www.w3.org/2000/svg}"
LINK = "{http://www.w3.org/1999/xlink}href"
STROKE = "0.6pt"  # the stroke through what cancels
BASELINE_TAG = 0xFF0001  # of the mark that tells where a formula's baseline is


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The shape of a glyph or line; known by identity, so that a pen can keep it."""

    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class Ink:
    """One outline at its place, in em, y upwards from the baseline."""

    outline: Outline
    matrix: Matrix
    tag: int  # which part it belongs to; 0: none
    line_width: float  # in em; 0: filled


@dataclass(frozen=True, slots=True)
class Typeset:
    """A text as outlines; the origin is the left end of its baseline.

    ``left``, ``width`` (its right end), ``ascent`` and ``descent`` are in em;
    ``descent`` counts downwards. ``left`` is below 0 where a later line begins there.
    """

    inks: tuple[Ink, ...]
    left: float
    width: float
    ascent: float
    descent: float


@cache
def _compiler() -> typst.Compiler:
    # An empty folder as root: markup cannot read any file of the machine.
    root = TemporaryDirectory(prefix="typst-")
    atexit.register(root.cleanup)
    return typst.Compiler(
        root=root.name,
        font_paths=[str(asset("fonts"))],
        ignore_system_fonts=True,
    )


def missing(text: str) -> str:
    """Return the characters of a text that no font has, each once."""
    if text.isascii():
        return ""
    (box,) = words(_NO_CHARACTER).inks
    return "".join(
        each
        for each in dict.fromkeys(text)
        if any(ink.outline.steps == box.outline.steps for ink in words(each).inks)
    )


_NO_CHARACTER = "\U0010ffff"  # which will never be one, so that it is drawn as a box


def escaped(text: str) -> str:
    """Return a Typst string literal that reads back exactly as ``text``."""

    def code(match: re.Match[str]) -> str:
        return f"\\u{{{ord(match[0]):x}}}"

    safe = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + re.sub(r"[\x00-\x1f\x7f]", code, safe) + '"'


@lru_cache(maxsize=4096)
def words(text: str, *, bold: bool = False, width: float | None = None) -> Typeset:
    """Return running text, broken and centred at ``width`` em when that is given."""
    weight = "semibold" if bold else "regular"
    page = "auto" if width is None else f"{width * EM}pt"
    return _typeset(
        f"#set page(width: {page}, height: auto, margin: 0pt, fill: none)\n"
        f'#set text(font: "{style.FONT}", size: {EM}pt, weight: "{weight}",'
        ' fill: black, number-width: "tabular", hyphenate: false,'
        ' top-edge: "baseline", bottom-edge: "baseline")\n'
        "#set par(leading: 1.3em)\n"
        f"#align({'left' if width is None else 'center'})[{_MARK}#{escaped(text)}]"
    )


@lru_cache(maxsize=1024)
def formula(source: str, parts: tuple[str, ...] = ()) -> Typeset:
    """Return a formula in Typst's mathematics, set in display style.

    Each of ``parts`` is a name that ``source`` uses as a function around a piece;
    the inks of piece number i carry the tag i + 1. Of ``struck`` that is the stroke
    through the piece, not the piece itself.
    """
    lets = "".join(_let(part, tag) for tag, part in enumerate(parts, start=1))
    return _typeset(
        "#set page(width: auto, height: auto, margin: 4pt, fill: none)\n"
        f'#set text(font: "{style.FONT}", size: {EM}pt, fill: black)\n'
        f'#show math.equation: set text(font: "{style.MATH_FONT}")\n'
        f"{lets}{_MARK}$display({source})$"
    )


def _let(part: str, tag: int) -> str:
    """Return the line of Typst that makes a part a function."""
    colour = f'rgb("#{tag:06x}")'
    tagged = f"text(fill: {colour}, body)"
    if part == "struck":
        tagged = f"math.cancel(stroke: {STROKE} + {colour}, body)"
    return f"#let {part}(body) = {tagged}\n"


_MARK = f'#box(width: 0.01pt, height: 1pt, fill: rgb("#{BASELINE_TAG:06x}"))'


def _typeset(source: str) -> Typeset:
    compiled = _compiler().compile(source.encode(), format="svg")
    assert isinstance(compiled, bytes), "one page of SVG"
    svg = ElementTree.fromstring(compiled)
    symbols = {
        f"#{symbol.get('id')}": symbol[0].get("d", "")
        for symbol in svg.iter(f"{SVG}symbol")
    }
    found = list(_inks(svg, svgelements.Matrix(), symbols))
    mark = next(matrix for _, matrix, tag, _ in found if tag == BASELINE_TAG)
    left, baseline = mark.e, mark.f + 1.0  # the mark is one point high
    inks = tuple(
        Ink(outline(path), _in_em(matrix, left, baseline), tag, width / EM)
        for path, matrix, tag, width in found
        if tag != BASELINE_TAG and path
    )
    return _measured(inks)


def _inks(
    node: ElementTree.Element, matrix: svgelements.Matrix, symbols: dict[str, str]
) -> "list[tuple[str, svgelements.Matrix, int, float]]":
    """Return path, place, tag and line width of each outline below a node."""
    found = []
    for child in node:
        if child.tag in (f"{SVG}symbol", f"{SVG}defs"):
            continue
        place = svgelements.Matrix(child.get("transform") or "") * matrix
        if child.tag == f"{SVG}use":
            shift = (float(child.get("x") or 0), float(child.get("y") or 0))
            place = svgelements.Matrix.translate(*shift) * place
            found.append((symbols[child.attrib[LINK]], place, _tag(child, "fill"), 0.0))
        elif child.tag == f"{SVG}path":
            line = child.get("stroke") or "none"
            is_line = line != "none" and (child.get("fill") or "none") == "none"
            width = float(child.get("stroke-width") or 1) if is_line else 0.0
            tag = _tag(child, "stroke" if is_line else "fill")
            found.append((child.get("d") or "", place, tag, width))
        found += _inks(child, place, symbols)
    return found


def _tag(node: ElementTree.Element, attribute: str) -> int:
    return int((node.get(attribute) or "#0").lstrip("#"), 16)


@lru_cache(maxsize=2048)
def outline(path: str) -> Outline:
    """Return the steps of an SVG path as move, line, curve and close."""
    steps: list[PathStep] = []
    shape = svgelements.Path(path)
    shape.approximate_arcs_with_cubics()
    for part in shape:
        if isinstance(part, svgelements.QuadraticBezier):
            part = svgelements.CubicBezier(
                part.start,
                part.start + (part.control - part.start) * (2 / 3),
                part.end + (part.control - part.end) * (2 / 3),
                part.end,
            )
        if isinstance(part, svgelements.Move):
            steps.append(("move", (part.end.x, part.end.y)))
        elif isinstance(part, svgelements.Close):
            steps.append(("close", ()))
        elif isinstance(part, svgelements.Line):
            steps.append(("line", (part.end.x, part.end.y)))
        else:
            points = (part.control1, part.control2, part.end)
            steps.append(("curve", tuple(c for p in points for c in (p.x, p.y))))
    return Outline(tuple(steps))


def _in_em(matrix: svgelements.Matrix, left: float, baseline: float) -> Matrix:
    """Return a place on the page (points, y down) as one in em, y up."""
    return (
        matrix.a / EM,
        -matrix.b / EM,
        matrix.c / EM,
        -matrix.d / EM,
        (matrix.e - left) / EM,
        (baseline - matrix.f) / EM,
    )


def corners(ink: Ink) -> Sequence[tuple[float, float]]:
    """Return the points that an ink's outline runs through, in em."""
    a, b, c, d, e, f = ink.matrix
    return [
        (a * x + c * y + e, b * x + d * y + f)
        for _, numbers in ink.outline.steps
        for x, y in zip(numbers[::2], numbers[1::2], strict=True)
    ]


def _measured(inks: tuple[Ink, ...]) -> Typeset:
    points = [point for ink in inks for point in corners(ink)]
    if not points:
        return Typeset(inks, 0.0, 0.0, 0.0, 0.0)
    xs, ys = zip(*points, strict=True)
    return Typeset(inks, min(0.0, *xs), max(xs), max(ys), -min(ys))
