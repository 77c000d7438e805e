"""Rendered in pieces or in one go: the same clip, byte for byte."""

from itertools import pairwise

import pytest

from film.plan.target import Target, lossless, vp9
from film.render.pieces import PieceFile, joined, most_pieces, pieces_of

SMALL = Target(160, 90, 15)
TARGETS = {
    "h264": SMALL,
    "lossless": lossless(SMALL),
    "vp9": vp9(SMALL, transparent=False),
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
@pytest.mark.parametrize("cuts", [[0, 1, 4], [0, 3, 4], [0, 1, 2, 3, 4]])
def test_pieces_make_the_clip_that_is_rendered_in_one_go(
    write_clip, moving, picture, tmp_path, target, cuts
):
    """Beats of one frame, of many, and of a held picture join without a trace."""
    beats = [moving(20), [(picture(3), 1)], moving(7, 40), [(picture(9), 12)]]
    end = target.container
    whole = write_clip(beats, f"whole.{end}", target)
    pieces = [
        write_clip(beats[first:last], f"{first}.piece", target, file=PieceFile)
        for first, last in pairwise(cuts)
    ]
    clip = joined(tmp_path / f"joined.{end}", pieces, target)
    assert clip.path.read_bytes() == whole.path.read_bytes()
    assert [cue.start for cue in clip.cues] == [cue.start for cue in whole.cues]
    assert clip.frames == whole.frames
    assert not any(piece.path.exists() for piece in pieces)


def test_no_piece_is_longer_than_a_third_of_a_share():
    """One long shot is shared by two processes, the longest pieces first."""
    pieces = pieces_of([[20] * 60, [600]], jobs=2)
    assert [piece.frames for piece in pieces] == [600, 300, 300, 300, 300]
    assert [(piece.shot, piece.first, piece.end) for piece in pieces] == [
        (1, 0, 1),
        (0, 0, 15),
        (0, 15, 30),
        (0, 30, 45),
        (0, 45, 60),
    ]


@pytest.mark.parametrize("jobs", [1, 2, 3, 7, 64])
@pytest.mark.parametrize("beats", [[[5]], [[900, 1, 1]], [[3] * 50, [400, 20, 400]]])
def test_every_beat_is_in_one_piece(beats, jobs):
    """Nothing is rendered twice or left out, however many share the work."""
    pieces = pieces_of(beats, jobs)
    for number, shot in enumerate(beats):
        own = sorted((each.first, each.end) for each in pieces if each.shot == number)
        assert [beat for cut in own for beat in range(*cut)] == list(range(len(shot)))
        assert len(own) <= most_pieces(1, jobs)


def test_some_shots_stay_whole():
    """A shot that cannot be joined again is rendered in one go."""
    pieces = pieces_of([[100] * 8, [100] * 8], jobs=4, whole=[1])
    assert [piece.shot for piece in pieces if piece.is_whole] == [1]


def test_one_process_splits_nothing():
    """With nobody to share with, a shot is rendered in one go."""
    assert len(pieces_of([[900] * 9], jobs=1)) == 1
