"""The earlier editions of a document that are kept, as its page lists them."""

from pathlib import Path

from index.catalog.catalog import parse_entries, read_catalog_text
from index.catalog.change import CATALOG
from index.catalog.kept import Edition, editions
from index.errors import CatalogError
from ui.document.facts import date_of
from ui.document.links import document_link
from ui.text.source_words import SourceWords

_CHECKSUM_CHARS = 8


def earlier_editions(removed_dir: Path, doc_id: str, sha256: str, words: SourceWords) -> list[tuple[str, str]]:
    """Return what each kept edition but that of `sha256` is called, and its address; the latest kept first."""
    kept = {edition.sha256: edition for edition in editions(removed_dir, doc_id) if edition.sha256 != sha256}
    return [
        (_called(edition, words), document_link(doc_id, language=words.language, sha256=edition.sha256))
        for edition in kept.values()
    ]


def _called(edition: Edition, words: SourceWords) -> str:
    """Return an edition by the day it was issued, as the entry beside it says; else by its checksum."""
    catalog = edition.file.parent / CATALOG
    try:
        issued = parse_entries(read_catalog_text(catalog), catalog)[0].issued
    except CatalogError:
        issued = None
    if issued:
        return words.reading.edition.format(date=date_of(issued, words))
    return words.reading.edition_undated.format(checksum=edition.sha256[:_CHECKSUM_CHARS])
