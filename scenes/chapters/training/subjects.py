"""What the network is asked again and again: pictures, a plane of inputs, or a line."""

import numpy as np

from scenes import layout
from scenes.chapters.training.measures import EXAM
from scenes.diagram.plots.heat_map import relief
from scenes.diagram.plots.learned_answers import AnswerLine, AnswerMap, LearningWall
from scenes.diagram.plots.plot_axes import span
from scenes.diagram.plots.reel import Reel
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box
from scenes.training_chapter import TrainingChapter
from scenes.vocabulary.plotting import plotted

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
    texts, looks = [], len(chapter.trace.probes["examination"].steps)
    for look in range(looks):
        values = {"n": f"{EXAM}.steps[{look}]", "all": f"{EXAM}.steps[{looks - 1}]"}
        text = chapter.words("after {n} of {all} steps", values, role="muted")
        text.x = layout.SAFE.right - text.box.width
        text.y = layout.HEADER_Y - 0.09
        texts.append(text)
    return Reel(*texts)


def count(chapter: TrainingChapter) -> Reel:
    """Return how many are read right, for each look."""
    numbers = []
    for look in range(len(chapter.trace.probes["examination"].steps)):
        path = f"sum({EXAM}.right[{look}])"
        number = chapter.number(path, "count", em=0.44, role="activation")
        number.x, number.y = -0.02 - number.box.right, COUNT_Y
        numbers.append(number)
    return Reel(*numbers)


def wall(chapter: TrainingChapter) -> LearningWall:
    """Return the pictures, before any is there."""
    exam, (rows, columns) = (
        chapter.trace.probes["examination"],
        chapter.trace.data.image,
    )
    found = LearningWall(
        np.array(exam.inputs).reshape(-1, rows, columns),
        WALL,
        np.array(exam.right, float),
        followed=int(exam.stubborn),
        path=EXAM + ".right[{look}, {n}]",
    )
    found.shown = 0.0
    return found


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
    looks: Numbers = np.array(found.outputs[:, :, 0])
    targets, xs = np.array(exam.targets)[:, 0], np.array(found.horizontal)
    low, high = float(targets.min()), float(targets.max())
    middle, half = (low + high) / 2, WILD * max(high - low, 1.0)
    seen = np.clip(looks, middle - half, middle + half)
    ends = [float(seen.min()), float(seen.max()), low, high]
    across, up = span([xs[0], xs[-1]], around=None), span(ends, around=None)
    axes = plotted(chapter, LINE, across, up, number=9)
    axes.grown = 0.0
    samples = [
        (float(x), float(y)) for (x,), y in zip(exam.inputs, targets, strict=True)
    ]
    held = np.clip(looks, up.low, up.high)
    path = "probes.answer_curve.outputs[{look}]"
    return AnswerLine(axes, xs, held, samples, path=path)
