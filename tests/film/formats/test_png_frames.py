"""A folder of frames: exactly what was drawn, one file for each."""

import numpy as np
import pytest
from PIL import Image

from film.files import check_replaceable
from film.formats.film import NO_WISHES, Film, Label
from film.formats.png_frames import is_ours, write_frames
from film.formats.registry import Output
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


def test_replaces_only_frames_of_its_own(clip, tmp_path):
    """Frames of before go; pictures of somebody else are left, whatever their name."""
    folder = tmp_path / "frames"
    before = write(folder, clip)
    before[0].rename(folder / "00099.png")
    check_replaceable(folder, is_ours)
    assert len(write(folder, clip)) == 5
    for name in ("thesis.tex", "00007.png"):
        with Image.open(folder / "00000.png") as picture:
            picture.save(folder / name, "PNG")
        with pytest.raises(OSError, match=f"Holds {name}.*left alone"):
            check_replaceable(folder, is_ours)
        (folder / name).unlink()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


def test_what_came_while_a_film_was_made_is_left(clip, tmp_path):
    """Hours may lie between the first look at a folder and the last."""
    output = Output.of(f"{tmp_path}/frames/", EXACT, NO_WISHES)
    output.check()
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "00001.png").write_bytes(b"a photograph")
    with pytest.raises(OSError, match="left alone"):
        output.write(Film.of([("", clip)], LABEL, EXACT))
    assert (tmp_path / "frames" / "00001.png").read_bytes() == b"a photograph"


def test_a_broken_clip_leaves_the_old_frames(clip, tmp_path):
    """What fails halfway leaves neither half a folder nor an empty one."""
    before = write(tmp_path / "frames", clip)
    clip.path.write_bytes(b"not a film")
    with pytest.raises(ValueError, match="Invalid data"):
        write(tmp_path / "frames", clip)
    assert sorted((tmp_path / "frames").iterdir()) == before
