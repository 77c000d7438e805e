"""Shipped experiments with slips in them: told in lines, or trained and written."""

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from mutations import changed, document, ended, lines_moved, scribbled

from backprop_core import SpecError
from backprop_core.assets import asset
from backprop_core.schedule import Schedule
from backprop_core.spec.run_tables import DataSpec, NetworkSpec, TrainingSpec
from film.spec import Experiment, FilmSpec

CASES = 450
SHIPPED = [
    *(f"experiments/{name}.toml" for name in ("digits", "digits14", "tiny", "xor")),
    "starter.toml",
]
# Two chapters that need little beyond the step: the slips are what is looked at.
TEXTS = [
    asset(name)
    .read_text("utf-8")
    .replace("[film]", '[film]\nchapters = ["neuron", "loss"]')
    for name in SHIPPED
]
KEYS = {
    "data": [*DataSpec.model_fields],
    "network": [*NetworkSpec.model_fields],
    "training": [*TrainingSpec.model_fields],
    "film": [*FilmSpec.model_fields],
}
MOST = 3e9  # multiplications that are worth the while


def slipped(case):
    """The bytes of an experiment with slips, the same for the same case."""
    random = Random(case)
    text = random.choice(TEXTS)
    if case % 3 == 0:
        return scribbled(text.encode(), random)
    if case % 3 == 1 and random.random() < 0.3:
        return lines_moved(text, random).encode()
    return document(changed(tomllib.loads(text), random, KEYS)).encode()


def cost(path):
    """About how many multiplications its training takes; none if it is refused."""
    try:
        run = Experiment.load(path).run
    except SpecError:
        return 0
    schedule = Schedule.of(run, len(run.dataset().inputs))
    weights = sum(one * other for one, other in pairwise(run.network.layers))
    return 6 * schedule.step_count * schedule.batch_size * weights


@pytest.mark.parametrize("case", range(CASES))
def test_slips_end_in_lines_or_in_a_trace(case):
    """Status 0 or 2 (1: it diverges); every line names the file; nothing half-made."""
    path = Path("mine.toml")
    path.write_bytes(slipped(case))
    before = path.read_bytes()
    if cost(path) > MOST:
        return
    status, out, told = ended("train", str(path), allowed=(0, 1, 2))
    assert path.read_bytes() == before
    left = {each.name for each in Path().iterdir()} - {"mine.toml"}
    assert left == ({"mine.safetensors"} if status == 0 else set())
    if status == 2:
        assert out == ""
        for line in told.splitlines():
            assert re.match(r"mine\.toml:(\d+:)? .+\. .+[.?]$", line), line
    if status == 1:
        assert re.fullmatch(r"Training diverged: .+\. .+\.\n", told)
