"""What is said of one unit: of pixels or of other inputs, and by what comes out."""

from collections.abc import Mapping

from scenes.engine.arrays import Numbers


def _of(each: str, value: str, drawn: str) -> Mapping[str, str]:
    """Return what is said of inputs and their values; negative weights are ``drawn``.

    On white a bright pixel is a dark one, so that it has ink.
    """
    lead = f"Every {each} has its {value}, | the unit, for each, a weight: | "
    return {
        "signs": f"{lead}blue is positive, | {drawn} ochre negative.",
        "positive": f"{lead}here all are positive, | and so blue.",
        "negative": f"{lead}here all are negative, | and so {drawn} and ochre.",
        "zero": f"{lead}here every weight | is zero.",
        "indices": "Take one weight: | first index, where it leads to, unit {to}; | "
        f"second, where it comes from, {each} {{source}}; | above, the layer.",
        "adds": f"Weight | times {value}: | that is what this {each} adds.",
        "takes": f"Weight | times {value}: | that is what this {each} takes away.",
    }


PIXELS = {
    **_of("pixel", "brightness", "hollow"),
    "every": "So for every pixel: | its brightness shines through its weight.",
}
IN_INK = {
    **_of("pixel", "ink", "hollow"),
    "every": "So for every pixel: | its ink shows through its weight.",
}
INPUTS = {
    **_of("input", "value", "dashed"),
    "every": "The same for every other input: | its weight | times its value.",
}
ONLY_INPUT = {
    **INPUTS,
    "positive": "One input comes with its value, | and the edge into the unit has a "
    "weight. | It is positive, | so its edge is blue.",
    "negative": "One input comes with its value, | and the edge into the unit has a "
    "weight. | It is negative, | so its edge is ochre and dashed.",
    "zero": "One input comes with its value, | and the edge into the unit has a "
    "weight. | Here | it is zero.",
}
NOTHING = "Weight | times input: | here that is zero, so it adds nothing."

AGAIN = {  # where the film has told of another step
    "unit": "Into one unit once more: | what does it do now?",
    "weights": "These are its weights now: | signs | and sizes | at a glance.",
    "every": "Each of them | times what comes in.",
    "products": "The products | run in and pile up.",
    "product": "The product | runs in.",
    "bias": "On top of that | comes the bias, | and this is the sum.",
    "activation": "And of this sum | the activation function | makes this activation.",
    "others": "The other units of the layer | do the same, | and the layer is known.",
    "alone": "That was | the whole layer: | it is known.",
}


def of_inputs(count: int, picture: bool, theme: str) -> Mapping[str, str]:
    """Return what is said of the inputs of a unit."""
    pixels = IN_INK if theme == "light" else PIXELS
    several = pixels if picture else INPUTS
    return several if count > 1 else ONLY_INPUT


def signs(weights: Numbers, said: Mapping[str, str]) -> str:
    """Return which signs weights have, and how each is drawn."""
    if not weights.any():
        return said["zero"]
    every = {"positive": (weights > 0).all(), "negative": (weights < 0).all()}
    return said[next((sign for sign, holds in every.items() if holds), "signs")]


def one_product(said: Mapping[str, str], product: float) -> str:
    """Return what one input adds or takes away."""
    return said["adds" if product > 0 else "takes"] if product else NOTHING


def pile(products: Numbers, told: int) -> str:
    """Return how products pile up, if ``told`` of them get a bar of their own."""
    if not products.any() and len(products) == 1:
        return "The only product is zero, | and nothing else comes in."
    if len(products) == 1:
        return "The only product runs to the unit, | and nothing else comes in."
    if told < len(products):
        return (
            "All {count} products run in | and pile up: {told} one by one, then {rest} "
            "together. Hollow bars take away."
            if (products < 0).any()
            else "All {count} products run in | and pile up: {told} one by one, then "
            "{rest} together."
        )
    return (
        "The products run in | and pile up, one after the other. Hollow bars take away."
        if (products < 0).any()
        else "The products run in | and pile up, one after the other."
    )


def bias(value: float) -> str:
    """Return what the bias does."""
    if value == 0:
        return (
            "Last, the bias, | the unit's own number: here it is zero. | That is the "
            "weighted sum."
        )
    return "Last, the bias, | the unit's own number. | That is the weighted sum."


def bent(total: float, activation: float, *, is_joint: bool) -> str:
    """Return what the activation function makes of the sum."""
    if is_joint:
        return (
            "Softmax weighs the sums of all units against each other: | what this unit "
            "gets of the whole is its activation."
        )
    if activation == 0:
        return (
            "The activation function bends it: | along the curve to this sum, | and "
            "the height is zero. The unit stays silent."
        )
    if activation == total:
        return (
            "The activation function leaves it as it is: | along its line to this sum, "
            "| and the height is the sum again."
        )
    return (
        "The activation function bends it: | along the curve to this sum, | and the "
        "height is the activation."
    )


def others(in_layer: int, layers: int) -> str:
    """Return who else does the same."""
    if in_layer > 1:
        return (
            "Multiply, add, bend: | that is all. | Every unit of the layer does it, "
            "with its own weights."
        )
    if layers > 1:
        return (
            "Multiply, add, bend: | that is all. | Every unit of the network does it, "
            "with its own weights."
        )
    return "Multiply, add, bend: | that is all. | And this network has no other unit."
