"""A theme is asked for once, and all that a film leaves behind follows it."""

from io import BytesIO
from zipfile import ZipFile

import numpy as np
import pytest
from PIL import Image

from backprop_core import RunSpec, train
from backprop_core.assets import asset
from film.cli.commands import run
from film.make import film_about
from film.plan.shots import plan
from film.plan.target import Target, vp9
from film.render.still import still
from scenes.setting import Setting

TINY = asset("experiments/tiny.toml")
WHITE = (255, 255, 255)
STILL = ["neuron", "--beat", "0", "--size", "160x90"]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, tmp_path_factory, monkeypatch):
    """Commands run in an empty folder, with an empty cache."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BACKPROP_CACHE", str(tmp_path_factory.mktemp("cache")))


def test_the_file_and_the_command_line_ask_for_it(tmp_path):
    """A still is on white, whoever asked."""
    text = TINY.read_text("utf-8")
    (tmp_path / "mine.toml").write_text(text.replace("[film]", '[film]\ntheme="light"'))
    assert run(["still", "mine.toml", *STILL, "-o", "file.png"]) == 0
    assert run(["still", str(TINY), *STILL, "--theme", "light", "-o", "line.png"]) == 0
    pictures = [Image.open(tmp_path / name) for name in ("file.png", "line.png")]
    assert [picture.getpixel((1, 45))[:3] for picture in pictures] == [WHITE, WHITE]


def test_slides_and_poster_are_on_white(tmp_path):
    """The pages around the clips have the colour of the ground in the clips."""
    made = ["-c", "neuron", "-ql", "--size", "160x90", "--theme", "light"]
    assert run(["film", str(TINY), *made, "-o", "talk.html", "-o", "talk.pptx"]) == 0
    assert "background: #FFFFFF" in (tmp_path / "talk.html").read_text("utf-8")
    with ZipFile(tmp_path / "talk.pptx") as talk:
        page = talk.read("ppt/slides/slide1.xml").decode()
        posters = [name for name in talk.namelist() if name.endswith((".jpg", ".jpeg"))]
        poster = Image.open(BytesIO(talk.read(sorted(posters)[0])))
    assert '<p:bg><p:bgPr><a:solidFill><a:srgbClr val="FFFFFF"/>' in page
    assert min(poster.getpixel((1, 45))) >= 250


@pytest.mark.parametrize(("theme", "is_bright"), [("light", True), ("dark", False)])
def test_what_is_solid_on_an_open_ground_has_the_theme_below(theme, is_bright):
    """The inside of a unit is white or black, though the ground is open."""
    network = {"layers": [2, 1]}
    trace = train(
        RunSpec(data={"name": "and"}, network=network, training={"max_steps": 1})
    )
    film = film_about(trace, chapters=("neuron",))
    target = vp9(Target(320, 180, 15), transparent=True)
    pixels = still(trace, plan(trace, film, target, Setting(theme=theme))[0], 0)
    assert pixels[1, 1, 3] == 0
    solid = pixels[pixels[..., 3] == 255][:, :3]
    assert (np.median(solid) > 128) == is_bright
