"""Send: values run along the edges of a gap, and each unit's arc grows as they arrive.

pulses, motions = send(network, gap=2, values=returned, back=True, path=…, largest=…)
self.play(*motions)
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from manim.utils.rate_functions import linear

from scenes.diagram.charts.pile import Pile
from scenes.diagram.network.layered_network import LayeredNetwork
from scenes.diagram.network.travellers import Travellers
from scenes.engine.arrays import Numbers, Pairs
from scenes.vocabulary.motions import Motion, tween

UNDER_WAY = 1.8  # seconds that a pulse runs
TAIL = 0.25  # seconds


def send(
    network: LayeredNetwork,
    gap: int,
    values: Numbers,
    *,
    path: str,
    largest: float,
    back: bool = False,
    pairs: Sequence[tuple[int, int]] | None = None,
    spread: float = 1.0,
    turns: Sequence[float] | None = None,
    arc_scale: float | None = None,
    role: str = "activation",
) -> tuple[Travellers, list[Motion]]:
    """Return the pulses of a gap and the motions that let them run, and be gone.

    ``values`` has shape (targets, sources); without ``pairs`` all of them run. They
    leave within ``spread`` seconds, one after another, and are 1.8 s under way; with
    ``turns``, one for each pair, those of the same turn leave together. With an
    ``arc_scale`` the arcs of the receivers show the running sum in that scale.
    """
    chosen = np.array(np.argwhere(values != 0) if pairs is None else [*pairs])
    chosen = chosen.reshape(-1, 2)
    seconds = _ticks(UNDER_WAY + spread)
    leave = _departures(chosen, back=back) if turns is None else _in_turns(turns)
    pulses = Travellers(
        *(gap, network.stage, chosen, values[chosen[:, 0], chosen[:, 1]]),
        largest=largest,
        role=role,
        path=path,
        departures=leave * (1 - UNDER_WAY / seconds),
        journey=UNDER_WAY / seconds,
        tail=TAIL / seconds,
        backwards=back,
    )
    motions = [tween(pulses, clock=1.0, seconds=seconds, rate=linear, removes=True)]
    if arc_scale:
        column = gap if back else gap + 1
        motions.append(_arcs(network, column, pulses, arc_scale, seconds))
    return pulses, motions


def flights(pulses: Travellers) -> dict[tuple[int, int], tuple[float, float]]:
    """Return, for each (target, source), when its pulse leaves and when it arrives.

    Both are shares of the play, for what has to happen at that moment.
    """
    ends = (pulses.departures + pulses.journey).tolist()
    return {
        (target, source): (start, end)
        for (target, source), start, end in zip(
            pulses.pairs.tolist(), pulses.departures.tolist(), ends, strict=True
        )
    }


def _ticks(seconds: float) -> float:
    """Return a duration in whole fifths of a second, as all are."""
    return round(seconds * 5) / 5


def _departures(pairs: Pairs, *, back: bool) -> Numbers:
    """Return when each leaves, from 0 to 1: sender after sender, then by receiver."""
    sender, receiver = (0, 1) if back else (1, 0)
    order = np.lexsort((pairs[:, receiver], pairs[:, sender]))
    when = np.empty(len(pairs))
    when[order] = np.linspace(0.0, 1.0, len(pairs)) if len(pairs) > 1 else 0.0
    return when


def _in_turns(turns: Sequence[float]) -> Numbers:
    return np.array(turns) / max(1, *turns)


def pile_up(
    pile: Pile, pulses: Travellers, rows: Mapping[int, int], *, late: float = 0.0
) -> Motion:
    """Return the motion that lets bars grow as the pulses that run arrive.

    ``rows`` says which bar is a sender's; a bar that no pulse runs for grows evenly,
    or from a ``late`` share of the play on.
    """
    senders = pulses.pairs[:, 0 if pulses.backwards else 1]
    own = np.array([rows[sender] for sender in senders.tolist()], dtype=int)
    count = len(pile.shown)
    sizes = np.abs(pulses.values) / np.abs(pulses.values).max(initial=1e-300)
    wholes = np.bincount(own, sizes, minlength=count).astype(float)
    waiting = sorted(set(rows.values()) - set(own.tolist()))

    def begin() -> Callable[[float], None]:
        start = pile.shown.copy()

        def move(progress: float) -> None:
            arrived = np.bincount(own, sizes * pulses.arrived(progress), count)
            grown = arrived / np.where(wholes > 0, wholes, 1.0)
            grown[waiting] = max(0.0, (progress - late) / (1 - late))
            pile.shown = np.maximum(start, grown)

        return move

    seconds = UNDER_WAY / pulses.journey
    return Motion(pile, begin, seconds=_ticks(seconds), rate=linear)


def _arcs(
    network: LayeredNetwork,
    column: int,
    pulses: Travellers,
    scale: float,
    seconds: float,
) -> Motion:
    units = network.units[column]
    receivers = pulses.pairs[:, 1 if pulses.backwards else 0]

    def begin() -> Callable[[float], None]:
        start = units.arcs.copy()
        units.arc_role = pulses.role

        def move(progress: float) -> None:
            arrived = pulses.values * pulses.arrived(progress)
            grown = np.bincount(receivers, arrived, minlength=len(start))
            units.arcs = np.clip(start + grown / scale, -1.0, 1.0)

        return move

    return Motion(units, begin, seconds=seconds, rate=linear)
