"""What the tests of single chapters share: traces for the chapter that they name."""

from collections.abc import Callable
from functools import partial

import pytest
from checks.variants import trained

from backprop_core import Trace


@pytest.fixture
def trace(request: pytest.FixtureRequest) -> Callable[[str], Trace]:
    """Return a function that trains a shipped experiment, or one of the variants."""
    return partial(trained, request.module.NAME)
