"""Finds the files that travel with the program: experiments, data, fonts, locales."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def asset(path: str) -> Path:
    """The place of a shipped file or folder, such as `experiments/digits.toml`.

    A wheel carries the assets inside this package; a checkout has them beside it.
    The place is named even if nothing is there.
    """
    inside = _PACKAGE / "assets"
    folder = inside if inside.is_dir() else _PACKAGE.parent / "assets"
    return folder / path
