"""What a film needs of this machine, each thing looked at by itself."""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib import import_module, metadata
from pathlib import Path
from platform import python_version

from packaging.requirements import Requirement

PROJECT = "backprop-film"
OLDEST_PYTHON = (3, 11)
ENOUGH_SPACE = 10**9  # bytes: a minute of film at 2160p and its shots take less
MODULES = {"pillow": "PIL", "pycairo": "cairo"}  # named unlike their libraries


@dataclass(frozen=True, slots=True)
class Finding:
    """Something looked at: whether it is fine, what was found, how to mend it."""

    name: str
    ok: bool
    detail: str
    cure: str = ""  # empty when there is nothing to mend

    def __str__(self) -> str:
        """Return a line, with the cure on a second one where there is something."""
        line = f"{'ok     ' if self.ok else 'MISSING'}  {self.name}: {self.detail}"
        return line if self.ok else f"{line}\n         {self.cure}"


def findings() -> list[Finding]:
    """Return all that was looked at, in the order in which to mend it."""
    ok, cure = sys.version_info >= OLDEST_PYTHON, "Install Python 3.11 or newer."
    found = [Finding("Python", ok, python_version(), cure), *_libraries()]
    if all(finding.ok for finding in found):
        from film.cache.cache import VARIABLE, cache_folder

        clips = _space("space for clips", cache_folder(), f"the variable {VARIABLE}")
        found += [_fonts(), _drawing(), _encoder(), clips]
    return [*found, _space("space for films", Path.cwd(), "-o")]


def _libraries() -> list[Finding]:
    try:
        declared = map(Requirement, metadata.requires(PROJECT) or [])
    except metadata.PackageNotFoundError:
        cure = "Run: make test (or pip install --editable . in the checkout)"
        return [Finding(PROJECT, False, "not installed", cure)]
    here = {"extra": ""}
    return [library(e) for e in declared if not e.marker or e.marker.evaluate(here)]


def library(requirement: Requirement) -> Finding:
    """Return whether a library is there, in a version that was tried, and loads."""
    name = requirement.name
    install = f"Run: {sys.executable} -m pip install '{requirement}'"
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding(name, False, "not installed", install)
    if version not in requirement.specifier:
        tried = f"{version}, which is outside {requirement.specifier}"
        return Finding(name, False, tried, install)
    try:
        import_module(MODULES.get(name, name.lower().replace("-", "_")))
    except Exception as error:  # a broken library may raise anything
        again = install.replace("install", "install --force-reinstall")
        return Finding(name, False, f"{version} does not load: {error}", again)
    return Finding(name, True, version)


def _fonts() -> Finding:
    import typst

    from backprop_core.assets import asset
    from scenes import style

    folder = str(asset("fonts"))
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder])
    wanted = (style.FONT, style.MATH_FONT)
    missing = [name for name in wanted if name not in fonts.families()]
    if missing:
        cure = f"Install {PROJECT} again, or restore its assets from git."
        return Finding("fonts", False, f"no {', '.join(missing)} in {folder}", cure)
    return Finding("fonts", True, ", ".join(wanted))


def _drawing() -> Finding:
    import cairo

    surface = cairo.ImageSurface(cairo.FORMAT_ARGB32, 1, 1)
    context = cairo.Context(surface)
    context.set_source_rgb(1, 1, 1)
    context.paint()
    surface.flush()
    ok = bytes(surface.get_data()) == b"\xff\xff\xff\xff"
    cure = "Build it again: pip install --force-reinstall --no-binary pycairo pycairo"
    return Finding("drawing", ok, f"cairo {cairo.cairo_version_string()}", cure)


def _encoder() -> Finding:
    from av import codecs_available

    cure = "Install av from its wheel: pip install --force-reinstall av"
    return Finding("encoder", "libx264" in codecs_available, "libx264", cure)


def _space(name: str, folder: Path, choice: str) -> Finding:
    existing = next(each for each in (folder, *folder.parents) if each.is_dir())
    try:
        tempfile.TemporaryFile(dir=existing).close()
    except OSError as error:
        detail = f"cannot write in {existing}: {error.strerror}"
        cure = f"Make it writable, or choose another folder by {choice}."
        return Finding(name, False, detail, cure)
    free = shutil.disk_usage(existing).free
    detail = f"{free / 1e9:.1f} GB free in {existing}"
    cure = f"Free {ENOUGH_SPACE / 1e9:.0f} GB, or choose another folder by {choice}."
    return Finding(name, free >= ENOUGH_SPACE, detail, cure)
