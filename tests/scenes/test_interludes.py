"""Cards and dissolves: they begin and end as the homes that they lie between."""

from typing import Any

import numpy as np
import pytest

from scenes.home import HOMES, Interlude
from scenes.interludes.card import Card
from scenes.interludes.dissolve import Dissolve
from scenes.setting import Setting

ASKED = "What can one unit do?"


class Standing(Card):
    """A home by itself, as a chapter would open on it."""

    def construct(self) -> None:
        """Move nothing."""


@pytest.fixture
def shot() -> dict[str, Any]:
    """What every scene about a step is handed."""
    from conftest import trace_of

    return {"view": trace_of("xor"), "step": 0, "setting": Setting()}


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
