"""What the network is asked again and again: pictures, a plane of inputs, or a line."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np

from scenes.diagram.plots.heat_map import relief
from scenes.diagram.plots.learned_answers import AnswerLine, AnswerMap
from scenes.diagram.plots.picture_wall import LearningWall
from scenes.diagram.plots.plot_axes import span
from scenes.diagram.plots.reel import Reel
from scenes.diagram.text import Text
from scenes.engine.drawing import Box
from scenes.layout import HEADER_Y, SAFE
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary.plotting import plotted

EXAM = "probes.examination"
WALL = Box(-6.6, -1.72, 6.6, 2.95)
COUNT_Y = -2.17
PLANE = Box(-5.9, -1.85, -1.2, 2.85)
LINE = Box(-5.9, -1.6, -0.7, 2.7)
WILD = 1.5  # times the range of the samples: what is answered beyond is not seen


def kind_of(chapter: TrainingChapter) -> str:
    """Return which picture carries the chapter."""
    probes = chapter.trace.probes
    if chapter.trace.data.image and len(probes["examination"].right):
        return "pictures"
    if "decision_map" in probes:
        return "plane"
    return "line" if "answer_curve" in probes else "none"


def when(chapter: TrainingChapter) -> Reel:
    """Return how many steps were made, for each look."""
    steps = [
        f"{EXAM}.steps[{n}]"
        for n in range(len(chapter.trace.probes["examination"].steps))
    ]
    texts = [
        chapter.words("step {n} of {all}", {"n": step, "all": steps[-1]}, role="muted")
        for step in steps
    ]
    return Reel(*(text.at(SAFE.right, HEADER_Y, align=1.0) for text in texts))


def count(chapter: TrainingChapter) -> tuple[Reel, Text]:
    """Return how many are read right, for each look, and of how many."""
    looks = range(len(chapter.trace.probes["examination"].steps))
    numbers = [
        chapter.number(f"sum({EXAM}.right[{n}])", "count", em=0.44, role="activation")
        for n in looks
    ]
    total = chapter.words("of {n} read right", {"n": f"count({EXAM}.samples)"})
    total.at(0.12, COUNT_Y, align=0.0)
    return Reel(*(each.at(-0.02, COUNT_Y, align=1.0) for each in numbers)), total


def wall(chapter: TrainingChapter) -> LearningWall:
    """Return the pictures, all of them there."""
    exam, image = chapter.trace.probes["examination"], chapter.trace.data.image
    return LearningWall(
        np.array(exam.inputs).reshape(-1, *image),
        WALL,
        np.array(exam.right, float),
        followed=int(exam.stubborn),
        path=EXAM + ".right[{look}, {n}]",
    )


def plane(chapter: TrainingChapter) -> AnswerMap:
    """Return the map of answers, with the samples on it."""
    exam = chapter.trace.probes["examination"]
    found = chapter.trace.probes["decision_map"]
    asked = {int(step) for step in exam.steps}
    looks = [each for each in found.checkpoints if each.step in asked]
    answers = np.stack([np.array(each.outputs[:, :, 0]) for each in looks])
    targets = np.array(exam.targets)[:, 0]
    middle = float(targets.min() + targets.max()) / 2
    xs, ys = found.horizontal, found.vertical
    is_share = bool(answers.min() >= 0 and answers.max() <= 1)
    return AnswerMap(
        answers if is_share else relief(answers).heights(answers),
        PLANE,
        [
            (float(x), float(y), float(target) > middle)
            for (x, y), target in zip(exam.inputs, targets, strict=True)
        ],
        edges=(float(xs[0]), float(xs[-1]), float(ys[0]), float(ys[-1])),
        followed=int(exam.stubborn),
    )


def line(chapter: TrainingChapter) -> AnswerLine:
    """Return the curve of answers over the samples; wild answers end at the rim."""
    exam, found = (
        chapter.trace.probes[name] for name in ("examination", "answer_curve")
    )
    looks, xs = np.array(found.outputs[:, :, 0]), np.array(found.horizontal)
    targets = np.array(exam.targets)[:, 0]
    low, high = float(targets.min()), float(targets.max())
    middle, half = (low + high) / 2, WILD * max(high - low, 1.0)
    seen = np.clip(looks, middle - half, middle + half)
    ends = [float(seen.min()), float(seen.max()), low, high]
    across, up = span([xs[0], xs[-1]], around=None), span(ends, around=None)
    axes = plotted(chapter, LINE, across, up, number=9)
    samples = np.column_stack([np.array(exam.inputs)[:, 0], targets]).tolist()
    held = np.clip(looks, up.low, up.high)
    path = "probes.answer_curve.outputs[{look}]"
    return AnswerLine(axes, xs, held, samples, path=path)


SUBJECTS: Mapping[
    str, Callable[[TrainingChapter], LearningWall | AnswerMap | AnswerLine]
] = MappingProxyType({"pictures": wall, "plane": plane, "line": line})
