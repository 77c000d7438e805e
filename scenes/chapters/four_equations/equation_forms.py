"""The four equations in letters, term by term: tiles stand below them."""

from scenes.notation.symbols import FUNCTIONS

Terms = list[tuple[str, str, str]]  # name, letters, role; none of a sign
# What makes δ at the outputs, by how it comes about; what comes together is a group.
ERROR = ["answer", "target"]
OPERANDS: dict[str, list[list[str]]] = {
    "slope": [ERROR, ["slope"]],
    "plain": [ERROR],
    "scaled": [ERROR],
    "joint": [["jacobian"], ["cost"]],
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
    """Return δ at the outputs, term by term."""
    terms: Terms = [("delta", "delta^L", "error"), ("is", "=", "")]
    kind = kind_of_output(loss, output)
    if kind == "joint":
        terms.append(("jacobian", "((partial {a})/(partial {z}))^T", "activation"))
        return [*terms, ("cost", "(partial {C})/(partial {a})", "cost")]
    factor = "2/K " if loss.startswith("mean") else ""
    left, right = ("\\(", "\\)") if factor or kind == "slope" else ("", "")
    first, second = ("{a}^L", "activation"), ("{y}", "text")
    names = ["answer", "target"]
    if notation == "classic":
        first, second, names = second, first, names[::-1]
        left, right, factor = "\\(", "\\)", f"-{factor}"
    terms += [
        (names[0], f"{factor}{left}{first[0]}", first[1]),
        ("minus", "-", ""),
        (names[1], f"{second[0]}{right}", second[1]),
    ]
    if kind == "slope":
        derived = FUNCTIONS[output][1]
        terms += [("by", "⊙", ""), ("slope", f"{derived}({{z}}^L)", "activation")]
    return terms


def back_terms(hidden: str) -> Terms:
    """Return δ one layer back, term by term; the transposition is marked."""
    return [
        ("delta", "delta^ell", "error"),
        ("is", "=", ""),
        ("weights", "turned(\\()W^(ell+1) turned(\\))^turned(T)", "text"),
        ("after", "delta^(ell+1)", "error"),
        ("by", "⊙", ""),
        ("slope", f"{FUNCTIONS[hidden][1]}({{z}}^ell)", "activation"),
    ]


def gradient_terms(*, is_batch: bool) -> tuple[Terms, Terms]:
    """Return the gradients of biases and weights, term by term."""
    mean, total = ("1/B thin ", "1/B sum_n ") if is_batch else ("", "")
    biases = [
        ("gradient", "(partial {C})/(partial b^ell)", "text"),
        ("is", "=", ""),
        ("delta", f"{total}delta_n^ell" if is_batch else "delta^ell", "error"),
    ]
    weights = [
        ("gradient", "(partial {C})/(partial W^ell)", "text"),
        ("is", "=", ""),
        ("delta", f"{mean}delta^ell", "error"),
        ("incoming", "({a}^(ell-1))^T", "activation"),
    ]
    return biases, weights


def procedure(hidden: str) -> tuple[str, str]:
    """Return what else a training does: forwards before, and the update after it."""
    name = FUNCTIONS[hidden][0]
    return (
        f"activation({{a}}^ell) = {name}(W^ell activation({{a}}^(ell-1)) + b^ell)",
        "w <- w - update(eta) (partial {C})/(partial w)",
    )
