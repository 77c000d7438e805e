"""Cross-entropy in letters and words, for outputs by sigmoid and by softmax."""

from dataclasses import replace

from scenes.notation.loss_form import DIFFERENCE, LossFormula, Quantity

_BOTH = ("modern", "classic")

SOFTMAX_CROSS_ENTROPY = LossFormula(
    name="cross-entropy",
    mean_name="mean cross-entropy",
    whole=dict.fromkeys(
        _BOTH,
        "- total(sum_{output}) summand(target({y}_{output}) ln output({a}_{output}))",
    ),
    difference=DIFFERENCE,
    summand=dict.fromkeys(
        _BOTH, Quantity("- target({y}) ln output({a})", "loss_terms", "cost")
    ),
    factor=("1", 1.0),
    gradient=dict.fromkeys(_BOTH, "- target({y}{k}) slash output({a}{k})"),
    is_square=False,
)

SIGMOID_CROSS_ENTROPY = replace(
    SOFTMAX_CROSS_ENTROPY,
    whole=dict.fromkeys(
        _BOTH,
        "inline(- total(sum_{output}) "
        "summand(target({y}_{output}) ln output({a}_{output}))) \\ "
        "inline(- total(sum_{output}) "
        "summand((1 - target({y}_{output})) ln (1 - output({a}_{output}))))",
    ),
    summand=dict.fromkeys(_BOTH, Quantity("{C}_{output}", "loss_terms", "cost")),
    gradient=dict.fromkeys(
        _BOTH,
        "(1 - target({y}{k})) / (1 - output({a}{k})) - target({y}{k}) / output({a}{k})",
    ),
)
