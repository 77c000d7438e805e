"""Between Manim and the encoder: sections become beats, faults come back."""

from functools import partial

import numpy as np
import pytest
from manim import FadeIn, Scene, Square, tempconfig
from manim.renderer.cairo_renderer import CairoRenderer
from manim.scene.scene_file_writer import SceneFileWriter

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset
from film.plan.shots import Shot
from film.plan.target import Target
from film.render.beat_file import BeatFile, packets_of
from film.render.beat_writer import BeatWriter
from film.render.encoder import BeatEncoder
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


def beat_files(folder):
    """Names for more beats than any scene here has."""
    return [folder / f"{number}.beat" for number in range(9)]


def test_manim_writes_through_it(tmp_path):
    """Each section of a scene is a beat with a key frame, its holds as long as said."""
    target, files = Target(160, 90, 5), beat_files(tmp_path)
    frames = render(partial(BeatWriter, files=files, target=target), tmp_path)
    first, second = (list(packets_of(each, 0, target)) for each in files[:2])
    assert (len(first), len(second), len(frames)) == (5, 10, 15)
    assert first[0].is_keyframe
    assert second[0].is_keyframe
    assert not files[2].exists()


def test_film_and_plain_manim_draw_the_same_frames(tmp_path):
    """The picture does not depend on who writes the video."""
    run = RunSpec.load(asset("experiments/tiny.toml"))
    trace = train(run, Recording(steps=(0,), probes=("nudge",)))
    shot = Shot("hidden_deltas", 0, "", Setting(), Target(160, 90, 5))
    ours, plain = [], []
    writer = partial(BeatWriter, files=beat_files(tmp_path), target=shot.target)
    with manim_set_up(shot.target, tmp_path, writes=True):
        played(shot, trace, writer=partial(Listener, writer, frames=ours), last_beat=2)
    # What looks as before comes out of Manim's cache, and its writer is not asked.
    alone = {"media_dir": str(tmp_path), "disable_caching": True}
    with tempconfig({**SMALL, **alone, "progress_bar": "none"}):
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
    files = beat_files(tmp_path)
    writer = BeatWriter(
        manim_settings, files=files, target=target, on_frames=heard.append
    )
    writer.write_frame(picture(1))
    writer.write_frame(picture(2), repeat=6)
    writer.finish()
    assert heard == [1, 6]


def disk_full(file, packets):
    """Fail as the system does."""
    if packets:
        raise OSError(28, "No space left on device")


def test_a_fault_of_the_encoder_comes_back(write_clip, moving, monkeypatch):
    """What goes wrong on the encoder's thread is raised where frames are drawn."""
    monkeypatch.setattr(BeatFile, "write", disk_full)
    with pytest.raises(OSError, match="No space left"):
        write_clip([moving(200)])


def test_a_fault_in_the_very_last_task_comes_back(write_clip, moving, monkeypatch):
    """What the encoder holds back to the end is waited for, and its fault is heard."""

    def fails(encoder):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(BeatEncoder, "finish", fails)
    with pytest.raises(OSError, match="Input/output error"):
        write_clip([moving(3)])
