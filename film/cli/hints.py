"""What a user may want to know of a training that is allowed, and unlikely meant."""

import numpy as np

from backprop_core import Trace

# Larger inputs push sums to where sigmoid and tanh are flat, and fill the pictures.
LARGEST_INPUT = 100.0


def hint_at_scaling(trace: Trace) -> str:
    """Return the advice to scale inputs as large as those of a trace, or nothing."""
    steps = trace.steps.values()
    largest = max((float(np.abs(step.inputs).max()) for step in steps), default=0.0)
    if trace.run.data.scaling != "none" or largest < LARGEST_INPUT:
        return ""
    return (
        f"Hint: inputs reach {largest:g}; a network learns better from small ones. "
        'Try scaling = "standard" in [data], or "minmax".'
    )
