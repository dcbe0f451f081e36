"""CURRENT: which manifest is in use, with its sha256, and a check of both: a damaged pointer is no damaged manifest.

One line: the manifest's name, the sha256 of its content, and the first digits of the sha256 over these two.
"""

import hashlib
import re
from pathlib import Path
from typing import NamedTuple

from index.errors import IndexFormatError

CURRENT = "CURRENT"
_LINE = re.compile(rb"(index-\d{1,18}\.json) ([0-9a-f]{64}) ([0-9a-f]{16})\n")
_OLD_LINE = re.compile(rb"(index-\d{1,18}\.json)\n")  # before format 5
_REBUILD = "rebuild it with: python -m index build"


class Pointer(NamedTuple):
    """A manifest's file name and its sha256; none where an older program has written the pointer."""

    name: str
    sha256: str


def pointer_line(name: str, content: bytes) -> str:
    """Return what CURRENT says of a manifest."""
    named = f"{name} {hashlib.sha256(content).hexdigest()}"
    return f"{named} {_check_of(named.encode())}\n"


def read_pointer(artifacts_dir: Path) -> Pointer:
    """Return what CURRENT says.

    Raises:
        IndexFormatError: there is none, or it is damaged.
    """
    path = artifacts_dir / CURRENT
    try:
        content = path.read_bytes()
    except OSError as error:
        raise IndexFormatError(f"there is no index in {artifacts_dir}; build it with: python -m index build") from error
    if found := _OLD_LINE.fullmatch(content):
        return Pointer(found[1].decode(), "")
    found = _LINE.fullmatch(content)
    if found is None or _check_of(found[1] + b" " + found[2]) != found[3].decode():
        raise IndexFormatError(f"{path} is damaged; {_REBUILD}")
    return Pointer(found[1].decode(), found[2].decode())


def _check_of(named: bytes) -> str:
    return hashlib.sha256(named).hexdigest()[:16]
