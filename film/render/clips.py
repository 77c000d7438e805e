"""The clips of shots: those that are kept, and those that have to be rendered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeAlias

from backprop_core import Trace
from film.cache.cache import Cache
from film.clip import Clip
from film.plan import source_files
from film.plan.keys import Key, key_of
from film.plan.shots import Shot
from film.render.backend import Crew
from film.render.drawing import Order, Report, draw, render
from film.render.pieces import Piece, Stretch
from film.render.shares import ALL, KeptPiece, Share, is_complete

NAMED = 3  # changed parts that a reason names


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a shot had to be rendered; `reason` is empty if its clip was kept."""

    shot: str
    reason: str

    def __str__(self) -> str:
        how = f"rendered, because {self.reason}" if self.reason else "cached"
        return f"{self.shot}: {how}"


Tell: TypeAlias = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Work:
    """By whom clips are rendered, all or only a share, and who hears of it.

    `report` hears how far they are, and in the end `tell` what was done for each shot,
    in the order of the film.
    """

    crew: Crew
    report: Report
    tell: Tell
    share: Share | None = None


def clips_of(
    shots: Sequence[Shot],
    trace: Trace,
    cache: Cache,
    *,
    experiment: str,
    work: Work,
) -> tuple[Clip, ...]:
    """Return the clip of each shot; only those that are not kept are rendered.

    Each is kept as soon as it is rendered, so that a run that is stopped has not
    worked in vain.
    """
    keys = [key_of(shot, trace) for shot in shots]
    folder = Path(mkdtemp(dir=cache.scratch))
    kept = [cache.pieces(key) for key in keys]
    clips = {n: found[0].clip for n, found in enumerate(kept) if _is_clip(found)}
    todo = [number for number in range(len(shots)) if number not in clips]

    def keep(place: int, clip: Clip) -> None:
        number = todo[place]
        clips[number] = clip
        if _is_still(keys[number], shots[number], trace):
            cache.keep_clip(keys[number], clip)

    render(
        [shots[number] for number in todo],
        trace,
        into=folder,
        crew=work.crew,
        kept=[kept[number] for number in todo],
        report=work.report,
        done=keep,
    )
    for shot, key, found in zip(shots, keys, kept, strict=True):
        before = _last_key(_subject(experiment, shot), key, cache)
        reason = "" if is_complete(found) else _reason(before, key)
        work.tell(Outcome(shot.name, reason))
    return tuple(clips[number] for number in range(len(shots)))


def share_of(
    shots: Sequence[Shot],
    trace: Trace,
    cache: Cache,
    *,
    experiment: str,
    work: Work,
) -> None:
    """Render what is missing of the work's share into the cache, for others to find."""
    keys = [key_of(shot, trace) for shot in shots]
    folder = Path(mkdtemp(dir=cache.scratch))
    order = Order(shots, trace, [cache.pieces(key) for key in keys], work.share or ALL)
    drawn: list[Piece] = []

    def keep(piece: Piece, beats: int, clip: Clip) -> None:
        drawn.append(piece)
        key = keys[piece.shot]
        if not _is_still(key, shots[piece.shot], trace):
            return
        if piece.is_whole:
            cache.keep_clip(key, clip)
        else:
            cache.keep_piece(key, piece, beats, clip)

    for stretch in draw(order, folder, work.crew, work.report, keep):
        shot, key = shots[stretch.shot], keys[stretch.shot]
        before = cache.last_keys[_subject(experiment, shot)]
        is_new = any(_is_part(piece, stretch) for piece in drawn)
        name = f"{shot.name}, beats {stretch.first} to {stretch.end - 1}"
        work.tell(Outcome(name, _reason(before, key) if is_new else ""))


def _is_clip(kept: Sequence[KeptPiece]) -> bool:
    return len(kept) == 1 and is_complete(kept)


def _is_part(piece: Piece, stretch: Stretch) -> bool:
    inside = stretch.first <= piece.first < stretch.end
    return piece.shot == stretch.shot and inside


def _is_still(key: Key, shot: Shot, trace: Trace) -> bool:
    """Whether a shot still has its key.

    A clip drawn while somebody edits its chapter belongs to no key.
    """
    source_files.forget()
    return key_of(shot, trace) == key


def _last_key(subject: str, key: Key, cache: Cache) -> Mapping[str, str]:
    """Return the parts of a shot's last key, and remember those of this one."""
    before = cache.last_keys[subject]
    if before != key.parts:
        cache.last_keys[subject] = dict(key.parts)
    return before


def _subject(experiment: str, shot: Shot) -> str:
    return f"{experiment} {shot.name} {shot.target.codec}"


def _reason(before: Mapping[str, str], key: Key) -> str:
    if not before:
        return "it is new"
    return changes(before, key.parts) or "its clip is not in the cache any more"


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Return which parts of a key changed; empty if none did."""
    names = [name for name in {**now, **before} if before.get(name) != now.get(name)]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more} changed" if names else ""
