"""Whether the audit is what was written: every entry, in order, and what keeps it from being changed."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, text

from ui.errors import AuditError
from ui.journal.audit import HASHED, hash_of
from ui.journal.database import Database
from ui.journal.schema import AUDIT

_AT_ONCE = 1000  # rows read
_AFTER = "; compare it with a backup of the journal"
_TRIGGERS = {
    "sqlite": (
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'",
        {"audit_no_update", "audit_no_delete", "audit_in_order"},
    ),
    "postgresql": (
        "SELECT tgname FROM pg_trigger WHERE tgrelid = 'audit'::regclass AND tgenabled <> 'D'",
        {"audit_no_update", "audit_no_delete", "audit_no_truncate", "audit_in_order"},
    ),
}


@dataclass(frozen=True)
class Checked:
    """A whole audit: how many entries, and the hash of the last; empty without any."""

    n_entries: int
    head: str


def check_audit(database: Database, *, head: str = "") -> Checked:
    """Return the audit's length and head, once every entry is known to be as it was written.

    Entries cut off at its end leave no trace in it. `head`, noted earlier and kept elsewhere, shows that they are not:
    it must be the hash of an entry still there, and then all before it are those of that time.

    Raises:
        AuditError: an entry was changed, removed or put in (the first such is named); `head` is none's; or triggers are
            missing that keep it from that.
        JournalError: the journal cannot be read.
    """
    wanted, n_entries, previous = head.strip().lower(), 0, ""
    is_found = not wanted
    with database.reading() as connection:
        reading = connection.execution_options(yield_per=_AT_ONCE)
        with reading.execute(select(AUDIT).order_by(AUDIT.c.number)) as found:
            for row in found.mappings():
                n_entries += 1
                if row["number"] != n_entries:
                    raise AuditError(f"audit entry {n_entries} is missing: entry {row['number']} comes next{_AFTER}")
                if row["previous"] != previous:
                    raise AuditError(f"audit entry {row['number']} does not follow the one before it{_AFTER}")
                own = hash_of({name: row[name] for name in HASHED})
                if row["hash"] != own:
                    raise AuditError(
                        f"audit entry {row['number']} is not as it was written: its hash is another{_AFTER}"
                    )
                previous = own
                is_found = is_found or own == wanted
        _check_triggers(connection)
    if not is_found:
        raise AuditError(
            f"no entry of the audit has the hash {wanted}: the entries up to it were cut off or written anew since it "
            f"was noted; {n_entries} are left{_AFTER}"
        )
    return Checked(n_entries, previous)


def _check_triggers(connection: Connection) -> None:
    query, expected = _TRIGGERS[connection.dialect.name]
    missing = expected - set(connection.execute(text(query)).scalars())
    if missing:
        raise AuditError(
            f"the audit may have been changed: the database has no trigger {', '.join(sorted(missing))}, which "
            "ui/journal/migrations had made"
        )
