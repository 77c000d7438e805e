"""What the value of a probe claims: each of its numbers beside what it should be."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from backprop_core.data.datasets import Dataset
from backprop_core.probes import PROBES
from backprop_core.probes.probe import Claim, Probe
from backprop_core.trace.probe_records import PROBE_RECORDS
from backprop_core.trace.record_kinds import described, leaves
from backprop_core.trace.trace import Trace
from backprop_core.verify.tolerance import within_reach


def probe_claims(trace: Trace, dataset: Dataset) -> Iterator[Claim]:
    """What the probes of a trace claim, with whole paths.

    What a last digit may have decided, as in a training of its own, is handed over as
    agreeing. A number that does not agree costs the probe's time once more.
    """
    for name, value in trace.probes.items():
        claims = partial(_claims, PROBES[name], value, dataset)
        yield from within_reach(claims, trace)


def _claims(
    probe: Probe, value: Any, dataset: Dataset, trace: Trace
) -> Iterator[Claim]:
    """The claims of the probe itself; what is on one side only has None beside it."""
    place = f"probes.{probe.name}"
    if probe.claims is not None:
        for name, written, derived in probe.claims(trace, dataset, value):
            yield f"{place}.{name}", written, derived
        return
    kind = described(PROBE_RECORDS[probe.name])
    again = dict(leaves(kind, probe.compute(trace, dataset), place))
    here = dict(leaves(kind, value, place))
    for path in {**again, **here}:
        yield path, here.get(path), again.get(path)
