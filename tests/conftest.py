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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the long ones: nobody waits in the end for one of them alone."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-stills."""
    parser.addoption(
        "--update-stills",
        action="store_true",
        help="record the pictures of tests/stills anew; look at them afterwards",
    )
