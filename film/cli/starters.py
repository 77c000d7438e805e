"""What `backprop new` writes: an experiment or a chapter, to begin with."""

from pathlib import Path

import click


def write_starter(path: Path, ending: str) -> None:
    """Write a `.toml` or a `.py` to begin with.

    Raises BadParameter if it must not have that name, or is there already.
    """
    from backprop_core.assets import asset
    from film.files import write_text
    from film.plan.own_chapters import taken

    if path.suffix != ending:
        cure = " A chapter takes --chapter." if path.suffix == ".py" else ""
        raise click.BadParameter(f"{path}: the name has to end in {ending}.{cure}")
    if path.exists():
        raise click.BadParameter(f"{path} exists already; it is left alone.")
    if ending == ".py" and (message := taken(path.stem)):
        raise click.BadParameter(f"{path}: {message}")
    name = "starter_chapter.py" if ending == ".py" else "starter.toml"
    text = asset(name).read_text("utf-8").replace(f"NAME{ending}", str(path))
    title = path.stem.replace("_", " ").capitalize()
    write_text(path, text.replace("TITLE", title))
