"""The data of one or two inputs as points, and what a network answers around them.

found = answers_over_data(self, inputs, targets, box, paths=paths, steps=[0])
self.play(tween(found, came=1.0))
self.play(tween(found, answered=1.0))
"""

from collections.abc import Collection, Sequence
from typing import TypeAlias

import numpy as np

from scenes.diagram.charts.sample_points import MARGIN
from scenes.diagram.plots.answers_over_data import AnswersOverData
from scenes.diagram.plots.heat_map import relief
from scenes.diagram.plots.plot_axes import Span, span
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box
from scenes.path_texts import PathTexts
from scenes.vocabulary import labels
from scenes.vocabulary.data_picture import filled, places
from scenes.vocabulary.plotting import COUNTED_BELOW, TITLE_ABOVE, plotted

WILD = 1.5  # times the range of the samples: what is answered beyond is not seen
Answers: TypeAlias = tuple[
    Numbers, Span, Span, str
]  # over what, and the path of a look


def answers_over_data(
    texts: PathTexts,
    inputs: Numbers,
    targets: Numbers,
    area: Box,
    *,
    paths: Sequence[str],
    steps: Collection[int],
    output: int = 0,
    followed: int = 0,
) -> AnswersOverData | None:
    """Return samples and what an output says around them, at a look before each step.

    ``paths`` are those of each sample's inputs. Nothing where the trace has neither a
    map of answers nor a curve.
    """
    goals, is_curve = targets[:, output], "answer_curve" in texts.trace.probes
    if is_curve:
        looks, xs, ys, path = _curve(texts, goals, len(steps), output)
    elif "decision_map" in texts.trace.probes:
        looks, xs, ys, path = _map(texts, steps, output)
    else:
        return None
    axes = plotted(texts, area, xs, ys, number=9)
    spots = (
        (area.right, area.bottom - COUNTED_BELOW, 1.0),
        (area.left, area.top + TITLE_ABOVE, 0.5),
    )
    for unit in range(len(texts.trace.data.features)):
        x, y, align = spots[unit]
        axes.add(labels.input_name(texts, unit).at(x, y, align=align))
    where = places(inputs, goals), filled(goals, is_curve=is_curve)
    return AnswersOverData(
        axes, *where, looks, paths=paths, followed=followed, path=path
    )


def _map(texts: PathTexts, steps: Collection[int], output: int) -> Answers:
    """Return the answers as shares of a colour, over both inputs."""
    found = texts.trace.probes["decision_map"]
    seen = [np.array(e.outputs) for e in found.checkpoints if e.step in steps]
    looks = np.stack(seen)[..., output]
    if looks.min() < 0 or looks.max() > 1:
        looks = relief(looks).heights(looks)
    ends = found.horizontal[[0, -1]], found.vertical[[0, -1]]
    across, up = (span(each, around=None) for each in ends)
    return looks, across, up, ""


def _curve(texts: PathTexts, goals: Numbers, count: int, output: int) -> Answers:
    """Return the answers as heights; far beyond the samples they end at the rim."""
    found = texts.trace.probes["answer_curve"]
    looks = np.array(found.outputs)[:count, :, output]
    low, high = float(goals.min()), float(goals.max())
    middle, half = (low + high) / 2, WILD * max(high - low, 1.0)
    looks = np.clip(looks, middle - half, middle + half)
    low, high = min(low, float(looks.min())), max(high, float(looks.max()))
    room = MARGIN * (high - low)
    across = span(found.horizontal[[0, -1]], around=None)
    up = span([low - room, high + room], around=None)
    path = f"probes.answer_curve.outputs[{{look}}, :, {output}]"
    return looks, across, up, path
