"""Compares what a chapter paints with the trace: place, size, sign, direction, text.

found = Meaning(trace, language="en")
play(chapter, trace, look=found.look, at_end=found.rest)
assert not found.faults
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from math import isclose
from typing import Any

from checks import forms, legibility, places, plots, steps
from checks.trembling import Trembling

from backprop_core import Trace
from backprop_core.trace import paths
from scenes import encoding, facts
from scenes.engine.reading import Mark
from scenes.vocabulary.labels import ELLIPSIS

# What a unit has collected, through the weights as they are or those after the step.
COLLECTED = re.compile(r"sum\(.*\.returned(_after)?\[\d+, :, \d+\]\)")
BACK = ("returned", "deltas")  # quantities that run backwards
Receiver = tuple[int | None, int | None]


class Meaning:
    """Looks at a scene as it is played; ``faults`` maps each to when it was first seen.

    A fault begins with its kind: place, size, sign, direction, sum, text.
    """

    def __init__(self, trace: Trace, *, language: str = "en") -> None:
        self.faults: dict[str, str] = {}
        self._language = language
        self._value = cache(lambda path: paths.evaluate(path, trace, facts.ROOTS))
        self._trembling = Trembling(self._value)
        self._last_x: dict[str, float] = {}  # of each pulse, a moment ago
        self._sent: dict[Receiver, dict[str, float]] = {}
        self._delta_scale: set[float] = set()

    def look(self, scene: Any, frames: int) -> None:
        """Look at a picture, in mid-motion too."""
        self.moving(scene, scene.reading())

    def moving(self, scene: Any, marks: list[Mark]) -> None:
        """Look at what was read of a picture."""
        parts = places.by_network(scene, marks)
        marks = [mark for part, _ in parts for mark in part]
        valued = self._valued(marks)
        found = [each for part in parts for each in places.faults(*part)]
        found += forms.scales(valued)
        for mark, value in valued:
            found += forms.sign(mark, value, is_moving=True)
        for column, moved in places.tremors(valued, parts[0][1]):
            found += forms.tremor(moved, column)
        found += plots.faults(marks, self._value)
        found += [*self._directions(valued), *steps.rims(valued)]
        found += self._arcs(marks)
        found += self._trembling.together(marks)
        self._note(scene, "moving", found)

    def rest(self, scene: Any) -> None:
        """Look at the last picture of a beat."""
        self.at_rest(scene, scene.reading())

    def at_rest(self, scene: Any, marks: list[Mark]) -> None:
        """Look at what was read of the last picture of a beat."""
        parts = places.by_network(scene, marks)
        marks, standing = [mark for part, _ in parts for mark in part], parts[0][1]
        radii = {
            mark: standing.radius(*_stands_at(mark))
            for mark in marks
            if mark.depicts.what in ("delta", "product", "weight")
        }
        found = [each for part in parts for each in places.beside(*part)]
        found += self._texts(marks)
        valued = self._valued(marks)
        found += forms.at_rest(valued, radii)
        for mark, value in valued:
            found += forms.sign(mark, value, is_moving=False)
        found += [*self._pile(marks), *steps.faults(valued)]
        found += self._trembling.all_of_it(marks)
        self._note(scene, "at rest", found)

    def _note(self, scene: Any, when: str, found: Iterable[str]) -> None:
        for fault in found:
            self.faults.setdefault(fault, f"beat {len(scene.cues)}, {when}")

    def _valued(self, marks: Iterable[Mark]) -> list[tuple[Mark, float]]:
        """Return the marks that stand for a single number, with it."""
        found = []
        for mark in marks:
            if mark.depicts.path and mark.depicts.what not in legibility.TEXTS:
                value = self._value(mark.depicts.path)
                if isinstance(value, int | float):
                    found.append((mark, float(value)))
        return found

    def _directions(self, marks: Iterable[tuple[Mark, float]]) -> Iterator[str]:
        """Pulses run the way that their quantity takes, from one moment to the next."""
        seen = {}
        for mark, value in marks:
            if mark.depicts.what != "pulse":
                continue
            path, x = mark.depicts.path, mark.centre[0]
            back = any(each in path for each in BACK)
            seen[path] = x
            before = self._last_x.get(path, x)
            if (x > before + 0.5) if back else (x < before - 0.5):
                yield f"direction: {path} runs the wrong way"
            if back != mark.depicts.backwards:
                yield f"direction: {path} says that it runs the other way"
            self._receive(mark, value)
        self._last_x = seen

    def _receive(self, mark: Mark, value: float) -> None:
        depicts = mark.depicts
        assert depicts.column is not None
        receiver = (
            (depicts.column - 1, depicts.source)
            if depicts.backwards
            else (depicts.column, depicts.unit)
        )
        self._sent.setdefault(receiver, {})[depicts.path] = value

    def _arcs(self, marks: list[Mark]) -> Iterator[str]:
        """An arc shows the sum of what has arrived, clockwise where positive."""
        arcs = {
            (m.depicts.column, m.depicts.unit): m
            for m in marks
            if m.depicts.what == "arc"
        }
        if self._last_x:  # something is under way
            return
        ratios: dict[int | None, list[float]] = {}
        for receiver in list(self._sent):
            mark = arcs.get(receiver)
            if mark is None:
                del self._sent[receiver]
                continue
            total = sum(self._sent[receiver].values())
            turned = forms.turn(mark, places.circle(mark.strokes[0]))
            if turned * total < 0 or forms.is_dashed(mark) != (total < 0):
                yield f"sign: the arc of unit {receiver} for {total:+.3g}"
            elif abs(turned) < 0.999 and total:
                ratios.setdefault(receiver[0], []).append(turned / total)
        for column, found in ratios.items():
            if forms.differ(found):
                yield f"size: the arcs of column {column} are not in proportion"

    def _pile(self, marks: Iterable[Mark]) -> Iterator[str]:
        """The bars of a pile are all that its sum is made of, each once."""
        bars = [m.depicts.path for m in marks if m.depicts.what == "bar"]
        shown = sum(float(self._value(path)) for path in bars)
        total = next(filter(None, map(places.total_of, bars)), None)
        sums = dict[str, list[float]]()
        if total is not None:
            whole = float(self._value(total[0]))
            bias = float(self._value(total[1])) if total[1] else 0.0
            sums[total[0]] = [whole, whole - bias]
        numbers = {m.depicts.path for m in marks if m.depicts.what == "number"}
        for path in filter(COLLECTED.fullmatch, numbers if bars else ()):
            sums[path] = [float(self._value(path))]
        for path, right in sums.items():
            if not any(isclose(shown, s, rel_tol=1e-6, abs_tol=1e-9) for s in right):
                yield f"sum: the bars add up to {shown:.4g}, {path} is {right[0]:.4g}"

    def _texts(self, marks: Iterable[Mark]) -> Iterator[str]:
        """A number reads as the value of its path, to the digits shown."""
        for mark in marks:
            if mark.depicts.what == "number":
                value = self._value(mark.depicts.path)
                if not reads_as(mark.text, value, self._language):
                    yield f"text: {mark.text} for {mark.depicts.path} = {value}"


def _stands_at(mark: Mark) -> tuple[int | None, int | None]:
    """Return the unit by which a form is scaled: of an edge, where it begins."""
    depicts = mark.depicts
    if depicts.source is None or depicts.column is None:
        return depicts.column, depicts.unit
    return depicts.column - 1, depicts.source


def reads_as(text: str, value: Any, language: str) -> bool:
    """Say whether a shown text is a value, rounded or shortened as shown."""
    if isinstance(value, str):
        kept = text.removesuffix(ELLIPSIS)
        return text == value or (kept != text and value.startswith(kept))
    if encoding.INFINITY in text:
        return text == encoding.label(value, 0, signed=text[0] == "+", language="en")
    plain = text.replace(encoding.MINUS, "-").replace(encoding.NARROW_SPACE, "")
    plain = plain.replace(encoding.decimal_mark(language), ".")
    mantissa, _, power = plain.partition("e")
    digits = len(mantissa.partition(".")[2])
    unit = 10.0 ** (int(power or 0) - digits)
    return abs(float(plain) - float(value)) <= 0.5 * unit * (1 + 1e-9)
