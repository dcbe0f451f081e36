"""`index list` and `index show`: what the catalogue holds, and all that is known of one document."""

import argparse
from collections import Counter

from index.catalog.catalog import CatalogEntry, read_catalog
from index.catalog.kept import editions
from index.catalog.listing import listed
from index.commands.said import Build, Said, entry_facts, life_line
from index.config import IndexSettings
from index.corpus import Corpus
from index.errors import CatalogError, LuohuError
from index.records import State
from index.search.near import near_equal
from index.store.saved import load_index
from index.words.bilingual import Lexicon


def list_documents(settings: IndexSettings, options: argparse.Namespace, said: Said, _: Build) -> None:
    """Say which documents are held, a page at a time."""
    state = State(options.state) if options.state else None
    entries = read_catalog(settings.seeds_dir)
    page = listed(entries, words=options.query, state=state, page=options.page, size=options.size)
    for entry in page.entries:
        life = life_line(entry)
        issued = entry.issued.isoformat() if entry.issued else "no date"
        said.line(f"{entry.doc_id}  {entry.title}  ({issued}){f'  {life}' if life else ''}")
    said.line(f"{page.n_found} documents, page {page.number} of {page.n_pages}")
    said.end(total=page.n_found, page=page.number, pages=page.n_pages, documents=[entry_facts(e) for e in page.entries])


def show_document(settings: IndexSettings, options: argparse.Namespace, said: Said, _: Build) -> None:
    """Say all that is known of a document: its entry, how it was read, earlier editions, those nearly equal to it.

    Raises:
        CatalogError: there is no such document.
    """
    doc_id = options.doc_id
    entry = next((entry for entry in read_catalog(settings.seeds_dir) if entry.doc_id == doc_id), None)
    if entry is None:
        raise CatalogError(f"there is no document {doc_id}; find it with: python -m index list --query WORDS")
    facts: dict[str, object] = entry_facts(entry)
    facts["editions"] = [
        {"sha256": one.sha256, "file": str(one.file)} for one in editions(settings.removed_dir, doc_id)
    ]
    facts |= _as_read(entry, settings)
    for name, value in facts.items():
        if value not in ("", None, [], {}):
            said.line(f"{name}: {value}")
    said.end(**facts)


def _as_read(entry: CatalogEntry, settings: IndexSettings) -> dict[str, object]:
    """Return how the index in use has a document; that it does not, where it is not there or has none."""
    try:
        corpus: Corpus = load_index(settings.artifacts_dir, Lexicon.open(settings.cache_dir)).corpus
    except (LuohuError, OSError):
        return {"in_index": False}
    document = corpus.documents.get(entry.doc_id)
    if document is None or document.sha256 != entry.sha256:
        return {"in_index": False}
    near = (one for one in near_equal(document.text, corpus) if one.doc_id != entry.doc_id)
    return {
        "in_index": True,
        "characters": len(document.text),
        "units": dict(Counter(unit.role.value for unit in corpus.units_of_document(entry.doc_id)).most_common()),
        "nearly_equal": [one._asdict() for one in near],
    }
