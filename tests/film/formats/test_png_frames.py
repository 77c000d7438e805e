"""A folder of frames: exactly what was drawn, one file for each."""

import numpy as np
import pytest
from PIL import Image

from film.files import check_replaceable
from film.formats.film import Film, Label
from film.formats.png_frames import NAMES, write_frames
from film.plan.target import Target, lossless

LABEL = Label("title", "tiny", "en", captions_on=False)
EXACT = lossless(Target(160, 90, 15))


@pytest.fixture
def clip(write_clip, picture):
    """Two pictures, then one that is held for three frames."""
    beats = [[(picture(1), 1), (picture(2), 1)], [(picture(3), 3)]]
    return write_clip(beats, target=EXACT)


def write(path, clip):
    """Write the clip as frames."""
    write_frames(path, Film.of([("", clip)], LABEL, EXACT))
    return sorted(path.iterdir())


def test_every_frame_is_a_picture_of_what_was_drawn(clip, picture, tmp_path):
    """Held frames are there too, and no pixel differs from the drawing."""
    files = write(tmp_path / "frames", clip)
    assert [file.name for file in files] == [f"{n:05}.png" for n in range(5)]
    for file, number in zip(files, [1, 2, 3, 3, 3], strict=True):
        drawn = picture(number)[..., :3]
        assert np.array_equal(np.asarray(Image.open(file)), drawn)


def test_noise_is_kept_to_the_last_bit(write_clip, tmp_path):
    """Any picture comes back as it was, not only flat ones."""
    noise = np.random.default_rng(0).integers(0, 256, (90, 160, 4), np.uint8)
    files = write(tmp_path / "frames", write_clip([[(noise, 5)]], target=EXACT))
    assert np.array_equal(np.asarray(Image.open(files[4])), noise[..., :3])


def test_replaces_only_frames(clip, tmp_path):
    """Frames of before go; a folder with anything else in it is refused."""
    folder = tmp_path / "frames"
    folder.mkdir()
    (folder / "00099.png").touch()
    check_replaceable(folder, NAMES)
    assert len(write(folder, clip)) == 5
    (folder / "thesis.tex").touch()
    with pytest.raises(OSError, match="left alone"):
        check_replaceable(folder, NAMES)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_a_broken_clip_leaves_the_old_frames(clip, tmp_path):
    """What fails halfway leaves neither half a folder nor an empty one."""
    before = write(tmp_path / "frames", clip)
    clip.path.write_bytes(b"not a film")
    with pytest.raises(ValueError, match="Invalid data"):
        write(tmp_path / "frames", clip)
    assert sorted((tmp_path / "frames").iterdir()) == before
