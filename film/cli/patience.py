"""Says how far something is that takes longer than one waits without a word."""

import sys
import time
from collections.abc import Callable

SECONDS = 1.0  # until the first line; after that, one for each tenth that is done


def patience(what: str) -> Callable[[float], None]:
    """Return what is told the share that is done, from 0 to 1, and prints it."""
    begin, told = time.monotonic(), -1

    def report(share: float) -> None:
        nonlocal told
        tenths = int(10 * share)
        if tenths > told and time.monotonic() - begin > SECONDS:
            told = tenths
            print(f"{what}: {round(100 * share)} %", file=sys.stderr, flush=True)

    return report
