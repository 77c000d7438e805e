"""Who of a cluster is there and can be used, without a cluster."""

import pytest

from film.dask.drawing_process import differences
from film.dask.roster import Roll
from film.render.worker import RenderError

A, B = "tcp://10.0.0.1:4000", "tcp://10.0.0.2:4000"


class Client:
    """A client of a scheduler that knows some workers."""

    status = "running"

    def __init__(self, **threads):
        self.threads = threads

    def nthreads(self):
        """How many threads each worker has."""
        return self.threads


def roll_of(client, told, patience=0.2):
    """A roll of a client's workers."""
    return Roll(client, "tcp://here:1", say=told.append, patience=patience)


def test_without_workers_it_waits_and_gives_up():
    """One line says that it waits; then an error says how a worker is started."""
    told = []
    with pytest.raises(RenderError, match=r"no worker came .* `dask worker tcp://here"):
        roll_of(Client(), told).muster()
    assert told == ["tcp://here:1: no worker that can be used. Waiting 0 s for one."]


def test_a_worker_that_comes_late_is_taken_on():
    """Whoever is there when the wait is over can be used; one without threads not."""
    client, told = Client(), []
    roll = roll_of(client, told, patience=60)
    roll.call()
    client.threads = {A: 4, B: 0}
    roll.muster()
    assert roll.threads == {A: 4}


def test_the_last_worker_refused_ends_the_film():
    """Of those refused one line each is told; with the last one nobody is left."""
    told = []
    roll = roll_of(Client(**{A: 1, B: 1}), told)
    roll.muster()
    roll.refuse(A, "numpy differs")
    assert (roll.threads, told) == ({B: 1}, [f"{A} is not used: numpy differs."])
    roll.threads = {}
    roll.muster()
    assert roll.threads == {B: 1}
    with pytest.raises(RenderError, match=f"{B} is not used: av differs"):
        roll.refuse(B, "av differs")


def test_a_scheduler_that_goes_ends_the_film():
    """The connection is closed when the scheduler has not come back."""
    client = Client(**{A: 1})
    roll = roll_of(client, [])
    roll.muster()
    client.status = "closed"
    roll.threads = {}
    with pytest.raises(RenderError, match="tcp://here:1: the Dask scheduler is gone"):
        roll.muster()


def test_versions_are_told_before_files():
    """A library that differs explains more than the digests that differ with it."""
    here = {
        "scenes/style.py": "a" * 64,
        "film/render/encoder.py": "b" * 64,
        "av": "18.1.0",
    }
    there = {"scenes/style.py": "c" * 64, "av": "17.0.0"}
    assert differences(there, here) == (
        "av is 17.0.0 there and 18.1.0 here; "
        f"film/render/encoder.py is missing there and {'b' * 12} here; 1 more differ"
    )
    assert differences(here, here) == ""
