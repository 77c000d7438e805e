"""A pattern of what a chapter reads is held against the types of a trace."""

import re

import pytest

from backprop_core.trace.view import misnamed
from scenes.chapters import CHAPTERS

READ = {name for entry in CHAPTERS.values() for name in entry.fields}


@pytest.mark.parametrize(
    "pattern", [name for name in sorted(READ) if not name.startswith("probes.")]
)
def test_what_our_chapters_read_is_there(pattern):
    """Fields and properties, of records in tuples and tables, of one step or of all."""
    assert misnamed(pattern) == ""


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("stp.loss", "unknown 'stp'. .*Did you mean 'step'"),
        ("step.layers.sumz", "unknown 'sumz'. .*Did you mean 'sums'"),
        ("step.loss.size", "nothing lies below step.loss"),
        ("probes.nudge", "unknown 'probes'"),
    ],
)
def test_what_is_not_there_is_named(pattern, message):
    """With what might have been meant."""
    assert re.search(message, misnamed(pattern))
