"""Who of a Dask cluster is there, and draws as this machine does."""

import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from film.dask.tasks import Asked, drawn_with, unlike
from film.render.worker import RenderError

Say: TypeAlias = Callable[[str], None]


class Roster:
    """The workers of a cluster that can be used, by address.

    `say` hears of those that are refused or waited for; after `patience` seconds
    without any, the film is given up. The client is one of Dask's, which says few of
    its types.
    """

    def __init__(self, client: Any, address: str, say: Say, patience: float) -> None:
        self.usable: set[str] = set()
        self._client, self._address = client, address
        self._say, self._patience = say, patience
        self._asked: Sequence[Asked] = ()
        self._refused: set[str] = set()
        self._alone_since: float | None = None

    def ask(self, about: Iterable[tuple[str, str]]) -> None:
        """Use only those who draw these scenes, in these languages, as we do."""
        self._asked = [(*each, drawn_with(*each)) for each in sorted(about)]
        self.usable.clear()

    def look(self) -> None:
        """See who is there.

        Raises RenderError if there has been nobody for too long, nobody is left who can
        be used, or the scheduler is gone.
        """
        try:
            there = self._there()
            self.usable &= there
            if new := list(there - self.usable - self._refused):
                self._judge(new)
        except OSError as error:
            gone = f"{self._address}: the Dask scheduler is gone."
            raise RenderError(gone) from error
        self._wait()

    def _there(self) -> set[str]:
        if self._client.status != "running":
            raise ConnectionError
        return set(self._client.nthreads())

    def _judge(self, new: list[str]) -> None:
        wishes: Any = {"workers": new, "on_error": "return"}
        answers = self._client.run(unlike, self._asked, **wishes)
        for worker, answer in sorted(answers.items()):
            if answer == "":
                self.usable.add(worker)
            elif isinstance(answer, Exception):
                self._refuse(worker, f"it cannot draw for us ({answer!r})")
            elif answer:
                self._refuse(worker, answer)

    def _refuse(self, worker: str, reason: str) -> None:
        self._refused.add(worker)
        line = f"{worker} is not used: {reason}."
        if self._refused >= self._there() > set():
            raise RenderError(line)
        self._say(line)

    def _wait(self) -> None:
        """Say once that nobody is there; after a while, give up."""
        now = time.monotonic()
        if self.usable:
            self._alone_since = None
        elif self._alone_since is None:
            self._alone_since = now
            wait = f"Waiting {self._patience:.0f} s for one"
            self._say(f"{self._address}: no worker that can be used. {wait}.")
        elif now - self._alone_since > self._patience:
            cure = f"Start one with `dask worker {self._address} --nthreads 1`."
            waited = f"no worker came within {self._patience:.0f} s"
            raise RenderError(f"{self._address}: {waited}. {cure}")
