"""What all tests share: the option that records pictures anew."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --update-stills."""
    parser.addoption(
        "--update-stills",
        action="store_true",
        help="record the pictures of tests/stills anew; look at them afterwards",
    )
