"""A name that fails to sign in too often is locked for a while, in all processes: the journal's database counts."""

from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, insert, or_, select, text

from ui.config import UiSettings
from ui.journal.clock import microseconds, moment_of
from ui.journal.database import Database
from ui.journal.records import now
from ui.journal.schema import LOGIN_FAILURES
from ui.staff.secret import Secret
from ui.staff.users import normal

_LOCK = 7_305_226_002  # an advisory lock's number, beside that of ui.journal.migrate


class Lockout:
    """Counts failures to sign in. A name nobody has is locked like any other, so that a lock tells nothing."""

    def __init__(self, database: Database, secret: Secret, settings: UiSettings) -> None:
        self._database, self._secret = database, secret
        self._failures = settings.staff_failures
        self._within = timedelta(minutes=settings.staff_failure_minutes)
        self._locked = timedelta(minutes=settings.staff_lock_minutes)

    def begin(self, name: str, *, at: datetime | None = None) -> datetime | None:
        """Count an attempt as failed until `succeeded` says otherwise; return the end of the lock if there is one.

        It is counted before the password is looked at: of many attempts made at the same moment no more than the
        allowed number gets that far. While a name is locked nothing is counted, and what locked it does not
        count again.

        Raises:
            JournalError: the journal cannot be written.
        """
        moment = at or now()
        digest = self._digest(name)
        with self._database.writing() as connection:
            if connection.dialect.name == "postgresql":  # SQLite's writers wait for each other anyway
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
            self._forget_old(connection, moment)
            ours = LOGIN_FAILURES.c.name == digest
            rows = connection.execute(select(LOGIN_FAILURES).where(ours)).all()
            locks = [row.locked_until_us for row in rows if row.locked_until_us is not None]
            if locks:
                return moment_of(max(locks))
            failed = {"name": digest, "failed_us": microseconds(moment)}
            if len(rows) + 1 >= self._failures:
                connection.execute(delete(LOGIN_FAILURES).where(ours))
                failed["locked_until_us"] = microseconds(moment + self._locked)
            connection.execute(insert(LOGIN_FAILURES).values(failed))
        return None

    def succeeded(self, name: str) -> None:
        """Forget a name's failures.

        Raises:
            JournalError: the journal cannot be written.
        """
        with self._database.writing() as connection:
            connection.execute(delete(LOGIN_FAILURES).where(LOGIN_FAILURES.c.name == self._digest(name)))

    def _forget_old(self, connection: Connection, moment: datetime) -> None:
        """Remove, of all names, failures too long ago to count and locks that are over."""
        locked_until = LOGIN_FAILURES.c.locked_until_us
        is_uncounted = LOGIN_FAILURES.c.failed_us <= microseconds(moment - self._within)
        is_over = locked_until <= microseconds(moment)
        connection.execute(delete(LOGIN_FAILURES).where(or_(is_over, and_(locked_until.is_(None), is_uncounted))))

    def _digest(self, name: str) -> str:
        return self._secret.digest("login", normal(name).strip())
