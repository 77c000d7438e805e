"""An experiment file is read once, and all its faults are reported at once."""

from pathlib import Path

import pytest

from backprop_core import FocusRequest, Recording, RunSpec, SpecError, train
from backprop_core.assets import asset
from film.make import film_about
from film.spec import Experiment, FilmSpec

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
    film = FilmSpec(chapters=["loss"], steps=[4, 2], focus={"unit": [0, 1]})
    assert film.recording() == Recording(
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
    assert experiment.film.recording().steps == told
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
