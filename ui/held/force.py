"""What somebody approved, put among the documents: by what `python -m index add` does, with the entry as approved."""

from datetime import date
from pathlib import Path

import tomlkit

from index.catalog.add import Added, add_document
from index.catalog.change import CATALOG
from index.config import IndexSettings
from index.load.limits import Limits
from index.records import Coverage
from index.whole import whole_file
from ui.held.records import Approval, Entry


def put_among_documents(file: Path, sha256: str, approval: Approval, settings: IndexSettings) -> Added:
    """Return what was written for a document; done again, after a kill perhaps, it changes nothing more.

    What was approved stands in a catalogue beside the file, from where the entry of a new document is taken: a field
    that was left empty stays so.

    Raises:
        LuohuError: the file cannot be read, or a document of that name is held; nothing has been changed then.
        OSError: a disk is full or not writable.
    """
    entry = approval.entry
    with whole_file(file.parent / CATALOG) as written:
        written.write_text(_catalog(file.name, sha256, entry), encoding="utf-8")
    return add_document(
        file,
        settings.seeds_dir,
        name=approval.doc_id,
        limits=Limits.of(settings),
        replaced_to=settings.removed_dir if approval.is_edition else None,
        title=entry.title,
        issuer=entry.issuer,
        kind=entry.kind,
        issued=entry.issued.isoformat() if entry.issued else "",
        place=entry.place,
        source=entry.source,
        source_url=entry.source_url,
        covers=tuple(map(_written, entry.covers)),
    )


def _catalog(name: str, sha256: str, entry: Entry) -> str:
    table: dict[str, str | date | list[dict[str, str | int]]] = {"file": name, "sha256": sha256, "title": entry.title}
    given = ("issuer", "kind", "place", "source", "source_url")
    table |= {field: getattr(entry, field) for field in given if getattr(entry, field)}
    if entry.issued:
        table["issued"] = entry.issued
    if entry.covers:
        table["covers"] = [cover.model_dump(mode="json") for cover in entry.covers]
    return tomlkit.dumps({"document": [table]})


def _written(cover: Coverage) -> str:
    years = dict.fromkeys((cover.first_year, cover.last_year))
    return f"{'-'.join(map(str, years))}:{cover.status}"
