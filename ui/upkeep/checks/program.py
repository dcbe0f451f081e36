"""The program itself: Python, and the libraries it was measured with."""

import sys
import tomllib
from importlib.metadata import PackageNotFoundError, version

from packaging.requirements import Requirement
from packaging.version import Version

from index.config import ROOT
from ui.upkeep.check import Check, ok, warn, wrong

_INSTALL = "python -m pip install --constraint constraints.txt --editable ."


def check_libraries() -> Check:
    """Return whether each library that is needed is there, and of the version that everything was measured with."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [Requirement(line) for line in project["dependencies"]]
    missing = [f"{each} ({_held(each.name) or 'not installed'})" for each in needed if not _fits(each)]
    if missing:
        return wrong("libraries", f"needed: {', '.join(missing)}", _INSTALL)
    pins = dict(_pins())
    other = [f"{name} {_held(name)} in place of {pin}" for name, pin in pins.items() if _held(name) not in ("", pin)]
    if other:
        return warn("libraries", f"other versions than were measured: {', '.join(other)}", _INSTALL)
    return ok("libraries", f"{len(needed)} are there, all of the versions in constraints.txt, on Python {_python()}")


def _fits(requirement: Requirement) -> bool:
    held = _held(requirement.name)
    return bool(held) and requirement.specifier.contains(held, prereleases=True)


def _held(name: str) -> str:
    """Return the version of a library, without what names its build (`+cpu`); empty where it is not there."""
    try:
        return Version(version(name)).public
    except PackageNotFoundError:
        return ""


def _pins() -> list[tuple[str, str]]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [(name, pin.strip()) for name, _, pin in (line.partition("==") for line in lines) if pin and name[0] != "#"]


def _python() -> str:
    return ".".join(map(str, sys.version_info[:3]))
