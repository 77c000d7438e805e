"""The four equations in letters, term by term: tiles stand below them."""

from scenes.notation.loss_formulas import formula_of, gradient
from scenes.notation.symbols import FUNCTIONS

Terms = dict[str, str]  # letters by name
ROLES = {
    **dict.fromkeys(("delta", "after"), "error"),
    **dict.fromkeys(("slope", "jacobian", "incoming"), "activation"),
}


def kind_of_output(loss: str, output: str) -> str:
    """Return how δ at the outputs comes about: by slope, plain, scaled or joint."""
    if loss == "cross_entropy":
        return "plain"
    if output == "softmax":
        return "joint"
    if output == "identity":
        return "plain" if loss == "squared_error" else "scaled"
    return "slope"


def output_terms(loss: str, output: str, notation: str) -> Terms:
    """Return δ at the outputs."""
    kind, left = kind_of_output(loss, output), {"delta": "delta^L", "is": "="}
    if kind == "joint":
        slopes = "((partial {a})/(partial {z}))^T"
        return {**left, "jacobian": slopes, "rate": "(partial {C})/(partial {a})"}
    # The slope of a curve that cancels against the cross-entropy leaves this error.
    form = formula_of("squared_error" if kind == "plain" else loss, output)
    rate = gradient(form, notation, index="").replace("{a}", "{a}^L")
    if kind != "slope":
        return {**left, "rate": rate}
    rate = f"({rate})" if rate.startswith("output") else rate
    return {
        **left,
        "rate": rate,
        "by": "⊙",
        "slope": f"{FUNCTIONS[output][1]}({{z}}^L)",
    }


def back_terms(hidden: str) -> Terms:
    """Return δ one layer back; the transposition is marked."""
    return {
        "delta": "delta^ell",
        "is": "=",
        "weights": "turned(\\()W^(ell+1) turned(\\))^turned(T)",
        "after": "delta^(ell+1)",
        "by": "⊙",
        "slope": f"{FUNCTIONS[hidden][1]}({{z}}^ell)",
    }


def gradient_terms(*, is_batch: bool) -> tuple[Terms, Terms]:
    """Return the gradients of biases and weights."""
    mean, total = ("1/B thin ", "1/B sum_n ") if is_batch else ("", "")
    biases = {
        "gradient": "(partial {C})/(partial b^ell)",
        "is": "=",
        "delta": f"{total}delta_n^ell" if is_batch else "delta^ell",
    }
    weights = {
        "gradient": "(partial {C})/(partial W^ell)",
        "is": "=",
        "delta": f"{mean}delta^ell",
        "incoming": "({a}^(ell-1))^T",
    }
    return biases, weights
