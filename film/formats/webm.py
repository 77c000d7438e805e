"""Clips become one webm file: VP9, with chapter marks, captions and transparency."""

from pathlib import Path

import av

from film.files import beside
from film.formats.film import Film
from film.formats.tracks import add_captions, add_video, fill_video


def write_webm(path: Path, film: Film) -> None:
    """Join clips to a webm with chapter marks and a caption track.

    The track is on by default only where no captions are drawn in the picture.
    """
    options = {
        "fflags": "+bitexact",
        "default_mode": "infer" if film.label.captions_on else "infer_no_subs",
    }
    with (
        beside(path) as unfinished,
        av.open(unfinished, "w", "webm", container_options=options) as file,
    ):
        video = add_video(file, film)
        file.mux(add_captions(file, film, "webvtt", bytes))
        fill_video(file, video, film)
