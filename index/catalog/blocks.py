"""The text of a catalog, cut into its entries, so that one is changed and the rest stays as a person wrote it."""

import re
from pathlib import Path

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT

from index.errors import CatalogError
from index.records import IN_FORCE, Life

TABLE = "document"
_ENTRY = re.compile(rf"^(?=\[\[{TABLE}\]\])", re.MULTILINE)


def catalog_blocks(catalog: str) -> list[str]:
    """Return what stands before the first entry of a catalog, and each entry with what stands behind it.

    An entry is changed alone: a catalog of 1,500 takes tomlkit 18 s to read.
    """
    blocks = _ENTRY.split(catalog)
    return [*blocks[:-1], blocks[-1].rstrip("\n") + "\n\n" if blocks[-1].strip() else blocks[-1]]


def number_of(blocks: list[str], name: str, path: Path) -> int:
    """Return which block is the entry of a file; the number of blocks when there is none.

    Raises:
        CatalogError: a block is not TOML; `path` names its catalog.
    """
    for number, block in enumerate(blocks):
        if name not in block:
            continue
        try:
            tables = tomlkit.parse(block).get(TABLE, [])
        except TOMLKitError as error:
            raise CatalogError(f"{path} is not valid TOML: {error}") from error
        if any(table.get("file") == name for table in tables):
            return number
    return len(blocks)


def with_life(block: str, life: Life) -> str:
    """Return the text of an entry that says what has become of its document, and is else as it was.

    Raises:
        CatalogError: it is no entry.
    """
    parsed = tomlkit.parse(block)
    tables = parsed[TABLE]
    if not isinstance(tables, AoT):
        raise CatalogError(f"an entry must begin with [[{TABLE}]], found {block[:40]!r}")
    table = tables[0]
    if life == IN_FORCE:
        table.pop("life", None)
        return tomlkit.dumps(parsed)
    written = tomlkit.inline_table()
    told = {"state": life.state.value, "since": life.since, "by": life.by, "why": life.why}
    written.update({field: value for field, value in told.items() if value})
    table["life"] = written
    return tomlkit.dumps(parsed)
