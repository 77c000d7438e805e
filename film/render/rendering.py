"""Shots become clips: what the cache lacks of their beats is drawn, and then joined."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import mkdtemp

from backprop_core import Trace
from film.cache.cache import OTHER_DISK, Cache
from film.clip import Clip, Measurement
from film.plan import source_files
from film.plan.keys import key_of
from film.plan.shots import Shot
from film.render import worker
from film.render.backend import Crew, Hands, Local
from film.render.beat_file import joined
from film.render.reports import Outcome, Progress, Report, Tell, reason
from film.render.shares import ALL, Beat, Run, Share, neighbours, runs_of
from film.room import CHAPTER, COPIES, INTERLUDE, Stretch, naming_need, size_of


@dataclass(frozen=True, slots=True)
class Work:
    """By whom shots are drawn, all or only a share, and who hears of it.

    `report` hears how far they are, and in the end `tell` what was done for each shot,
    in the order of the film.
    """

    crew: Crew = field(default_factory=Local)
    share: Share | None = None
    report: Report = lambda progress: None
    tell: Tell = lambda outcome: None


def render(
    shots: Sequence[Shot],
    trace: Trace,
    cache: Cache,
    *,
    work: Work,
    experiment: str = "",
) -> tuple[Clip, ...]:
    """Return the clip of each shot, in this run's folder; none if a share is drawn.

    What is drawn goes into the cache as soon as it is there, so that a run that is
    stopped has not worked in vain. Raises RenderError if a beat cannot be written or a
    process is ended from outside, and OSError with what is needed where the disk is
    full. Whatever is raised, no process is left behind.
    """
    share = work.share or ALL
    beats = Beats(shots, trace, cache)
    with naming_need(cache.folder, beats.needed, OTHER_DISK):
        beats.complete(share, work)
        for run in neighbours(beats.of(share), beats.lengths):
            work.tell(beats.outcome(run, experiment, is_part=work.share is not None))
        return () if work.share else tuple(map(beats.clip, range(len(shots))))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a shot will be: its sentences in time, and how many frames to draw."""

    shot: Shot
    measured: Measurement
    to_draw: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return float(sum(self.measured.frames) * self.shot.target.tick)


class Beats:
    """The beats of shots, as files of this run: found in the cache, or drawn."""

    def __init__(self, shots: Sequence[Shot], trace: Trace, cache: Cache) -> None:
        self._shots, self._trace, self._cache = shots, trace, cache
        self._folder = Path(mkdtemp(dir=cache.scratch))
        self._keys = [key_of(shot, trace) for shot in shots]
        self._measured: dict[int, Measurement] = {}
        self._files: dict[Beat, Path] = {}
        self._drawn: set[Beat] = set()
        for shot, key in enumerate(self._keys):
            if measured := cache.measurement(key):
                self._measured[shot] = measured
                for number in range(len(measured.cues)):
                    if file := cache.beat(key, number):
                        self._files[Beat(shot, number)] = file

    @property
    def lengths(self) -> list[tuple[int, ...]]:
        """Return the frames of each beat of each shot, all of them measured."""
        return [self._measured[shot].frames for shot in range(len(self._shots))]

    def of(self, share: Share) -> Iterator[Beat]:
        """Yield the beats of a share."""
        return share.beats(self.lengths)

    def needed(self) -> int:
        """Return how many bytes the whole film takes in the folder of its cache."""
        parts: list[Stretch] = []
        for number, shot in enumerate(self._shots):
            measured = self._measured.get(number)
            for beat, frames in enumerate(measured.frames if measured else ()):
                file = self._files.get(Beat(number, beat))
                size = file.stat().st_size if file else None
                seconds = float(frames * shot.target.tick)
                parts.append(Stretch(shot.target, seconds, size))
            if not measured:
                parts.append(
                    Stretch(shot.target, INTERLUDE if shot.interlude else CHAPTER)
                )
        return COPIES * (size_of(parts) + len(self._trace.to_bytes()))

    def complete(self, share: Share, work: Work) -> None:
        """Measure the shots that have not been, and draw what is missing of a share.

        First every shot is measured, by playing it without drawing: so the share and
        the report know the whole, and the longest runs of beats start first.
        """
        if len(self._measured) == len(self._shots) and not self._missing(share):
            return
        with work.crew.at_work(self._trace, self._folder) as hands:
            self._measure(hands, work.report)
            self._draw(hands, self._missing(share), work.report)

    def foreseen(self, work: Work) -> tuple[Foreseen, ...]:
        """Measure the shots that have not been, and return what each will be.

        All are played then, and none is drawn.
        """
        if len(self._measured) < len(self._shots):
            with work.crew.at_work(self._trace, self._folder) as hands:
                self._measure(hands, work.report)
        to_draw = [0] * len(self._shots)
        for beat in self._missing(ALL):
            to_draw[beat.shot] += self.lengths[beat.shot][beat.number]
        return tuple(
            Foreseen(shot, self._measured[number], to_draw[number])
            for number, shot in enumerate(self._shots)
        )

    def _missing(self, share: Share) -> list[Beat]:
        return [beat for beat in self.of(share) if beat not in self._files]

    def _measure(self, hands: Hands, report: Report) -> None:
        unknown = [n for n in range(len(self._shots)) if n not in self._measured]
        calls = [(self._shots[shot],) for shot in unknown]
        for ended in hands.results(worker.measure, calls):
            if ended:
                shot = unknown[ended[0]]
                self._measured[shot] = ended[1]
                if self._has_its_key(shot):
                    self._cache.keep_measurement(self._keys[shot], ended[1])
            report(Progress(0, len(unknown), 0, None))

    def _draw(self, hands: Hands, missing: Sequence[Beat], report: Report) -> None:
        runs = runs_of(missing, self.lengths, hands.size)
        shots, frames = {run.shot for run in runs}, sum(run.frames for run in runs)
        calls = [(self._shots[run.shot], run) for run in runs]
        for ended in hands.results(worker.draw, calls):
            if ended:
                run = runs[ended[0]]
                has_its_key = self._has_its_key(run.shot)
                for number, file in zip(run.beats, ended[1], strict=True):
                    self._files[Beat(run.shot, number)] = file
                    self._drawn.add(Beat(run.shot, number))
                    if has_its_key:
                        self._cache.keep_beat(self._keys[run.shot], number, file)
            open_shots = {beat.shot for beat in missing if beat not in self._files}
            done = len(shots) - len(open_shots)
            report(Progress(done, len(shots), hands.frames, frames))

    def _has_its_key(self, shot: int) -> bool:
        """Whether a shot still has its key.

        What is drawn while somebody edits its chapter belongs to no key.
        """
        source_files.forget()
        return key_of(self._shots[shot], self._trace) == self._keys[shot]

    def outcome(self, run: Run, experiment: str, *, is_part: bool) -> Outcome:
        """Return what was done for a run of beats, or for the shot that it is.

        The key of a whole shot is remembered, to say another time what has changed.
        """
        shot, key = self._shots[run.shot], self._keys[run.shot]
        name = f"{shot.name}, beats {run.first} to {run.end - 1}"
        subject = f"{experiment} {shot.name} {shot.target.codec}"
        before = self._cache.last_keys[subject]
        if not is_part and before != key:
            self._cache.last_keys[subject] = dict(key)
        is_new = any(Beat(run.shot, number) in self._drawn for number in run.beats)
        return Outcome(
            name if is_part else shot.name,
            reason(before, key) if is_new else "",
            shot.target,
        )

    def clip(self, number: int) -> Clip:
        """Return the clip that the beats of a shot make; raises RenderError."""
        shot, measured = self._shots[number], self._measured[number]
        path = self._folder / f"{number:03}-{shot.name}.{shot.target.container}"
        beats = [self._files[Beat(number, n)] for n in range(len(measured.cues))]
        try:
            return joined(path, beats, measured, shot.target)
        except OSError as error:
            raise worker.failed(shot, error) from error
