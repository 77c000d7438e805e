"""Prints how fast a training is, beside a bare loop and beside scikit-learn.

Run by `make bench`. All lines of a network are timed in turns and the best round of
each counts, so that a busy machine slows all of them alike. What a training does once,
before and after its steps, is taken off and has a line of its own.
"""

import sys
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from unittest.mock import patch

import numpy as np
from floor import descend
from sklearn.neural_network import MLPRegressor

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.descent import first_parameters
from backprop_core.recorder import Recorder

ROUNDS, SECONDS = 5, 15.0  # so many rounds at least, for so long for each network
RATE = 0.1
FLOOR, RECORDING, METRICS = 1.4, 1.5, 1.1  # the most that a step may take, as ratios
NOTHING = Recording(steps=())


@dataclass(frozen=True, slots=True)
class Case:
    """A network, its data, and how many passes over them are timed.

    `gain` is how many times faster than scikit-learn it has to be.
    """

    layers: tuple[int, ...]
    data: Mapping[str, object]
    batch: int
    epochs: int
    gain: float

    @property
    def name(self) -> str:
        """`64–10–5–10, batches of 32`."""
        how = f"batches of {self.batch}" if self.batch > 1 else "one sample at a time"
        return f"{'–'.join(map(str, self.layers))}, {how}"

    def run(self, **length: int) -> RunSpec:
        """The training: sigmoid, squared error, gradient descent, in order."""
        training = {**length, "learning_rate": RATE, "batch_size": self.batch}
        return RunSpec(
            data=self.data,
            network={"layers": self.layers},
            training={**training, "shuffle": False},
        )


CASES = (
    Case((2, 3, 1), {"name": "moons"}, 1, 3, 2.0),
    Case((64, 10, 5, 10), {"name": "digits"}, 1, 1, 2.0),
    Case((64, 10, 5, 10), {"name": "digits"}, 32, 5, 1.0),
    Case((784, 16, 16, 10), {"name": "digits", "enlarge": 28}, 32, 4, 1.0),
)


def candidates(case: Case) -> dict[str, Callable[[], object]]:
    """What is timed for one network: as many passes over the same samples each."""
    run, short = case.run(epochs=case.epochs), case.run(max_steps=1)
    dataset = run.dataset()
    inputs, targets = dataset.inputs.copy(), dataset.targets.copy()
    start = first_parameters(run, np.random.default_rng(0))
    other = scikit_learn(case)
    other.partial_fit(inputs, targets)

    def floor() -> None:
        weights, biases = start.weights, start.biases
        for _ in range(case.epochs):
            weights, biases = descend(
                weights, biases, inputs, targets, batch=case.batch, rate=RATE
            )

    def without_metrics() -> None:
        with patch.object(Recorder, "note_epoch", lambda *_, **__: None):
            train(run, NOTHING)

    def whole_set() -> None:
        for _ in range(case.epochs):
            other.partial_fit(inputs, targets)

    def piece_by_piece() -> None:
        for begin in range(0, len(inputs), case.batch):
            batch = slice(begin, begin + case.batch)
            other.partial_fit(inputs[batch], targets[batch])

    return {
        "once": lambda: train(short, NOTHING),
        "no metrics": without_metrics,
        "nothing": lambda: train(run, NOTHING),
        "floor": floor,
        "whole set": whole_set,
        "piece by piece": piece_by_piece,
        "every step": lambda: train(run, Recording()),
        "read": lambda: read(train(run, NOTHING)),
    }


def scikit_learn(case: Case) -> MLPRegressor:
    """The same network there; its outputs are sums, which spares it a sigmoid."""
    return MLPRegressor(
        hidden_layer_sizes=case.layers[1:-1],
        activation="logistic",
        **{"solver": "sgd", "momentum": 0.0, "alpha": 0.0, "shuffle": False},
        **{"learning_rate_init": 1e-3, "batch_size": case.batch},
    )


def read(trace: Trace) -> float:
    """Ask for the metrics of every epoch."""
    return sum(epoch.loss for epoch in trace.epochs.values())


def best_times(chosen: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Seconds of each candidate in its best round."""
    best = dict.fromkeys(chosen, float("inf"))
    rounds, start = 0, perf_counter()
    while rounds < ROUNDS or perf_counter() - start < SECONDS:
        rounds += 1
        for name, act in chosen.items():
            begin = perf_counter()
            act()
            best[name] = min(best[name], perf_counter() - begin)
    return best


def microseconds(case: Case, best: Mapping[str, float]) -> dict[str, float]:
    """Microseconds a step, without what a training does once."""
    samples = len(case.run(max_steps=1).dataset().inputs)
    epoch = -(-samples // case.batch)
    steps = case.epochs * epoch
    ours = ("no metrics", "nothing", "every step", "read")
    times = {name: (best[name] - best["once"]) / (steps - 1) for name in ours}
    times["floor"] = best["floor"] / steps
    times["whole set"] = best["whole set"] / steps
    times["piece by piece"] = best["piece by piece"] / epoch
    return {name: 1e6 * seconds for name, seconds in times.items()}


def report(case: Case) -> bool:
    """Print the lines of one network; say whether all of them hold."""
    best = best_times(candidates(case))
    step = microseconds(case, best)
    mine = step["nothing"]
    print(f"\n{case.name}: {1e6 / mine:,.0f} steps a second, {mine:.1f} µs each")
    print(f"  once, before and after the steps {1e3 * best['once']:10.1f} ms")
    lines = (
        ("the bare loop", step["floor"], mine / step["floor"], "≤", FLOOR),
        ("scikit-learn, one call a set", step["whole set"],
         step["whole set"] / mine, "≥", case.gain),
        ("scikit-learn, one call a step", step["piece by piece"],
         step["piece by piece"] / mine, "≥", case.gain),
        ("every step recorded in full", step["every step"],
         step["every step"] / mine, "≤", RECORDING),
        ("no metrics noted", step["no metrics"],
         mine / step["no metrics"], "≤", METRICS),
    )  # fmt: skip
    holds = [print_line(*line) for line in lines]
    more = 1e3 * (best["read"] - best["nothing"]) / (case.epochs + 1)
    print(f"  metrics are worked out when read {more:10.2f} ms an epoch")
    return all(holds)


def print_line(what: str, time: float, ratio: float, sign: str, limit: float) -> bool:
    """Print a figure beside what it has to be; say whether it is."""
    holds = ratio <= limit if sign == "≤" else ratio >= limit
    verdict = "" if holds else "   missed"
    print(f"  {what:32} {time:10.1f} µs   {ratio:5.2f}   {sign} {limit}{verdict}")
    return holds


def main() -> int:
    """Print every network; 1 if a figure misses what it has to be."""
    # scikit-learn warns of a single output and of every small batch.
    warnings.simplefilter("ignore")
    print("Ratios: train / bare loop, scikit-learn / train, recording / train,")
    print("        train / train without metrics; beside them what they have to be.")
    return 0 if all([report(case) for case in CASES]) else 1


if __name__ == "__main__":
    sys.exit(main())
