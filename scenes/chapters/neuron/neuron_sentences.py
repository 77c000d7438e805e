"""What is said of one unit: of pixels or of other inputs, and by what comes out."""

from collections.abc import Mapping

from scenes.engine.arrays import Numbers

FLY = "Let us fly | into one unit. |"


def _of(drawn: str, each: str, value: str, others: str) -> Mapping[str, str]:
    """Return what is said of inputs; a negative weight is ``drawn``, ``others`` follow.

    On white a bright pixel is a dark one, so that its value is ink.
    """
    lead = f"{FLY} Every {each} has a weight:"
    product = f"Weight | times {value}: | that is what this {each}"
    return {
        "signs": f"{lead} | blue is positive, | {drawn} ochre negative.",
        "positive": f"{lead} | here all are positive, | and so blue.",
        "negative": f"{lead} | here all are negative, | and so {drawn} and ochre.",
        "zero": f"{lead} | here every weight | is zero.",
        "indices": "Take one: | first index, where it leads, unit {to}; | second, "
        f"where it starts, {each} {{source}}; | above, the layer.",
        "adds": f"{product} adds.{others}",
        "takes": f"{product} takes away.{others}",
        "nothing": f"Weight | times {value}: | here that is zero.{others}",
    }


EVERY_PIXEL = " So for every pixel: | its {} through its weight."
PIXELS = _of("hollow", "pixel", "brightness", EVERY_PIXEL.format("brightness shines"))
IN_INK = _of("hollow", "pixel", "ink", EVERY_PIXEL.format("ink shows"))
EVERY_OTHER = " The same for every other input: | its weight | times its value."
INPUTS = _of("dashed", "input", "value", EVERY_OTHER)
ALONE = f"{FLY} Its one input has a weight:"
ONLY_INPUT = {
    **_of("dashed", "input", "value", ""),
    "positive": f"{ALONE} | positive, | so its edge is blue.",
    "negative": f"{ALONE} | negative, | so its edge is ochre and dashed.",
    "zero": f"{ALONE} | here | it is zero.",
}

SILENT = "The unit stays silent."

AGAIN = {  # where the film has told of another step
    "unit": "Into one unit | once more: | these are its weights now.",
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
    return ONLY_INPUT if count == 1 else pixels if picture else INPUTS


def signs(weights: Numbers, said: Mapping[str, str]) -> str:
    """Return which signs weights have, and how each is drawn."""
    if not weights.any():
        return said["zero"]
    every = {"positive": (weights > 0).all(), "negative": (weights < 0).all()}
    return said[next((sign for sign, holds in every.items() if holds), "signs")]


def one_product(said: Mapping[str, str], product: float) -> str:
    """Return what one input adds or takes away."""
    return said["nothing" if not product else "adds" if product > 0 else "takes"]


def pile(products: Numbers, told: int) -> str:
    """Return how products pile up, if ``told`` of them get a bar of their own."""
    if len(products) == 1:
        what = "runs to the unit" if products.any() else "is zero"
        return f"The only product {what}, | and nothing else comes in."
    run = (
        "All {count} products run in | and pile up, the last {rest} together."
        if told < len(products)
        else "The products run in | and pile up, one after the other."
    )
    return f"{run} Hollow bars take away." if (products < 0).any() else run


def bias(value: float) -> str:
    """Return what the bias does."""
    own = "number" if value else "number, here zero"
    return f"Last, the bias, | the unit's own {own}: | that is the weighted sum."


def bent(total: float, activation: float, *, is_joint: bool) -> str:
    """Return what the activation function makes of the sum."""
    if is_joint:
        return (
            "Softmax weighs the sums of all units against each other: "
            "| what this unit gets of the whole is its activation."
        )
    if activation == total != 0:
        return (
            "The activation function leaves it: | along its line to this sum, "
            "| and the height is the sum again."
        )
    bent = "The activation function bends it: | along to this sum, | and the height is"
    return f"{bent} the activation." if activation else f"{bent} zero. {SILENT}"


def others(units: int) -> str:
    """Return who else does the same, in a network of so many units."""
    own = "Every unit does it, with its own weights"
    rest = own if units > 1 else "And this network has no other unit"
    return f"Multiply, add, bend: | that is all. | {rest}."
