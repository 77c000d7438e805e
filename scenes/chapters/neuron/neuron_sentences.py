"""What is said of one unit: of pixels or of other inputs, and by what comes out."""

from collections.abc import Mapping

from scenes.engine.arrays import Numbers

PIXELS = {
    "everyone": "Every pixel comes with its brightness, | and for every pixel the unit "
    "has a weight of its own.",
    "signs": "Blue weights are positive, | hollow ochre ones negative.",
    "positive": "Blue weights are positive: | here all of them are.",
    "negative": "Hollow ochre weights are negative: | here all of them are.",
    "zero": "Here every weight is | zero.",
    "one": "Take one of them: | the weight w of this pixel.",
    "indices": "The first index says where it leads to: | unit {to}. | The second, "
    "where it comes from: | pixel {source}. | The small number above is the layer.",
    "adds": "Weight | times brightness: | that is what this pixel adds.",
    "takes": "Weight | times brightness: | that is what this pixel takes away.",
    "every": "The same for every pixel: | its brightness shines through its weight, | "
    "and the product is what is left.",
}
IN_INK = {  # on white a bright pixel is a dark one
    **PIXELS,
    "everyone": "Every pixel comes with its ink, | and for every pixel the unit has a "
    "weight of its own.",
    "adds": "Weight | times ink: | that is what this pixel adds.",
    "takes": "Weight | times ink: | that is what this pixel takes away.",
    "every": "The same for every pixel: | its ink shows through its weight, | and the "
    "product is what is left.",
}
INPUTS = {
    "everyone": "Every input comes with its value, | and every edge into the unit has "
    "a weight of its own.",
    "signs": "Blue weights are positive, | dashed ochre ones negative.",
    "positive": "Blue weights are positive: | here all of them are.",
    "negative": "Dashed ochre weights are negative: | here all of them are.",
    "zero": "Here every weight is | zero.",
    "one": "Take one of them: | the weight w of this input.",
    "indices": "The first index says where it leads to: | unit {to}. | The second, "
    "where it comes from: | input {source}. | The small number above is the layer.",
    "adds": "Weight | times value: | that is what this input adds.",
    "takes": "Weight | times value: | that is what this input takes away.",
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
    "one": "Let us call it w: | it is a plain number, nothing more.",
}
NOTHING = "Weight | times input: | here that is zero, so it adds nothing."

AGAIN = {  # where the film has told of another step
    "unit": "Into one unit once more: | what does it do at this step?",
    "weights": "These are its weights now: | signs and sizes at a glance.",
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
            "All {count} products run to the unit | and pile up: {told} one by one, "
            "then the other {rest} together. Hollow bars take away."
            if (products < 0).any()
            else "All {count} products run to the unit | and pile up: {told} one by "
            "one, then the other {rest} together."
        )
    return (
        "The products run to the unit | and pile up, one after the other. Hollow bars "
        "take away."
        if (products < 0).any()
        else "The products run to the unit | and pile up, one after the other."
    )


def bias(value: float) -> str:
    """Return what the bias does."""
    if value == 0:
        return (
            "Last comes the bias, | a number of the unit itself: here it is zero. | "
            "The pile ends at the weighted sum."
        )
    return (
        "Last comes the bias, | a number of the unit itself. | The pile ends at the "
        "weighted sum."
    )


def bent(total: float, activation: float, *, is_joint: bool) -> str:
    """Return what the activation function makes of the sum."""
    if is_joint:
        return (
            "Softmax weighs the sums of all units against each other: | what this unit "
            "gets of the whole is its activation."
        )
    if activation == 0:
        return (
            "The activation function bends the sum: | a point runs along the curve to "
            "this sum, | and the height there is zero. The unit stays silent."
        )
    if activation == total:
        return (
            "This sum passes the activation function | as it is: a point runs along it "
            "to this sum, | and the height there, the activation, is the sum again."
        )
    return (
        "The activation function bends the sum: | a point runs along the curve to this "
        "sum, | and the height there is the activation."
    )


def others(in_layer: int, layers: int) -> str:
    """Return who else does the same."""
    if in_layer > 1:
        return (
            "Multiply, add, bend: | that is all a unit does. | All units of the layer "
            "do it, each with weights of its own."
        )
    if layers > 1:
        return (
            "Multiply, add, bend: | that is all a unit does. | Every unit of the "
            "network does it, with weights of its own."
        )
    return (
        "Multiply, add, bend: | that is all a unit does. | And this network has no "
        "other unit."
    )
