"""The catalog: what is known of each seed, checked against the files each time it is read."""

import hashlib
import tomllib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from pydantic import Field, ValidationError

from index.errors import CatalogError, first_problem
from index.load import make_reader
from index.lock import locked
from index.records import Coverage, Document, Frozen

CATALOG = "catalog.toml"
NOT_SEEDS = {CATALOG, "README.md"}
_LOCK = ".lock"
_THEN = "then run: python -m index build"


class CatalogEntry(Frozen):
    """One `[[document]]` table of catalog.toml."""

    file: str = Field(min_length=1)
    title: str = Field(min_length=1)
    issuer: str = Field(min_length=1)
    kind: str = Field(min_length=1)
    issued: date | None = None
    covers: tuple[Coverage, ...] = ()
    source: str = ""
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    note: str = ""

    @property
    def doc_id(self) -> str:
        """The file's name without its ending."""
        return Path(self.file).stem


def read_catalog(seeds_dir: Path) -> tuple[CatalogEntry, ...]:
    """Return the entries of catalog.toml in its order.

    Raises:
        CatalogError: it is missing, not TOML, or an entry is wrong; the message names file and entry.
    """
    path = seeds_dir / CATALOG
    return parse_catalog(read_catalog_text(path), path)


def read_catalog_text(path: Path) -> str:
    """Return the text of a catalog. Raises CatalogError when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CatalogError(
            f"cannot read {path}: {error.strerror}; every folder of seeds needs a catalog: restore it, {_THEN}"
        ) from error
    except UnicodeDecodeError as error:
        raise CatalogError(f"{path} is not valid TOML: {error}; correct it, {_THEN}") from error


def parse_catalog(text: str, path: Path) -> tuple[CatalogEntry, ...]:
    """Return the entries of a catalog's text; `path` is for messages. Raises CatalogError as `read_catalog`."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise CatalogError(f"{path} is not valid TOML: {error}; correct it, {_THEN}") from error
    tables = content.get("document", [])
    if not isinstance(tables, list) or not tables:
        raise CatalogError(f"{path} has no [[document]] entry; add one with: python -m index add FILE")
    entries = []
    for number, table in enumerate(tables, 1):
        try:
            entries.append(CatalogEntry.model_validate(table))
        except ValidationError as error:
            wrong = first_problem(error.errors())
            where = f"{path}, document {number}: {wrong.where}"
            raise CatalogError(f"{where}: {wrong.message}; correct it, {_THEN}") from error
    _check_unique(entries, path)
    return tuple(entries)


def _check_unique(entries: list[CatalogEntry], path: Path) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.doc_id in seen:
            raise CatalogError(f"{path}: two documents are named {entry.doc_id}; rename one, {_THEN}")
        seen.add(entry.doc_id)


@contextmanager
def changing(seeds_dir: Path) -> Iterator[None]:
    """Hold the lock of a folder of seeds: one at a time reads the catalog and writes another.

    Raises:
        CatalogError: the folder is not there or cannot be written.
    """
    with ExitStack() as held:
        try:
            held.enter_context(locked(seeds_dir / _LOCK))
        except OSError as error:
            raise CatalogError(f"cannot write in the folder of seeds {seeds_dir}: {error.strerror or error}") from error
        yield


def load_documents(seeds_dir: Path) -> tuple[Document, ...]:
    """Return every catalogued document with its text, in catalog order.

    Raises:
        CatalogError: a file is missing, changed or uncatalogued; the message names it and what to run.
        ReadError: a file cannot be decoded.
    """
    try:
        return _load_all(seeds_dir)
    except CatalogError as error:  # perhaps of a moment when `add` has put the one in place and not yet the other
        if not (seeds_dir / _LOCK).exists():
            raise
        with ExitStack() as held:
            try:
                held.enter_context(locked(seeds_dir / _LOCK))
            except OSError:  # a reader that may not write
                raise error from None
            return _load_all(seeds_dir)


def _load_all(seeds_dir: Path) -> tuple[Document, ...]:
    entries = read_catalog(seeds_dir)
    known = {entry.file for entry in entries}
    for path in sorted(seeds_dir.iterdir()):
        if path.is_file() and path.name not in known | NOT_SEEDS and not path.name.startswith("."):
            raise CatalogError(f"{path} is not in {CATALOG}; add it with: python -m index add {path}")
    return tuple(_load(entry, seeds_dir) for entry in entries)


def _load(entry: CatalogEntry, seeds_dir: Path) -> Document:
    path = seeds_dir / entry.file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogError(
            f"cannot read {path}: {error.strerror}; restore the file or remove its entry from {CATALOG}, {_THEN}"
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != entry.sha256:
        raise CatalogError(
            f"{path} has changed: its sha256 is {found}, {CATALOG} says {entry.sha256}; "
            f"restore it, or accept the change with: python -m index add {path}"
        )
    return Document(
        doc_id=entry.doc_id,
        text=make_reader(path).read(content, path.name),
        **entry.model_dump(exclude={"file"}),
    )
