"""What all tests share: the option that records pictures anew, and patience."""

import pytest
from hypothesis import HealthCheck, settings

# However busy the machine is, a test fails for a change of the program alone.
settings.register_profile(
    "steady",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("steady")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-stills."""
    parser.addoption(
        "--update-stills",
        action="store_true",
        help="record the pictures of tests/stills anew; look at them afterwards",
    )
