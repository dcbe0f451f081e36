"""Users and documents that were added, changed or removed, in whatever way: the audit tells what differs."""

import hashlib
import logging
from collections.abc import Mapping
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from index.corpus import Corpus
from index.records import IN_FORCE, DocumentEntry
from ui.errors import JournalError
from ui.journal.audit import SERVER, Act, append, lock_order
from ui.journal.database import Database
from ui.journal.schema import NOTICED

_log = logging.getLogger(__name__)
_ONE_BY_ONE = 100  # entries at a time; more are one entry with their number and the hash of their list


class Kind(StrEnum):
    """What is looked at."""

    USER = "user"
    DOCUMENT = "document"


_ACTS = {
    Kind.USER: (Act.USER_ADDED, Act.USER_CHANGED, Act.USER_REMOVED),
    Kind.DOCUMENT: (Act.DOCUMENT_ADDED, Act.DOCUMENT_CHANGED, Act.DOCUMENT_REMOVED),
}


def notice(connection: Connection, kind: Kind, found: Mapping[str, str], *, by: str) -> None:
    """Append what differs from what was found before; of processes that find the same one does.

    Args:
        connection: of `Database.writing`.
        kind: what was looked at.
        found: name → what changes when it changes, at most 64 characters, no secret.
        by: who is taken to have done it.
    """
    lock_order(connection)
    before = {row.name: row.mark for row in connection.execute(select(NOTICED).where(NOTICED.c.kind == kind))}
    changes = (
        {name: mark for name, mark in found.items() if name not in before},
        {name: mark for name, mark in found.items() if before.get(name, mark) != mark},
        {name: mark for name, mark in before.items() if name not in found},
    )
    added, changed, removed = changes
    for name in (*changed, *removed):
        connection.execute(delete(NOTICED).where(NOTICED.c.kind == kind, NOTICED.c.name == name))
    rows = [{"kind": kind, "name": name, "mark": mark} for name, mark in (added | changed).items()]
    if rows:
        connection.execute(insert(NOTICED), rows)
    for act, differing in zip(_ACTS[kind], changes, strict=True):
        _append(connection, act, differing, by=by)


def notice_documents(database: Database, corpus: Corpus) -> None:
    """Append which documents were added, changed or removed since a server last looked. A failure is logged.

    One that is superseded or withdrawn has changed.

    To be called whenever an index is taken up.
    """
    entries = (*corpus.entries, *corpus.withdrawn.values())
    found = {entry.doc_id: _mark(entry) for entry in entries}
    try:
        with database.writing() as connection:
            notice(connection, Kind.DOCUMENT, found, by=SERVER)
    except JournalError:
        _log.exception("the audit was not told which documents are held; it will be when they are opened again")


def _mark(entry: DocumentEntry) -> str:
    """Return what changes when a document or what has become of it does: of one in force the sha256 of its text."""
    if entry.life == IN_FORCE:
        return entry.sha256
    return hashlib.sha256(f"{entry.sha256} {entry.life.model_dump_json()}".encode()).hexdigest()


def _append(connection: Connection, act: Act, differing: Mapping[str, str], *, by: str) -> None:
    if len(differing) <= _ONE_BY_ONE:
        for name, mark in differing.items():
            append(connection, act, by=by, subject=name, mark=mark)
        return
    listed = "".join(f"{name} {mark}\n" for name, mark in sorted(differing.items()))
    append(connection, act, by=by, n=len(differing), list_sha256=hashlib.sha256(listed.encode()).hexdigest())
