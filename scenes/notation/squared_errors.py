"""The two squared errors in letters and words: half the sum, and the mean."""

from dataclasses import replace

from scenes.notation.loss_form import DIFFERENCE, LossFormula, Quantity

_OFF = (  # how each notation writes how far an output is off
    ("modern", "", "output({a}{k}) - target({y}{k})"),
    ("classic", "-", "target({y}{k}) - output({a}{k})"),
)

SQUARED_ERROR = LossFormula(
    name="squared error",
    mean_name="mean squared error",
    whole={
        "modern": "factor(1/2) total(sum_{output}) "
        "summand((difference(output({a}_{output}) - target({y}_{output})))^2)",
        "classic": "factor(1/2) total(sum_{output}) "
        "summand((difference(target({y}_{output}) - output({a}_{output})))^2)",
    },
    difference=DIFFERENCE,
    summand={
        "modern": Quantity("(output({a}) - target({y}))^2", "squared_errors", "cost"),
        "classic": Quantity("(target({y}) - output({a}))^2", "squared_errors", "cost"),
    },
    factor=("1/2", 0.5),
    gradient={
        "modern": "output({a}{k}) - target({y}{k})",
        "classic": "-(target({y}{k}) - output({a}{k}))",
    },
    steps={
        notation: (f"1/2 ({off})^2", f"{sign} struck(1/2) dot.op struck(2) ({off})")
        for notation, sign, off in _OFF
    },
)

MEAN_SQUARED_ERROR = replace(
    SQUARED_ERROR,
    name="squared error, mean over K",
    mean_name="mean over the training set",
    whole={
        notation: whole.replace("factor(1/2)", "factor(1/K)")
        for notation, whole in SQUARED_ERROR.whole.items()
    },
    factor=("1/{outputs}", None),
    gradient={
        "modern": "2 slash K thin (output({a}{k}) - target({y}{k}))",
        "classic": "-2 slash K thin (target({y}{k}) - output({a}{k}))",
    },
    steps={notation: (f"1/K ({off})^2",) for notation, _, off in _OFF},
)
