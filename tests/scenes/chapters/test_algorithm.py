"""Ten lines and the network that carries them out, read back frame by frame."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from checks.tracing import trace_for
from checks.unpainted import play
from checks.whole import faults

from backprop_core import Recording, RunSpec, Trace, train
from backprop_core.activations import ACTIVATIONS
from backprop_core.losses import LOSSES
from scenes.chapters.algorithm import pseudo_code as code
from scenes.diagram.code_lines import CodeLines
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.network.travellers import Travellers
from scenes.diagram.text import Text
from scenes.path_texts import PathTexts
from scenes.setting import NOTATIONS, Setting
from scenes.vocabulary.forward.crossing import Crossing

NAME = "algorithm"


def line_of_head(scene: Any) -> float:
    """Return the line that the play head is drawn on, by its height on screen."""
    head = next(m for m in scene.reading() if m.depicts.what == "play head")
    scale = scene.camera.pixel_width / scene.camera.frame_width
    y = (scene.camera.pixel_height / 2 - head.centre[1]) / scale
    area = scene.code.area
    share = (area.top - y) / area.height
    return round(share * len(scene.code.lines) - 0.5)


def running(name: str) -> set[tuple[bool, float]]:
    """Return where the head is drawn while pulses run: backwards or not, and line."""
    seen: set[tuple[bool, float]] = set()

    def look(scene: Any, _: int) -> None:
        for each in scene.drawings:
            if isinstance(each, Travellers) and each.clock > 0.5:
                seen.add((each.backwards, line_of_head(scene)))

    play(NAME, trace_for(NAME, name), look=look)
    return seen


def test_the_head_lies_on_the_line_that_is_carried_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Sums are made on the fifth line, δ on the ninth; a head beside is seen."""
    assert running("tiny") == {(False, code.PASS), (True, code.COLLECT)}
    right = CodeLines.height_of
    monkeypatch.setattr(
        CodeLines, "height_of", lambda self, row: right(self, row + (row > 3))
    )
    assert running("tiny") != {(False, code.PASS), (True, code.COLLECT)}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("tiny", "for each sample:"),
        ("softmax", "for each batch of 16 samples:"),
        ("deep", "for each batch of 2 samples:"),
        ("xor", "for each batch of 4 samples:"),
    ],
)
def test_the_second_line_says_what_a_step_is_made_of(
    trace: Callable[[str], Trace], name: str, said: str
) -> None:
    """A sample or a batch, which may be the whole set."""
    scene = play(NAME, trace(name))
    line = scene.code.lines[code.SAMPLE]
    assert isinstance(line, Text)
    assert line.text == said
    assert len(scene.code.lines) == 10


def test_each_step_is_faster_than_the_one_before() -> None:
    """The second takes less than half of the first's time, the third less again."""
    frames: dict[str, int] = {}

    def look(scene: Any, repeat: int) -> None:
        if scene.when in scene.mobjects and len(scene.cues) < 5:
            frames[scene.when.text] = frames.get(scene.when.text, 0) + repeat

    play(NAME, trace_for(NAME, "tiny"), look=look)
    first, second, third = frames.values()
    assert second < first / 2
    assert third < second


def test_the_counter_ends_with_the_training() -> None:
    """It runs through steps of the trace, upwards, and stops at the last one."""
    trace = trace_for(NAME, "xor")
    seen: list[float] = []

    def look(scene: Any, _: int) -> None:
        for mark in scene.reading():
            is_large = mark.box[3] - mark.box[1] > 100  # pixels
            if mark.depicts.what == "number" and is_large:
                seen.append(float(scene.value(mark.depicts.path)))

    play(NAME, trace, look=look)
    assert seen == sorted(seen)
    assert seen[-1] == trace.final.step == 4000


@pytest.mark.proof
def test_planted_faults_are_seen(
    trace: Callable[[str], Trace], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another scale, another step's paths and a name below a number are faults."""
    usual = Crossing.__init__
    plants = {
        "size: pulses": (
            Crossing,
            "__init__",
            lambda self, told, since=1: usual(self, told, since=1),
        ),
        "size: δ discs": (LayeredNetwork, "tell", lambda self, here, row: None),
        "picture:": (code, "LONGEST", 9.0),
    }
    for kind, plant in plants.items():
        with monkeypatch.context() as patch:
            patch.setattr(*plant)
            names = {"picture:": "deep", "size: δ discs": "tiny"}
            found = faults(NAME, trace(names.get(kind, "xor")))
        assert any(each.startswith(kind) for each in found), kind


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize(
    ("loss", "output"),
    [
        (loss, output)
        for loss, output in product(LOSSES, ACTIVATIONS)
        if loss != "cross_entropy" or output in ("sigmoid", "softmax")
    ],
)
def test_every_loss_has_its_line(loss: str, output: str, notation: str) -> None:
    """δ of the outputs is typeset with all its parentheses, whatever they are."""
    run = RunSpec(
        data={"inputs": [[1.0]], "targets": [[1.0, 0.0]]},
        network={"layers": [1, 2], "output": output},
        training={"loss": loss, "max_steps": 1},
    )
    texts = PathTexts()
    texts.name, texts.step_number = NAME, 0
    texts.trace, texts.setting = train(run, Recording((0,))), Setting(notation=notation)
    assert len(code.PseudoCode(texts, is_batch=False).lines) == 10
