"""The doctor finds what is missing, and says how to get it."""

import errno

import pytest
from packaging.requirements import Requirement

from film.cli import doctor


def test_machine_that_runs_the_tests_lacks_nothing():
    """Where the tests run, every finding is fine and needs no cure."""
    assert [str(finding) for finding in doctor.findings() if not finding.ok] == []


def test_every_declared_library_is_looked_at():
    """The libraries of pyproject.toml are looked at, those for development are not."""
    names = {finding.name for finding in doctor.findings()}
    assert {"manim", "numpy", "av", "typst"} <= names
    assert "pytest" not in names


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("no-such-library>=1", "not installed"), ("numpy<1", "outside <1")],
)
def test_library_that_is_missing_or_too_old_comes_with_its_cure(wanted, said):
    """A library that is not there, or out of range, names the command that helps."""
    finding = doctor.library(Requirement(wanted))
    assert not finding.ok
    assert said in finding.detail
    assert f"pip install '{wanted}'" in str(finding)


def test_library_that_does_not_load_is_a_finding(monkeypatch):
    """What a library raises while it loads is told, not thrown."""

    def broken(name):
        raise OSError("libpango-1.0.so.0: cannot open shared object file")

    monkeypatch.setattr(doctor, "import_module", broken)
    finding = doctor.library(Requirement("numpy"))
    assert not finding.ok
    assert "does not load: libpango" in finding.detail


def test_missing_fonts_name_the_folder(monkeypatch, tmp_path):
    """Without the bundled fonts, the finding says which and where."""
    monkeypatch.setattr("backprop_core.assets.asset", lambda path: tmp_path)
    (finding,) = (each for each in doctor.findings() if each.name == "fonts")
    assert not finding.ok
    assert f"no Inter in {tmp_path}" in finding.detail


def test_full_disk_is_a_finding(monkeypatch):
    """Less room than a film needs is told for the clips and for the film."""
    monkeypatch.setattr(doctor, "ENOUGH_SPACE", 10**18)
    short = [each.name for each in doctor.findings() if not each.ok]
    assert short == ["space for clips", "space for films"]


def test_folder_that_cannot_be_written_is_a_finding(monkeypatch, tmp_path):
    """Where no clip can be kept, the finding names the folder and the way out."""

    def refuse(dir):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setenv("BACKPROP_CACHE", str(tmp_path / "not" / "yet"))
    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    (finding,) = (each for each in doctor.findings() if each.name == "space for clips")
    assert not finding.ok
    assert finding.detail == f"cannot write in {tmp_path}: Read-only file system"
    assert "BACKPROP_CACHE" in finding.cure
