"""A talk for PowerPoint and its kin: one file, made with python-pptx."""

from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from film.files import beside
from film.formats.film import Film
from film.formats.pages import Page, pages_of
from film.formats.poster import first_picture

if TYPE_CHECKING:
    from pptx.presentation import Presentation

EMU = 9525  # of PowerPoint's units a pixel
WIDTH = 1280  # of a page, in pixels of 96 an inch, whatever the clip's
BLANK = 6  # the layout without any box


def check_library() -> None:
    """Raise ValueError, naming what to install, where python-pptx is missing."""
    if find_spec("pptx") is None:
        cure = "Run: pip install 'backprop-film[slides]'"
        raise ValueError(f".pptx needs python-pptx, which is not installed. {cure}")


def write_pptx(path: Path, film: Film) -> None:
    """Write a talk: a page a beat, its clip starts by itself and plays once.

    Its last frame stands until the click; the sentence is the speaker's note.
    """
    from pptx import Presentation
    from pptx.util import Emu

    talk = Presentation()
    height = WIDTH * film.target.height // film.target.width
    talk.slide_width, talk.slide_height = Emu(WIDTH * EMU), Emu(height * EMU)
    talk.core_properties.title = film.label.title
    with TemporaryDirectory(prefix="backprop-") as folder, beside(path) as unfinished:
        for page in pages_of(film):
            clip = Path(folder, f"{page.name}.mp4")
            page.write(clip)
            add_page(talk, page, clip, film.label.ground)
        talk.save(str(unfinished))
        freeze(unfinished)


def add_page(talk: "Presentation", page: Page, clip: Path, ground: str) -> None:
    """Add a page that is all clip, in front of a ground such as #0F131A."""
    from pptx.dml.color import RGBColor

    slide = talk.slides.add_slide(talk.slide_layouts[BLANK])
    fill = slide.background.fill
    fill.solid()
    colour: Any = RGBColor  # the library does not say its types
    fill.fore_color.rgb = colour.from_string(ground.lstrip("#"))
    slide.shapes.add_movie(
        str(clip),
        0,
        0,
        talk.slide_width,
        talk.slide_height,
        poster_frame_image=BytesIO(first_picture(clip)),
        mime_type="video/mp4",
    )
    # The library lets a clip wait for a click; none is its own signal to begin.
    (start,) = slide.element.xpath(".//p:timing//p:video//p:stCondLst/p:cond")
    start.set("delay", "0")
    slide.notes_slide.notes_text_frame.text = page.sentence


def freeze(path: Path) -> None:
    """Take the time of day out of an archive: the same talk is the same bytes."""
    with ZipFile(path) as archive:
        contents = [(entry.filename, archive.read(entry)) for entry in archive.filelist]
    with ZipFile(path, "w") as archive:
        for name, content in contents:
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
