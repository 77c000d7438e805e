"""GIF: the very frames at their times, close in colour, small if asked for."""

from itertools import pairwise

import numpy as np
import pytest
from PIL import Image

from film.formats.film import Film, Label, Wishes
from film.formats.gif import Look, TooLarge, looks, palette, write_gif
from film.formats.lossless_pictures import drawn_frames, held_pictures
from film.plan.target import Target, lossless

LABEL = Label("title", "tiny", "en", captions_on=False)
EXACT = lossless(Target(160, 90, 25))


@pytest.fixture
def clips(write_clip, picture):
    """Two lossless clips: moving, held, moving."""
    one = [[(picture(n), 1) for n in range(9)], [(picture(40), 30)]]
    other = [[(picture(n), 1) for n in (50, 51, 51, 52)]]
    return [
        write_clip(one, "0.mp4", EXACT),
        write_clip(other, "1.mp4", EXACT),
    ]


@pytest.fixture
def write(clips, tmp_path):
    """A function that writes the clips as a GIF."""

    def written(name="film.gif", max_size=None):
        wishes = Wishes(gif_size=max_size)
        path = tmp_path / "films" / name
        write_gif(path, Film.of([("", clip) for clip in clips], LABEL, EXACT, wishes))
        return path

    return written


def shown(path):
    """Every frame of a GIF of 25 frames a second, as a player shows it."""
    with Image.open(path) as image:
        for number in range(image.n_frames):
            image.seek(number)
            pixels = np.asarray(image.convert("RGB"))
            yield from [pixels] * (image.info["duration"] // 40)


def test_every_frame_is_shown_in_its_time(write, clips):
    """As many frames as were drawn, held ones included, each at least 45 dB close."""
    frames = list(shown(write()))
    drawn = list(drawn_frames([clip.path for clip in clips]))
    assert len(frames) == len(drawn) == 43
    for one, other in zip(frames, drawn, strict=True):
        assert np.square(one - other.astype(float)).mean() < 255**2 / 10**4.5


def test_repeats_for_ever(write):
    """A lecture's GIF begins again by itself."""
    with Image.open(write()) as image:
        assert image.info["loop"] == 0


def test_is_one_palette_without_dithering(write):
    """Flat areas stay flat, in one colour for the whole clip."""
    grounds = {tuple(pixels[80, 150]) for pixels in shown(write())}
    assert grounds == {(15, 19, 26)}


def test_the_same_clips_are_the_same_gif(write):
    """Written twice, the bytes are equal."""
    assert write("a.gif").read_bytes() == write("b.gif").read_bytes()


def test_small_enough_by_what_it_loses(write):
    """A GIF that must be smaller is, and lasts as long."""
    whole = write("a.gif").stat().st_size
    path = write("b.gif", max_size=whole - 1)
    assert path.stat().st_size < whole
    assert len(list(shown(path))) == 44  # 43 frames, every other of them for two


def test_too_small_is_refused_with_the_smallest_size(write, clips):
    """What cannot be met leaves no file and says how far it went."""
    least = write("a.gif").stat().st_size * 5 // 9
    (clips[0].path.parent / "films" / "a.gif").unlink()
    with pytest.raises(TooLarge, match=r"bytes.* is [\d,]+ bytes: 160 pixels"):
        write(max_size=least)
    assert list((clips[0].path.parent / "films").iterdir()) == []


def test_what_is_out_of_reach_is_given_up_at_once(write_clip, tmp_path, monkeypatch):
    """The beginning says so: the rest of a long film is not even decoded."""
    decoded = []

    def counted(paths):
        for held in held_pictures(paths):
            decoded.append(held)
            yield held

    monkeypatch.setattr("film.formats.gif.held_pictures", counted)
    random = np.random.default_rng(1)
    noise = [random.integers(0, 255, (90, 160, 4), np.uint8) for _ in range(400)]
    clip = write_clip([[(pixels, 1) for pixels in noise]], "0.mp4", EXACT)
    film = Film.of([("", clip)], LABEL, EXACT, Wishes(gif_size=10_000))
    with pytest.raises(TooLarge, match="Its first 100 pictures take twice"):
        write_gif(tmp_path / "a.gif", film)
    assert len(decoded) < 250
    assert not (tmp_path / "a.gif").exists()


def test_loses_width_then_colours_then_frames_then_width():
    """The order is the one that the help tells; each try is less than the last."""
    tried = list(looks(Look(800, 450)))
    assert tried[0] == Look(800, 450)
    assert (tried[1].width, tried[1].height) == (720, 405)
    first = [look for look in tried if look.every == 1]
    assert [look.colours for look in first][-3:] == [256, 128, 64]
    assert {look.width for look in first[-3:]} == {525}
    assert tried[len(first)] == Look(525, 295, 64, 2)
    assert 240 <= tried[-1].width < 267
    for more, less in pairwise(tried):
        assert (less.width, less.colours, -less.every) < (
            more.width,
            more.colours,
            -more.every,
        )


def test_few_colours_are_kept_exactly():
    """A clip of fewer colours than the palette has room for loses nothing."""
    colours = np.array([[15, 19, 26], [255, 235, 0], [61, 135, 255]], np.uint8)
    pixels = colours[np.arange(600).reshape(20, 30) % 3]
    found = palette([pixels], 255)
    assert np.array_equal(found.colours[found.indices(pixels)], pixels)
    assert len(palette([pixels], 2).colours) == 2
