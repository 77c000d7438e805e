"""A film shared out to processes that never talk: each works out its own beats.

All beats of the film in a row are cut into parts of equal length; a beat belongs to
the part that its middle lies in. That follows from the plan alone, so it is the same
whatever has been rendered already, and every share is within one beat of its length.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Self

from film.clip import Clip
from film.render.pieces import Stretch


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

    def stretches(
        self, shots: Sequence[Sequence[int]], whole: Container[int] = ()
    ) -> list[Stretch]:
        """Return the beats of this share; `shots` are the frames of each shot's beats.

        Those in `whole` are not split: they belong to the share of their own middle.
        """
        stretches = []
        beats = _owners(shots, whole, self.count)
        for (shot, owner), run in groupby(beats, key=lambda beat: (beat[0], beat[2])):
            numbers = [number for _, number, _ in run]
            if owner == self.number:
                stretches.append(Stretch(shot, numbers[0], numbers[-1] + 1))
        return stretches


ALL = Share(1, 1)


def _owners(
    shots: Sequence[Sequence[int]], whole: Container[int], count: int
) -> Iterator[tuple[int, int, int]]:
    """Yield the shot, the number and the share of each beat, in film order."""
    total, start = sum(map(sum, shots)), 0
    for shot, beats in enumerate(shots):
        length = sum(beats)
        for number, frames in enumerate(beats):
            # In whole numbers: no rounding may differ between two machines.
            twice_the_middle = 2 * start + (length if shot in whole else frames)
            owner = min(count, twice_the_middle * count // (2 * total) + 1)
            yield shot, number, owner
            start += 0 if shot in whole else frames
        start += length if shot in whole else 0


@dataclass(frozen=True, slots=True)
class KeptPiece:
    """Beats of a shot that are rendered already: first one, the one after, the clip.

    `beats` is how many the shot has; a whole clip goes from 0 to that.
    """

    first: int
    end: int
    beats: int
    clip: Clip


def is_complete(kept: Sequence[KeptPiece]) -> bool:
    """Whether pieces in a row, as `in_a_row` leaves them, are the whole shot."""
    return bool(kept) and sum(each.end - each.first for each in kept) == kept[0].beats


def in_a_row(pieces: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pieces that do not overlap, by first beat; of two at one, the longer."""
    row: list[tuple[int, int]] = []
    for first, end in sorted(pieces, key=lambda piece: (piece[0], -piece[1])):
        if not row or first >= row[-1][1]:
            row.append((first, end))
    return row


def missing(
    wanted: Iterable[Stretch], kept: Sequence[Sequence[KeptPiece]]
) -> Iterator[Stretch]:
    """Yield the stretches of what is wanted that nothing kept covers."""
    for shot, first, end in wanted:
        start = first
        for piece in kept[shot]:
            if start < min(piece.first, end):
                yield Stretch(shot, start, min(piece.first, end))
            start = max(start, piece.end)
        if start < end:
            yield Stretch(shot, start, end)
