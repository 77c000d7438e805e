"""Cross-entropy in letters and words, for outputs by sigmoid and by softmax."""

from dataclasses import replace

from scenes.notation.loss_form import Derivation, LossFormula, Quantity, Sentences

_BOTH = ("modern", "classic")

SOFTMAX_CROSS_ENTROPY = LossFormula(
    name="cross-entropy",
    mean_name="mean cross-entropy",
    title="The cross-entropy",
    whole=dict.fromkeys(
        _BOTH, "- total(sum_k) summand(target({y}_k) ln output({a}_k))"
    ),
    difference={
        "modern": Quantity("output({a}) - target({y})", "output_errors", "error"),
        "classic": Quantity("target({y}) - output({a})", "shortfalls", "error"),
    },
    summand=dict.fromkeys(
        _BOTH, Quantity("- target({y}) ln output({a})", "loss_terms", "cost")
    ),
    factor=("1", 1.0),
    gradient=dict.fromkeys(_BOTH, "- target({y}{k}) slash output({a}{k})"),
    derivation=dict.fromkeys(
        _BOTH,
        Derivation(
            "(- target({y}) ln output({a}))",
            "- target({y}) dot.op 1 slash output({a})",
            (),
        ),
    ),
    sentences=Sentences(
        mixed="But what counts is surprise: minus the logarithm of the share that "
        "went to the truth. Nothing for all of it, more and more for less.",
        alike="But what counts is surprise: minus the logarithm of the share that "
        "went to the truth. Nothing for all of it, more and more for less.",
        gathered="All together make one area: the sum over the outputs.",
        gathered_one="There is only one output, so this is the whole sum.",
        scaled="That is the cross-entropy of this sample.",
        question="How does it change?",
        derived=dict.fromkeys(
            _BOTH,
            "Differentiated, the logarithm leaves one over the output: the less an "
            "output gave to the truth, the steeper its loss.",
        ),
    ),
    is_square=False,
)

SIGMOID_CROSS_ENTROPY = replace(
    SOFTMAX_CROSS_ENTROPY,
    whole=dict.fromkeys(
        _BOTH,
        "inline(- total(sum_k) summand(target({y}_k) ln output({a}_k))) \\ "
        "inline(- total(sum_k) summand((1 - target({y}_k)) ln (1 - output({a}_k))))",
    ),
    summand=dict.fromkeys(_BOTH, Quantity("{C}_k", "loss_terms", "cost")),
    gradient=dict.fromkeys(
        _BOTH,
        "(1 - target({y}{k})) / (1 - output({a}{k})) - target({y}{k}) / output({a}{k})",
    ),
    derivation=dict.fromkeys(_BOTH, Derivation("{C}_k", "", ())),
)
