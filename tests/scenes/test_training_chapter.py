"""Chapters about the whole training begin and end on an empty stage."""

from scenes.setting import Setting
from scenes.standalone import own_trace
from scenes.training_chapter import TrainingChapter


class Shortest(TrainingChapter):
    """A chapter of one sentence."""

    name = "shortest"
    title = "Shortest"
    is_own = True

    def construct(self) -> None:
        """Come and go."""
        with self.say("Nothing stays."):
            self.play(*self.enter())
            self.named = [each.depicts.what for each in self.reading()]
            self.play(*self.go_home())


def test_the_stage_is_given_back_empty(monkeypatch):
    """Its name is there in between; only the sentence remains."""
    monkeypatch.setenv("BACKPROP_EXPERIMENT", "assets/experiments/tiny.toml")
    trace = own_trace(None)
    assert trace.final.step == 200
    scene = Shortest(view=trace, setting=Setting(), skip_animations=True)
    scene.render()
    assert scene.named == ["caption", "text"]
    assert [each.depicts.what for each in scene.reading()] == ["caption"]
    assert scene.step_number is None
