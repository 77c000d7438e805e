"""The verdict of `backprop check`, in words."""

from backprop_core import Trace, check_trace
from backprop_core.verify.gradient_check import GradientCheck


def verdict(check: GradientCheck) -> str:
    """Return what was checked, where it is worst, and whether that is right."""
    worst = check.worst
    counted = f"all {check.checked:,}"
    if check.checked < check.parameter_count:
        counted = f"{check.checked:,} of {check.parameter_count:,}"
    passed = "Right" if worst.is_allowed else "WRONG"
    return "\n".join(
        (
            f"∂C/∂θ of {counted} parameters at the first step, against nudges",
            f"worst relative error  {worst.error:.2g}  at steps[0].{worst.path}",
            f"  by backpropagation  {worst.backpropagated: .12g}",
            f"  by nudging          {worst.nudged: .12g}",
            f"{passed}: at most {worst.allowed:.2g} is allowed.",
        )
    )


def trace_verdict(trace: Trace) -> tuple[str, bool]:
    """Return whether all numbers of a trace follow from the others, in words and so."""
    try:
        check_trace(trace)
    except ValueError as error:
        return f"WRONG: {error}.", False
    counts = f"steps: {len(trace.steps):,}; epochs: {len(trace.epochs):,}"
    if trace.probes:
        counts += f"; probes: {', '.join(trace.probes)}"
    return f"Right: every number follows from the others ({counts}).", True
