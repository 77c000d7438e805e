"""The trace of an experiment: trained once, then found in the cache."""

from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import version
from platform import python_version

from backprop_core import SpecError, Trace, train
from film.cache.cache import Cache
from film.plan import source_files
from film.plan.digests import digest
from film.plan.keys import Key
from film.spec import Experiment

SCHEMA = "backprop training 1"


def trace_of(experiment: Experiment, cache: Cache) -> Trace:
    """Return what an experiment was trained to, or train it now."""
    name, kept = key_of(experiment).digest, cache.stores["traces"]
    if found := kept.take(name, cache.scratch):
        with suppress(SpecError):  # whole, but not what this program writes
            return Trace.load(found)
    trace = train(experiment.run, experiment.film.recording())
    file = cache.scratch / f"{name}.safetensors"
    trace.save(file)
    kept.put(name, file, told="trace")
    return trace


def key_of(experiment: Experiment) -> Key:
    """Return the key of a trace: all that decides what is recorded."""
    run, data = experiment.run, experiment.run.dataset()
    return Key(
        {
            "schema": SCHEMA,
            "run": digest(run.identity()),
            "names": digest([data.name, data.classes, data.features, data.image]),
            "recording": digest(asdict(experiment.film.recording())),
            **source_files.digests("backprop_core", ("backprop_core",)),
            "python": python_version(),
            **{library: version(library) for library in ("numpy", "scipy")},
        }
    )
