"""What a second step repeats is told in fewer beats and in other words."""

import pytest
from checks.unpainted import RATE, play
from checks.variants import trained
from checks.whole import faults, watched

RETOLD = (
    "neuron",
    "forward_pass",
    "loss",
    "output_delta",
    "nudge",
    "hidden_deltas",
    "weight_update",
)
DIGITS = pytest.param("digits", "es", marks=pytest.mark.proof)
OF_BATCHES = ("loss", "output_delta", "weight_update")


@pytest.mark.parametrize("chapter", RETOLD)
@pytest.mark.parametrize(("name", "language"), [("chain", "en"), DIGITS])
def test_it_is_told_again_faster_in_other_words(
    chapter: str, name: str, language: str
) -> None:
    """It means what the trace says, ends at home, and no sentence is heard twice."""
    trace = trained(chapter, name)
    again = watched(chapter, trace, language=language, again=True)
    assert not again.faults, "\n".join(again.faults)
    assert not again.begins
    assert not again.ends
    cues = play(chapter, trace, language=language).cues
    assert not {cue.text for cue in cues} & {*again.said}
    assert len(again.said) < len(cues)
    assert again.seconds < 0.75 * sum(cue.frames for cue in cues) / RATE


@pytest.mark.proof
@pytest.mark.parametrize("chapter", OF_BATCHES)
def test_a_batch_is_told_again(chapter: str) -> None:
    """Of several samples, too, it means what the trace says."""
    assert not faults(chapter, trained(chapter, "softmax"), language="es", again=True)
