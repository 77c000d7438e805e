"""An experiment file is read once, and all its faults are reported at once."""

from pathlib import Path

import pytest

from backprop_core import FocusRequest, Recording, RunSpec, SpecError, train
from backprop_core.assets import asset
from film.make import film_about
from film.plan import own_chapters
from film.spec import Experiment
from scenes import suiting
from scenes.chapters import CHAPTERS, ChapterEntry

BROKEN = sorted((Path(__file__).parents[1] / "broken_specs").glob("*.toml"))
SHORT = """
[data]
name = "xor"
[network]
layers = [2, 2, 1]
[training]
max_steps = 40
"""
EXPERIMENTS = sorted(asset("experiments").glob("*.toml"))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_is_refused_with_its_own_message(path):
    """The comment at the top of each file lists its faults, line by line."""
    text = path.read_text(encoding="utf-8").split("\n\n")[0]
    expected = [f"{path}:{line.removeprefix('# ')}" for line in text.splitlines()]
    with pytest.raises(SpecError) as error:
        Experiment.load(path)
    assert str(error.value).splitlines() == expected


@pytest.mark.parametrize("path", EXPERIMENTS, ids=lambda path: path.stem)
def test_a_shipped_file_is_right_and_teaches(path):
    """Each experiment loads and opens with a comment that says what it shows."""
    assert Experiment.load(path).run == RunSpec.load(path)
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_the_film_of_a_run_does_not_concern_the_run(tmp_path):
    """Reading the run alone skips [film], even a wrong one."""
    path = tmp_path / "a.toml"
    text = asset("experiments/xor.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("steps = [0]", "stepps = [0]"))
    assert RunSpec.load(path).data.name == "xor"
    with pytest.raises(SpecError, match=r"film\.stepps: unknown key"):
        Experiment.load(path)


def test_a_film_about_steps_stops_after_the_last_of_them():
    """Chapters about a step do not need the end of the training."""
    film = {"chapters": ["loss"], "steps": [4, 2], "focus": {"unit": [0, 1]}}
    experiment = Experiment.load(asset("experiments/xor.toml")).amended(**film)
    assert experiment.recording() == Recording(
        (4, 2), whole=False, focus=FocusRequest((0, 1)), probes=("sample_costs",)
    )


def test_the_sample_of_a_film_comes_first(tmp_path):
    """[film] sample is what the run begins with, and part of its identity."""
    path = tmp_path / "a.toml"
    text = asset("experiments/xor.toml").read_text(encoding="utf-8")
    path.write_text(f"{text}\nsample = 2\n")
    run = Experiment.load(path).run
    assert run.first_sample == 2
    assert run.identity() != RunSpec.load(path).identity()


def test_the_command_line_wins_over_the_file():
    """An amended experiment differs in what was changed, and is checked as the file."""
    xor = Experiment.load(asset("experiments/xor.toml"))
    changed = xor.amended(language="es", steps=[3])
    assert (changed.film.language, changed.film.steps) == ("es", (3,))
    assert changed.film.title == xor.film.title
    with pytest.raises(SpecError, match=r"^film\.steps\[0\]: got 4000, but the train"):
        xor.amended(steps=[4000])
    with pytest.raises(SpecError, match=r"^film\.language: unknown 'fr'"):
        xor.amended(language="fr")


@pytest.mark.parametrize(
    ("asked", "told"), [("[-1]", (39,)), ("[0, -1]", (0, 39)), ("[-40]", (0,))]
)
def test_steps_are_counted_from_the_end_too(tmp_path, asked, told):
    """-1 is the last update of the training, in the file and on the command line."""
    path = tmp_path / "a.toml"
    path.write_text(f"{SHORT}[film]\nsteps = {asked}\n")
    experiment = Experiment.load(path)
    assert experiment.film.steps == told
    assert experiment.recording().steps == told
    assert experiment.amended(language="es").film.steps == told


def test_steps_before_the_first_are_refused(tmp_path):
    """There is nothing before it."""
    path = tmp_path / "a.toml"
    path.write_text(f"{SHORT}[film]\nsteps = [-41]\n")
    with pytest.raises(SpecError, match=r"film\.steps\[0\]: got -41, but the"):
        Experiment.load(path)


def test_the_last_step_of_a_trace_is_the_last_recorded():
    """A trace knows those that were written down."""
    run = RunSpec.load(asset("experiments/xor.toml"))
    trace = train(run, Recording(steps=(3, 5), whole=False))
    assert film_about(trace, steps=[-1, 3]).steps == (5, 3)
    with pytest.raises(SpecError, match="but 2 steps were recorded"):
        film_about(trace, steps=[-3])


def test_what_follows_from_a_fault_is_none(tmp_path):
    """An infinite input is one fault: the list it stands in is long enough."""
    path = tmp_path / "a.toml"
    path.write_text(
        SHORT.replace('name = "xor"', "inputs = [[inf, 1]]\ntargets = [[1]]")
    )
    with pytest.raises(SpecError) as error:
        Experiment.load(path)
    (fault,) = error.value.faults
    assert fault.key == "data.inputs[0][0]"
    assert "got inf, where a finite number belongs" in fault.message


@pytest.fixture
def asking(monkeypatch):
    """A table with chapters that ask for more: two hidden layers, later steps."""
    more = (
        ChapterEntry("deep", "D", "once", (), suits=suiting.with_hidden_layers),
        ChapterEntry("map", "M", "training", (), probes=("decision_map",)),
        ChapterEntry("rest", "R", "once", ("epochs",), extras=("decision_map",)),
        ChapterEntry("three", "T", "once", (), further=2),
    )
    table = {**CHAPTERS, **{entry.name: entry for entry in more}}
    monkeypatch.setattr(own_chapters, "CHAPTERS", table)


@pytest.mark.usefixtures("asking")
def test_a_chapter_with_nothing_to_tell_is_left_out():
    """It says why; a film of nothing else is refused."""
    told = {"chapters": ["loss", "deep", "map"]}
    digits = Experiment.load(asset("experiments/digits.toml")).amended(**told)
    assert digits.film.chapters == ("loss", "deep")
    assert "a map has two" in digits.left_out["map"]
    assert digits.amended(language="es").left_out == digits.left_out
    xor = Experiment.load(asset("experiments/xor.toml"))
    assert xor.amended(**told).film.chapters == ("loss", "map")
    with pytest.raises(SpecError, match="deep: it compares hidden layers"):
        xor.amended(chapters=["deep"])


@pytest.mark.usefixtures("asking")
def test_a_trace_that_holds_too_little_leaves_out_what_it_lacks(caplog):
    """The log has a line for each chapter."""
    run = RunSpec.load(asset("experiments/xor.toml"))
    trace = train(run, Recording(steps=(3,), whole=False))
    film = film_about(trace, chapters=["loss", "map", "rest", "three"])
    assert film.chapters == ("loss", "three")
    assert caplog.messages == [
        "map is left out: the trace holds no decision_map. Record it with the probe.",
        "rest is left out: the trace ends before the training. "
        "Record it with whole=True.",
    ]


@pytest.mark.usefixtures("asking")
def test_what_the_chapters_ask_for_is_recorded():
    """Steps that follow, as far as the training goes; probes that fit; its end."""
    xor = Experiment.load(asset("experiments/xor.toml"))
    three = xor.amended(chapters=["three"], steps=[1, 2]).recording()
    assert (three.steps, three.beside, three.whole) == ((1, 2), (3,), False)
    assert train(xor.run, three).steps.keys() == {1, 2, 3}
    assert xor.amended(chapters=["three"], steps=[-1]).recording().beside == ()
    rest = xor.amended(chapters=["rest"]).recording()
    assert (rest.whole, rest.probes) == (True, ("decision_map",))
    digits = Experiment.load(asset("experiments/digits.toml"))
    assert digits.amended(chapters=["rest"]).recording().probes == ()
