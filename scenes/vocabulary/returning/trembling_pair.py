"""In the close shot an activation trembles and, beside it, the sums that it feeds.

pair = TremblingPair(self, told)
self.play(zoom(self.network, told.shot(pair.x)))
self.play(*wiggle(pair.lines))
"""

from typing import TYPE_CHECKING, Any

from scenes import style
from scenes.diagram.network.beside import reach
from scenes.diagram.network.lit_edges import middle
from scenes.vocabulary import labels
from scenes.vocabulary.returning.collecting import SPOT, Collecting
from scenes.vocabulary.wiggling import number_line

if TYPE_CHECKING:
    from scenes.step_chapter import StepChapter

HALF = 0.9  # of each line
RATES = 2.0  # from where a line begins beside an output to where its weight does
RIGHT = 6.5  # where weights end
LETTER = 0.5  # from the line in the unit to its letter


class TremblingPair:
    """The ``lines`` of a unit's activation and of the sums of the outputs beside it.

    ``rates`` come off their edges to beside these: each of them is a weight.
    """

    def __init__(self, chapter: "StepChapter", told: Collecting) -> None:
        network, last = chapter.network, chapter.last
        weights = chapter.layer(last).weights
        path = f"{weights}[{{unit}}, {told.unit}]"
        self.rates = labels.numbers(*(chapter, network, last, path, "weight"), sign="×")
        width = max(row.box.width / row.size for row in self.rates.labels.values())
        before = reach(style.UNIT) + self.rates.after
        self.x = RIGHT - width - RATES - before  # of the outputs
        self.rates.after += RATES
        network.attach(self.rates)
        rates = {k: weights[k, told.unit] for k in told.told}
        largest = max(1.0, *(abs(float(chapter.value(str(w)))) for w in rates.values()))
        shot = told.shot(self.x)
        how: Any = {"largest": largest, "half": HALF}
        line = number_line(chapter, None, role="activation", **how).at(*SPOT[:2])
        self.lines = [line]
        for k, rate in rates.items():
            line = number_line(chapter, rate, role="text", power=line.power, **how)
            _, y, _ = told.line(self.x)[last, k]
            self.rates.starts[k] = middle(shot, told.column, (k, told.unit))
            self.lines.append(line.at(self.x + before + HALF, y))
        source = f"act({{a}}_{chapter.index(told.column)})"
        letter = chapter.formula(source, {"act": "activation"})
        self.letter = letter.at(SPOT[0], SPOT[1] + LETTER)
