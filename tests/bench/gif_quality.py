"""Prints how close and how small a GIF is, beside Manim's own of the same frames.

`hidden_deltas` of the digits, 800 pixels wide, 25 frames a second. Run by itself:
`python tests/bench/gif_quality.py [EXPERIMENT.toml]`.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from manim import tempconfig
from manim.scene.scene_file_writer import SceneFileWriter
from PIL import Image

from backprop_core import Trace, train
from backprop_core.assets import asset
from film.cache.cache import Cache
from film.formats.film import Film, Label
from film.formats.gif import Look, encode, pictures
from film.formats.lossless_pictures import Colours, drawn_frames
from film.make import setting_of
from film.plan.shots import Shot, plan
from film.plan.target import Target, lossless
from film.render.backend import Local
from film.render.playing import manim_set_up, played
from film.render.rendering import Work, render
from film.spec import Experiment

TARGET = lossless(Target(800, 450, 25))
LEAST, MOST = 40.0, 0.5  # decibels; share of the bytes of Manim's


def planned(path: Path) -> tuple[Shot, Trace]:
    """The chapter as a shot, and what it shows."""
    spec = Experiment.load(path).amended(chapters=("hidden_deltas",))
    trace = train(spec.run, spec.recording())
    setting = setting_of(spec.film, captions=True, experiment=path.stem)
    return plan(trace, spec.film, TARGET, setting)[0], trace


def ours(shot: Shot, trace: Trace, folder: Path) -> tuple[Path, Path]:
    """Our GIF, and the clip with the very frames it is made from."""
    gif = folder / "ours.gif"
    (clip,) = render([shot], trace, Cache(folder, folder), work=Work(Local(1)))
    film = Film.of([("", clip)], Label("", "", "en", captions_on=False), TARGET)
    encode(gif, film, Look(TARGET.width, TARGET.height), pictures)
    return gif, clip.path


def manims(shot: Shot, trace: Trace, folder: Path) -> Path:
    """The GIF that Manim's own writer makes of the same frames."""
    with manim_set_up(TARGET, folder, writes=True), tempconfig({"format": "gif"}):
        played(shot, trace, writer=SceneFileWriter)
    (found,) = folder.rglob("*.gif")
    return found


def shown(gif: Path) -> Iterator[Colours]:
    """Every frame of a GIF, for as many frames of the film as it stands."""
    with Image.open(gif) as image:
        for number in range(image.n_frames):
            image.seek(number)
            pixels = np.asarray(image.convert("RGB"))
            for _ in range(round(image.info["duration"] * TARGET.rate / 1000)):
                yield pixels


def decibels(gif: Path, clips: Sequence[Path]) -> float:
    """The peak signal-to-noise ratio of a GIF, over all frames as one."""
    errors = [
        np.square(seen - drawn.astype(float)).mean()
        for seen, drawn in zip(shown(gif), drawn_frames(clips), strict=True)
    ]
    return 10 * math.log10(255**2 / np.mean(errors))


def main(path: Path) -> int:
    """Print both, and return 1 if ours is not close or not small enough."""
    shot, trace = planned(path)
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        gif, clip = ours(shot, trace, Path(one))
        usual = manims(shot, trace, Path(other))
        sizes = gif.stat().st_size, usual.stat().st_size
        closeness = [decibels(each, [clip]) for each in (gif, usual)]
    share = sizes[0] / sizes[1]
    print(f"hidden_deltas as a GIF, {TARGET.width} px at {TARGET.rate} frames/s")
    for name, size, value in zip(("ours", "Manim's"), sizes, closeness, strict=True):
        print(f"  {name:8} {size:12,} bytes   {value:5.1f} dB")
    print(f"  share    {share:12.2f} (at most {MOST}); at least {LEAST} dB")
    return int(share > MOST or closeness[0] < LEAST)


if __name__ == "__main__":
    named = sys.argv[1:] or [asset("experiments/digits.toml")]
    sys.exit(main(Path(named[0])))
