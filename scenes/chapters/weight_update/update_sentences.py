"""What is said of an update: one variant for each outcome, chosen by the trace."""

from typing import TYPE_CHECKING

from scenes.chapters.weight_update import told_weight
from scenes.chapters.weight_update.outcome import cost_outcome

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

EDGE = {
    "wider": "The edge changes by just that: it becomes wider.",
    "narrower": "The edge changes by just that: it becomes narrower.",
    "other sign": "The edge changes by just that: its weight has another sign now.",
    "same": "So this edge stays as it is.",
}

COST = {
    "fallen": "The same sample again: the cost has fallen.",
    "risen": "The same sample again: the cost has risen. The step was too long.",
    "same": "The same sample again: to the digits shown, the cost has not moved.",
}

BATCH_COST = {
    "fallen": "The same batch again: its mean cost has fallen.",
    "risen": "The same batch again: its mean cost has risen. The step was too long.",
    "same": "The same batch again: to the digits shown, its mean cost has not moved.",
}


def of_gradient(chapter: "StepChapter") -> str:
    """Say what the gradient of a weight is."""
    if told_weight.is_batch(chapter):
        return (
            "The gradient of a weight: the δ of the unit it leads to, times the "
            "activation of the unit it comes from, on average over the batch."
        )
    return (
        "The gradient of a weight is the δ of the unit it leads to, times the "
        "activation of the unit it comes from."
    )


def of_step(chapter: "StepChapter", weight: told_weight.Parameter) -> str:
    """Say the rule of this training, or that there is no step."""
    if told_weight.is_frozen(chapter, weight):
        return "This weight is held fixed in this training: it takes no step."
    if chapter.value(weight.update) == 0:
        return "Here the gradient is zero: for this weight there is no step to take."
    return told_weight.rule(chapter).sentence


def of_edge(chapter: "StepChapter", weight: told_weight.Parameter) -> str:
    """Say what happens to the edge of a weight."""
    old, new = (float(chapter.value(path)) for path in (weight.old, weight.new))
    if old == new:
        return EDGE["same"]
    if old * new < 0:
        return EDGE["other sign"]
    return EDGE["wider" if abs(new) > abs(old) else "narrower"]


def of_bias(chapter: "StepChapter", bias: told_weight.Parameter) -> str:
    """Say where the gradient of a bias comes from, or that it is zero."""
    if chapter.value(bias.update) == 0:
        return "The bias stays as it is: there is no step for it to take."
    if told_weight.is_batch(chapter):
        return "The bias takes a step, too: its gradient is the mean δ of the batch."
    return "The bias takes a step, too: its gradient is δ itself."


def of_everything(chapter: "StepChapter") -> str:
    """Say what moves at once."""
    if chapter.trace.run.training.freeze:
        return "Now all that is not held fixed takes its step at once."
    return "Now all weights and all biases take their step at once."


def of_cost(chapter: "StepChapter") -> str:
    """Say what has become of the cost."""
    told = BATCH_COST if told_weight.is_batch(chapter) else COST
    return told[cost_outcome(chapter)]
