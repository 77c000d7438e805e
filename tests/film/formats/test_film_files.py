"""What a notebook shows of the files of a film."""

import pickle
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest

from film.formats import film_files
from film.formats.film_files import FilmFile, FilmFiles

AWKWARD = 'my "#1" <b>film</b> & more'


@pytest.fixture
def written(tmp_path, monkeypatch):
    """A function that writes a file of any name in the notebook's folder."""
    monkeypatch.chdir(tmp_path)

    def write(name, content=b"content"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(content)
        return FilmFile(name)

    return write


def elements(shown):
    """The elements that a browser finds in what is shown, and the text of links."""
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.append((tag, attributes))
    parser.handle_data = lambda text: found.append(("text", text))
    parser.feed(shown._repr_html_())
    parser.close()
    return [(tag, dict(each) if tag != "text" else each) for tag, each in found]


@pytest.mark.parametrize(
    ("ending", "tag", "kind"),
    [
        (".mp4", "video", "video/mp4"),
        (".webm", "video", "video/webm"),
        (".gif", "img", "image/gif"),
    ],
)
def test_what_can_be_played_is_played(written, ending, tag, kind):
    """The very bytes of the film are in the notebook, under any name."""
    ((found, attributes),) = elements(written(f"films/{AWKWARD}{ending}", b"\0film"))
    begin, _, content = attributes["src"].partition(",")
    assert (found, begin) == (tag, f"data:{kind};base64")
    assert b64decode(content) == b"\0film"
    assert attributes.get("alt") in (None, f"films/{AWKWARD}{ending}")


def test_a_large_film_is_played_from_its_file(written, monkeypatch):
    """A notebook does not swell: it says where the film is."""
    monkeypatch.setattr(film_files, "MOST", 3)
    ((tag, attributes),) = elements(written(f"films/{AWKWARD}.mp4"))
    assert tag == "video"
    assert unquote(attributes["src"]) == f"films/{AWKWARD}.mp4"


def test_a_talk_is_opened_where_it_lies(written):
    """Its page finds its clips beside it, so it is not taken into the notebook."""
    ((tag, attributes),) = elements(written(f"{AWKWARD}.html").absolute())
    assert (tag, unquote(attributes["src"])) == ("iframe", f"{AWKWARD}.html")


def test_frames_are_shown_by_the_last_one(written):
    """A folder of pictures is seen by the picture that a film ends with."""
    written("frames/00000.png")
    written("frames/00001.png", b"last")
    ((tag, attributes),) = elements(FilmFile("frames"))
    assert tag == "img"
    assert b64decode(attributes["src"].partition(",")[2]) == b"last"


@pytest.mark.parametrize("name", [f"{AWKWARD}.srt", "talk.pptx", "talk_html", "no.mp4"])
def test_anything_else_is_a_link(written, name):
    """What a browser does not show, or is not there, is named."""
    if name.endswith(("srt", "pptx")):
        written(name)
    (tag, attributes), (_, text) = elements(FilmFile(name))
    assert (tag, unquote(attributes["href"]), text) == ("a", name, name)


def test_they_are_paths(written):
    """Wherever a path goes, they go, also to another process."""
    file = written("films/a.mp4")
    assert file == Path("films/a.mp4")
    assert hash(file) == hash(Path("films/a.mp4"))
    assert str(pickle.loads(pickle.dumps(file))) == str(file)
    with open(file, "rb") as opened:
        assert opened.read() == b"content"
    assert file.with_suffix(".srt").name == "a.srt"
    assert elements(file.parent)[0][0] == "a"


def test_several_are_shown_one_below_the_other(written):
    """What `make_film` returns is shown at the end of a cell."""
    files = FilmFiles([written("a.mp4"), written("a.srt")])
    tags = [tag for tag, _ in elements(files)]
    assert tags == ["p", "video", "text", "p", "a", "text"]
    assert files == (Path("a.mp4"), Path("a.srt"))
