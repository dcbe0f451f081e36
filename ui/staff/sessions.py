"""Who is signed in: a signed cookie, until its time is over, its user's hash changes, or it is ended."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from itsdangerous import BadData, URLSafeSerializer
from pydantic import ValidationError
from sqlalchemy import delete, insert, select

from index.records import Frozen
from ui.config import UiSettings
from ui.journal.audit import Act, append
from ui.journal.clock import microseconds, moment_of
from ui.journal.database import Database
from ui.journal.records import now
from ui.journal.schema import ENDED_SESSIONS
from ui.staff.rights import Role
from ui.staff.secret import Secret
from ui.staff.users import Users, normal


@dataclass(frozen=True)
class Session:
    """Somebody's time at work; `csrf` must come back with every form. The role is today's, whenever it began."""

    name: str
    role: Role
    session_id: str
    ends_at: datetime
    csrf: str


class _Signed(Frozen):
    """What a cookie says; `mark` changes with the user's hash."""

    name: str
    session_id: str
    ends_us: int
    mark: str


class Sessions:
    """Begins, recognises and ends sessions."""

    def __init__(self, database: Database, users: Users, secret: Secret, settings: UiSettings) -> None:
        self._database, self._users, self._secret = database, users, secret
        self._lasts = timedelta(hours=settings.staff_hours)
        self._cookies = URLSafeSerializer(secret.digest("sessions", ""), salt="staff")

    def begin(self, name: str, *, at: datetime | None = None) -> str:
        """Return the cookie of a new session of a user.

        Raises:
            KeyError: there is no such user.
            StaffError: the users cannot be read.
        """
        held = normal(name).strip()
        signed = _Signed(
            name=held,
            session_id=secrets.token_hex(16),
            ends_us=microseconds((at or now()) + self._lasts),
            mark=self._mark(self._users.by_name()[held].hashed),
        )
        return str(self._cookies.dumps(signed.model_dump()))

    def read(self, cookie: str, *, at: datetime | None = None) -> Session | None:
        """Return the session of a cookie; None when it is none of ours, or over.

        Raises:
            StaffError: the users cannot be read.
            JournalError: the journal cannot be read.
        """
        try:
            signed = _Signed.model_validate(self._cookies.loads(cookie))
        except (BadData, ValidationError):  # the latter: of another version of this program
            return None
        ends_at = moment_of(signed.ends_us)
        user = self._users.by_name().get(signed.name)
        if ends_at <= (at or now()) or user is None or user.is_disabled or signed.mark != self._mark(user.hashed):
            return None
        if self._is_ended(signed.session_id):
            return None
        csrf = self._secret.digest("csrf", signed.session_id)
        return Session(signed.name, user.role, signed.session_id, ends_at, csrf)

    def end(self, session: Session, *, at: datetime | None = None) -> None:
        """End a session: its cookie is worth nothing from now on, wherever a copy of it may be.

        Raises:
            JournalError: the journal cannot be written.
        """
        over = ENDED_SESSIONS.c.until_us < microseconds(at or now())
        known = ENDED_SESSIONS.c.session == self._digest(session.session_id)
        with self._database.writing() as connection:
            connection.execute(delete(ENDED_SESSIONS).where(over | known))
            connection.execute(
                insert(ENDED_SESSIONS).values(
                    session=self._digest(session.session_id), until_us=microseconds(session.ends_at)
                )
            )
            append(connection, Act.SIGNED_OUT, by=session.name)

    def _is_ended(self, session_id: str) -> bool:
        query = select(ENDED_SESSIONS.c.session).where(ENDED_SESSIONS.c.session == self._digest(session_id))
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def _digest(self, session_id: str) -> str:
        return self._secret.digest("ended", session_id)

    def _mark(self, hashed: str) -> str:
        """Return what changes with a user's hash and does not tell it."""
        return self._secret.digest("hash", hashed)[:16]
