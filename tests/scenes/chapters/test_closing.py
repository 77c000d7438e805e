"""Before and after, side by side: one scale, true dials, and true words."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from checks.tracing import trace_for
from checks.unpainted import play
from checks.whole import faults

from backprop_core import Trace
from scenes.diagram.plots.dials import TURN, Dials
from scenes.vocabulary.forward import later_pass
from scenes.vocabulary.forward.later_pass import LaterPass

NAME = "closing"


def test_the_dials_turn_from_the_first_values_to_the_last() -> None:
    """Each stands at the angle of its path's value, at every end of a beat."""
    trace = trace_for(NAME, "xor")
    seen: set[str] = set()

    def look(scene: Any) -> None:
        for field in (each for each in scene.drawings if isinstance(each, Dials)):
            for dial, path in enumerate(field.paths):
                assert field.values[dial] == scene.value(path)
                seen.add(path)
            turn = TURN * np.array(field.values) / field.largest
            marks = [m for m in scene.reading() if m.depicts.what == "dial"]
            for mark, angle in zip(marks, turn.tolist(), strict=True):
                (x, y), (right, top) = mark.of("line")[0].points
                assert np.arctan2(right - x, y - top) == pytest.approx(angle)

    play(NAME, trace, at_end=look)
    assert {path.partition(".")[0] for path in seen} == {"final"}
    assert len(seen) == trace.network.parameter_count


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("xor", {"more are read right", "and that is right"}),
        ("tiny", {"closer to what would be right", "has gone down"}),
        (
            "frozen",
            {"none has moved at all", "is what it was", "not gone down"},
        ),
    ],
)
def test_words_follow_the_outcome(
    trace: Callable[[str], Trace], name: str, said: set[str]
) -> None:
    """What was learned, and what was not, is told as it is."""
    text = " ".join(cue.text.lower() for cue in play(NAME, trace(name)).cues)
    assert {phrase for phrase in said if phrase in text} == said


@pytest.mark.proof
def test_planted_faults_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Edges or pulses on scales of their own, and an answer from before, are faults."""
    send, adopt = later_pass.send, LaterPass.adopt

    def alone(*where: Any, largest: float, **more: Any) -> Any:
        own = float(np.abs(where[2]).max())
        return send(*where, largest=min(largest, own), **more)

    def wider(self: LaterPass, network: Any) -> None:
        adopt(self, network)
        for edges in network.edges:
            edges.largest *= 2

    def of_the_step(self: LaterPass, column: int, unit: int | str) -> str:
        row, step = self.row, self.chapter.step_number
        return f"steps[{step}].layers[{column - 1}].activations[{row}, {unit}]"

    plants = {
        "size: pulses": (later_pass, "send", alone),
        "size: edges": (LaterPass, "adopt", wider),
        "size: brightness": (LaterPass, "activation", of_the_step),
    }
    for kind, plant in plants.items():
        with monkeypatch.context() as patch:
            patch.setattr(*plant)
            found = faults(NAME, trace_for(NAME, "xor"))
        assert any(each.startswith(kind) for each in found), (kind, found)
