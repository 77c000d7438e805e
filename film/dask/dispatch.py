"""Workers of a Dask cluster at work on one film; what one leaves undone, another does.

Each call goes to one worker that is free. Those that died are struck off, those that
do not draw as this machine does are not used, and those that come later are taken on.
"""

import pickle
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

from backprop_core import Trace
from backprop_core.trace.view import slice_of
from film.clip import Clip
from film.dask import host
from film.dask.drawing_process import Answer, Call
from film.dask.roster import Roll
from film.plan.keys import installed
from film.plan.shots import Shot
from film.render.worker import RenderError, failed
from scenes.chapters import CHAPTERS

Result = TypeVar("Result")

LOOK = 0.1  # seconds between two looks at what the workers have done
ATTEMPTS = 3  # at a call; what ends so many workers would end the others as well
GATHERING = 30.0  # seconds that a result may take from its worker to us


@dataclass(slots=True, eq=False)
class Turn:
    """A call: its place, who has it in hand, how many workers died over it."""

    place: int
    task: str
    arguments: tuple[Any, ...]
    deaths: int = 0
    worker: str = ""
    future: Any = None  # of Dask

    @property
    def shot(self) -> Shot:
        """Return the shot that it is about."""
        return next(each for each in self.arguments if isinstance(each, Shot))


class Remote:
    """Hands elsewhere; see `film.crew.Hands`."""

    def __init__(self, client: Any, roll: Roll, trace: Trace, folder: Path) -> None:
        self.size = sum(roll.threads.values())
        self._client, self._roll = client, roll
        self._trace, self._folder = trace, folder
        self._film = uuid4().hex  # the workers may draw for others as well
        self._frames: dict[int, int] = {}
        self._called_on: set[str] = set()
        self._under_way: list[Turn] = []
        self._waiting: deque[Turn] = deque()

    @property
    def frames(self) -> Sequence[int]:
        """Return the frames of each piece that has come back."""
        return list(self._frames.values())

    def results(
        self,
        task: Callable[..., Result],
        calls: Sequence[tuple[Any, ...]],
        watch: Callable[[int], None],
        done: Callable[[int, Result], None] = lambda place, result: None,
    ) -> list[Result]:
        """Return what a task returns for each call; see `film.crew.Hands`."""
        turns = [Turn(place, task.__name__, call) for place, call in enumerate(calls)]
        self._waiting.extend(turns)
        results: dict[int, Result] = {}
        while len(results) < len(turns):
            self._roll.call()
            self._strike_off()
            self._hand_out()
            time.sleep(LOOK)
            for turn in self._ended():
                if (answer := self._answer(turn)) is None:
                    self._waiting.appendleft(turn)
                else:
                    results[turn.place] = self._kept(turn, answer)
                    done(turn.place, results[turn.place])
            watch(len(results))
        return [results[turn.place] for turn in turns]

    def leave(self) -> None:
        """End what the workers do for this film."""
        with suppress(Exception):  # whoever is gone has nothing to end
            if self._client.status == "running":
                futures = [turn.future for turn in self._under_way]
                self._client.cancel(futures, force=True)
                workers = self._called_on & set(self._client.nthreads())
                ending = host.end, self._film
                self._client.run(*ending, workers=list(workers), on_error="ignore")

    def _strike_off(self) -> None:
        """Let the calls of workers that are gone wait for others."""
        for turn in list(self._under_way):
            if turn.worker not in self._roll.threads:
                self._under_way.remove(turn)
                self._client.cancel([turn.future], force=True)
                self._died(turn)
                self._waiting.appendleft(turn)

    def _hand_out(self) -> None:
        """Give calls to whoever has most threads free."""
        busy = Counter(turn.worker for turn in self._under_way)
        free = {who: size - busy[who] for who, size in self._roll.threads.items()}
        while self._waiting and max(free.values(), default=0) > 0:
            turn, worker = self._waiting.popleft(), max(free, key=free.__getitem__)
            turn.worker = worker
            self._called_on.add(worker)
            turn.future = self._client.submit(
                host.work,
                *(self._film, self._call(turn)),
                workers=[worker],
                pure=False,
            )
            self._under_way.append(turn)
            free[worker] -= 1

    def _call(self, turn: Turn) -> bytes:
        shot = turn.shot
        entry, language = CHAPTERS[shot.chapter], shot.setting.language
        return Call(
            entry.name,
            language,
            installed(entry.name, language),
            turn.task,
            slice_of(self._trace, entry.fields, shot.step).to_bytes(),
            pickle.dumps(turn.arguments),
        ).packed()

    def _ended(self) -> list[Turn]:
        """Take those turns off whose worker has done all it will."""
        ended = [turn for turn in self._under_way if turn.future.done()]
        for turn in ended:
            self._under_way.remove(turn)
        return ended

    def _answer(self, turn: Turn) -> Answer | None:
        """Return what a worker answered; None if another one has to be asked."""
        from distributed import CancelledError, KilledWorker

        try:
            packed: bytes = turn.future.result(timeout=GATHERING)
        except (CancelledError, TimeoutError):
            return None  # the scheduler forgot about it, or the result was lost
        except KilledWorker:
            packed = b""
        except Exception as error:
            self._roll.refuse(turn.worker, f"it cannot draw for us ({error!r})")
            return None
        if not packed:
            self._died(turn)
            return None
        answer: Answer = pickle.loads(packed)
        if answer.error:
            raise answer.error
        if answer.differences:
            self._roll.refuse(turn.worker, answer.differences)
            return None
        return answer

    def _kept(self, turn: Turn, answer: Answer) -> Any:
        """Return a result; that of a clip with its file, which stands here now."""
        if not isinstance(answer.result, Clip):
            return answer.result
        path = self._folder / answer.result.path.name
        try:
            path.write_bytes(answer.content)
        except OSError as error:
            raise failed(turn.shot, error) from error
        self._frames[turn.place] = answer.result.frames
        return replace(answer.result, path=path)

    def _died(self, turn: Turn) -> None:
        """Count a worker that died; raises RenderError if it is the call's fault."""
        turn.deaths += 1
        if turn.deaths == ATTEMPTS:
            raise RenderError(
                f"{turn.shot.name}: {ATTEMPTS} workers died over it, perhaps for want "
                "of memory. Fewer threads a worker need less."
            )
