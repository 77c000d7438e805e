"""A trace as bytes: one safetensors file with a single, canonical JSON header."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as arrays_in
from safetensors.numpy import save as tensor_bytes

from backprop_core.probes import PROBES
from backprop_core.probes.storing import lay_out, put_together
from backprop_core.spec.faults import Fault, SpecError
from backprop_core.spec.run_spec import RunSpec
from backprop_core.trace.record_layout import (
    Arrays,
    Header,
    checkpoint_from,
    closed,
    epoch_from,
    lay_out_checkpoint,
    lay_out_step,
    step_from,
)
from backprop_core.trace.recording import FocusRequest, Recording
from backprop_core.trace.records import Recorded
from backprop_core.trace.trace import DataFacts, Trace
from backprop_core.verify.schema import check_form

SCHEMA = "backprop trace 2"
_KEY = "backprop"  # with more than one key the order of the bytes is random


def to_bytes(trace: Trace) -> bytes:
    """The trace as the bytes of a safetensors file; equal traces, equal bytes."""
    arrays: Arrays = {}
    header = {
        "schema": SCHEMA,
        "run": trace.run.model_dump(mode="json"),
        "recording": asdict(trace.recording),
        "data": asdict(trace.data),
        "steps": [lay_out_step(step, arrays) for step in trace.steps.values()],
        "epochs": [asdict(epoch) for epoch in trace.epochs.values()],
        "checkpoints": [
            lay_out_checkpoint(checkpoint, number, arrays)
            for number, checkpoint in enumerate(trace.checkpoints)
        ],
        "probes": {
            name: lay_out(value, f"probes.{name}", arrays)
            for name, value in trace.probes.items()
        },
    }
    text = json.dumps(header, sort_keys=True, separators=(",", ":"))
    # Anything but contiguous arrays would be written wrongly, and silently.
    whole = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    return tensor_bytes(whole, {_KEY: text})


def from_bytes(content: bytes) -> Trace:
    """The trace in the bytes of a file; raises ValueError that says what is wrong."""
    try:
        header = _header(content)
        trace = _trace(header, closed(arrays_in(content)))
        check_form(trace)
        return trace
    except SafetensorError as error:
        raise ValueError(f"not a whole safetensors file ({error})") from None
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"a part is missing or misplaced ({error!r})") from None


def _header(content: bytes) -> Header:
    """The JSON header of a trace."""
    length = int.from_bytes(content[:8], "little")
    try:
        metadata = json.loads(content[8 : 8 + length])["__metadata__"]
        header: Header = json.loads(metadata[_KEY])
    except (ValueError, LookupError, TypeError, RecursionError):
        raise ValueError("not a trace") from None
    if header.get("schema") != SCHEMA:
        raise ValueError(
            "written by another version of this program "
            f"({header.get('schema')!r}, not {SCHEMA!r})"
        )
    return header


def _trace(header: Header, arrays: Arrays) -> Trace:
    """The trace that a header and its arrays describe."""
    run = RunSpec.model_validate(header["run"])
    steps = [step_from(each, arrays) for each in header["steps"]]
    epochs = [epoch_from(each) for each in header["epochs"]]
    return Trace(
        run=run,
        recording=_recording(header["recording"]),
        data=DataFacts(**_tuples(header["data"])),
        network=run.network.architecture,
        steps=Recorded("step", {step.index: step for step in steps}),
        epochs=Recorded("epoch", {epoch.index: epoch for epoch in epochs}),
        checkpoints=tuple(
            checkpoint_from(each, number, arrays)
            for number, each in enumerate(header["checkpoints"])
        ),
        probes={
            name: put_together(PROBES[name].result, each, f"probes.{name}", arrays)
            for name, each in header["probes"].items()
        },
    )


def _recording(header: Header) -> Recording:
    """The recording in a header."""
    values = _tuples(header)
    return Recording(**{**values, "focus": FocusRequest(**_tuples(values["focus"]))})


def _tuples(values: Header) -> dict[str, Any]:
    """The values with lists as tuples."""
    return {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in values.items()
    }


def save(trace: Trace, path: Path) -> None:
    """Write beside, then rename: a broken file is never left behind."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(to_bytes(trace))
        os.replace(beside, path)
    finally:
        beside.unlink(missing_ok=True)


def load(path: Path) -> Trace:
    """The trace in a file; raises SpecError with the file and what is wrong."""
    try:
        return from_bytes(path.read_bytes())
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
    except ValueError as error:
        reason = str(error).partition("\n")[0]
    cure = "Record it again with train."
    raise SpecError([Fault("", f"{reason}. {cure}", str(path))])
