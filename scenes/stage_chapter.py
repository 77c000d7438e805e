"""The base of chapters told on the stage: one network, moved and lit, and sentences.

A sentence may hold marks, ``|``: there the motion waits for the voice, so that what
happens belongs to the word after the mark. A translation has as many.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy as np

from scenes import style
from scenes.chapter import TICK, WORDS_PER_SECOND, Chapter
from scenes.cues import Cue
from scenes.diagram.network.layered_network import LayeredNetwork, Plan
from scenes.diagram.text import Source, Text
from scenes.engine.arrays import Numbers
from scenes.engine.drawing import Box, Drawing
from scenes.home import HOMES, Home
from scenes.notation import symbols
from scenes.path_builder import Path
from scenes.path_texts import NO_VALUES
from scenes.vocabulary import header, labels
from scenes.vocabulary.close_up import CloseUp
from scenes.vocabulary.motions import Motion, fade_out
from scenes.vocabulary.standing import drawn_units, give_deltas, give_values

MARK = "|"
FIRST_LINE = -2.98  # baseline of a caption's first line: it never moves
CAPTION_WIDTH = 12.6
LONGEST_GAP = 1.2  # seconds that a motion waits for its word
LEAST_END = 0.6  # seconds between the last motion and the next sentence
STAGE = Box(-6.6, -2.35, 6.6, 2.95)  # what lies between header and captions
NAMES_BELOW = 0.42  # from the lowest unit to the names of the layers
BESIDE_OUTPUTS = 0.75  # for their arcs, and what is between labels
NUMBER_WIDTH = 1.35


class StageChapter(Chapter):
    """A chapter about one step, told on the network of that step.

    Columns are counted from the input, as on screen: column c + 1 is
    ``step.layers[c]``. ``thread[column]`` is the unit that the thread passes there.
    """

    opens = "sample arrives"  # the homes at its borders, as in the table of chapters
    closes = "sample arrives"

    def setup(self) -> None:
        """Set the stage that is there when the first beat begins."""
        self.row = self.step.focus.sample
        self.thread = (self.step.focus.input, *self.step.focus.units)
        self.sizes = tuple(self.trace.network.layers)
        self.last = len(self.sizes) - 1
        self.written: list[Drawing] = []  # what goes when the next beat begins
        self._marks: list[float] = []
        self._beat_start = 0
        self.network = self.build_network()
        self.stand(HOMES[self.opens])

    def stand(self, home: Home) -> None:
        """Put up the picture at a border: the network in its wide shot, and names."""
        network, count = self.network, len(self.sizes)
        known = {"inputs": 1, "first": 2, "all": count}[home.activations]
        for units in network.units[:known]:
            units.shown_activations = np.ones(len(units.activations))
        if home.deltas != "none":
            self.know_deltas(since=count - 1 if home.deltas == "outputs" else 1)
        self.pills, self.when = header.phases(self, home.phase), header.when(self)
        if home.deltas != "none":
            self.deltas = labels.deltas(self, network, self.last, row=self.row)
            self.deltas.shown = np.ones(self.sizes[-1])
            network.attach(self.deltas)
        self.add(self.pills, self.when, network)

    def know_deltas(self, *, since: int) -> None:
        """Give all units their δ, on one scale; shown are those from a column on."""
        give_deltas(self.network, self.step, self.row, since=since)

    # Paths.

    @property
    def path(self) -> Path:
        """The path of the step: ``self.path.layers[0].sums[0, 2]``."""
        return Path(f"steps[{self.step_number}]")

    def layer(self, column: int) -> Path:
        """Return the path of the layer that makes a column."""
        return self.path.layers[column - 1]

    def activation_path(self, column: int, unit: int) -> Path:
        """Return the path of a unit's activation; of an input, its value."""
        if column == 0:
            return self.path.inputs[self.row, unit]
        return self.layer(column).activations[self.row, unit]

    # The network.

    def build_network(self) -> LayeredNetwork:
        """Return the network in its wide shot, nothing known, nothing lit."""
        network = LayeredNetwork(
            self.plan(),
            [np.array(layer.weights) for layer in self.step.layers],
            here=str(self.path),
            row=self.row,
        )
        give_values(network, self.step, self.row)
        y = STAGE.bottom + NAMES_BELOW / 4
        network.attach(*labels.around(self, network, row=self.row, y=y))
        return network

    def plan(self) -> Plan:
        """Return what is drawn of the network, and where."""
        picture = self.trace.data.image
        left = STAGE.left + (0.0 if picture else self.input_width() + style.UNIT)
        names = labels.class_width(self)
        right = STAGE.right - BESIDE_OUTPUTS - names - NUMBER_WIDTH
        box = Box(left, STAGE.bottom + NAMES_BELOW + 0.15, right, STAGE.top - 0.2)
        return Plan(self.sizes, self.drawn_units(), box, picture)

    def input_width(self) -> float:
        """Return the room that names and values of the inputs take."""
        drawn = self.drawn_units()[0]
        rows = labels.inputs(self, drawn, row=self.row)
        return 0.3 + max(each.box.width for each in rows)

    def drawn_units(self) -> tuple[tuple[int, ...], ...]:
        """Return which units of each column are drawn: those that contribute most."""
        return drawn_units(
            self.step,
            self.sizes,
            is_picture=bool(self.trace.data.image),
            outputs=self.output_weights(),
        )

    # The thread.

    def one(self, column: int) -> Numbers:
        """Return 1 for the unit on the thread and 0 for all others of a column."""
        found = np.zeros(self.sizes[column])
        found[self.thread[column]] = 1.0
        return found

    def function(self, column: int) -> tuple[str, str]:
        """Return the letters of a column's activation function and its derivative."""
        return symbols.FUNCTIONS[self.trace.network.activations[column - 1]]

    def close_up(self) -> CloseUp:
        """Return the close shot of the thread's unit of the first layer."""
        return CloseUp(self, self.network, self.step.contributors[0].tolist())

    def output_weights(self) -> Any:
        """Return what decides which outputs are drawn where there are many."""
        return self.step.layers[-1].activations[self.row]

    def play(
        self, *animations: Any, seconds: float | None = None, **manim: Any
    ) -> None:
        """Play motions together, if there are any: what is lit already needs none."""
        if animations:
            super().play(*animations, seconds=seconds, **manim)

    def leave(self) -> list[Motion]:
        """Return the motions that take away what was written for the beat before."""
        gone, self.written = self.written, []
        return [fade_out(each) for each in gone]

    # Sentences.

    @contextmanager
    def say(
        self, sentence: str, values: Mapping[str, str] = NO_VALUES
    ) -> Iterator[None]:
        """Tell one beat: show a sentence while the motions inside are played.

        ``values`` are paths for the ``{names}`` in the sentence. `until_word` waits
        for the next mark; at the end the picture stands until all of it was said.
        """
        self._drawn_by.skips_ahead = len(self.cues) < self.first_beat
        self.next_section(f"{self.name}-{len(self.cues)}")
        start = self._beat_start = self.frames
        template = self.translated(sentence)
        shown = {name: self.shown(str(path)) for name, path in values.items()}
        self._marks = _seconds_to_marks(template.format(**shown))
        paths = {name: str(path) for name, path in values.items()}
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

    @property
    def drawings(self) -> list[Drawing]:
        """All of ours that is on the stage, in painting order."""
        return [each for each in self.mobjects if isinstance(each, Drawing)]


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
