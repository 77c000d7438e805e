"""Shares of a film: worked out apart, rendered apart, found again and joined."""

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from backprop_core.assets import asset
from film.cache.cache import opened
from film.cli.commands import run
from film.clip import Clip
from film.render.pieces import Stretch
from film.render.shares import KeptPiece, Share, in_a_row, missing

SHOTS = st.lists(st.lists(st.integers(1, 300), min_size=1, max_size=9), min_size=1)


def shares(shots, count, whole=()):
    """The stretches of each share."""
    return [Share(n + 1, count).stretches(shots, whole) for n in range(count)]


@given(SHOTS, st.integers(1, 12))
def test_every_beat_is_in_one_share(shots, count):
    """Shares are disjoint, cover the film, and follow each other in its order."""
    beats = [
        (stretch.shot, beat)
        for share in shares(shots, count)
        for stretch in share
        for beat in range(stretch.first, stretch.end)
    ]
    assert beats == [
        (n, beat) for n, shot in enumerate(shots) for beat in range(len(shot))
    ]


@given(SHOTS, st.integers(1, 12))
def test_shares_are_as_long_as_beats_allow(shots, count):
    """No share is further than its longest beat from an equal part of the film."""
    longest, equal = max(map(max, shots)), sum(map(sum, shots)) / count
    for share in shares(shots, count):
        frames = sum(sum(shots[n][first:end]) for n, first, end in share)
        assert abs(frames - equal) <= longest


def test_one_long_shot_is_shared():
    """One long chapter does not hold the film back: its beats are dealt out."""
    assert shares([[100] * 4, [40, 40]], 2) == [
        [Stretch(0, 0, 2)],
        [Stretch(0, 2, 4), Stretch(1, 0, 2)],
    ]


def test_what_cannot_be_split_has_one_owner():
    """A shot that cannot be joined from pieces is in the share of its middle."""
    assert shares([[100] * 4, [60, 60]], 2, whole=[0]) == [
        [Stretch(0, 0, 4)],
        [Stretch(1, 0, 2)],
    ]


def test_pieces_of_different_cuts_are_put_in_a_row():
    """Where pieces overlap the first one stays, and of two at one beat the longer."""
    assert in_a_row([(4, 9), (0, 3), (0, 5), (6, 9)]) == [(0, 5), (6, 9)]


def test_only_the_gaps_are_missing():
    """Nothing kept is drawn again: what is left lies before, between and after."""
    nothing = Clip(None, 0, (), ())
    kept = [KeptPiece(first, end, 9, nothing) for first, end in [(1, 3), (5, 8)]]
    assert list(missing([Stretch(0, 0, 9)], [kept])) == [
        Stretch(0, 0, 1),
        Stretch(0, 3, 5),
        Stretch(0, 8, 9),
    ]
    assert list(missing([Stretch(0, 1, 6)], [kept])) == [Stretch(0, 3, 5)]


class Nobody:
    """A crew that must not be needed."""

    def at_work(self, trace, folder, stretches):
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
    told = ["loss@0: cached", "hidden_deltas@0: cached"]
    # What is there already shifts no beat from one share to another.
    told += [f"{outcome.shot}: cached" for outcome in first]
    assert list(map(str, again)) == told
    names = {path.suffix for path in tmp_path.glob("cache/clips/*/*")}
    assert names == {".mp4", ".json"}  # the pieces have gone with the join


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
