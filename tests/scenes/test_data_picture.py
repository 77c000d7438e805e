"""The picture of data that is none itself: this sample's point is where it belongs."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from checks.tracing import trace_of
from checks.unpainted import play

from scenes.diagram.charts.sample_points import SamplePoints

SETS = {
    "scatter": ("name = 'moons'", [2, 3, 1], ""),
    "curve": ("name = 'sine'", [1, 4, 1], "output = 'identity'"),
    "many": (f"inputs = {[[0.1 * n, n % 7] for n in range(450)]}\n"
             f"targets = {[[n % 2] for n in range(450)]}", [2, 2, 1], ""),
}  # fmt: skip


@pytest.fixture(params=SETS)
def experiment(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The path of an experiment whose samples are no pictures."""
    data, layers, more = SETS[request.param]
    path = tmp_path / f"{request.param}.toml"
    path.write_text(
        f"[data]\n{data}\n[network]\nlayers = {layers}\n{more}\n"
        "[training]\nmax_steps = 1\nbatch_size = 8\nseed = 5\n"
    )
    return str(path)


def off_its_place(experiment: str) -> float:
    """Return how many pixels the ringed point is off that of its row of the data."""
    found: list[float] = []

    def look(scene: Any) -> None:
        chart, data = scene.data_picture.chart, scene.trace.data
        mine = np.flatnonzero(data.points == scene.step.samples[scene.row])
        marks = [m for m in scene.reading() if m.depicts.what == "own point"]
        if marks and len(mine):
            x, y = chart.across(*chart.places[mine[0]].tolist())
            there = np.array([960 + 135 * x, 540 - 135 * y])
            found.append(float(np.hypot(*(there - marks[-1].centre))))

    play("neuron", trace_of(experiment), at_end=look)
    return max(found, default=np.nan)


def test_the_ringed_point_is_this_sample(experiment: str) -> None:
    """The ring is around the point of the same row of the training set."""
    assert not off_its_place(experiment) >= 1  # of many, it may be none of those drawn


def test_a_ring_around_another_sample_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A ring that is elsewhere than its sample fails the check above."""
    data, layers, _ = SETS["scatter"]
    path = tmp_path / "a.toml"
    path.write_text(
        f"[data]\n{data}\n[network]\nlayers = {layers}\n[training]\nmax_steps = 1\n"
    )
    monkeypatch.setattr(
        SamplePoints, "across", lambda self, x, y: (float(x), float(-y))
    )
    true = SamplePoints.paint

    def elsewhere(self: SamplePoints, pen: Any) -> None:
        self.own = tuple(self.places[1])
        true(self, pen)

    monkeypatch.setattr(SamplePoints, "paint", elsewhere)
    assert off_its_place(str(path)) > 1


def test_the_points_are_few_and_evenly_chosen(experiment: str) -> None:
    """At most 200, the first one among them, each as far from the next."""
    points = trace_of(experiment).data.points
    assert 100 < len(points) <= 200
    assert points[0] == 0
    assert len(set(np.diff(points).tolist())) == 1


def test_pictures_and_many_features_have_no_points(tmp_path: Path) -> None:
    """A digit is its own picture, and three features have no plane."""
    path = tmp_path / "three.toml"
    path.write_text(
        "[data]\ninputs = [[1, 2, 3]]\ntargets = [[1]]\n[network]\nlayers = [3, 1]\n"
        "[training]\nmax_steps = 1\n"
    )
    for each in ("digits", str(path)):
        assert not len(trace_of(each).data.points)
