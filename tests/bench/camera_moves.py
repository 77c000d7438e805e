"""Prints the worst frame of the camera's moves where a network has 12,960 edges.

Run by `make bench`: the chapter neuron of 784–16–16–10 at 1920×1080 and 30 frames/s.
A frame costs what it takes to draw and convert it, plus the mean of encoding; x264
works on some forty frames at once, and shows no single one's share.
"""

import gc
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time, thread_time
from typing import Any

from all_edges import trace as all_edges_trace
from watched import beats_in

from backprop_core.trace.view import view
from film.plan.target import Target
from film.render.beat_writer import BeatWriter
from film.render.playing import manim_set_up
from scenes.chapters import CHAPTERS
from scenes.chapters.neuron.neuron import Neuron
from scenes.setting import Setting

LIMIT = 60.0  # milliseconds
TARGET = Target(1920, 1080, 30)


class TimedWriter(BeatWriter):
    """Notes when each frame was handed over, and where the camera stood."""

    scene: Any = None

    def write_frame(self, pixels: Any, **named: Any) -> None:
        """Take a frame and note the thread's time."""
        super().write_frame(pixels, **named)
        camera = self.scene.network.stage.camera
        self.scene.marks.append((thread_time(), camera))


def main() -> int:
    """Print the figure; 1 if it misses its limit."""
    fields = CHAPTERS["neuron"].fields
    with TemporaryDirectory(prefix="backprop-bench-") as name:
        writer = partial(TimedWriter, files=beats_in(Path(name)), target=TARGET)
        with manim_set_up(TARGET, Path(name), writes=True):
            shown = view(all_edges_trace(), fields, 0, "neuron")
            scene: Any = Neuron(view=shown, setting=Setting(), writer=writer)
            scene.marks = []
            scene.renderer.file_writer.scene = scene
            gc.freeze()  # as film.render does
            begin, drawing = process_time(), thread_time()
            scene.render()
            spent, drawn = process_time() - begin, thread_time() - drawing
    encoding = 1000 * (spent - drawn) / scene.frames
    costs = [
        1000 * (now[0] - before[0]) + encoding
        for before, now in zip(scene.marks, scene.marks[1:], strict=False)
        if now[1] != before[1]
    ]
    worst, mean = max(costs), sum(costs) / len(costs)
    verdict = "" if worst <= LIMIT else "   missed"
    print(f"12,960 edges, camera moves: {len(costs)} frames, mean {mean:.0f} ms, "
          f"worst {worst:.0f} ms   ≤ {LIMIT:.0f}{verdict}")  # fmt: skip
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
