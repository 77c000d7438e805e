"""The two squared errors in letters and words: half the sum, and the mean."""

from dataclasses import replace

from scenes.notation.loss_form import Derivation, LossFormula, Quantity, Sentences

SQUARED_ERROR = LossFormula(
    name="squared error",
    mean_name="mean squared error",
    title="The squared error",
    whole={
        "modern": "factor(1/2) total(sum_k) "
        "summand((difference(output({a}_k) - target({y}_k)))^2)",
        "classic": "factor(1/2) total(sum_k) "
        "summand((difference(target({y}_k) - output({a}_k)))^2)",
    },
    difference={
        "modern": Quantity("output({a}) - target({y})", "output_errors", "error"),
        "classic": Quantity("target({y}) - output({a})", "shortfalls", "error"),
    },
    summand={
        "modern": Quantity("(output({a}) - target({y}))^2", "squared_errors", "cost"),
        "classic": Quantity("(target({y}) - output({a}))^2", "squared_errors", "cost"),
    },
    factor=("1/2", 0.5),
    gradient={
        "modern": "output({a}{k}) - target({y}{k})",
        "classic": "-(target({y}{k}) - output({a}{k}))",
    },
    derivation={
        "modern": Derivation(
            "half(1/2) (output({a}) - target({y}))^two(2)",
            "half(1/2) dot.op two(2) (output({a}) - target({y}))",
            ("half", "two"),
        ),
        "classic": Derivation(
            "half(1/2) (target({y}) - output({a}))^two(2)",
            "-half(1/2) dot.op two(2) (target({y}) - output({a}))",
            ("half", "two"),
        ),
    },
    sentences=Sentences(
        mixed="Too high and too low must not cancel out, so each difference "
        "is squared. A large one now weighs far more than a small one.",
        alike="The difference is squared: whichever its sign, it counts "
        "against the network, and a large one far more than a small one.",
        gathered="All the squares together make one area: the sum over the outputs.",
        gathered_one="There is only one output, so its square is the whole sum.",
        scaled="Half of it is the squared error of this sample.",
        question="Why the half?",
        derived={
            "modern": "Why only half? Differentiated, the square leaves a "
            "factor of two, and the half cancels it. What is left is the "
            "difference itself.",
            "classic": "Why only half? Differentiated, the square leaves a "
            "factor of two, and the half cancels it. What is left is the "
            "difference, with its sign turned.",
        },
    ),
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
    derivation={
        "modern": Derivation(
            "1/K (output({a}) - target({y}))^2",
            "1 slash K dot.op 2 (output({a}) - target({y}))",
            (),
        ),
        "classic": Derivation(
            "1/K (target({y}) - output({a}))^2",
            "-1 slash K dot.op 2 (target({y}) - output({a}))",
            (),
        ),
    },
    sentences=replace(
        SQUARED_ERROR.sentences,
        scaled="Shared out among the outputs, it is the squared error of this sample.",
        question="How does it change?",
        derived=dict.fromkeys(
            ("modern", "classic"),
            "Differentiated, the square leaves a factor of two; the share of one "
            "output stays as it is. What is left is the difference, scaled.",
        ),
    ),
)
