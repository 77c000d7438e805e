"""Who of a Dask cluster is there, and can be used."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, TypeAlias

from film.render.worker import RenderError

Say: TypeAlias = Callable[[str], None]

SOON, OFTEN = 0.1, 1.0  # seconds until the next look, with nobody there or with some


class Roll:
    """The workers of a cluster, by address.

    `say` hears of those that are refused or waited for; after `patience` seconds
    without any, the film is given up. The client is one of Dask's, which says few of
    its types.
    """

    def __init__(self, client: Any, address: str, *, say: Say, patience: float) -> None:
        self.threads: Mapping[str, int] = {}  # of each worker that can be used
        self._client, self._address = client, address
        self._say, self._patience = say, patience
        self._refused: set[str] = set()
        self._called = 0.0
        self._alone_since: float | None = None

    def muster(self) -> None:
        """Wait until there are workers; raises RenderError if none comes."""
        while not self.threads:
            self.call()
            time.sleep(SOON)

    def call(self) -> None:
        """See who is there, if that is due.

        Raises RenderError if there has been nobody for too long, or no scheduler.
        """
        now = time.monotonic()
        if now - self._called < (OFTEN if self.threads else SOON):
            return
        self._called = now
        self.threads = {
            worker: threads
            for worker, threads in self._there().items()
            if threads and worker not in self._refused
        }
        if self.threads:
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = now
            wait = f"Waiting {self._patience:.0f} s for one"
            self._say(f"{self._address}: no worker that can be used. {wait}.")
        elif now - self._alone_since > self._patience:
            cure = f"Start one with `dask worker {self._address}`."
            waited = f"no worker came within {self._patience:.0f} s"
            raise RenderError(f"{self._address}: {waited}. {cure}")

    def refuse(self, worker: str, reason: str) -> None:
        """Use a worker no more; raises RenderError if it was the last one."""
        if worker in self._refused:
            return
        self._refused.add(worker)
        rest = {who: size for who, size in self.threads.items() if who != worker}
        self.threads = rest
        line = f"{worker} is not used: {reason}."
        if not rest:
            raise RenderError(line)
        self._say(line)

    def _there(self) -> Mapping[str, int]:
        """Return how many threads each worker has."""
        with suppress(OSError):
            if self._client.status == "running":
                threads: Mapping[str, int] = self._client.nthreads()
                return threads
        if self._client.status in ("closing", "closed"):
            raise RenderError(f"{self._address}: the Dask scheduler is gone.")
        return {}
