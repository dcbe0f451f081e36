"""What a command says: lines for a person as it goes, or one JSON object at its end."""

import json
from typing import Protocol

from index.catalog.catalog import CatalogEntry
from index.records import State
from index.store.saved import OpenIndex


class Build(Protocol):
    """Brings the index up to date with the seeds."""

    def __call__(self) -> OpenIndex:
        """Return the index. Raises LuohuError or OSError; the last good one stays in use then."""


class Said:
    """Prints what a command says."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def line(self, text: str) -> None:
        """Print a line, at once, where a person reads."""
        if not self.as_json:
            print(text, flush=True)

    def indexed(self, n_documents: int, of: int) -> None:
        """Say how many new documents are in the index that is being built; `python -m index build` goes on there."""
        self.line(f"{n_documents} of {of} new documents indexed")

    def end(self, **facts: object) -> None:
        """Print what came of it as one JSON object, where a program reads."""
        if self.as_json:
            print(json.dumps(facts, ensure_ascii=False))


def built(index: OpenIndex, said: Said) -> dict[str, int]:
    """Say what an index holds, and return it."""
    n = {"documents": len(index.corpus.documents), "units": index.corpus.n_units, "chunks": index.manifest.n_chunks}
    said.line(", ".join(f"{count} {what}" for what, count in n.items()))
    return n


def entry_facts(entry: CatalogEntry) -> dict[str, object]:
    """Return an entry as JSON has it, with its `doc_id`."""
    return {"doc_id": entry.doc_id, **entry.model_dump(mode="json")}


def life_line(entry: CatalogEntry) -> str:
    """Return what has become of a document in a line; empty while it is in force as it was issued."""
    life = entry.life
    if life.state is State.IN_FORCE:
        return ""
    by = f" by {life.by}" if life.by else ""
    return f"{life.state.value} since {life.since}{by}{f': {life.why}' if life.why else ''}"
