"""A talk in a real browser: pages turn, clips play, nothing comes from outside."""

import json
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import ProxyHandler, Request, build_opener

import pytest

from film.formats.film import Film, Label
from film.formats.html_slides import write_html

PROGRAMS = ("chromium", "chromedriver")
MISSING = [name for name in PROGRAMS if not shutil.which(name)]
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"{' and '.join(MISSING)} not installed"
)
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage"]
ARGUMENTS += ["--disable-gpu", "--window-size=640,360"]
PATIENCE = 60.0  # seconds, on a machine that is busy

# Not through a proxy: the driver is on this machine.
urlopen = build_opener(ProxyHandler({})).open


class Browser:
    """One window; what it asks of the network is written down."""

    def __init__(self, address: str, profile: Path) -> None:
        options = {"args": [*ARGUMENTS, f"--user-data-dir={profile}"]}
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"performance": "ALL"},
        }
        self._address = f"{address}/session"
        found = self._post("", {"capabilities": {"alwaysMatch": wanted}})
        self._address += f"/{found['sessionId']}"

    def _post(self, path: str, content: Any) -> Any:
        request = Request(
            self._address + path,
            json.dumps(content).encode(),
            {"Content-Type": "application/json"},
        )
        with urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def open(self, page: Path) -> None:
        """Go to a page of the disk."""
        self._post("/url", {"url": page.absolute().as_uri()})

    def ask(self, expression: str) -> Any:
        """Return the value of an expression in the page."""
        return self._post(
            "/execute/sync", {"script": f"return {expression}", "args": []}
        )

    def wait_for(self, expression: str) -> None:
        """Wait until an expression is true; fails if it never becomes so."""
        end = time.monotonic() + PATIENCE
        while not self.ask(expression):
            assert time.monotonic() < end, expression
            time.sleep(0.05)

    def press(self, key: str) -> None:
        """Press a key, as a speaker does."""
        steps = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keyboard", "actions": steps}
        self._post("/actions", {"actions": [keyboard]})

    def addresses(self) -> list[str]:
        """Return all that was asked for, since the last time."""
        entries = self._post("/se/log", {"type": "performance"})
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]

    def close(self) -> None:
        """Close the window."""
        urlopen(Request(self._address, method="DELETE"), timeout=PATIENCE).close()


@contextmanager
def opened(profile: Path) -> Iterator[Browser]:
    """A browser that ends with the block, and its driver with it."""
    driver = subprocess.Popen(
        ["chromedriver", "--port=0"],  # whichever is free
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        browser = Browser(f"http://127.0.0.1:{_port(driver.stdout)}", profile)
        try:
            yield browser
        finally:
            browser.close()
    finally:
        driver.terminate()
        driver.communicate()


def _port(told: Iterable[str]) -> str:
    """Where a driver says that it listens."""
    for line in told:
        if found := re.search(r"started successfully on port (\d+)", line):
            return found[1]
    raise AssertionError("chromedriver does not start")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """A browser for all tests of this file."""
    with opened(tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture
def talk(write_clip, moving, target, tmp_path):
    """A talk of three pages, in a folder with a name that has to be escaped."""
    clip = write_clip([moving(12), moving(6, 30), moving(9, 50)])
    path = tmp_path / "a talk" / "my #1 talk.html"
    label = Label("A title", "tiny", "en", captions_on=False, ground="#0F131A")
    write_html(path, Film.of([("one", clip)], label, target))
    return path


PAGE = "Reveal.getIndices().h"
CLIP = "document.querySelector('section.present video')"
FIRST = "document.querySelector('section video')"


def test_pages_turn_and_clips_play_to_their_end(browser, talk):
    """A page's clip plays once by itself; its last frame stands until the key."""
    browser.open(talk)
    browser.wait_for("window.Reveal && Reveal.isReady()")
    assert browser.ask("Reveal.getTotalSlides()") == 3
    for page, seconds in enumerate([12 / 15, 6 / 15, 9 / 15]):
        assert browser.ask(PAGE) == page
        browser.wait_for(f"{CLIP}.ended")
        assert browser.ask(f"{CLIP}.currentTime") == pytest.approx(seconds, abs=0.1)
        assert browser.ask(f"{CLIP}.videoWidth") == 160
        assert browser.ask(PAGE) == page
        browser.press(" ")
    assert browser.ask(PAGE) == 2


def test_a_page_that_is_seen_again_plays_again(browser, talk):
    """Going back to a page starts its clip from the begin."""
    browser.open(talk)
    browser.wait_for(f"window.Reveal && Reveal.isReady() && {CLIP}.ended")
    browser.press(" ")
    browser.wait_for(f"{PAGE} == 1 && {CLIP}.ended")
    browser.ask(f"({FIRST}.onplaying = () => {{ window.again = {FIRST}.ended }})")
    browser.press("\ue012")  # left
    browser.wait_for(f"{PAGE} == 0 && window.again === false && {CLIP}.ended")


def test_nothing_is_fetched_from_outside(browser, talk):
    """All that the talk asks for lies beside it on the disk."""
    browser.addresses()
    browser.open(talk)
    browser.wait_for(f"window.Reveal && Reveal.isReady() && {CLIP}.ended")
    found = browser.addresses()
    folder = talk.parent.absolute().as_uri()
    assert talk.absolute().as_uri() in found
    assert any(address.endswith("000.mp4") for address in found)
    assert [one for one in found if not one.startswith((folder, "data:"))] == []


def test_speaker_reads_the_sentence(browser, talk):
    """The notes of a page are its sentence."""
    browser.open(talk)
    browser.wait_for("window.Reveal && Reveal.isReady()")
    assert browser.ask("Reveal.getSlideNotes()") == "This is sentence number 0."
