"""Which format a name asks for, and what its clips are rendered for."""

import pytest

from film.formats import FOLDER, Output, Wishes
from film.target import QUALITIES

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
    assert Output.of(name, HD, Wishes()).target.codec == codec


def test_a_gif_has_a_size_and_rate_of_its_own():
    """Quality and size are those of a film; a GIF is for a lecture's page."""
    target = Output.of("a.gif", HD, Wishes(gif_width=640, gif_rate=20)).target
    assert (target.width, target.height, target.rate) == (640, 360, 20)


def test_a_folder_that_is_there_needs_no_slash(tmp_path):
    """An existing folder without an ending is one for frames."""
    (tmp_path / "frames").mkdir()
    assert Output.of(tmp_path / "frames", HD, Wishes()).ending == FOLDER


def test_other_formats_are_refused():
    """An ending that cannot be written is answered with those that can."""
    with pytest.raises(ValueError, match=r"cannot write \.avi\. Choose from \.mp4, "):
        Output.of("film.avi", HD, Wishes())


def test_only_webm_is_transparent():
    """Where there is no place for transparency it is refused, not left out."""
    wishes = Wishes(transparent=True)
    assert Output.of("a.webm", HD, wishes).target.is_transparent
    with pytest.raises(ValueError, match=r"only \.webm can be transparent"):
        Output.of("a.mp4", HD, wishes)
