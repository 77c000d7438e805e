"""Which format a name asks for, and what its clips are rendered for."""

import av
import pytest

from backprop_core import RunSpec, train
from film.formats.film import NO_WISHES, Wishes
from film.formats.registry import FOLDER, Output
from film.make import make_film
from film.plan.target import QUALITIES, Target

HD = QUALITIES["h"]


@pytest.mark.parametrize(
    ("name", "codec"),
    [
        ("a.mp4", "libx264"),
        ("a.webm", "libvpx-vp9"),
        ("a.gif", "libx264rgb"),
        ("frames/", "libx264rgb"),
    ],
)
def test_each_format_is_made_from_clips_of_its_own(name, codec):
    """GIF and PNG come from exact clips, the others from clips that are joined."""
    assert Output.of(name, HD, NO_WISHES).target.codec == codec


def test_a_gif_has_a_size_and_rate_of_its_own():
    """Quality and size are those of a film; a GIF is for a lecture's page."""
    target = Output.of("a.gif", HD, Wishes(gif_width=640, gif_rate=20)).target
    assert (target.width, target.height, target.rate) == (640, 360, 20)


def test_a_folder_that_is_there_needs_no_slash(tmp_path):
    """An existing folder without an ending is one for frames."""
    (tmp_path / "frames").mkdir()
    assert Output.of(tmp_path / "frames", HD, NO_WISHES).ending == FOLDER


def test_other_formats_are_refused():
    """An ending that cannot be written is answered with those that can."""
    with pytest.raises(ValueError, match=r"cannot write \.avi\. Choose from \.mp4, "):
        Output.of("film.avi", HD, NO_WISHES)


def test_only_webm_is_transparent():
    """Where there is no place for transparency it is refused, not left out."""
    wishes = Wishes(transparent=True)
    assert Output.of("a.webm", HD, wishes).target.is_transparent
    with pytest.raises(ValueError, match=r"only \.webm can be transparent"):
        Output.of("a.mp4", HD, wishes)


def test_formats_stand_side_by_side(tmp_path):
    """Several at once, each with captions; clips of equal targets are rendered once."""
    run = RunSpec(
        data={"name": "and"}, network={"layers": [2, 1]}, training={"max_steps": 1}
    )
    shots = []
    written = make_film(
        train(run),
        out=[tmp_path / "a.gif", f"{tmp_path}/frames/", tmp_path / "a.webm"],
        target=Target(160, 90, 20),
        wishes=Wishes(gif_width=160, gif_rate=20, transparent=False),
        report=lambda progress: shots.append(progress.shots),
        chapters=("neuron",),
    )
    names = ["a.gif", "a.gif.srt", "a.gif.vtt", "a.webm", "a.webm.srt", "a.webm.vtt"]
    names += ["frames", "frames.srt", "frames.vtt"]
    assert sorted(path.name for path in written) == names
    assert sorted(written) == sorted(tmp_path.iterdir())
    assert set(shots) == {2}
    with av.open(tmp_path / "a.gif") as gif, av.open(tmp_path / "a.webm") as webm:
        assert gif.duration == webm.duration
        frames = len(list((tmp_path / "frames").iterdir()))
        assert gif.duration == frames * 50_000
