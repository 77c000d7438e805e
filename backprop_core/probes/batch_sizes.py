"""The same start with three batch sizes: one sample at a time, a few, the whole set."""

from math import ceil, sqrt

import numpy as np

from backprop_core.data.datasets import Dataset
from backprop_core.probes.probe import Probe
from backprop_core.probes.training_path import curve, otherwise
from backprop_core.trace.probe_records import BatchSizes
from backprop_core.trace.trace import Trace

MOST_SAMPLES = 8_000  # passed one at a time, unless one pass over the set is more
LEAST_UPDATES = 100  # of each training, unless the run makes fewer
MINI_BATCH = 32  # samples, or the square root of the set where that is less
POINTS = 41  # of each curve


def batch_sizes(trace: Trace, dataset: Dataset) -> BatchSizes:
    """One curve for each size, with the run's own rate and optimiser.

    Cost: about 8 000 updates of one sample, 250 of 32 and 100 of the whole set, with
    41 forward passes of the set in each: at most 3 s for the digits.
    """
    run, size = trace.run, len(dataset.inputs)
    schedule = trace.schedule
    passes = ceil(schedule.step_count / schedule.steps_per_epoch)
    passes = max(1, min(passes, MOST_SAMPLES // size))
    least = min(schedule.step_count, LEAST_UPDATES)
    mini = min(MINI_BATCH, ceil(sqrt(size)))
    sizes = np.unique([1, mini, size])
    curves = tuple(
        curve(
            otherwise(run, batch_size=each),
            dataset,
            max(passes * ceil(size / each), least),
            POINTS,
        )
        for each in sizes.tolist()
    )
    return BatchSizes(sizes, curves)


BATCH_SIZES = Probe("batch_sizes", batch_sizes)
