"""What the shipped experiments promise."""

import subprocess
import sys

import pytest

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset

EPOCHS = 12  # of the 30; from every seed the last 18 make it better still
# Prints the share of unseen digits read right for each seed that it is given.
ACCURACIES = """
import sys
from backprop_core import Recording, RunSpec, train
run = RunSpec.load(sys.argv[1])
epochs = int(sys.argv[2])
record = Recording(steps=(epochs * 1437 - 1,), whole=False)
for seed in map(int, sys.argv[3:]):
    training = run.training.model_copy(update={"seed": seed})
    seeded = run.model_copy(update={"training": training})
    print(train(seeded, record).epochs[epochs].test_accuracy)
"""


def accuracies(*seeds):
    """A process that trains the digits from one seed after the other."""
    command = [sys.executable, "-c", ACCURACIES, asset("experiments/digits.toml")]
    return subprocess.Popen(
        [*command, str(EPOCHS), *map(str, seeds)], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.proof
def test_the_digits_are_learnt_from_every_seed():
    """At least 85 % of the unseen digits are read right after 12 epochs, ten times."""
    # A training takes about 1 s: two processes share the ten.
    with accuracies(*range(5)) as first, accuracies(*range(5, 10)) as second:
        output = first.communicate()[0] + second.communicate()[0]
    shares = [float(line) for line in output.split()]
    assert len(shares) == 10
    assert min(shares) >= 0.85


@pytest.mark.parametrize(
    ("name", "epoch", "metric", "least"),
    [("digits", 30, "test_accuracy", 0.85), ("xor", 1000, "accuracy", 1.0)],
)
def test_the_untrained_answer_is_wrong_and_the_trained_one_right(
    name, epoch, metric, least
):
    """The film begins with a mistake, which the training puts right, with most."""
    run = RunSpec.load(asset(f"experiments/{name}.toml"))
    trace = train(run, Recording(steps=(0,), probes=("last_pass",)))
    step, end = trace.steps[0], trace.probes["last_pass"].steps[0]
    told = step.focus.sample
    assert step.predictions[told] != step.labels[told] == end.predictions[told]
    assert getattr(trace.epochs[epoch], metric) >= least


def test_the_first_step_lowers_the_cost(experiment):
    """The same samples cost less after the first update."""
    step = train(RunSpec.load(experiment), Recording((0,), whole=False)).steps[0]
    assert step.loss_after < step.loss
