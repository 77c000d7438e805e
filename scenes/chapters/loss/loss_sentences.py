"""Which sentence the loss chapter says, chosen by what happened in the step."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scenes.chapters.loss.loss_letters import formula_of
from scenes.chapters.loss.means import sample_loss, set_loss
from scenes.path_texts import NO_VALUES

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter


def answered(chapter: "StepChapter") -> tuple[str, Mapping[str, str]]:
    """Return what is asked of an answer that is right, wrong, or just a number."""
    if not chapter.trace.data.classes:
        return (
            "The network has answered. How far is that from the target, put into a "
            "single number?"
        ), NO_VALUES
    read = int(chapter.step.predictions[chapter.row])
    right = int(chapter.step.labels[chapter.row])
    names = {"read": f"data.classes[{read}]"}
    if read == right:
        return (
            "The network answers {read}, and that is right. How far is it still from "
            "perfect, put into a single number?"
        ), names
    return (
        "The network answers {read}, but {right} would be right. How wrong is that, "
        "put into a single number?"
    ), {**names, "right": f"data.classes[{right}]"}


def compared(chapter: "StepChapter") -> str:
    """Return what is said of the differences."""
    if not chapter.step.output_errors[chapter.row].any():
        return (
            "The difference to the target says how far an output is off. Here all are "
            "exactly right."
        )
    return (
        "The difference to the target says how far an output is off, and to which side."
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


def purposes(chapter: "StepChapter") -> str:
    """Return what the loss of a sample is for, and what the mean over the set."""
    if chapter.trace.run.training.loss != "squared_error":
        return _purposes_of_any_loss(chapter)
    if len(chapter.step.samples) == 1:
        return (
            "This number, the squared error of one sample, drives the update. Progress "
            "is measured by another: the mean over the whole training set."
        )
    if len(chapter.step.samples) == chapter.trace.data.train_size:
        return (
            "Progress is measured by the mean over the training set. As every step "
            "here takes the whole set, that mean drives the update, too."
        )
    return (
        "The squared errors of a batch drive its update. Progress is measured by "
        "another number: the mean over the whole training set."
    )


def _purposes_of_any_loss(chapter: "StepChapter") -> str:
    if len(chapter.step.samples) == 1:
        return (
            "This number, the loss of one sample, drives the update. Progress is "
            "measured by another: the mean over the whole training set."
        )
    if len(chapter.step.samples) == chapter.trace.data.train_size:
        return (
            "Progress is measured by the mean over the training set. As every step "
            "here takes the whole set, that mean drives the update, too."
        )
    return (
        "The losses of a batch drive its update. Progress is measured by another "
        "number: the mean over the whole training set."
    )


def compared_with_mean(chapter: "StepChapter") -> str:
    """Return how the sample compares with the mean over the training set."""
    if chapter.trace.data.train_size == 1:
        return "This training set has only one sample, so here both are the same."
    paths = sample_loss(chapter), set_loss(chapter)
    places = chapter.decimals(paths, "cost")
    one, mean = (chapter.shown(path, "cost", places) for path in paths)
    if one == mean:
        return "This sample lies right on the mean."
    if chapter.value(paths[0]) > chapter.value(paths[1]):
        return "This sample lies above the mean: the network does worse on it."
    return "This sample lies below the mean: the network does better on it."
