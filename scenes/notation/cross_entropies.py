"""Cross-entropy in letters and words, for outputs by sigmoid and by softmax."""

from dataclasses import replace

from scenes.notation.loss_form import DIFFERENCE, LossFormula, Quantity
from scenes.notation.squared_errors import SQUARED_ERROR

_BOTH = ("modern", "classic")
_AM, _YM = "output({a}_{output})", "target({y}_{output})"
_AR, _YR = "output({a}_{other})", "target({y}_{other})"
_RATE = "(1 - target({y}{k})) / (1 - output({a}{k})) - target({y}{k}) / output({a}{k})"
_SLOPE = "output({a}) (1 - output({a}))"

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
    steps=dict.fromkeys(_BOTH, ("- target({y}{k}) ln output({a}{k})",)),
    cancelled={
        notation: (
            f"- {_YM}/struck({_AM}) dot.op struck({_AM}) (1 - {_AM}) + sum_({{other}} "
            f"!= {{output}}) {_YR}/struck({_AR}) dot.op struck({_AR}) thin {_AM}",
            f"= - {_YM} + {_AM} sum_{{other}} {_YR}",
            f"= {rest}",
        )
        for notation, rest in SQUARED_ERROR.gradient.items()
    },
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
    gradient=dict.fromkeys(_BOTH, _RATE),
    steps=dict.fromkeys(
        _BOTH,
        ("- target({y}) ln output({a}) - (1 - target({y})) ln (1 - output({a}))",),
    ),
    cancelled={
        notation: (
            f"({_RATE}) dot.op {_SLOPE}",
            f"= ({rest})/struck({_SLOPE}) dot.op struck({_SLOPE})",
            f"= {rest}",
        )
        for notation, rest in SQUARED_ERROR.gradient.items()
    },
)
