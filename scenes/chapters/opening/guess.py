"""The network's first guess among the samples: a line, a map of a plane, or neither."""

from dataclasses import dataclass

import numpy as np
from manim.utils.rate_functions import linear

from scenes import style
from scenes.chapters.opening import opening_sentences as sentences
from scenes.diagram.charts.sample_points import SamplePoints
from scenes.diagram.panels import Line
from scenes.diagram.plots.heat_map import HeatMap
from scenes.diagram.text import Number
from scenes.engine.depicts import Depicts
from scenes.engine.drawing import Box, Drawing
from scenes.step_chapter import StepChapter
from scenes.vocabulary.motions import Motion, fade_in, stress, tween
from scenes.vocabulary.moves import fly

ASKED = "probes.first_answers"
BRIGHTEST = 0.38  # of a map: samples are to be seen on it
GAP, WIDE, NUMBER = 0.35, 0.25, 0.2  # from the map to its scale; to the numbers there


@dataclass(frozen=True, slots=True)
class Guess:
    """What is said of it, what is drawn, and what moves at each part of the sentence.

    ``behind`` stands behind the samples; what else is ``drawn`` comes with its motions.
    """

    said: str
    behind: list[Drawing]
    drawn: list[Drawing]
    told: list[list[Motion]]


def first_guess(chapter: StepChapter, points: SamplePoints) -> Guess:
    """Return the guess for everything that a plane of samples shows."""
    probes = chapter.trace.probes
    if len(probes["first_answers"].points):
        return _line(chapter, points)
    if "decision_map" in probes:
        return _map(chapter, points)
    still = [stress(points, by=0.03)]
    return Guess(sentences.ONE, [], [], [still] * 3)


def _line(chapter: StepChapter, points: SamplePoints) -> Guess:
    """Return an answer for every input, which grows; then that to this sample."""
    asked, output = chapter.trace.probes["first_answers"], chapter.thread[-1]
    answers = np.array(asked.curve)[:, output]
    pairs = zip(asked.points, answers, strict=True)
    ends = [points.across(float(x), float(y)) for x, y in pairs]
    line = Line(ends, "activation", width=style.BOLD_LINE)
    line.shown, line.depicts = 0.0, Depicts("guess", f"{ASKED}.curve[:, {output}]")
    still = [stress(points, by=0.03)]
    rise = still
    if points.ys[0] <= 0 <= points.ys[1]:
        path = str(chapter.activation_path(chapter.last, output))
        points.answer = float(chapter.value(path)), path
        rise = [tween(points, risen=1.0, seconds=1.2)]
    grow = [tween(line, shown=1.0, seconds=2.4)]
    return Guess(sentences.LINE, [line], [line], [grow, rise, still])


def _map(chapter: StepChapter, points: SamplePoints) -> Guess:
    """Return an answer for every place, seen from this sample on; then its scale."""
    area, output = points.frame, chapter.thread[-1]
    found = chapter.trace.probes["decision_map"].checkpoints[0].outputs
    answers = np.array(found)[:, :, output]
    low, high = min(0.0, float(answers.min())), max(1.0, float(answers.max()))
    shares, look = (answers - low) / (high - low), ("panel", "activation")
    map_ = HeatMap(shares, area, roles=look, bands=0, strongest=BRIGHTEST)
    map_.walker = points.across(*points.own)
    map_.sight = 0.01
    grow = [tween(map_, sight=map_.furthest, seconds=2.4, rate=linear)]
    left = area.right + GAP
    bar = HeatMap(
        np.linspace(shares.min(), shares.max(), 2)[:, None],
        Box(left, area.bottom, left + WIDE, area.top),
        roles=look,
        bands=0,
        strongest=BRIGHTEST,
    )
    numbers: list[Number] = []
    flights: list[list[Motion]] = []
    for flat, y in ((answers.argmax(), area.top), (answers.argmin(), area.bottom)):
        row, column = divmod(int(flat), answers.shape[1])
        place = f"checkpoints[0].outputs[{row}, {column}, {output}]"
        path = f"probes.decision_map.{place}"
        number = chapter.number(path, "activation", em=style.SMALL)
        number.at(left + WIDE + NUMBER, y, align=0.0)
        up, right = (max(1, count - 1) for count in answers.shape)
        start = map_.across(column / right, row / up)
        numbers.append(number)
        flights.append([fly(number, start, seconds=1.4)])
    flights[0] += [fade_in(bar), tween(map_, sight=map_.whole, seconds=style.QUICK)]
    drawn = [map_, bar, *numbers]
    return Guess(sentences.EVERYWHERE, [map_], drawn, [grow, *flights])
