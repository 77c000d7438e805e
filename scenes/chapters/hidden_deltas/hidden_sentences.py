"""What is said of the way back: of one unit or several, of a sample or a batch."""

from collections.abc import Mapping
from types import MappingProxyType

Both = Mapping[bool, str]

# By whether there is a single output.
CLOSE: Both = MappingProxyType(
    {
        False: "Wait. | The end of this chain is known already: | it is the δ of the "
        "outputs.",
        True: "Wait. | The end of this chain is known already: | it is the δ of the "
        "output.",
    }
)
TREMBLE: Both = MappingProxyType(
    {
        False: "If this activation rises a little, | every sum that it feeds moves, | "
        "its weight times as much, | and the cost with each sum, δ times as much.",
        True: "If this activation rises a little, | the sum that it feeds moves, | its "
        "weight times as much, | and the cost with the sum, δ times as much.",
    }
)
ADD_UP: Both = MappingProxyType(
    {
        False: "So weight times δ comes back | through the same weights, and adds up: "
        "| so much the cost moves with this activation.",
        True: "So weight times δ comes back | through the same weight: | so much the "
        "cost moves with this activation.",
    }
)
# By whether a push is known.
RECALL: Both = MappingProxyType(
    {
        True: "This is what the push of one early weight measured. | Let us find it "
        "without pushing.",
        False: "A push would tell how the cost moves with one early weight. | Let us "
        "find it without pushing.",
    }
)
# By whether the curve of the unit is steep where it stands.
SLOPE: Both = MappingProxyType(
    {
        True: "How far its own sum moves it | depends on how steep its curve is. | "
        "Times that slope: it is the unit's δ.",
        False: "But its own sum cannot move it: | here its curve is flat. | Nothing "
        "comes through, and its δ is zero.",
    }
)
# By whether the last hidden layer has a single unit.
WHOLE: Both = MappingProxyType(
    {
        False: "All units of the layer at once: | back along every edge, | and each "
        "finds its δ.",
        True: "That was the whole layer: | a single unit. | It has found its δ.",
    }
)
BEFORE: Both = MappingProxyType(
    {
        False: "Now these are the ones that send: | nothing is computed twice. | The "
        "layer before collects from them.",
        True: "Now this unit is the one that sends: | nothing is computed twice. | The "
        "layer before collects from it.",
    }
)
# By whether more than one δ is left to find.
REST: Both = MappingProxyType(
    {
        True: "And so the rest closes: | what came back, times a slope, is the next δ, "
        "| and once more.",
        False: "And so the rest closes: | what came back, times the slope, is this "
        "unit's δ.",
    }
)
# By whether more than one layer is left.
RUN: Both = MappingProxyType(
    {
        True: "And on it goes, | layer by layer, | down to the very first.",
        False: "And on it goes, | one more layer, | and that is the very first.",
    }
)
# What was found, by a push and by one pass back; by whether the step is of a batch.
LINES: Mapping[bool, tuple[str, str]] = MappingProxyType(
    {
        False: ("by a push", "by one pass back"),
        True: ("mean (push)", "mean (one pass back)"),
    }
)
# By whether the step is of a batch and whether the push agrees as shown; None: no push.
COMPARISONS: Mapping[tuple[bool, bool | None], str] = MappingProxyType(
    {
        (False, None): "That is how far the cost moves with the weight: | nobody had "
        "to push.",
        (False, True): "And that is, digit for digit, | what the push had measured.",
        (False, False): "What the push had measured | is off by a little: its step "
        "was small, not infinitely small.",
        (True, None): "Averaged over the batch of {size}, | it is the gradient: nobody "
        "had to push.",
        (True, True): "Averaged over the batch of {size}, it is, | digit for digit, "
        "what the push had measured.",
        (True, False): "Averaged over the batch of {size}, it is | what the push had "
        "measured, but for a little.",
    }
)
MULTIPLY = "What is left: | what came in, | times a single δ."
PASSES = (
    "Pushing takes two passes for every single parameter. | This took one forward, | "
    "one backward: that is backpropagation."
)
COSTS = (
    "pushing: two passes for each of {count} parameters",
    "backpropagation: one forward, one backward",
)
# Where the film has told of another step; by whether there is a single output.
AGAIN: Both = MappingProxyType(
    {
        False: "The outputs know their δ. | Back they go through the weights of this "
        "step, | and the layer before collects its own.",
        True: "The output knows its δ. | Back it goes through the weights of this "
        "step, | and the layer before collects its own.",
    }
)
AGAIN_REST = "From layer to layer it goes, as far as the first."
AGAIN_END = "Once more one pass, | and all δ of this step are found."
END = "One pass back, | and every unit knows its δ. |"


def chain(columns: int, *, is_single: bool) -> str:
    """Return the way of a move through columns; the unit may feed a single other."""
    if columns < 3:
        return CHAINS[columns - 1]
    return CHAINS[3 if is_single else 2]


CHAINS = (
    "The weight moves its sum, | the sum the answer, | and the answer the cost.",
    "The weight moves its sum, | the sum its unit, | the unit the answer, | and the "
    "answer the cost.",
    "The weight moves its sum, | the sum its unit, | the unit all that it feeds, | "
    "those the answer, | and that the cost.",
    "The weight moves its sum, | the sum its unit, | the unit the next one, | that one "
    "the answer, | and the answer the cost.",
)
