"""What the value of a probe claims: each of its numbers beside what it should be."""

from collections.abc import Iterator
from typing import Any

from backprop_core.data.datasets import Dataset
from backprop_core.probes.probe import Probe
from backprop_core.probes.storing import leaves
from backprop_core.trace.trace import Trace
from backprop_core.verify.consistency import Claim
from backprop_core.verify.tolerance import within_reach


def claims_of(
    probe: Probe, value: Any, trace: Trace, dataset: Dataset
) -> Iterator[Claim]:
    """What a probe claims, with paths below the trace.

    What a last digit may have decided, as in a training of its own, is handed over as
    agreeing. A number that does not agree costs the probe's time once more.
    """
    return within_reach(lambda each: _claims(probe, value, each, dataset), trace)


def _claims(
    probe: Probe, value: Any, trace: Trace, dataset: Dataset
) -> Iterator[Claim]:
    """The claims of the probe itself; what is on one side only has None beside it."""
    place = f"probes.{probe.name}"
    if probe.claims is not None:
        for name, written, derived in probe.claims(trace, dataset, value):
            yield f"{place}.{name}", written, derived
        return
    again = dict(leaves(probe.compute(trace, dataset), place))
    here = dict(leaves(value, place))
    for path in {**again, **here}:
        yield path, here.get(path), again.get(path)
