"""Files appear whole or not at all."""

import pytest

from film.files import beside, check_writable, write_text


def test_file_appears_only_at_the_end(tmp_path):
    """Until all is written the old file stands."""
    path = tmp_path / "a" / "film.mp4"
    write_text(path, "old")
    with beside(path) as unfinished:
        unfinished.write_text("new")
        assert path.read_text() == "old"
        assert unfinished.suffix == ".mp4"
    assert path.read_text() == "new"
    assert list(path.parent.iterdir()) == [path]


def _write_half(path, error):
    with beside(path) as unfinished:
        unfinished.write_text("half")
        raise error


@pytest.mark.parametrize("error", [KeyboardInterrupt, OSError, ValueError])
def test_whatever_goes_wrong_leaves_the_old_file(tmp_path, error):
    """No exception leaves a part of a file, or takes the old one away."""
    path = tmp_path / "film.mp4"
    path.write_text("old")
    with pytest.raises(error):
        _write_half(path, error)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_errors_name_the_file_that_was_asked_for(tmp_path):
    """A full disk is reported with the name that the user knows."""
    with pytest.raises(OSError, match=r"'.*/film\.mp4'"), beside(tmp_path / "film.mp4"):
        raise OSError(28, "No space left on device", "/somewhere/.film.1.mp4")


def test_unwritable_places_are_found_before(tmp_path):
    """A folder in place of the file, or a file in place of the folder, is refused."""
    check_writable(tmp_path / "a" / "b" / "film.mp4")
    (tmp_path / "file").touch()
    with pytest.raises(IsADirectoryError):
        check_writable(tmp_path)
    with pytest.raises(NotADirectoryError):
        check_writable(tmp_path / "file" / "film.mp4")
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
