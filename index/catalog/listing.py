"""The catalogue as it is looked through: searched by words, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.catalog.catalog import CatalogEntry
from index.records import State
from index.words.terms import fold

PAGE_SIZE = 20


@dataclass(frozen=True)
class Page:
    """Some entries of those found: `number` counts from 1 to `n_pages`, which is at least 1."""

    entries: tuple[CatalogEntry, ...]
    n_found: int
    number: int
    n_pages: int


def listed(
    entries: Sequence[CatalogEntry],
    *,
    words: str = "",
    state: State | None = None,
    page: int = 1,
    size: int = PAGE_SIZE,
) -> Page:
    """Return a page of the entries that have all of some words; of a number beyond the last, the last.

    Args:
        entries: of a catalog, whose order stays.
        words: looked for in what an entry says of its document, whatever script or width they are written in.
        state: that a document must be in; None for any.
        page: counted from 1.
        size: entries a page.
    """
    wanted = fold(words).split()
    found = [
        entry
        for entry in entries
        if (state is None or entry.life.state is state) and all(word in _said(entry) for word in wanted)
    ]
    n_pages = max(1, -(-len(found) // size))
    number = min(max(page, 1), n_pages)
    return Page(tuple(found[(number - 1) * size : number * size]), len(found), number, n_pages)


def _said(entry: CatalogEntry) -> str:
    """Return all that an entry says which somebody may look for, folded."""
    issued = entry.issued.isoformat() if entry.issued else ""
    original = entry.original.file if entry.original else ""
    parts = (entry.file, entry.title, entry.issuer, entry.kind, issued, entry.place, entry.source, entry.note, original)
    return fold(" ".join(parts))
