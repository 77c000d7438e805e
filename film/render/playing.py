"""Where chapters are played: Manim, set up for a target whatever its files say.

Importing Manim takes 1.8 s, so everything here imports it late.
"""

import gc
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from backprop_core import Trace
from backprop_core.trace.view import view
from film.plan.own_chapters import is_own
from film.plan.shots import Shot
from film.plan.target import Target
from film.render.own_class import own_class, own_folder
from scenes.chapters import chapter_class
from scenes.interludes import interlude_class

if TYPE_CHECKING:
    from manim._config.utils import ManimConfig

    from scenes.chapter import Chapter


@contextmanager
def manim_set_up(target: Target, folder: Path, *, writes: bool) -> Iterator[None]:
    """Let Manim draw in the size and rate of a target; its own files go to `folder`.

    The settings start from Manim's defaults: a `manim.cfg` that the user keeps for
    other films must not change this one. Without `writes` no video is asked for.
    """
    from manim import tempconfig

    changes = {
        "pixel_width": target.width,
        "pixel_height": target.height,
        "frame_rate": target.rate,
        "background_opacity": 0.0 if target.is_transparent else 1.0,
        "format": target.container if writes else "none",
        "disable_caching": True,
        "media_dir": str(folder),
        "tex_dir": str(folder / "tex"),
        "text_dir": str(folder / "text"),
        "progress_bar": "none",
        "verbosity": "ERROR",
        "notify_outdated_version": False,
    }
    with tempconfig(_defaults()), tempconfig(changes):
        yield


def _defaults() -> "ManimConfig":
    from manim._config import utils

    parser = ConfigParser()
    parser.read(Path(utils.__file__).with_name("default.cfg"))
    return utils.ManimConfig().digest_parser(parser)


def played(
    shot: Shot,
    trace: Trace,
    *,
    writer: Callable[..., Any] | None = None,
    first_beat: int = 0,
    last_beat: int | None = None,
) -> "Chapter":
    """Play what a shot shows and return it; without a writer nothing is drawn.

    What comes before the first beat is played, but not drawn. What goes wrong in a
    chapter of the user's own is an OwnChapterError that says where.
    """
    with own_folder(shot.scene):
        chapter = scene_of(
            shot, trace, writer=writer, first_beat=first_beat, last_beat=last_beat
        )
        # What was imported lives as long as the process: looking through it for what
        # does not takes 50 ms in the middle of a motion.
        gc.freeze()
        chapter.render()
    return chapter


def scene_of(
    shot: Shot, trace: Trace, *, writer: Callable[..., Any] | None = None, **beats: Any
) -> "Chapter":
    """Return what a shot shows, ready to be played: a chapter, a card or a dissolve."""
    between: dict[str, Any] = {"interlude": shot.interlude} if shot.interlude else {}
    kind = own_class if is_own(shot.scene) else chapter_class
    scene = interlude_class(shot.scene) if between else kind(shot.chapter)
    return scene(
        view=view(trace, shot.reads, shot.about, Path(shot.scene).stem),
        step=shot.step,
        setting=shot.setting,
        writer=writer,
        skip_animations=writer is None,
        **beats,
        **between,
    )
