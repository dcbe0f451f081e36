"""Who fails to sign in waits, longer each time, in all processes: the journal's database counts.

Failures are counted by name and address, by address, and by name. So an attacker waits, and the owner of the name
signs in from elsewhere. Many addresses together can slow a name down, but not where it has signed in from before.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, func, insert, select, text

from ui.config import UiSettings
from ui.journal.audit import Act, append
from ui.journal.clock import microseconds, moment_of
from ui.journal.database import Database
from ui.journal.records import now
from ui.journal.schema import KNOWN_ADDRESSES, LOGIN_FAILURES
from ui.staff.secret import Secret
from ui.staff.users import normal

_LOCK = 7_305_226_002  # an advisory lock's number, beside that of ui.journal.migrate
_FIRST_WAIT = timedelta(seconds=15)  # doubled with each failure more
_LONGEST_OF_NAME = timedelta(minutes=1)  # for addresses it is not known at: its owner may be at a new one
_WIDER = 4  # times as many failures of an address, or on a name from several, as of a name from one address
_KNOWN = timedelta(days=90)  # since a name last signed in from an address
_AUDITED_EACH = 500  # failures counted at a time that the audit tells one by one; of more, each
_AUDITED_OF = 100  # hundredth: nobody can fill the disk with them


class Throttle:
    """Counts failures to sign in. A name nobody has is counted like any other, so that a wait tells nothing."""

    def __init__(self, database: Database, secret: Secret, settings: UiSettings) -> None:
        self._database, self._secret = database, secret
        self._failures = settings.staff_failures
        self._within = timedelta(minutes=settings.staff_failure_minutes)
        self._longest = timedelta(minutes=settings.staff_lock_minutes)

    def begin(self, name: str, address: str, *, at: datetime | None = None) -> datetime | None:
        """Count an attempt as failed until `succeeded` says otherwise; return until when to wait if it may not be made.

        It is counted before the password is looked at: of many attempts made at the same moment no more than the
        allowed number gets that far. An attempt that has to wait does not count.

        Raises:
            JournalError: the journal cannot be written.
        """
        moment = at or now()
        who, where = self._digest("login", normal(name).strip()), self._digest("address", address)
        with self._database.writing() as connection:
            if connection.dialect.name == "postgresql":  # SQLite's writers wait for each other anyway
                connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
            old = LOGIN_FAILURES.c.failed_us <= microseconds(moment - self._within)
            connection.execute(delete(LOGIN_FAILURES).where(old))
            until = self._until(connection, who, where, moment)
            if until is not None and until > moment:
                return until
            failed = {"name": who, "address": where, "failed_us": microseconds(moment)}
            connection.execute(insert(LOGIN_FAILURES).values(failed))
        return None

    def succeeded(self, name: str, address: str, *, at: datetime | None = None) -> None:
        """Forget a user's failures from an address, and remember that the user signs in there.

        Raises:
            JournalError: the journal cannot be written.
        """
        moment, held = at or now(), normal(name).strip()
        who, where = self._digest("login", held), self._digest("address", address)
        known = KNOWN_ADDRESSES
        over = known.c.seen_us < microseconds(moment - _KNOWN)
        failed = (LOGIN_FAILURES.c.name == who) & (LOGIN_FAILURES.c.address == where)
        with self._database.writing() as connection:
            connection.execute(delete(LOGIN_FAILURES).where(failed))
            connection.execute(delete(known).where(over | (known.c.name == who) & (known.c.address == where)))
            connection.execute(insert(known).values(name=who, address=where, seen_us=microseconds(moment)))
            append(connection, Act.SIGNED_IN, by=held, where=_mark(where))

    def passed(self, name: str, address: str) -> None:
        """Forget a user's failures from an address where somebody who is signed in gave the right password.

        Raises:
            JournalError: the journal cannot be written.
        """
        who, where = self._digest("login", normal(name).strip()), self._digest("address", address)
        failed = (LOGIN_FAILURES.c.name == who) & (LOGIN_FAILURES.c.address == where)
        with self._database.writing() as connection:
            connection.execute(delete(LOGIN_FAILURES).where(failed))

    def failed(self, name: str, address: str, *, is_user: bool) -> None:
        """Tell the audit of a failure; of a name that nobody has, only that: it may be a password typed in its place.

        Raises:
            JournalError: the journal cannot be written.
        """
        held = normal(name).strip() if is_user else ""
        with self._database.writing() as connection:
            n = connection.execute(select(func.count()).select_from(LOGIN_FAILURES)).scalar_one()
            if n <= _AUDITED_EACH or n % _AUDITED_OF == 0:
                where = _mark(self._digest("address", address))
                append(connection, Act.SIGN_IN_FAILED, by="", subject=held, where=where, lately=n)

    def _until(self, connection: Connection, who: str, where: str, moment: datetime) -> datetime | None:
        """Return when the latest of the waits ends, or ended; None where there is none."""
        failures = LOGIN_FAILURES
        concerned = (failures.c.name == who) | (failures.c.address == where)
        rows = connection.execute(select(failures).where(concerned)).all()
        of_both = [row.failed_us for row in rows if row.name == who and row.address == where]
        waits = [self._wait(of_both, len(of_both) - self._failures, self._longest)]
        if not self._is_known(connection, who, where, moment):
            of_address = [row.failed_us for row in rows if row.address == where]
            waits.append(self._wait(of_address, len(of_address) - _WIDER * self._failures, self._longest))
            of_name = [row for row in rows if row.name == who]
            # One address counts no more than it may fail by itself, so that it takes several to slow a name down.
            n = sum(min(count, self._failures) for count in Counter(row.address for row in of_name).values())
            times = [row.failed_us for row in of_name]
            waits.append(self._wait(times, n - _WIDER * self._failures, min(_LONGEST_OF_NAME, self._longest)))
        ends: list[datetime] = [wait for wait in waits if wait is not None]
        return max(ends, default=None)

    @staticmethod
    def _wait(failed_us: Sequence[int], n_beyond: int, longest: timedelta) -> datetime | None:
        """Return until when to wait after failures at these moments, so many beyond what is free; None within that."""
        if n_beyond < 0:
            return None
        doublings: int = min(n_beyond, 16)  # more are longer than the longest
        return moment_of(max(failed_us)) + min(_FIRST_WAIT * (1 << doublings), longest)

    @staticmethod
    def _is_known(connection: Connection, who: str, where: str, moment: datetime) -> bool:
        held = KNOWN_ADDRESSES.c
        query = select(held.name).where(held.name == who, held.address == where)
        lately = held.seen_us >= microseconds(moment - _KNOWN)
        return connection.execute(query.where(lately)).first() is not None

    def _digest(self, purpose: str, held: str) -> str:
        return self._secret.digest(purpose, held)


def _mark(digest: str) -> str:
    """Return what tells addresses apart in the audit, and does not tell them."""
    return digest[:12]
