"""The clips of shots: those that are kept, and those that have to be rendered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeAlias

from backprop_core import Trace
from film import sources
from film.cache import Cache
from film.clip import Clip
from film.keys import Key, key_of
from film.render import Report, render
from film.shots import Shot

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
    """By how many processes clips are rendered, and who hears of it.

    `report` hears how far they are, and in the end `tell` what was done for each shot,
    in the order of the film.
    """

    jobs: int | None
    report: Report
    tell: Tell


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
    found = {number: cache.clip(key) for number, key in enumerate(keys)}
    clips = {number: clip for number, clip in found.items() if clip is not None}
    missing = [number for number in found if number not in clips]

    def keep(place: int, clip: Clip) -> None:
        number = missing[place]
        clips[number] = clip
        sources.forget()
        # A clip drawn while somebody edits its chapter belongs to no key.
        if key_of(shots[number], trace) == keys[number]:
            cache.keep_clip(keys[number], clip)

    if missing:
        todo = [shots[number] for number in missing]
        render(todo, trace, into=folder, jobs=work.jobs, report=work.report, done=keep)
    for number, (shot, key) in enumerate(zip(shots, keys, strict=True)):
        before = _last_key(f"{experiment} {shot.name} {shot.target.codec}", key, cache)
        work.tell(Outcome(shot.name, _reason(before, key) if number in missing else ""))
    return tuple(clips[number] for number in range(len(shots)))


def _last_key(subject: str, key: Key, cache: Cache) -> Mapping[str, str]:
    """Return the parts of a shot's last key, and remember those of this one."""
    before = cache.last_keys[subject]
    if before != key.parts:
        cache.last_keys[subject] = dict(key.parts)
    return before


def _reason(before: Mapping[str, str], key: Key) -> str:
    if not before:
        return "it is new"
    return changes(before, key.parts) or "its clip is not in the cache any more"


def changes(before: Mapping[str, str], now: Mapping[str, str]) -> str:
    """Return which parts of a key changed; empty if none did."""
    names = [name for name in {**now, **before} if before.get(name) != now.get(name)]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{', '.join(names[:NAMED])}{more} changed" if names else ""
