"""Cards and dissolves: they begin and end as the homes that they lie between."""

from typing import Any

import numpy as np
import pytest
from checks.tracing import trace_for

from backprop_core import Recording, RunSpec, train
from backprop_core.assets import asset
from scenes.chapters import CHAPTERS
from scenes.diagram.text import Text
from scenes.home import HOMES, Interlude
from scenes.interludes.card import Card
from scenes.interludes.dissolve import Dissolve
from scenes.setting import LANGUAGES, Setting
from scenes.wording import translated

ASKED = "What can one unit do?"
ASKING = [name for name, entry in CHAPTERS.items() if entry.question]


class Standing(Card):
    """A home by itself, as a chapter would open on it."""

    def construct(self) -> None:
        """Move nothing."""


@pytest.fixture
def shot() -> dict[str, Any]:
    """What every scene about a step is handed."""
    return {"view": trace_for("closing", "xor"), "step": 0, "setting": Setting()}


def last_picture(scene: Any) -> Any:
    """Return the picture that a scene ends on, or that one that moves nothing shows."""
    scene.render()
    return scene.renderer.picture(scene)


@pytest.mark.parametrize("home", HOMES)
def test_a_card_gives_the_home_back_as_it_was(shot: dict[str, Any], home: str) -> None:
    """What the veil and the question lay over is there again, to the last pixel."""
    facts = Interlude(home, question=ASKED, title="One unit", number=2, count=6)
    card = Card(interlude=facts, **shot)
    alone = Standing(interlude=Interlude(home), skip_animations=True, **shot)
    assert np.array_equal(last_picture(card), last_picture(alone))
    assert [cue.text for cue in card.cues] == [ASKED]
    assert 2.0 <= card.frames / 15 <= 2.6


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("chapter", ASKING)
def test_a_question_leaves_its_number_and_title_alone(
    shot: dict[str, Any], chapter: str, language: str
) -> None:
    """However many lines it takes: nothing overlaps, all stays in the picture."""
    entry = CHAPTERS[chapter]
    asked = translated(entry.question, language=language, context="cards")
    facts = Interlude(
        entry.opens, question=asked, title=entry.title, number=12, count=18
    )
    seen: list[Any] = []

    class Stopped(Card):
        def hold(self, seconds: float = 0.0) -> None:
            seen.extend(self.drawings[-1].parts)

    Stopped(interlude=facts, skip_animations=True, **shot).render()
    title, question, number = sorted(
        (part.box for part in seen if isinstance(part, Text)),
        key=lambda box: box.bottom,
    )
    assert title.top + 0.1 < question.bottom
    assert question.top + 0.1 < number.bottom
    assert max(-question.left, question.right) < 6.3
    assert title.bottom > -2.0


def test_a_dissolve_ends_on_the_other_home(shot: dict[str, Any]) -> None:
    """0.6 s later the picture is the home that the next chapter opens on."""
    before, after = "all know", "sample arrives"
    scene = Dissolve(interlude=Interlude(after, before), **shot)
    alone = Standing(interlude=Interlude(after), skip_animations=True, **shot)
    other = Standing(interlude=Interlude(before), skip_animations=True, **shot)
    end = last_picture(alone)
    assert np.array_equal(last_picture(scene), end)
    assert not np.array_equal(last_picture(other), end)
    assert scene.frames == 9


def test_a_dissolve_leads_from_a_step_to_another() -> None:
    """It begins with the home of the one and ends on that of the other."""
    run = RunSpec.load(asset("experiments/xor.toml"))
    trace = train(run, Recording(steps=(0, 3), whole=False))
    facts = Interlude("sample arrives", "updated", left=0)
    scene = Dissolve(interlude=facts, view=trace, step=3, setting=Setting())
    scene.setup()
    first = trace.steps[0]
    inputs = first.inputs[first.focus.sample]
    assert scene.network.units[0].activations.tolist() == inputs.tolist()
    fresh = Dissolve(interlude=facts, view=trace, step=3, setting=Setting())
    alone = Standing(
        interlude=Interlude("sample arrives"),
        view=trace,
        step=3,
        setting=Setting(),
        skip_animations=True,
    )
    assert np.array_equal(last_picture(fresh), last_picture(alone))
    steps = {entry.path for entry in fresh.ledger if "steps[" in entry.path}
    assert steps == {path for path in steps if "steps[3]" in path} > set()
