"""Who of a cluster is there and can be used, without a cluster."""

import time

import pytest

from film.dask.cluster import Roster
from film.render.worker import RenderError

A, B = "tcp://10.0.0.1:4000", "tcp://10.0.0.2:4000"


class Client:
    """A client of a scheduler that knows some workers, and what they would answer."""

    status = "running"

    def __init__(self, **answers):
        self.answers = answers

    def nthreads(self):
        """How many threads each worker has."""
        return dict.fromkeys(self.answers, 1)

    def run(self, function, asked, *, workers, on_error):
        """What some workers say differs."""
        return {worker: self.answers[worker] for worker in workers}


def roster_of(client, told, patience=0.2):
    """A roster of a client's workers."""
    return Roster(client, "tcp://here:1", told.append, patience)


def test_without_workers_it_waits_and_gives_up():
    """One line says that it waits; then an error says how a worker is started."""
    told = []
    roster = roster_of(Client(), told)
    with pytest.raises(RenderError, match=r"no worker came .* `dask worker tcp://here"):
        look_often(roster)
    assert told == ["tcp://here:1: no worker that can be used. Waiting 0 s for one."]


def look_often(roster):
    """Look for some seconds."""
    for _ in range(20):
        roster.look()
        time.sleep(0.05)


def test_workers_come_and_go():
    """Whoever comes late is used, too; one that begins anew is asked again."""
    client = Client()
    roster = roster_of(client, [], patience=60)
    roster.look()
    client.answers = {A: None, B: ""}
    roster.look()
    assert roster.usable == {B}
    client.answers = {A: ""}
    roster.look()
    assert roster.usable == {A}


def test_the_last_worker_refused_ends_the_film():
    """Of those refused one line each is told; with the last one nobody is left."""
    told = []
    client = Client(**{A: "numpy differs", B: ""})
    roster = roster_of(client, told)
    look_often(roster)
    assert (roster.usable, told) == ({B}, [f"{A} is not used: numpy differs."])
    client.answers[B] = ModuleNotFoundError("No module named 'film'")
    roster.ask([("loss", "en")])
    with pytest.raises(RenderError, match=f"{B} is not used: it cannot .*'film'"):
        roster.look()


def test_a_scheduler_that_goes_ends_the_film():
    """The connection is lost, or breaks while a worker is asked."""
    client = Client(**{A: ""})
    roster = roster_of(client, [])
    roster.look()
    client.status = "connecting"
    with pytest.raises(RenderError, match="tcp://here:1: the Dask scheduler is gone"):
        roster.look()
