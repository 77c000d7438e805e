"""Valid but extreme experiments: trained, planned and drawn, or refused with a cure."""

import re
from itertools import pairwise, product
from pathlib import Path
from random import Random

import numpy as np
import pytest
from mutations import HUGE, document

from backprop_core import SpecError, TrainingError, check_trace, train
from backprop_core.activations import ACTIVATIONS
from backprop_core.data.scalings import SCALINGS
from backprop_core.initializers import INITIALIZERS
from backprop_core.losses import LOSSES
from backprop_core.optimizers import OPTIMIZERS
from film.make import setting_of
from film.plan.shots import plan
from film.plan.target import Target
from film.render.still import still
from film.spec import Experiment
from scenes.chapters import CHAPTERS
from scenes.setting import LANGUAGES, NOTATIONS
from scenes.style import THEMES
from scenes.wording import worded

CASES = 320
TARGET = Target(160, 90, 5)
NAMES = [
    "a",
    "no",
    "sí",
    "Ω",
    "A" * 40,
    "un nombre larguísimo de verdad",
    "$x_1$",
    "<b>",
]
NAMES += [
    '"',
    "\\",
    "{}",
    "%s",
    "x\u0301",
    "Жук",
    "#",
    "_",
    "*bold*",
    "0",
    "-1e300",
    "//",
]
COMBINED = list(product(ACTIVATIONS, ACTIVATIONS, LOSSES, OPTIMIZERS))


def a_number(random):
    """A number of any size; every other is one of every day."""
    if random.random() < 0.5:
        return random.gauss(0, 1)
    return random.choice([*HUGE, 10.0 ** random.randint(-300, 300), 1e308, 1.0, 0.25])


def everyday(random):
    """A number as they come."""
    return random.gauss(0, 1)


def a_bit(random):
    """0 or 1, which every loss takes."""
    return float(random.randint(0, 1))


def rows(random, count, length, number):
    """Rows of numbers."""
    return [[number(random) for _ in range(length)] for _ in range(count)]


def an_experiment(case):
    """The tables of an experiment that is valid, and extreme somewhere."""
    random = Random(case)
    hidden, output, loss, optimizer = COMBINED[case * 37 % len(COMBINED)]
    if loss == "cross_entropy":
        output = random.choice(["sigmoid", "softmax"])
    sizes = [random.choice([1, 2, 3, 5, 30]) for _ in range(random.randint(2, 5))]
    sizes[-1] += output == "softmax"
    samples = random.choice([1, 2, 3, 7])
    network = {"layers": sizes, "output": output, **parameters(random, sizes)}
    if hidden != "softmax":
        network["activation"] = hidden
    training = {
        "loss": loss,
        "optimizer": optimizer,
        "learning_rate": random.choice([0.5, 0.5, 1e-300, 1e-9, 3.0, 1e8, 1e299]),
        "batch_size": random.choice([1, min(2, samples), "all"]),
        "max_steps": random.choice([1, 2, 9]),
        "seed": random.choice([0, 7, 2**40]),
        "shuffle": random.random() < 0.5,
    }
    if random.random() < 0.2:
        training["freeze"] = [random.choice(["biases", "layers[0]"])]
    return {
        "data": a_set(random, samples, sizes, output, loss),
        "network": network,
        "training": training,
        "film": {"steps": [random.choice([0, 0, -1])]},
    }


def a_set(random, samples, sizes, output, loss):
    """Samples, of which inputs or targets may be of any size, and their names."""
    inputs, outputs = sizes[0], sizes[-1]
    number, target = (random.choice([a_number, everyday]) for _ in range(2))
    if loss == "cross_entropy" or output != "identity":
        target = a_bit
    targets = rows(random, samples, outputs, target)
    if output == "softmax":
        targets = np.eye(outputs)[np.arange(samples) % outputs].tolist()
    data = {"inputs": rows(random, samples, inputs, number), "targets": targets}
    if random.random() < 0.3:
        data["scaling"] = random.choice(list(SCALINGS))
    if random.random() < 0.4 and inputs <= len(NAMES):
        data["features"] = random.sample(NAMES, inputs)
    if random.random() < 0.4 and 2 <= outputs <= len(NAMES):
        data["classes"] = random.sample(NAMES, outputs)
    return data


def parameters(random, sizes):
    """Where a network begins: with an initializer, or numbers of any size."""
    if random.random() < 0.6:
        return {"initializer": random.choice(list(INITIALIZERS))}
    number = random.choice([a_number, everyday])
    return {
        "weights": [rows(random, n, m, number) for m, n in pairwise(sizes)],
        "biases": [rows(random, 1, n, number)[0] for n in sizes[1:]],
    }


def refused(case, error):
    """Every line says what is wrong, and what would be right."""
    for line in str(error).splitlines():
        assert re.search(r"[.?] .+[.?]$", line), (case, line)
        assert len(line) < 1500


@pytest.mark.parametrize("case", range(CASES))
def test_extremes_are_drawn_or_refused(case):
    """All is finite and follows from the rest; a beat of a chapter is drawn."""
    random = Random(1000 + case)
    Path("mine.toml").write_text(document(an_experiment(case)), "utf-8")
    chapter = list(CHAPTERS)[case % len(CHAPTERS)]
    wishes = {
        "language": random.choice(list(LANGUAGES)),
        "notation": random.choice(list(NOTATIONS)),
        "theme": random.choice(list(THEMES)),
    }
    try:
        experiment = Experiment.load("mine.toml").amended(**wishes)
        told = chapter if chapter in experiment.film.chapters else "neuron"
        experiment = experiment.amended(chapters=[told])
        trace = train(experiment.run, experiment.recording())
    except (SpecError, TrainingError) as error:
        refused(case, error)
        return
    check_trace(trace)
    trace = worded(trace, experiment.film.language)
    setting = setting_of(experiment.film, captions=True, experiment="mine")
    shots = plan(trace, experiment.film, TARGET, setting)
    (shot,) = [shot for shot in shots if not shot.interlude]
    pixels = still(trace, shot, beat=1)
    assert np.ptp(pixels) > 50
