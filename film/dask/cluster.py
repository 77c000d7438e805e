"""A Dask cluster as a crew: its workers draw, and the clips come back as bytes."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from backprop_core import Trace
from film.dask.dispatch import Remote
from film.dask.roster import Roll, Say
from film.render.backend import Hands
from film.render.worker import RenderError

CONNECTING = 10  # seconds that a scheduler has to answer


def check_library() -> None:
    """Raise ValueError, naming what to install, where Dask is missing."""
    if find_spec("distributed") is None:
        cure = "Run: pip install 'backprop-film[dask]'"
        raise ValueError(f"--dask needs distributed, which is not installed. {cure}")


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of a running Dask cluster, by the address of its scheduler.

    `say` hears about workers that are waited for, or cannot be used; after `patience`
    seconds without any, the film is given up.
    """

    address: str
    say: Say = lambda line: None
    patience: float = 60.0

    @contextmanager
    def at_work(self, trace: Trace, folder: Path) -> Iterator[Hands]:
        """Lend the workers; what they do for us is ended with the work.

        Raises RenderError if the scheduler does not answer, or has no workers.
        """
        with connected(self.address) as client:
            roll = Roll(client, self.address, say=self.say, patience=self.patience)
            roll.muster()
            hands = Remote(client, roll, trace, folder)
            try:
                yield hands
            finally:
                hands.leave()


@contextmanager
def connected(address: str) -> Iterator[Any]:
    """Lend a client of Dask's, which says few of its types.

    Raises RenderError if no scheduler answers at the address.
    """
    import dask
    from distributed import Client
    from distributed.comm.addressing import get_address_host_port
    from distributed.versions import VersionMismatchWarning

    # A call holds a slice of the trace. Dask would rather have that kept on a worker,
    # but there it would be lost with it.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    try:
        with warnings.catch_warnings():
            # What changes bytes is compared for each call; the rest may differ.
            warnings.simplefilter("ignore", VersionMismatchWarning)
            # A client that is given what is no address cannot be closed again.
            get_address_host_port(address)
            kind: Any = Client
            client = kind(address, timeout=CONNECTING, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RenderError(
            f"{address}: no Dask scheduler answers there. Start one with `dask "
            "scheduler` and give the address that it says, such as tcp://HOST:8786."
        ) from error
    with client:
        yield client
