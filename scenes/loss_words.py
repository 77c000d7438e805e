"""Which sentence the loss chapter says, chosen by what happened in the step."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scenes.loss_means import sample_loss, set_loss
from scenes.loss_table import formula_of
from scenes.texts import NO_VALUES

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter


def answered(chapter: "StepChapter") -> tuple[str, Mapping[str, str]]:
    """Return what is asked of an answer that is right, wrong, or just a number."""
    if not chapter.trace.data.classes:
        return (
            "The network has answered. How wrong is the answer? It takes a single "
            "number to tell."
        ), NO_VALUES
    read = int(chapter.step.answers[chapter.row])
    right = int(chapter.step.labels[chapter.row])
    names = {"read": f"data.classes[{read}]"}
    if read == right:
        return (
            "The network answers {read}, and that is right. How far is it still from "
            "perfect? It takes a single number to tell."
        ), names
    return (
        "The network answers {read}, and {right} would be right. How wrong is that? "
        "It takes a single number to tell."
    ), {**names, "right": f"data.classes[{right}]"}


def compared(chapter: "StepChapter") -> str:
    """Return what is said of the differences."""
    if not chapter.step.output_errors[chapter.row].any():
        return "Each output has a target. Here nothing is missing: every one is met."
    if chapter.sizes[-1] == 1:
        return "The difference to its target: how far it is off, and to which side."
    return (
        "Each output has a target. The difference: how far it is off, and to which "
        "side."
    )


def squared(chapter: "StepChapter") -> str:
    """Return why differences are not added up as they are."""
    errors = chapter.step.output_errors[chapter.row]
    mixed = bool((errors > 0).any() and (errors < 0).any())
    sentences = formula_of(chapter).sentences
    return sentences.mixed if mixed else sentences.alike


def gathered(chapter: "StepChapter") -> str:
    """Return what is said while the squares come together."""
    sentences = formula_of(chapter).sentences
    return sentences.gathered_one if chapter.sizes[-1] == 1 else sentences.gathered


def driving(chapter: "StepChapter") -> str:
    """Return what the loss of one sample is for."""
    if len(chapter.step.samples) == 1:
        return (
            "So one sample has one number: its squared error. It is what this update "
            "works on."
        )
    return (
        "So one sample has one number: its squared error. Together with the rest of "
        "its batch it is what this update works on."
    )


def set_apart(chapter: "StepChapter") -> str:
    """Return how the sample compares with the mean over the training set."""
    if chapter.trace.data.train_size == 1:
        return (
            "Progress is measured over the whole training set, by the mean of all "
            "squared errors. This set has only one sample, so both are the same."
        )
    places = chapter.decimals([sample_loss(chapter), set_loss(chapter)], "cost")
    one, mean = (
        chapter.shown(path, "cost", places)
        for path in (sample_loss(chapter), set_loss(chapter))
    )
    if one == mean:
        return (
            "Progress is measured by another number: the mean over the whole training "
            "set. This sample happens to lie right on it."
        )
    if chapter.value(sample_loss(chapter)) > chapter.value(set_loss(chapter)):
        return (
            "Progress is measured by another number: the mean over the whole training "
            "set. This sample is worse than the mean."
        )
    return (
        "Progress is measured by another number: the mean over the whole training "
        "set. This sample is better than the mean."
    )
