"""Between Manim and the encoder: sections become beats, faults come back."""

from functools import partial

import av
import numpy as np
import pytest
from manim import FadeIn, Scene, Square, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset
from film.plan.shots import Shot
from film.plan.target import Target
from film.render.clip_writer import ClipWriter
from film.render.encoder import ClipFile
from film.render.playing import manim_set_up, played
from scenes.chapters import chapter_class
from scenes.setting import Setting

SMALL = {"pixel_width": 160, "pixel_height": 90, "frame_rate": 5, "verbosity": "ERROR"}


class TwoBeats(Scene):
    """A scene as Manim's users write them, with a section for each beat."""

    def construct(self):
        """Two beats of five and ten frames."""
        self.next_section("first")
        self.play(FadeIn(Square()), run_time=1)
        self.next_section("second")
        self.wait(2, frozen_frame=True)


class Listener:
    """Notes the frames that the renderer hands over, then passes them on."""

    def __init__(self, writer, settings, frames):
        self._writer, self._frames = writer(settings), frames

    def __getattr__(self, name):
        """Everything else is the writer's own business."""
        return getattr(self._writer, name)

    def write_frame(self, pixels, *, repeat=1, **more):
        """Note each frame as often as it is held."""
        self._frames += [np.array(pixels)] * repeat
        self._writer.write_frame(pixels, repeat=repeat, **more)


def render(writer, folder):
    """Render TwoBeats and return every frame that was drawn."""
    frames = []
    listener = partial(Listener, writer, frames=frames)
    with tempconfig(
        {
            **SMALL,
            "format": "mp4",
            "media_dir": str(folder),
            "disable_caching": True,
            "progress_bar": "none",
        }
    ):
        TwoBeats(renderer=CairoRenderer(file_writer_class=listener)).render()
    return frames


def test_manim_writes_through_it(tmp_path):
    """Each section of a scene is a beat, and its holds last as long as they should."""
    path = tmp_path / "clip.mp4"
    frames = render(partial(ClipWriter, path=path, target=Target(160, 90, 5)), tmp_path)
    with av.open(path) as file:
        packets = [packet for packet in file.demux(video=0) if packet.size]
    assert len(packets) == len(frames) == 15
    tick = packets[0].duration
    assert [p.pts // tick for p in packets if p.is_keyframe] == [0, 5]


def test_film_and_plain_manim_draw_the_same_frames(tmp_path):
    """The picture does not depend on who writes the video."""
    run = RunSpec.load(asset("experiments/tiny.toml"))
    trace = train(run, Recording(steps=(0,)))
    shot = Shot("hidden_deltas", 0, "", Setting(), Target(160, 90, 5))
    ours, plain = [], []
    writer = partial(ClipWriter, path=tmp_path / "clip.mp4", target=shot.target)
    with manim_set_up(shot.target, tmp_path, writes=True):
        played(shot, trace, writer=partial(Listener, writer, frames=ours), last_beat=2)
    with tempconfig({**SMALL, "media_dir": str(tmp_path), "progress_bar": "none"}):
        chapter_class(shot.chapter)(
            view=trace,
            writer=partial(Listener, SceneFileWriter, frames=plain),
            last_beat=2,
        ).render()
    assert len(ours) == len(plain) > 20
    assert all(np.array_equal(*both) for both in zip(ours, plain, strict=True))


def test_counts_frames_for_the_report(manim_settings, target, tmp_path, picture):
    """The report hears of every picture, with its holds."""
    heard = []
    writer = ClipWriter(
        manim_settings,
        path=tmp_path / "clip.mp4",
        target=target,
        on_frames=heard.append,
    )
    writer.write_frame(picture(1))
    writer.write_frame(picture(2), repeat=6)
    writer.finish()
    assert heard == [1, 7]


def disk_full(file, packets):
    """Fail as the system does."""
    if packets:
        raise OSError(28, "No space left on device")


def test_a_fault_of_the_encoder_comes_back(write_clip, moving, monkeypatch):
    """What goes wrong on the encoder's thread is raised where frames are drawn."""
    monkeypatch.setattr(ClipFile, "write", disk_full)
    with pytest.raises(OSError, match="No space left"):
        write_clip([moving(200)])
