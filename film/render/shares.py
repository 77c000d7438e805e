"""Who draws which beats: the shares of a film, and the runs of one process.

All beats of a film in a row are cut into shares of equal length, for processes that
never talk; a beat belongs to the share that its middle lies in. That follows from the
plan alone, so it is the same whatever has been drawn already, and every share is within
one beat of its length. A process is handed neighbouring beats of a shot at once.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import ceil, inf
from typing import NamedTuple, Self, TypeAlias

Lengths: TypeAlias = Sequence[Sequence[int]]  # the frames of each shot's beats

# Frames: to find its first beat, a worker plays what comes before it without drawing.
SHORTEST = 30
# Runs of a process, at least: whoever is done early takes another one. Five chapters
# ended 3 instead of 17 % later than with equal shares on two processes, 9 instead of
# 51 % on four; more runs cost more playing ahead than they balance.
PARTS = 3


class Beat(NamedTuple):
    """A beat of a film: its shot's place, its number in the shot."""

    shot: int
    number: int


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring beats: their shot's place, the first one, the one after, frames."""

    shot: int
    first: int
    end: int
    frames: int

    @property
    def beats(self) -> range:
        """Return the numbers of the beats."""
        return range(self.first, self.end)


@dataclass(frozen=True, slots=True)
class Share:
    """One of `count` shares of a film; `number` goes from 1 to `count`."""

    number: int
    count: int

    def __post_init__(self) -> None:
        """Refuse a share that there is not."""
        if not 1 <= self.number <= self.count:
            count = max(1, self.count)
            raise ValueError(
                f"{self} is no share. Choose from 1/{count} to {count}/{count}."
            )

    @classmethod
    def of(cls, text: str) -> Self:
        """Return the share that `2/4` names; raises ValueError if it names none."""
        found = re.fullmatch(r"(\d+)/(\d+)", text, re.ASCII)
        if found is None:
            raise ValueError(f"{text!r} is not like 2/4, the second of four shares.")
        return cls(int(found[1]), int(found[2]))

    def __str__(self) -> str:
        return f"{self.number}/{self.count}"

    def beats(self, shots: Lengths) -> Iterator[Beat]:
        """Yield the beats of this share, in the order of the film."""
        twice, start = 2 * sum(map(sum, shots)), 0
        for shot, lengths in enumerate(shots):
            for number, frames in enumerate(lengths):
                # In whole numbers: no rounding may differ between two machines.
                if (2 * start + frames) * self.count // twice == self.number - 1:
                    yield Beat(shot, number)
                start += frames


ALL = Share(1, 1)


def runs_of(beats: Iterable[Beat], shots: Lengths, jobs: int) -> list[Run]:
    """Return what is drawn at once of some beats of a film, the longest first.

    None is longer than a third of what one of the `jobs` processes has to do, as far
    as beats allow. For a single process no run is cut.
    """
    runs = neighbours(beats, shots)
    frames = sum(run.frames for run in runs)
    longest = max(SHORTEST, frames / (PARTS * jobs)) if jobs > 1 else inf
    cut = [part for run in runs for part in _parts(run, shots, longest)]
    return sorted(cut, key=lambda run: -run.frames)


def neighbours(beats: Iterable[Beat], shots: Lengths) -> list[Run]:
    """Return the longest runs of beats that are in the order of a film."""
    runs: list[Run] = []
    for shot, number in beats:
        is_next = runs and (runs[-1].shot, runs[-1].end) == (shot, number)
        first = runs.pop().first if is_next else number
        runs.append(_run(shot, first, number + 1, shots))
    return runs


def _run(shot: int, first: int, end: int, shots: Lengths) -> Run:
    return Run(shot, first, end, sum(shots[shot][first:end]))


def _parts(run: Run, shots: Lengths, longest: float) -> Iterator[Run]:
    ends = list(accumulate(shots[run.shot][run.first : run.end]))
    count = ceil(run.frames / longest) or 1
    wanted = [run.frames * part / count for part in range(1, count)]
    cuts = {run.first + bisect_left(ends, frame) + 1 for frame in wanted}
    for first, end in pairwise(sorted({run.first, *cuts, run.end})):
        yield _run(run.shot, first, end, shots)
