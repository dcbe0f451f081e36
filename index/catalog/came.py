"""A file as it came, and what is kept of it: its text in UTF-8, and the original where that is no such text."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.catalog.catalog import Original
from index.catalog.original import ORIGINALS, original_files
from index.errors import CatalogError
from index.load import READABLE
from index.load.apart import read_apart
from index.load.encoding import UTF8, decoded
from index.load.kind import is_plain
from index.load.limits import Limits
from index.load.plain import PlainTextReader
from index.load.read import NOTHING_TOLD, LeftOut, Notice, Told

KEPT = ".txt"  # the ending of a text that was read from another format


@dataclass(frozen=True)
class Came:
    """A file as it came, and what is kept of it.

    `beside` is what is kept of the original, by path in the folder of seeds.
    """

    name: str
    content: bytes
    text: str
    encoding: str
    beside: Mapping[str, bytes] = field(default_factory=dict)
    original: Original | None = None
    told: Told = NOTHING_TOLD
    notices: tuple[Notice, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def sha256(self) -> str:
        """The checksum of what is kept."""
        return hashlib.sha256(self.content).hexdigest()


def came(file: Path, name: str, limits: Limits) -> Came:
    """Return a file, read, under the name its text will have; any but plain text is read in a process of its own.

    Raises:
        CatalogError: it is not there, changes meanwhile, or the name is none of a file.
        ReadError: it cannot be read.
    """
    try:
        limits.check_size(file.stat().st_size, file.name)
        content = file.read_bytes()
    except OSError as error:
        raise CatalogError(f"cannot read {file}: {error.strerror}") from error
    if is_plain(content, file.name):
        return _plain(file, content, _name(file, name, file.suffix if file.suffix.lower() in READABLE else KEPT))
    name = _name(file, name, KEPT)
    read = read_apart(file, limits)
    if read.original_sha256 != hashlib.sha256(content).hexdigest():
        raise CatalogError(f"{file} has changed while it was read; add it again once nobody writes to it")
    original, beside = original_files(read, content, name, file.name)
    return Came(
        name,
        read.text.encode("utf-8"),
        read.text,
        read.encoding,
        beside,
        original,
        read.told,
        read.notices,
        read.left_out,
    )


def _plain(file: Path, content: bytes, name: str) -> Came:
    text, encoding = decoded(content, file.name) if content.strip() else ("", UTF8)
    kept = content if encoding == UTF8 else text.encode("utf-8")
    beside = {} if encoding == UTF8 else {f"{ORIGINALS}/{name}": content}
    return Came(name, kept, PlainTextReader().read(kept, file.name), encoding, beside)


def _name(file: Path, name: str, suffix: str) -> str:
    if name:
        for ending in (file.suffix, suffix):
            name = name.removesuffix(ending)
    if Path(name).name != name or name.startswith("."):
        raise CatalogError(f"--as must be the name of a file, as report_2024, found {name!r}")
    return f"{name or file.stem}{suffix}"
