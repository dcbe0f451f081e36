"""Take a new or changed document into seeds/: copy it, write its entry into catalog.toml, both or neither."""

import re
from dataclasses import dataclass
from pathlib import Path

import tomlkit
from tomlkit.items import Table

from index.catalog.blocks import TABLE, catalog_blocks, number_of, with_life
from index.catalog.came import Came, came
from index.catalog.catalog import CatalogEntry, changing, parse_catalog, parse_entries, read_catalog_text
from index.catalog.change import CATALOG, change
from index.catalog.guess import Guess, guess
from index.catalog.kept import keep
from index.catalog.original import beside
from index.errors import CatalogError, Fault
from index.load.limits import Limits
from index.load.read import LeftOut, Notice
from index.load.table import TABLE_HEAD
from index.records import IN_FORCE, Life, State
from index.words.hidden import without_hidden

LIMITS = Limits()
_TOLD = (
    "issuer",
    "kind",
    "issued",
    "covers",
    "place",
)  # that a document tells, and staff are told of where it does not
_OF_SHEETS = "workbook"  # a reader; the first line that it writes may be a sheet's name
_COVERAGE = re.compile(r"(\d{4})(?:-(\d{4}))?:(result|plan|other)")


@dataclass(frozen=True)
class Added:
    """The entry that was written, and what was found in writing it."""

    entry: CatalogEntry
    unknown: tuple[str, ...]  # fields that neither the document nor anybody told
    encoding: str  # the file's; its text is kept in UTF-8
    notices: tuple[Notice, ...] = ()  # of what was met in reading it
    left_out: tuple[LeftOut, ...] = ()  # of its original, and why


def add_document(
    file: Path,
    seeds_dir: Path,
    *,
    name: str = "",
    limits: Limits = LIMITS,
    replaced_to: Path | None = None,
    life: Life | None = None,
    title: str = "",
    issuer: str = "",
    kind: str = "",
    issued: str = "",
    place: str = "",
    source: str = "",
    source_url: str = "",
    covers: tuple[str, ...] = (),
) -> Added:
    """Return the entry written for `file`; what is not given stays as an older entry has it.

    For a new document it is what a catalog beside it says, as one stands beside a document that was removed; else what
    the document says of itself, where it does: what it does not tell is unknown, and keeps nobody from adding it.

    Args:
        file: the document, of any format that can be read; its text is copied into `seeds_dir` unless it lies there,
            in UTF-8; the file as it came, where it is no such text, is kept in the folder `originals` there.
        seeds_dir: the folder of seeds.
        name: of the file there; by default that of `file`.
        limits: of reading it.
        replaced_to: gets the edition that a file of the same name takes the place of; None refuses such a file.
        life: of what is added; None leaves it as it was, and has a new edition of a withdrawn document in force.
        title: of a new document else what stands above its text, or its first line.
        issuer: who issued it.
        kind: such as 政府工作报告.
        issued: ISO date.
        place: it is about.
        source: where it came from.
        source_url: of the official page.
        covers: `2025:plan` or `2021-2025:result`, one for each period.

    Raises:
        CatalogError: something given is wrong, or a document of that name is held; nothing has been changed then.
        ReadError: the file cannot be read.
    """
    new = came(file, name, limits)
    written = _written(issued, covers)
    given = {"title": title, "issuer": issuer, "kind": kind, "place": place, "source": source, "source_url": source_url}
    with changing(seeds_dir):
        path = seeds_dir / CATALOG
        blocks = catalog_blocks(read_catalog_text(path))
        at = number_of(blocks, new.name, path)
        known = blocks[at] if at < len(blocks) else _known_beside(file)
        target = seeds_dir / new.name
        lies_there = target.exists() and target.samefile(file)
        old = _replaced(known, new, path) if at < len(blocks) and not lies_there else None
        if old and replaced_to is None:
            raise CatalogError(_asks_edition(file, old), Fault.NAME_HELD)
        block = tomlkit.parse(known) if known else tomlkit.document()
        tables = block.setdefault(TABLE, tomlkit.aot())
        if not known:
            tables.append(tomlkit.table())
        table = tables[0]
        table["file"] = new.name
        table.update({} if known else _guessed(new))
        table.update({field: value for field, value in given.items() if value} | written)
        table["sha256"] = new.sha256
        kept = {} if lies_there else _beside(new, file, table)
        written_block = tomlkit.dumps(block)
        if life or (old and old.life.state is State.WITHDRAWN):
            written_block = with_life(written_block, life or IN_FORCE)
        blocks[at:] = [written_block, *blocks[at + 1 :]]
        catalog = "".join(blocks)
        entries = parse_catalog(catalog, path)
        if old and replaced_to:
            keep(old, known, seeds_dir, replaced_to)
        is_as_it_lies = lies_there and not new.beside
        files = {} if is_as_it_lies else {new.name: new.content, **new.beside, **kept}
        gone = [path for path in (beside(old) if old else ()) if path not in files]
        if new.original and file.parent.samefile(seeds_dir):  # it now lies in the folder of originals
            gone.append(file.name)
        change(seeds_dir, catalog, files=files, gone=gone)
        entry = next(entry for entry in entries if entry.file == new.name)
        unknown = tuple(field for field in _TOLD if not getattr(entry, field))
        return Added(entry, unknown, new.encoding, new.notices, new.left_out)


def _replaced(known: str, came: Came, path: Path) -> CatalogEntry | None:
    """Return the entry of other content under a file's name, or None where the file is the same."""
    entry = parse_entries(known, path)[0]
    return None if entry.sha256 == came.sha256 else entry


def _asks_edition(file: Path, old: CatalogEntry) -> str:
    issued = f" of {old.issued}" if old.issued else ""
    return (
        f"{old.file} is held already, with other content: {old.title!r}{issued}. Is {file} a new edition of it? Then: "
        f"python -m index add {file} --replace (what it replaces stays readable where it was cited); "
        f"else add it beside that one: python -m index add {file} --as NAME"
    )


def _beside(new: Came, file: Path, table: Table) -> dict[str, bytes]:
    """Say in an entry which original its text was read from; return what lies beside a text that comes back with it."""
    if new.original:
        written = tomlkit.inline_table()
        written.update(new.original.model_dump())
        table["original"] = written
        return {}
    known = dict(table.get("original", {}))
    paths = beside(parse_entries(tomlkit.dumps({TABLE: [dict(table)]}), file)[0]) if known else ()
    found = {path: (file.parent / path).read_bytes() for path in paths if (file.parent / path).is_file()}
    if len(found) < len(paths):
        del table["original"]
        return {}
    return found


def _guessed(came: Came) -> dict[str, object]:
    """Return what a document says of itself, as the fields of its entry."""
    found = guess(came.text)
    told = {"issuer": found.issuer, "kind": found.kind, "place": found.place, "source": came.told.source}
    fields = {field: value for field, value in told.items() if value}
    title = title_of(came, found)
    return {"title": title, **fields, **_written(found.issued or came.told.issued, found.covers)}


def title_of(came: Came, found: Guess) -> str:
    """Return what a document is called: what it or its file says, else its first line, of tables the file's name."""
    lines = (line.strip().lstrip("#").strip() for line in without_hidden(came.text).splitlines())
    first = next(filter(None, lines), TABLE_HEAD)
    is_table = first.startswith(TABLE_HEAD) or (came.original and came.original.reader.startswith(_OF_SHEETS))
    return found.title or came.told.title or (Path(came.name).stem if is_table else first)


def _written(issued: str, covers: tuple[str, ...]) -> dict[str, object]:
    """Return date and periods as a catalog has them.

    Raises:
        CatalogError: some of them are none; one message names all.
    """
    wrong: list[str] = []
    fields: dict[str, object] = {}
    try:
        fields |= {"issued": _date(issued)} if issued else {}
    except CatalogError as error:
        wrong.append(str(error))
    try:
        fields |= {"covers": _coverages(covers)} if covers else {}
    except CatalogError as error:
        wrong.append(str(error))
    if wrong:
        raise CatalogError("; ".join(wrong))
    return fields


def _known_beside(file: Path) -> str:
    """Return the entry that the catalog in a file's own folder has of it; empty when there is none."""
    catalog = file.parent / CATALOG
    if not catalog.is_file():
        return ""
    blocks = catalog_blocks(read_catalog_text(catalog))
    number = number_of(blocks, file.name, catalog)
    return blocks[number] if number < len(blocks) else ""


def _date(issued: str) -> object:
    try:
        return tomlkit.date(issued)
    except ValueError as error:
        raise CatalogError(f"--issued must be a date as 2025-02-21, found {issued!r}") from error


def _coverages(covers: tuple[str, ...]) -> list[dict[str, object]]:
    tables = []
    for cover in covers:
        found = _COVERAGE.fullmatch(cover)
        if not found:
            raise CatalogError(f"--covers must be as 2025:plan or 2021-2025:result, found {cover!r}")
        first, last, status = found.groups()
        tables.append({"first_year": int(first), "last_year": int(last or first), "status": status})
    return tables
