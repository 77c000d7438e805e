"""What a film will be, in lines: `film --dry-run`, and the beats of `chapters FILE`."""

from collections.abc import Iterator, Sequence

from film.make import Intended
from film.render.rendering import Foreseen


def intended_lines(intended: Sequence[Intended]) -> Iterator[str]:
    """Yield a line about each output, then one about each shot that is to be drawn."""
    for each in intended:
        seconds = sum(shot.seconds for shot in each.shots)
        drawn = [shot for shot in each.shots if shot.to_draw]
        frames = sum(shot.to_draw for shot in drawn)
        to_do = f"{len(drawn)} of {len(each.shots)} shots to render, {frames} frames"
        if each.is_finished:
            to_do = "finished already"
        yield f"{each.path}: {clock(seconds)}; {to_do}"
        for shot in () if each.is_finished else drawn:
            yield f"  {shot.shot.name}: {clock(shot.seconds)}, {shot.to_draw} frames"


def beat_lines(shots: Sequence[Foreseen]) -> Iterator[str]:
    """Yield a line about each shot, with its place in the film, then its sentences."""
    begin = 0.0
    for each in shots:
        yield f"{clock(begin)}  {each.shot.name}"
        for number, cue in enumerate(each.measured.cues):
            start = begin + float(cue.start * each.shot.target.tick)
            if cue.text and not each.shot.interlude:
                yield f"{clock(start)}  {number:4}  {cue.text}"
        begin += each.seconds
    yield f"{clock(begin)}  end"


def clock(seconds: float) -> str:
    """Return minutes and seconds, such as 3:07.4."""
    tenths = round(seconds * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02}.{tenths % 10}"
