"""What staff did: appended in the transaction of the act, each entry bearing the hash of the one before.

It outlives what it tells of, and cannot be corrected: so it holds ids, names of staff and of documents, and never what
an asker wrote. The hash has no key: whoever holds a copy can check it, and a new key for the sessions breaks nothing.
Against who can write to the database itself helps only a head that was noted elsewhere.
"""

import getpass
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, func, insert, select, text

from index.records import Frozen
from ui.journal.clock import microseconds, moment_of
from ui.journal.database import Database
from ui.journal.records import Moment, now
from ui.journal.schema import AUDIT

SERVER = "server:"  # who noticed what nobody did here; a user's name has no colon
COMMAND = "command:"  # before the name of the machine's user who gave a command
HASHED = ("number", "at_us", "actor", "act", "subject", "detail", "previous")
_LOCK = 7_305_226_003  # an advisory lock's number, beside that of ui.journal.migrate


class Act(StrEnum):
    """What was done."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    VERDICT = "verdict"
    ASSIGNED = "assigned"  # answers, to a reviewer
    TAKEN_BACK = "taken_back"  # what was assigned
    PROPOSED = "withholding_proposed"
    SHOWING_PROPOSED = "showing_proposed"  # again, of what is withheld
    AGREED = "proposal_agreed"
    DIFFERED = "proposal_differed"
    PROPOSAL_TAKEN_BACK = "proposal_taken_back"
    DECLINED = "proposal_declined"  # by an admin: it stays as it was
    WITHHELD = "withheld"
    SHOWN_AGAIN = "shown_again"
    CASE_MADE = "case_made"
    EXPORTED = "exported"
    USER_ADDED = "user_added"
    USER_CHANGED = "user_changed"
    USER_REMOVED = "user_removed"
    DOCUMENT_ADDED = "document_added"
    DOCUMENT_CHANGED = "document_changed"
    DOCUMENT_REMOVED = "document_removed"
    DOCUMENT_UPLOADED = "document_uploaded"
    DOCUMENT_UNREADABLE = "document_unreadable"
    DOCUMENT_APPROVED = "document_approved"
    DOCUMENT_RECALLED = "document_recalled"  # its approval, before its time
    DOCUMENT_IN_FORCE = "document_in_force"
    DOCUMENT_NOT_PUT = "document_not_put"
    DOCUMENT_DISCARDED = "document_discarded"
    DOCUMENT_WITHDRAWN = "document_withdrawn"
    DOCUMENT_SUPERSEDED = "document_superseded"
    DOCUMENT_REINSTATED = "document_reinstated"
    KEY_MADE = "key_made"
    KEY_REVOKED = "key_revoked"
    DELETED = "deleted"  # a visitor's records, on request
    BACKED_UP = "backed_up"
    RESTORED = "restored"


class AuditEntry(Frozen):
    """An entry of the audit."""

    number: int
    at: Moment
    by: str
    act: str  # of `Act`, or of a newer program's
    subject: str
    detail: str  # JSON, an object of strings
    previous: str
    hash: str

    @property
    def details(self) -> dict[str, str]:
        """What is told of the act beside its subject."""
        return {str(name): str(value) for name, value in json.loads(self.detail).items()}


def append(connection: Connection, act: Act, *, by: str, subject: str = "", **detail: str | int) -> str:
    """Append an entry in the caller's writing transaction, as its last step, and return its hash.

    From here to the end of the transaction no other process appends, so that all stand in one order.

    Args:
        connection: of `Database.writing`.
        act: what was done.
        by: a user's name, SERVER, or what `commander` returns.
        subject: what it was done to: an entry's id, a user's name, a document's id.
        detail: what else is told; never what an asker wrote.
    """
    lock_order(connection)
    last = connection.execute(select(AUDIT.c.number, AUDIT.c.hash).order_by(AUDIT.c.number.desc()).limit(1)).first()
    number, previous = (last.number + 1, last.hash) if last else (1, "")
    columns: dict[str, str | int] = {
        "number": number,
        "at_us": microseconds(now()),
        "actor": by,
        "act": act.value,
        "subject": subject,
        "detail": json.dumps({name: str(value) for name, value in detail.items()}, sort_keys=True, ensure_ascii=False),
        "previous": previous,
    }
    own = hash_of(columns)
    connection.execute(insert(AUDIT).values(hash=own, **columns))
    return own


def lock_order(connection: Connection) -> None:
    """Keep other processes from appending until the transaction ends."""
    if connection.dialect.name == "postgresql":  # SQLite's writers wait for each other anyway
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def note_act(database: Database, act: Act, *, by: str, subject: str = "", **detail: str | int) -> str:
    """Append an entry of an act that has no transaction of its own, and return its hash.

    Raises:
        JournalError: the journal cannot be written.
    """
    with database.writing() as connection:
        return append(connection, act, by=by, subject=subject, **detail)


def hash_of(columns: Mapping[str, str | int]) -> str:
    """Return the hash of an entry: SHA-256 over its other columns in order, a JSON array in ASCII without blanks."""
    whole = json.dumps([columns[name] for name in HASHED], separators=(",", ":"))
    return hashlib.sha256(whole.encode("ascii")).hexdigest()


def audit_entries(database: Database, *, before: int | None = None, size: int = 50) -> tuple[AuditEntry, ...]:
    """Return entries, the latest first; with `before` those of a lower number only.

    Raises:
        JournalError: the journal cannot be read.
    """
    query = select(AUDIT).order_by(AUDIT.c.number.desc()).limit(size)
    if before is not None:
        query = query.where(AUDIT.c.number < before)
    with database.reading() as connection:
        return tuple(
            AuditEntry(
                number=row.number,
                at=moment_of(row.at_us),
                by=row.actor,
                act=row.act,
                subject=row.subject,
                detail=row.detail,
                previous=row.previous,
                hash=row.hash,
            )
            for row in connection.execute(query)
        )


def last_acts(database: Database, act: Act) -> Mapping[str, datetime]:
    """Return when each has done something last, by their names.

    Raises:
        JournalError: the journal cannot be read.
    """
    query = select(AUDIT.c.actor, func.max(AUDIT.c.at_us)).where(AUDIT.c.act == act).group_by(AUDIT.c.actor)
    with database.reading() as connection:
        return {actor: moment_of(at_us) for actor, at_us in connection.execute(query)}


def commander() -> str:
    """Return who gives a command: a user of this machine."""
    try:
        return f"{COMMAND}{getpass.getuser()}"
    except (KeyError, OSError):  # a container's user without a name
        return COMMAND
