"""Files: plans shots, renders them in parallel, joins them to a film."""

from importlib.util import find_spec
from pathlib import Path


def _check_neighbours() -> None:
    """Raise ImportError if a file of the user's hides a package that films need.

    Python looks beside the script first, so a `scenes.py` there would be imported in
    place of ours, and the error would tell of a module that it does not have.
    """
    ours = Path(__file__).resolve().parents[1]
    for name in ("backprop_core", "scenes"):
        origin = getattr(find_spec(name), "origin", None)
        if origin and Path(origin).resolve() != ours / name / "__init__.py":
            message = f"{origin} hides the package {name} of backprop-film"
            # Named after this package, it is one line for `python -m film`, too.
            raise ImportError(f"{message}. Rename it.", name=__name__)


_check_neighbours()
