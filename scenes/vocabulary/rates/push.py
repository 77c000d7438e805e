"""A push by ±ε that the trace holds: what the cost was on either side, and its slope.

push = Push(self, "sums", 0)
number, letter = push.cost("plus"), push.letter("+")
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from scenes import encoding, style
from scenes.diagram.text import Number
from scenes.path_builder import Path

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

MOST = 12  # decimals: from there on costs are the same for a computer, too
SIDES = {"minus": 0, "plus": 2}  # where the costs are in a push


class Push:
    """What the probe ``nudge`` found in a layer by pushing ``what`` of its fields.

    A sum moves the cost of the thread's sample, a weight the mean over the batch.
    Raises ValueError if the trace holds no pushes of the step.
    """

    def __init__(self, chapter: "StepChapter", what: str, layer: int) -> None:
        self.chapter, self.layer = chapter, layer
        number, probes = chapter.step_number, chapter.trace.probes
        if "nudge" not in probes or number not in probes["nudge"].steps:
            raise ValueError(
                f"the trace holds no pushes of step {number}. Record it again with "
                "the probe nudge, or leave out the chapter nudge."
            )
        self.step = Path(f"probes.nudge.steps[{chapter.step_number}]")
        self.path: Path = getattr(self.step, what)
        self.slope_path = str(self.path.slopes[layer])
        self.of_one = what in ("sums", "quiet") and chapter.is_batch

    @property
    def slope(self) -> float:
        """How much the cost moves for each 1 of what was pushed."""
        return float(self.chapter.value(self.slope_path))

    @property
    def unit(self) -> int:
        """The unit that was pushed, or that the weight leads to."""
        return int(self.chapter.value(str(self.path.units[self.layer])))

    def letter(self, sign: str = "") -> str:
        """Return C as a source, after a push with its sign; of one of several, Cₙ."""
        index = "n" * self.of_one + sign
        return f"{{C}}_({index})" if index else "{C}"

    def cost(self, side: str, *, em: float = style.SMALL) -> Number:
        """Return the cost on a side, with the digits that its slope is made of.

        One more than it takes to differ: what is subtracted on screen has to come to
        what is read there.
        """
        path = str(self.path.costs[self.layer, SIDES[side]])
        apart = str(self.path.differences[self.layer])
        text = encoding.label(
            float(self.chapter.value(path)),
            min(self.chapter.decimals([apart], "cost") + 1, MOST),
            signed=False,
            language=self.chapter.setting.language,
            whole=True,
        )
        return Number(path, text, em=em, role="cost")

    def setting(self, field: str, *, em: float) -> Number:
        """Return ε or 2ε: ``epsilon`` or ``step``, with all its decimals."""
        path = str(getattr(self.path, field))
        places = encoding.exact_decimals(float(self.chapter.value(path)))
        return self.chapter.number(path, "count", em=em, decimals=places)


def loud_and_quiet(chapter: "StepChapter", layers: Sequence[int]) -> list[Push]:
    """Return pushes of two units, the one with the larger |δ| first.

    They are of the first of the layers that has two, else one of each layer.
    """
    for layer in layers:
        both = [Push(chapter, what, layer) for what in ("sums", "quiet")]
        if both[0].unit != both[1].unit:
            return both
    ends = [Push(chapter, "sums", layer) for layer in layers]
    return sorted(ends, key=lambda push: -abs(push.slope))
