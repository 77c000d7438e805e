"""A film as a folder of pictures: a PNG for every frame, also the held ones."""

import re
from io import BytesIO
from pathlib import Path

from PIL import Image, PngImagePlugin

from film.files import folder_beside
from film.formats.film import Film
from film.formats.lossless_pictures import Colours, held_pictures

NAMES = re.compile(r"\d{5,}\.png")
MARK = ("Software", "backprop-film")  # a text in each, by which it is known as ours
HEAD = 200  # bytes, in which that stands
COMPRESSION = 4  # of 9: twice as fast as 6 for 4 % more bytes


def write_frames(path: Path, film: Film) -> None:
    """Write `00000.png` and so on; a folder of frames that was there is replaced."""
    with folder_beside(path) as unfinished:
        for held in held_pictures(film.clips):
            content = png(held.pixels)
            for number in range(held.start, held.start + held.frames):
                (unfinished / f"{number:05}.png").write_bytes(content)


def is_ours(file: Path) -> bool:
    """Whether a file is a frame that this program made."""
    if not NAMES.fullmatch(file.name) or not file.is_file():
        return False
    with file.open("rb") as opened:
        return b"tEXt" + "\0".join(MARK).encode() in opened.read(HEAD)


def png(pixels: Colours) -> bytes:
    """Return a picture as a PNG that says by what it was made."""
    file, mark = BytesIO(), PngImagePlugin.PngInfo()
    mark.add_text(*MARK)
    image = Image.fromarray(pixels)
    image.save(file, "PNG", compress_level=COMPRESSION, pnginfo=mark)
    return file.getvalue()
