"""Prints what every probe takes, beside the bound that its docstring names.

Run by `make bench`: for the digits, with squared error of sigmoids and with
cross-entropy of softmax; a probe that the digits do not fit looks at moons, or at a
sine. The best of at least two rounds counts.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from time import perf_counter

import numpy as np

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.assets import asset
from backprop_core.data.datasets import Dataset
from backprop_core.probes import PROBES
from backprop_core.probes.probe import Probe

MOST, SECONDS, ROUNDS = 5.0, 1.0, 2  # of any probe; of rounds, and so many at least
LOSSES = (("squared_error", "sigmoid"), ("cross_entropy", "softmax"))


def bound(probe: Probe) -> float:
    """The seconds that a probe's docstring allows it: `at most 20 ms for …`."""
    found = re.search(r"at\s+most\s+([\d.]+)\s+(m?s)\s+for", str(probe.compute.__doc__))
    if found is None:
        raise ValueError(f"{probe.name} names no bound: at most … s for the digits")
    return float(found[1]) / (1000 if found[2] == "ms" else 1)


def traces(loss: str, output: str) -> Iterator[Trace]:
    """The start of trainings on the digits, on two inputs, and on one."""
    run = RunSpec.load(asset("experiments/digits.toml"))
    network = run.network.model_copy(update={"output": output})
    training = run.training.model_copy(update={"loss": loss})
    # As many checkpoints as the landscape asks for.
    record = Recording((0,), checkpoints=tuple(range(0, 1001, 31)), whole=False)
    digits = run.model_copy(update={"network": network, "training": training})
    yield train(digits, record)
    small = network.model_copy(update={"layers": (2, 6, 4, 1), "output": "sigmoid"})
    yield train(
        RunSpec(data={"name": "moons"}, network=small, training=training), record
    )
    yield train(RunSpec.load(asset("experiments/sine.toml")), record)


def fitting(probe: Probe, runs: Iterable[RunSpec]) -> RunSpec:
    """The first run whose data a probe does not refuse."""
    return next(
        each for each in runs if not probe.objection(each, each.dataset(), 1000)
    )


def seconds(probe: Probe, trace: Trace, dataset: Dataset) -> float:
    """The shortest round of a probe."""
    times: list[float] = []
    while len(times) < ROUNDS or sum(times) < SECONDS:
        begin = perf_counter()
        with np.errstate(all="ignore"):
            probe.compute(trace, dataset)
        times.append(perf_counter() - begin)
    return min(times)


def report(loss: str, output: str) -> bool:
    """Print every probe with one loss; say whether all keep their bounds."""
    print(f"\n{loss} of {output} outputs")
    holds = True
    looked_at = {trace.run: trace for trace in traces(loss, output)}
    for probe in PROBES.values():
        trace = looked_at[fitting(probe, looked_at)]
        dataset = trace.run.dataset()
        time, most = seconds(probe, trace, dataset), bound(probe)
        kept = time <= most <= MOST
        holds = holds and kept
        verdict = "" if kept else "   missed"
        name = f"{probe.name} ({dataset.name})"
        print(f"  {name:30} {time:8.3f} s   ≤ {most:g} s{verdict}", flush=True)
    return holds


def main() -> int:
    """Print both losses; 1 if a probe takes longer than it says."""
    return 0 if all([report(*each) for each in LOSSES]) else 1


if __name__ == "__main__":
    sys.exit(main())
