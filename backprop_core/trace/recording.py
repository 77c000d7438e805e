"""What to write down during a training, as a value."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class FocusRequest:
    """Stations that the thread of a film has to pass, where the user names them."""

    unit: tuple[int, int] | None = None  # layer, unit; both counted from 0
    input: int | None = None


@dataclass(frozen=True, slots=True)
class Recording:
    """The steps to record in full, and how far the training has to go for it.

    The training stops after the last step asked for, unless `whole` asks for its end.
    The metrics of every epoch passed on the way are always there. `checkpoints` are
    step numbers: the parameters just before that step; with `whole` the end is one,
    too. Steps `beside` those show how it goes on; a film is not about them. `probes`
    are names of backprop_core.probes; `train` adds the checkpoints that they need.
    """

    steps: tuple[int, ...] | Literal["all"] = "all"
    checkpoints: tuple[int, ...] = ()
    whole: bool = True
    focus: FocusRequest = FocusRequest()
    probes: tuple[str, ...] = ()
    beside: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        asked = (*self.numbers, *self.checkpoints)
        if any(number < 0 for number in asked):
            raise ValueError("steps and checkpoints are counted from 0")
        if not self.whole and self.steps != "all" and not asked:
            raise ValueError("a recording of nothing: ask for a step or for the whole")

    @property
    def numbers(self) -> tuple[int, ...]:
        """The steps asked for, one by one; none where that is every step."""
        return () if self.steps == "all" else (*self.steps, *self.beside)

    def last(self, step_count: int) -> int:
        """How many updates the training makes before it may stop."""
        if self.whole or self.steps == "all":
            return step_count
        ends = (*(step + 1 for step in self.numbers), *self.checkpoints)
        return min(step_count, max(ends))
