"""The catalog: what is known of each seed, checked against the files each time it is read."""

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path

from pydantic import Field, ValidationError

from index.catalog.blocks import TABLE, catalog_blocks
from index.catalog.change import CATALOG, carry_out, is_under_way
from index.errors import CatalogError, Fault, first_problem
from index.load import make_reader
from index.lock import locked
from index.records import IN_FORCE, WEB_ADDRESS, Coverage, Document, DocumentEntry, Frozen, Life, State

NOT_SEEDS = {CATALOG, "README.md"}
_LOCK = ".lock"
_KEPT_ENTRIES = 4_096  # of some 2 KB; reading a catalog of 1,000 whole takes 0.4 s, once for each that is added
_THEN = "then run: python -m index build"


class Original(Frozen):
    """The file that a document's text was read from, kept in the folder `originals`."""

    file: str = Field(min_length=1)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    reader: str = Field(description="what read it, and its version, as 'pdf 1'")


class CatalogEntry(Frozen):
    """One `[[document]]` table of catalog.toml."""

    file: str = Field(min_length=1)
    title: str = Field(min_length=1)
    issuer: str = Field(default="", description="empty when the document does not tell")
    kind: str = Field(default="", description="empty when the document does not tell")
    issued: date | None = None
    covers: tuple[Coverage, ...] = ()
    place: str = Field(default="", description="it is about; empty: what its title or issuer names")
    source: str = ""
    source_url: str = Field(default="", pattern=WEB_ADDRESS, max_length=2000, description="of the official page")
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    note: str = ""
    life: Life = Field(default=IN_FORCE, description="what has become of it; left out: in force as it was issued")
    original: Original | None = Field(default=None, description="None where the document came as text")

    @cached_property  # looked at four times an entry, each time one of many is added
    def doc_id(self) -> str:
        """The file's name without its ending."""
        return Path(self.file).stem

    @property
    def told(self) -> DocumentEntry:
        """The same as the index has it."""
        return DocumentEntry(doc_id=self.doc_id, **self.model_dump(exclude={"file", "original"}))


@dataclass(frozen=True)
class Seeds:
    """The documents that answer, in catalog order, and what is told of those that are withdrawn."""

    documents: tuple[Document, ...]
    withdrawn: tuple[DocumentEntry, ...]


def read_catalog(seeds_dir: Path) -> tuple[CatalogEntry, ...]:
    """Return the entries of catalog.toml in its order.

    Raises:
        CatalogError: it is missing, not TOML, or an entry is wrong; the message names file and entry.
    """
    path = seeds_dir / CATALOG
    return parse_catalog(read_catalog_text(path), path)


def read_catalog_text(path: Path) -> str:
    """Return the text of a catalog, empty where its folder has no document yet.

    Raises:
        CatalogError: it cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        if isinstance(error, FileNotFoundError) and _is_new(path.parent):
            return ""
        raise CatalogError(
            f"cannot read {path}: {error.strerror}; every folder of seeds needs a catalog: restore it, {_THEN}"
        ) from error
    except UnicodeDecodeError as error:
        raise CatalogError(f"{path} is not valid TOML: {error}; correct it, {_THEN}") from error


def _is_new(seeds_dir: Path) -> bool:
    """Return whether a folder is there and nothing was ever put in it, but what is no document."""
    return seeds_dir.is_dir() and all(
        path.name in NOT_SEEDS or path.name.startswith(".") for path in seeds_dir.iterdir()
    )


def parse_catalog(text: str, path: Path) -> tuple[CatalogEntry, ...]:
    """Return the entries of a catalog's text; `path` is for messages. Raises CatalogError as `read_catalog`."""
    entries = parse_entries(text, path)
    _check_lives(entries, path)
    return entries


def parse_entries(text: str, path: Path) -> tuple[CatalogEntry, ...]:
    """Return some entries of a catalog, those they refer to not looked at. Raises CatalogError as `read_catalog`."""
    entries = _entries_by_block(text) or _entries_at_once(text, path)
    _check_unique(entries, path)
    return tuple(entries)


def _entries_by_block(text: str) -> list[CatalogEntry]:
    """Return the entries, each block read once however often the catalog is; none where a block alone is not right."""
    before, *blocks = catalog_blocks(text)
    try:
        return [_entry(block) for block in blocks] if not tomllib.loads(before) else []
    except (ValueError, LookupError):  # of TOML, or of the entry: read at once, it is named
        return []


@lru_cache(_KEPT_ENTRIES)
def _entry(block: str) -> CatalogEntry:
    (table,) = tomllib.loads(block)[TABLE]
    return CatalogEntry.model_validate(table)


def _entries_at_once(text: str, path: Path) -> list[CatalogEntry]:
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
    return entries


def _check_unique(entries: list[CatalogEntry], path: Path) -> None:
    seen: set[str] = set()
    for entry in entries:
        if entry.doc_id in seen:
            raise CatalogError(f"{path}: two documents are named {entry.doc_id}; rename one, {_THEN}", Fault.NAME_HELD)
        seen.add(entry.doc_id)


def _check_lives(entries: Sequence[CatalogEntry], path: Path) -> None:
    """Raise CatalogError where a document is superseded by one that is not held, or in the end by itself."""
    by = {entry.doc_id: entry.life.by for entry in entries}
    again = "say what holds in its place with: python -m index supersede DOC_ID --by OTHER --since DATE"
    for entry in entries:
        if entry.life.by and entry.life.by not in by:
            raise CatalogError(
                f"{path}: {entry.doc_id} is superseded by {entry.life.by}, which is not held; {again}, or without --by"
            )
        seen, at = {entry.doc_id}, entry.life.by
        while at:
            if at in seen:
                raise CatalogError(f"{path}: {entry.doc_id} is superseded, in the end, by itself; {again}")
            seen.add(at)
            at = by[at]
    if all(entry.life.state is State.WITHDRAWN for entry in entries):
        raise CatalogError(f"{path}: every document is withdrawn; add another first: python -m index add FILE")


@contextmanager
def changing(seeds_dir: Path) -> Iterator[None]:
    """Hold the lock of a folder of seeds: one at a time reads the catalog and writes another.

    What somebody left who was killed while changing it is carried out first.

    Raises:
        CatalogError: the folder is not there or cannot be written.
    """
    with ExitStack() as held:
        try:
            held.enter_context(locked(seeds_dir / _LOCK))
            carry_out(seeds_dir)
        except OSError as error:
            raise CatalogError(
                f"cannot write in the folder of seeds {seeds_dir}: {error.strerror or error}", Fault.DISK
            ) from error
        yield


def load_documents(seeds_dir: Path) -> tuple[Document, ...]:
    """Return every document that answers with its text, in catalog order. Raises as `load_seeds`."""
    return load_seeds(seeds_dir).documents


def load_seeds(seeds_dir: Path) -> Seeds:
    """Return every catalogued document: those that answer with their texts, in catalog order.

    Raises:
        CatalogError: a file is missing, changed or uncatalogued; the message names it and what to run.
        ReadError: a file cannot be decoded.
    """
    if is_under_way(seeds_dir):
        with suppress(CatalogError), changing(seeds_dir):  # who may not write there reads what lies there
            pass
    try:
        return _load_all(seeds_dir)
    except CatalogError as error:  # perhaps of a moment when `add` has put the one in place and not yet the other
        if not (seeds_dir / _LOCK).exists():
            raise
        with ExitStack() as held:
            try:
                held.enter_context(changing(seeds_dir))
            except CatalogError:  # a reader that may not write
                raise error from None
            return _load_all(seeds_dir)


def _load_all(seeds_dir: Path) -> Seeds:
    entries = read_catalog(seeds_dir)
    known = {entry.file for entry in entries}
    for path in sorted(seeds_dir.iterdir()):
        if path.is_file() and path.name not in known | NOT_SEEDS and not path.name.startswith("."):
            raise CatalogError(f"{path} is not in {CATALOG}; add it with: python -m index add {path}")
    loaded = [(entry, _load(entry, seeds_dir)) for entry in entries]
    return Seeds(
        documents=tuple(document for _, document in loaded if document.life.state is not State.WITHDRAWN),
        withdrawn=tuple(entry.told for entry, _ in loaded if entry.life.state is State.WITHDRAWN),
    )


def _load(entry: CatalogEntry, seeds_dir: Path) -> Document:
    path = seeds_dir / entry.file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CatalogError(
            f"cannot read {path}: {error.strerror}; restore the file, "
            f"or do without it with: python -m index remove {entry.doc_id}"
        ) from error
    found = hashlib.sha256(content).hexdigest()
    if found != entry.sha256:
        raise CatalogError(
            f"{path} has changed: its sha256 is {found}, {CATALOG} says {entry.sha256}; "
            f"restore it, or accept the change with: python -m index add {path}"
        )
    return Document(text=make_reader(path).read(content, path.name), **entry.told.model_dump())
