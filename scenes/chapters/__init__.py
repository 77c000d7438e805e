"""What the film says: one folder and one Scene class a chapter; here is their table.

A chapter imports all other rooms of this package, and no other chapter.

The table is plain values, so that planning a film does not import Manim (1.8 s), nor
listing the chapters NumPy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from scenes import suiting
from scenes.home import HOMES

if TYPE_CHECKING:
    from backprop_core import RunSpec
    from scenes.chapter import Chapter


@dataclass(frozen=True, slots=True)
class ChapterEntry:
    """What a film has to know of a chapter before it renders it.

    A chapter about a step is told for each step of a film. The others are told once:
    in the middle of a step, about the first of them (``once``), or about the whole
    training.

    ``reads`` lists the trace fields that the pictures show, as patterns of
    ``backprop_core.view``; the chapter sees no others. A chapter that shows the title
    of the film or the name of the experiment adds ``setting.title`` or
    ``setting.experiment``. It gets those of ``extras`` that the experiment can give.
    """

    name: str
    title: str
    about: Literal["step", "once", "training"]
    reads: tuple[str, ...]
    probes: tuple[str, ...] = ()  # without these it is left out of a film
    extras: tuple[str, ...] = ()  # probes that it can do without
    question: str = ""  # on its card
    opens: str = ""  # the homes at its borders, of `scenes.home`
    closes: str = ""
    further: int = 0  # how many steps after its own it shows, if there are so many
    suits: Callable[["RunSpec"], str] = suiting.always  # "" or why it is left out

    @property
    def fields(self) -> tuple[str, ...]:
        """What the chapter sees of a trace: what it reads itself, and its homes."""
        read = [name for name in self.reads if not name.startswith("setting.")]
        for home in filter(None, (self.opens, self.closes)):
            read += HOMES[home].reads
        probes = (*self.probes, *self.extras)
        return (*dict.fromkeys(read), *(f"probes.{probe}" for probe in probes))

    @property
    def is_whole(self) -> bool:
        """Whether it shows how the training goes on to its end."""
        roots = {name.partition(".")[0] for name in self.reads}
        return self.about == "training" or not roots.isdisjoint(suiting.OF_THE_WHOLE)


CHAPTERS: dict[str, ChapterEntry] = {
    entry.name: entry
    for entry in (
        ChapterEntry(
            "opening",
            "Opening",
            "once",
            (
                "data",
                "network",
                "step.layers.weights",
                "step.layers.biases",
                "setting.title",
            ),
            probes=("first_answers",),
            extras=("decision_map", "answer_curve"),
            question="Who could write this program?",
            opens="aside",
            closes="sample arrives",
        ),
        ChapterEntry(
            "neuron",
            "One unit",
            "step",
            ("step.layers.inputs", "step.layers.sums", "step.layers.slopes"),
            question="What can one unit do?",
            opens="sample arrives",
            closes="first layer known",
        ),
        ChapterEntry(
            "forward_pass",
            "Forward pass",
            "step",
            (
                "step.targets",
                "step.predictions",
                "step.labels",
                "step.layers.inputs",
                "step.layers.sums",
                "step.layers.slopes",
            ),
            question="What does the network answer?",
            opens="first layer known",
            closes="answered",
        ),
        ChapterEntry(
            "loss",
            "Loss",
            "step",
            (
                "step.targets",
                "step.output_errors",
                "step.loss_terms",
                "step.sample_losses",
                "step.loss",
                "step.layers.inputs",
                "step.layers.activation_gradient",
                "run.training.loss",
            ),
            probes=("sample_costs",),
            question="How wrong is that, as one number?",
            opens="answered",
            closes="measured",
        ),
        ChapterEntry(
            "blame",
            "Blame",
            "once",
            (
                "step.loss",
                "step.sample_losses",
                "step.layers.inputs",
                "step.layers.weight_gradient",
                "network",
            ),
            question="Whose doing was it?",
            opens="measured",
            closes="measured",
        ),
        ChapterEntry(
            "chain_rule",
            "The chain rule",
            "once",
            (
                "step.targets",
                "step.sample_losses",
                "step.layers.inputs",
                "step.layers.sums",
                "step.layers.slopes",
                "step.layers.activation_gradient",
                "step.layers.deltas",
                "run.training.loss",
            ),
            question="How do rates combine?",
            opens="measured",
            closes="measured",
        ),
        ChapterEntry(
            "output_delta",
            "Error at the output",
            "step",
            (
                "step.targets",
                "step.loss_terms",
                "step.sample_losses",
                "step.layers.inputs",
                "step.layers.sums",
                "step.layers.slopes",
                "step.layers.activation_gradient",
                "run.training.loss",
            ),
            question="How much does one weight matter?",
            opens="measured",
            closes="outputs know",
        ),
        ChapterEntry(
            "nudge",
            "A push",
            "step",
            ("step.layers.inputs",),
            probes=("nudge",),
            question="Could we just try?",
            opens="outputs know",
            closes="outputs know",
        ),
        ChapterEntry(
            "hidden_deltas",
            "Error flows back",
            "step",
            (
                "step.layers.inputs",
                "step.layers.sums",
                "step.layers.slopes",
                "step.layers.activation_gradient",
                "step.layers.weight_gradient",
                "run.training.loss",
            ),
            probes=("nudge",),
            question="Can one pass find them all?",
            opens="outputs know",
            closes="all know",
        ),
        ChapterEntry(
            "four_equations",
            "Four equations",
            "once",
            (
                "step.output_errors",
                "step.layers.inputs",
                "step.layers.sums",
                "step.layers.slopes",
                "step.layers.activation_gradient",
                "step.layers.weight_gradient",
                "step.layers.bias_gradient",
                "run.training.loss",
            ),
            question="Is that all?",
            opens="all know",
            closes="all know",
        ),
        ChapterEntry(
            "weight_update",
            "Weight update",
            "step",
            (
                "step.learning_rate",
                "step.loss",
                "step.loss_after",
                "step.targets",
                "step.predictions",
                "step.labels",
                "step.sample_losses",
                "step.layers.inputs",
                "step.layers.slopes",
                "step.layers.weight_gradient",
                "step.layers.bias_gradient",
                "step.layers.weight_update",
                "step.layers.bias_update",
                "run.training.optimizer",
                "run.training.freeze",
            ),
            probes=("stale_deltas", "second_pass"),
            question="And now?",
            opens="all know",
            closes="updated",
        ),
        ChapterEntry(
            "algorithm",
            "Algorithm",
            "once",
            (
                "step.layers.inputs",
                "step.layers.activations",
                "step.layers.sums",
                "step.layers.deltas",
                "step.layers.weight_update",
                "step.layers.bias_update",
                "step.loss",
                "run.training",
                "epochs.step",
                "final.step",
            ),
            question="Could you write it down?",
            opens="updated",
            closes="aside",
            further=2,
        ),
        ChapterEntry(
            "descent",
            "Descent",
            "training",
            ("network", "run.training.batch_size"),
            probes=("landscape", "walkers"),
            question="Where does it lead?",
            opens="aside",
            closes="learned",
        ),
        ChapterEntry(
            "training",
            "Training",
            "training",
            ("network",),
            probes=("examination", "batch_sizes", "first_gradients"),
            extras=("decision_map", "answer_curve"),
            question="Does it learn?",
            opens="learned",
            closes="learned",
        ),
        ChapterEntry(
            "depth",
            "Depth",
            "training",
            ("network",),
            probes=("relu_twin",),
            question="Does the error reach the first layers?",
            opens="learned",
            closes="learned",
            suits=suiting.with_hidden_layers,
        ),
        ChapterEntry(
            "rivals",
            "Rivals",
            "training",
            ("network", "run.training.batch_size"),
            probes=("optimizers",),
            question="Is there another way?",
            opens="learned",
            closes="learned",
        ),
        ChapterEntry(
            "history",
            "History",
            "once",
            ("final.weights",),
            question="Who found it?",
            opens="learned",
            closes="sample arrives",
        ),
        ChapterEntry(
            "closing",
            "What has changed",
            "once",
            (
                "step.layers.inputs",
                "step.loss",
                "step.sample_losses",
                "step.predictions",
                "step.labels",
                "run.training.loss",
                "epochs.loss",
                "epochs.accuracy",
                "epochs.test_accuracy",
                "final.step",
                "final.weights",
                "final.biases",
            ),
            probes=("last_pass",),
            question="What has changed?",
            opens="sample arrives",
            closes="trained",
        ),
    )
}


def chapter_class(name: str) -> "type[Chapter]":
    """Return the Scene class of a chapter; this imports Manim."""
    module = import_module(f"scenes.chapters.{name}.{name}")
    class_name = "".join(word.title() for word in name.split("_"))
    found: type[Chapter] = getattr(module, class_name)
    return found
