"""The base of all chapters: beats, captions, numbers made from paths.

A sentence may hold marks, ``|``: there the motion waits for the voice, so that what
happens belongs to the word after the mark. A translation has as many.

A chapter can be rendered by ``film``, which hands it a trace, and by plain Manim,
which does not: then it trains the experiment that BACKPROP_EXPERIMENT names (an
experiment file; the digits by default) and shows its first step.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np
from manim import Scene
from manim.utils.exceptions import EndSceneEarlyException

from scenes import style
from scenes.cues import Cue, LedgerEntry
from scenes.diagram.text import Source, Text
from scenes.engine.camera import ChapterRenderer
from scenes.engine.drawing import Box, Drawing
from scenes.engine.reading import Mark, ReadingPen
from scenes.path_texts import NO_VALUES, PathTexts
from scenes.setting import Setting
from scenes.vocabulary.motions import Motion, fade_out

TICK = 0.2  # seconds; every duration is a multiple, whole frames at usual rates
NO_SOURCE = Source("")
MARK = "|"
FIRST_LINE = -2.98  # baseline of a caption's first line: it never moves
CAPTION_WIDTH = 12.6
LONGEST_GAP = 1.2  # seconds that a motion waits for its word
LEAST_END = 0.6  # seconds between the last motion and the next sentence
WORDS_PER_SECOND = 2.8  # a viewer reads a caption and looks at the picture


class Frames(list[float]):
    """The times of a play's frames, where Manim expects a progress bar."""

    def close(self) -> None:
        """End the bar that is not there."""


class Chapter(PathTexts, Scene):
    """A scene that draws one step, or the training, of a trace."""

    def __init__(
        self,
        *,
        view: Any = None,
        step: int | None = 0,
        setting: Setting | None = None,
        writer: Callable[..., Any] | None = None,
        skip_animations: bool = False,
        first_beat: int = 0,
        last_beat: int | None = None,
    ) -> None:
        self.setting = setting or Setting()
        if view is None:
            from scenes.standalone import own_trace, probes_of

            view = own_trace(step, probes_of(type(self)))
        self.trace = view
        self.step_number = step
        self.first_beat, self.last_beat = first_beat, last_beat
        self.frames = 0
        self.cues: list[Cue] = []
        self.ledger: list[LedgerEntry] = []
        self.written: list[Drawing] = []  # what goes when the next beat begins
        self._caption: Text | None = None
        palette = style.THEMES[self.setting.theme]
        renderer = ChapterRenderer(
            palette, writer=writer, skip_animations=skip_animations
        )
        super().__init__(renderer=renderer)
        self._drawn_by = renderer
        self._marks: list[float] = []  # seconds to the words that are waited for
        self._beat_start = 0

    @property
    def step(self) -> Any:
        """The record of the step that the chapter is about."""
        return self.trace.steps[self.step_number]

    # Time: whole frames.

    def play(
        self, *animations: Any, seconds: float | None = None, **manim: Any
    ) -> None:
        """Play motions together; each lasts as long as it says, or ``seconds``.

        Nothing is played without any: what is lit already needs none.
        """
        if not animations:
            return
        if seconds is not None:
            manim["run_time"] = seconds
        super().play(*animations, **manim)
        self.frames += _whole_frames(self.duration, self.camera.frame_rate)

    def get_time_progression(self, run_time: float, *_: Any, **__: Any) -> Any:
        """Return the times of the frames of a play; the last is its end."""
        rate = self.camera.frame_rate
        count = _whole_frames(run_time, rate)
        times = (
            [run_time]
            if self.renderer.skip_animations
            else [(frame + 1) / rate for frame in range(count)]
        )
        return Frames(times)

    def get_moving_and_static_mobjects(self, animations: Any) -> Any:
        """Return nothing: the camera sees by itself what moves.

        Manim goes through all families twice for this, a tenth of an unpainted play.
        """
        return [], []

    def leave(self) -> list[Motion]:
        """Return the motions that take away what was written for the beat before."""
        gone, self.written = self.written, []
        return [fade_out(each) for each in gone]

    def hold(self, seconds: float = style.READ) -> None:
        """Let the picture stand."""
        self.wait(seconds, frozen_frame=True)

    # Sentences.

    @contextmanager
    def say(
        self, sentence: str, values: Mapping[str, str] = NO_VALUES
    ) -> Iterator[None]:
        """Tell one beat: show a sentence while the motions inside are played.

        ``values`` are paths for the ``{names}`` in the sentence; what it does not name
        is left out. `until_word` waits for the next mark; at the end the picture stands
        until all of it was said.
        """
        self._drawn_by.skips_ahead = len(self.cues) < self.first_beat
        self.next_section(f"{self.name}-{len(self.cues)}")
        start = self._beat_start = self.frames
        template = self.translated(sentence)
        paths = {n: str(path) for n, path in values.items() if f"{{{n}}}" in sentence}
        shown = {name: self.shown(path) for name, path in paths.items()}
        self._marks = _seconds_to_marks(template.format(**shown))
        text = Text(
            Source(without_marks(template), paths, shown),
            em=style.CAPTION,
            width=CAPTION_WIDTH,
        )
        self._show_caption(text)
        yield
        said = len(text.text.split()) / WORDS_PER_SECOND
        left = TICK * np.ceil((said - self._elapsed()) / TICK - 1e-9)
        self.hold(max(LEAST_END, round(float(left), 6)))
        self.note_numbers()
        name = f"{self.name}-{len(self.cues)}"
        self.cues.append(Cue(start, self.frames - start, text.text, name))
        self.ended_beat()

    def until_word(self) -> None:
        """Wait for the word after the next mark, at most a second and a half."""
        if not self._marks:
            raise ValueError(f"{self.name}: the sentence has no mark left to wait for")
        wait = min(LONGEST_GAP, self._marks.pop(0) - self._elapsed())
        ticks = int(wait / TICK + 1e-9)
        if ticks > 0:
            self.hold(ticks * TICK)

    def pause(self, seconds: float = 1.6) -> None:
        """Let a heart beat stand, without a caption."""
        if self._caption is not None:
            self.remove(self._caption)
            self._caption = None
        self.hold(seconds)

    def ended_beat(self) -> None:
        """End the chapter after the last beat that is asked for."""
        if self.last_beat is not None and len(self.cues) > self.last_beat:
            raise EndSceneEarlyException

    def _elapsed(self) -> float:
        return (self.frames - self._beat_start) / self.camera.frame_rate

    def _show_caption(self, text: Text) -> None:
        if not self.setting.captions:
            return
        if self._caption is not None:
            self.remove(self._caption)
        text.at(0.0, 0.0)
        text.y = FIRST_LINE
        text.what = "caption"
        self._caption = text
        self.add(text)

    def note_numbers(self) -> None:
        """Write down every number that can be seen now, with its path."""
        beat = len(self.cues)

        def visit(drawing: Drawing, _: Box | None) -> None:
            source = getattr(drawing, "source", NO_SOURCE)
            for name, path in source.paths.items():
                self.ledger.append(
                    LedgerEntry(beat, path, source.values[name], self.value(path))
                )

        self.visit(visit)

    def visit(self, visitor: Callable[[Drawing, Box | None], None]) -> None:
        """Visit every drawing that can be seen, with its box on screen."""
        for mobject in self.mobjects:
            if isinstance(mobject, Drawing):
                mobject.seen(visitor)

    def reading(self, *drawings: Drawing) -> list[Mark]:
        """Return what stands on screen at this frame, in pixels, as it is painted.

        Also in the middle of a motion. Manim's own mobjects are not among it. Of some
        ``drawings``, it is what these alone have painted.
        """
        camera = self._drawn_by.camera
        width, height = camera.pixel_width, camera.pixel_height
        scale = width / camera.frame_width
        pen = ReadingPen(width, height, camera.palette, scale)
        for drawing in drawings or self.drawings:
            drawing.draw(pen)
        return pen.marks()

    @property
    def drawings(self) -> list[Drawing]:
        """All of ours that is on the stage, in painting order."""
        return [each for each in self.mobjects if isinstance(each, Drawing)]


def _whole_frames(seconds: float, rate: float) -> int:
    """Return how many frames a duration has; raises ValueError if not whole ticks."""
    ticks = seconds / TICK
    if abs(ticks - round(ticks)) > 1e-6:
        raise ValueError(f"{seconds} s is not a multiple of {TICK} s")
    return round(seconds * rate)


def without_marks(sentence: str) -> str:
    """Return a sentence as it is read."""
    return " ".join(sentence.replace(MARK, " ").split())


def _seconds_to_marks(sentence: str) -> list[float]:
    """Return when, after the begin, the word behind each mark is said."""
    before, seconds = 0, []
    for piece in sentence.split(MARK)[:-1]:
        before += len(piece.split())
        seconds.append(before / WORDS_PER_SECOND)
    return seconds
