"""A clip put together from beats is the clip that is written in one go."""

from itertools import chain

import pytest

from film.plan.target import Target, lossless, vp9
from film.render.encoder import BeatEncoder, ClipFile, Converter

SMALL = Target(160, 90, 15)
TARGETS = {
    "h264": SMALL,
    "lossless": lossless(SMALL),
    "vp9": vp9(SMALL, transparent=False),
    "transparent": vp9(SMALL, transparent=True),
}


def written_in_one_go(path, beats, target):
    """The bytes of a clip that no packet was taken apart for."""
    file, converter, start = ClipFile(path, target), Converter(target), 0
    for beat in beats:
        encoder = BeatEncoder(target)
        drawn = [encoder.encode(converter.picture(one), held) for one, held in beat]
        for packet in chain(*drawn, encoder.finish()):
            packet.pts, packet.dts = start + packet.pts, start + packet.dts
            file.write([packet])
        start += encoder.frames
    file.close()
    return path.read_bytes()


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_beats_make_the_clip_that_is_written_in_one_go(
    write_clip, moving, picture, tmp_path, target
):
    """Beats of one frame, of many, of a held and an open picture join without trace."""
    half = picture(5)
    half[:] //= 2
    beats = [moving(20), [(picture(3), 1)], moving(7, 40), [(half, 12)]]
    clip = write_clip(beats, f"joined.{target.container}", target)
    whole = written_in_one_go(tmp_path / f"whole.{target.container}", beats, target)
    assert clip.path.read_bytes() == whole
    assert [cue.start for cue in clip.cues] == [0, 20, 21, 28]
    assert clip.frames == 40
