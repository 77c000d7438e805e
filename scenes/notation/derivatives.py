"""How ∂C/∂a of an output is worked out, line by line, for each loss; and what cancels.

Sources are as in ``loss_formulas``; ``first`` and ``second`` mark two pieces of a line
that cancel each other, and so do ``third`` and ``fourth``.
"""

Lines = tuple[str, ...]

_DIFFERENCE = {"modern": "({a} - {y})", "classic": "({y} - {a})"}
_SIGN = {"modern": "", "classic": "-"}
_PLAIN = {"modern": "{a} - {y}", "classic": "-({y} - {a})"}


def _squared(notation: str) -> Lines:
    difference, sign = _DIFFERENCE[notation], _SIGN[notation]
    return (
        f"1/2 {difference}^2",
        f"{sign} first(1/2) dot.op second(2) {difference}",
        f"= {_PLAIN[notation]}",
    )


def _mean_squared(notation: str) -> Lines:
    difference, sign = _DIFFERENCE[notation], _SIGN[notation]
    return (f"1/K {difference}^2", f"{sign} 2/K {difference}")


def _logarithms(notation: str) -> Lines:
    below = "{a} (1 - {a})"
    return (
        "- {y} ln {a} - (1 - {y}) ln (1 - {a})",
        "- {y}/{a} + (1 - {y})/(1 - {a})",
        f"= {_SIGN[notation]} ({_DIFFERENCE[notation][1:-1]})/({below})",
    )


def _logarithm(_: str) -> Lines:
    return ("- {y}_{other} ln {a}_{other}", "- {y}_{other}/{a}_{other}")


_BY_LOSS = {"squared_error": _squared, "mean_squared_error": _mean_squared}
_BY_OUTPUT = {"sigmoid": _logarithms, "softmax": _logarithm}  # of a cross-entropy


def derivative(loss: str, output: str, notation: str) -> Lines:
    """Return what an output adds to the cost, then its derivative, line by line."""
    lines = _BY_LOSS[loss] if loss in _BY_LOSS else _BY_OUTPUT[output]
    return lines(notation)


def cancelled(output: str, notation: str) -> Lines:
    """Return how δ of a cross-entropy comes to a − y, for sigmoid and softmax."""
    if output == "sigmoid":
        top = _DIFFERENCE[notation][1:-1]
        below = "{a} (1 - {a})"
        return (
            f"{_SIGN[notation]} ({top})/(first({below})) dot.op second({below})",
            f"= {_PLAIN[notation]}",
        )
    plain = _PLAIN[notation].replace("}", "}_{output}")
    return (
        "- {y}_{output}/first({a}_{output}) dot.op second({a}_{output}) "
        "(1 - {a}_{output}) + sum_({other} != {output}) "
        "{y}_{other}/third({a}_{other}) dot.op fourth({a}_{other}) thin {a}_{output}",
        "= - {y}_{output} + {a}_{output} sum_{other} {y}_{other}",
        f"= {plain}",
    )
