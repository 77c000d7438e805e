"""Shares of a film: worked out apart, rendered apart, found again and joined."""

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_core.assets import asset
from film.cache.cache import opened
from film.cli.commands import run
from film.formats.registry import Wishes
from film.render.shares import ALL, Beat, Run, Share, neighbours, runs_of

SHOTS = st.lists(st.lists(st.integers(1, 300), min_size=1, max_size=9), min_size=1)


def shares(shots, count):
    """The runs of each share."""
    parts = [Share(n + 1, count).beats(shots) for n in range(count)]
    return [neighbours(beats, shots) for beats in parts]


@given(SHOTS, st.integers(1, 12))
def test_every_beat_is_in_one_share(shots, count):
    """Shares are disjoint, cover the film, and follow each other in its order."""
    beats = [
        (run.shot, beat)
        for share in shares(shots, count)
        for run in share
        for beat in run.beats
    ]
    assert beats == [
        (n, beat) for n, shot in enumerate(shots) for beat in range(len(shot))
    ]


@given(SHOTS, st.integers(1, 12))
def test_shares_are_as_long_as_beats_allow(shots, count):
    """No share is further than its longest beat from an equal part of the film."""
    longest, equal = max(map(max, shots)), sum(map(sum, shots)) / count
    for share in shares(shots, count):
        assert abs(sum(run.frames for run in share) - equal) <= longest


def test_one_long_shot_is_shared():
    """One long chapter does not hold the film back: its beats are dealt out."""
    assert shares([[100] * 4, [40, 40]], 2) == [
        [Run(0, 0, 2, 200)],
        [Run(0, 2, 4, 200), Run(1, 0, 2, 80)],
    ]


def test_no_run_is_longer_than_a_third_of_a_share():
    """One long shot is shared by two processes, the longest runs first."""
    shots = [[20] * 60, [600]]
    assert runs_of(ALL.beats(shots), shots, jobs=2) == [
        Run(1, 0, 1, 600),
        Run(0, 0, 15, 300),
        Run(0, 15, 30, 300),
        Run(0, 30, 45, 300),
        Run(0, 45, 60, 300),
    ]


@given(SHOTS, st.sampled_from([1, 2, 3, 7, 64]), st.data())
def test_every_missing_beat_is_in_one_run(shots, jobs, data):
    """Nothing is drawn twice, left out or drawn though it is there."""
    missing = [beat for beat in ALL.beats(shots) if data.draw(st.booleans())]
    runs = runs_of(missing, shots, jobs)
    drawn = [Beat(run.shot, number) for run in runs for number in run.beats]
    assert sorted(drawn) == missing
    assert all(run.frames == sum(shots[run.shot][run.first : run.end]) for run in runs)


def test_one_process_cuts_nothing():
    """With nobody to share with, a shot is drawn in one go."""
    assert len(runs_of(ALL.beats([[900] * 9]), [[900] * 9], jobs=1)) == 1


class Nobody:
    """A crew that must not be needed."""

    def at_work(self, trace, folder):
        """Refuse to work."""
        raise AssertionError("nothing should be drawn")


def test_shares_make_the_film_of_one_process(filmed, made_by_one, tmp_path):
    """Three shares in any order, by one process or two, are only joined at the end."""
    first, again = [], []
    for number, jobs in [(3, 1), (1, 1), (2, 2)]:
        with opened(tmp_path / "cache") as cache:
            wishes = {"cache": cache, "share": Share(number, 3), "tell": first.append}
            assert filmed(tmp_path, jobs=jobs, **wishes) is None
    assert all("because it is new" in str(outcome) for outcome in first)
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
    with opened(tmp_path / "cache") as cache:
        wishes = {"cache": cache, "crew": Nobody(), "tell": again.append}
        assert filmed(tmp_path, **wishes) == made_by_one
        for number in (3, 1, 2):
            assert filmed(tmp_path, share=Share(number, 3), **wishes) is None
    one, other = "hidden_deltas", "neuron"
    shots = (f"card-{one}", one, f"dissolve-{one}", f"card-{other}", other)
    told = [f"{shot}@0: cached" for shot in shots]
    # What is there already shifts no beat from one share to another.
    told += [f"{outcome.shot}: cached" for outcome in first]
    assert list(map(str, again)) == told


@pytest.mark.proof
def test_shares_of_a_transparent_film(filmed, tmp_path):
    """Opacity, too, is put together from beats that were drawn apart."""
    wishes = {"out": tmp_path / "a.webm", "wishes": Wishes(transparent=True)}
    filmed(tmp_path, jobs=1, **wishes)
    whole = (tmp_path / "a.webm").read_bytes()
    with opened(tmp_path / "cache") as cache:
        filmed(tmp_path, cache=cache, share=Share(2, 3), **wishes)
        filmed(tmp_path, cache=cache, jobs=2, **wishes)
    assert (tmp_path / "a.webm").read_bytes() == whole


@pytest.mark.proof
def test_a_share_that_never_came_is_rendered(filmed, made_by_one, tmp_path):
    """A run without a share draws what is missing, and no frame more."""
    drawn = []
    with opened(tmp_path / "cache") as cache:
        for share in (Share(2, 3), None):
            reports = []
            film = filmed(tmp_path, cache=cache, share=share, report=reports.append)
            drawn.append(reports[-1].frames)
    assert film == made_by_one
    with av.open(tmp_path / "tiny.mp4") as file:
        assert sum(drawn) == file.streams.video[0].frames
    assert min(drawn) > 0


@pytest.mark.parametrize(
    ("options", "cure"),
    [
        (["--shard", "0/3"], "Choose from 1/3 to 3/3"),
        (["--shard", "4/3"], "Choose from 1/3 to 3/3"),
        (["--shard", "1/0"], "Choose from 1/1 to 1/1"),
        (["--shard", "a/b"], "is not like 2/4"),
        (["--shard", "1/2", "--no-cache"], "not with --no-cache"),
    ],
)
def test_no_share_is_answered_in_one_line(options, cure, capsys):
    """Status 2, before the experiment is even read."""
    assert run(["film", "nowhere.toml", *options]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert cure in told[0]


def test_a_share_says_that_it_is_not_the_film(tmp_path, monkeypatch, capsys):
    """The command names no file, and says what makes the film."""
    monkeypatch.chdir(tmp_path)
    tiny = str(asset("experiments/tiny.toml"))
    size = ["-ql", "--size", "160x90", "-c", "loss"]
    assert run(["film", tiny, *size, "--cache", "cache", "--shard", "9/9"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "Share 9/9 is in the cache." in told.err
    assert "the same command without --shard makes the film" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]


def test_a_share_is_rendered_for_the_formats_of_the_film(tmp_path, monkeypatch, capsys):
    """With the same -o the last command finds all that it needs."""
    monkeypatch.chdir(tmp_path)
    tiny = str(asset("experiments/tiny.toml"))
    command = ["film", tiny, "-ql", "-c", "loss", "--cache", "cache", "--jobs", "1"]
    command += ["-o", "a.gif", "--width", "96"]
    assert run([*command, "--shard", "1/1"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["cache"]
    assert "rendered, because" in capsys.readouterr().err
    assert run(command) == 0
    assert capsys.readouterr().err == "loss@0: cached\n"
