"""Take a new or changed document into seeds/: copy it, write its entry into catalog.toml, both or neither."""

import hashlib
import re
from contextlib import ExitStack
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError

from index.catalog.catalog import CATALOG, CatalogEntry, changing, parse_catalog, read_catalog_text
from index.catalog.guess import guess
from index.errors import CatalogError
from index.load import make_reader
from index.whole import whole_file

_TABLE = "document"
_ENTRY = re.compile(rf"^(?=\[\[{_TABLE}\]\])", re.MULTILINE)
_COVERAGE = re.compile(r"(\d{4})(?:-(\d{4}))?:(result|plan|other)")


def add_document(
    file: Path,
    seeds_dir: Path,
    *,
    title: str = "",
    issuer: str = "",
    kind: str = "",
    issued: str = "",
    source: str = "",
    covers: tuple[str, ...] = (),
) -> CatalogEntry:
    """Return the entry written for `file`; what is not given stays as an older entry has it.

    For a new document it is what the document says of itself, where it does.

    Args:
        file: the document; copied into `seeds_dir` unless it lies there.
        seeds_dir: the folder of seeds.
        title: of a new document else what stands above its text, or its first line.
        issuer: required for a new document that does not tell.
        kind: such as 政府工作报告; required for a new document that does not tell.
        issued: ISO date.
        source: where it came from.
        covers: `2025:plan` or `2021-2025:result`, one for each period.

    Raises:
        CatalogError: something needed is missing or wrong; nothing has been changed then.
        ReadError: the file cannot be read.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        raise CatalogError(f"cannot read {file}: {error.strerror}") from error
    text = make_reader(file).read(content, file.name)
    with changing(seeds_dir):
        blocks = _blocks(read_catalog_text(seeds_dir / CATALOG))
        number = _number_of(blocks, file.name, seeds_dir / CATALOG)
        is_new = number == len(blocks)
        block = tomlkit.document() if is_new else tomlkit.parse(blocks[number])
        tables = block.setdefault(_TABLE, tomlkit.aot())
        if is_new:
            tables.append(tomlkit.table())
        table = tables[0]
        table["file"] = file.name
        first_line = next((line.strip() for line in text.splitlines() if line.strip()), file.stem)
        if is_new:
            found = guess(text)
            title, issuer, kind = title or found.title or first_line, issuer or found.issuer, kind or found.kind
            issued, covers = issued or found.issued, covers or found.covers
        given = {"title": title, "issuer": issuer, "kind": kind, "source": source}
        for name, value in given.items():
            if value:
                table[name] = value
            elif name in ("issuer", "kind") and name not in table:
                raise CatalogError(f"a new document needs --{name}")
        if issued:
            table["issued"] = _date(issued)
        if covers:
            table["covers"] = _coverages(covers)
        table["sha256"] = hashlib.sha256(content).hexdigest()
        blocks[number:] = [tomlkit.dumps(block), *blocks[number + 1 :]]
        catalog = "".join(blocks)
        entries = parse_catalog(catalog, seeds_dir / CATALOG)
        _write(seeds_dir, file, content, catalog)
        return next(entry for entry in entries if entry.file == file.name)


def _blocks(catalog: str) -> list[str]:
    """Return what stands before the first entry of a catalog, and each entry with what stands behind it.

    An entry is changed alone: a catalog of 1,500 takes tomlkit 18 s to read.
    """
    blocks = _ENTRY.split(catalog)
    return [*blocks[:-1], blocks[-1].rstrip("\n") + "\n\n" if blocks[-1].strip() else blocks[-1]]


def _number_of(blocks: list[str], name: str, path: Path) -> int:
    """Return which block is the entry of a file; the number of blocks when there is none."""
    for number, block in enumerate(blocks):
        if name not in block:
            continue
        try:
            tables = tomlkit.parse(block).get(_TABLE, [])
        except TOMLKitError as error:
            raise CatalogError(f"{path} is not valid TOML: {error}") from error
        if any(table.get("file") == name for table in tables):
            return number
    return len(blocks)


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


def _write(seeds_dir: Path, file: Path, content: bytes, catalog: str) -> None:
    """Write document and catalog beside their places, then put both in place: a full disk changes neither."""
    target = seeds_dir / file.name
    lies_there = target.exists() and target.samefile(file)
    with ExitStack() as placed:  # what is entered last takes its place first
        placed.enter_context(whole_file(seeds_dir / CATALOG)).write_text(catalog, encoding="utf-8")
        if not lies_there:
            placed.enter_context(whole_file(target)).write_bytes(content)
