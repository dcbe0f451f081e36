"""The keys of programs: made and revoked by admins, looked up with each request, only their hashes kept.

A key is `luohu_ID_SECRET`. The secret has 256 random bits: nobody guesses it, so one round of SHA-256 keeps it as well
as a slow hash would keep a password, and costs a request nothing.
"""

import hashlib
import hmac
import re
import secrets
import threading
import time
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any

from pydantic import Field
from sqlalchemy import Connection, Row, insert, select, update

from index.records import Frozen
from ui.errors import NothingToDoError, UnusableJournalError
from ui.journal.audit import Act, append
from ui.journal.clock import microseconds, moment_of
from ui.journal.database import Database
from ui.journal.records import Moment, Name, now
from ui.journal.schema import API_KEYS

MOST_RATE = 100_000  # requests a minute
KEY = re.compile(r"luohu_(?P<key_id>[0-9a-f]{12})_(?P<secret>[A-Za-z0-9_-]{43})")
_ID_BYTES, _SECRET_BYTES = 6, 32
_USE_SECONDS = 60.0  # between two notes of one key's use, in a process


class KeyScope(StrEnum):
    """What a program may do with a key."""

    ASK = "ask"
    SEARCH = "search"
    DOCUMENTS = "documents"
    FIGURES = "figures"
    FEED = "feed"


class ApiKey(Frozen):
    """A key as it is kept."""

    key_id: str
    owner: Name
    scopes: tuple[KeyScope, ...] = Field(min_length=1)
    rate: int = Field(ge=1, le=MOST_RATE, description="requests a minute")
    made_by: Name
    made_at: Moment
    used_at: Moment | None = Field(description="None while nobody has used it")
    revoked_by: str
    revoked_at: Moment | None = Field(description="None while it is good")


def new_key_id() -> str:
    """Return a random id for a key that may be made."""
    return secrets.token_hex(_ID_BYTES)


def make_key(
    database: Database,
    *,
    owner: str,
    scopes: Collection[KeyScope],
    rate: int,
    by: str,
    key_id: str = "",
    at: datetime | None = None,
) -> str:
    """Make a key and return it; it cannot be read again.

    Args:
        database: the journal.
        owner: who uses it.
        scopes: what it may be used for.
        rate: requests a minute.
        by: the admin.
        key_id: from `new_key_id`; a form sent twice makes one key. Empty: another one.
        at: now by default.

    Raises:
        ValidationError: an owner, scopes or a rate that cannot be.
        NothingToDoError: there is a key of that id.
        JournalError: the journal cannot be written.
    """
    key_id, secret = key_id or new_key_id(), secrets.token_urlsafe(_SECRET_BYTES)
    key = f"luohu_{key_id}_{secret}"
    held = ApiKey(
        key_id=key_id,
        owner=owner,
        scopes=tuple(scope for scope in KeyScope if scope in scopes),
        rate=rate,
        made_by=by,
        made_at=at or now(),
        used_at=None,
        revoked_by="",
        revoked_at=None,
    )
    with database.writing() as connection:
        if connection.execute(select(API_KEYS.c.key_id).where(API_KEYS.c.key_id == key_id)).first():
            raise NothingToDoError(f"there is a key {key_id} already")
        named = " ".join(held.scopes)
        connection.execute(
            insert(API_KEYS).values(
                key_id=key_id,
                hash=_hash(key),
                owner=held.owner,
                scopes=named,
                rate=rate,
                made_by=by,
                made_us=microseconds(held.made_at),
            )
        )
        append(connection, Act.KEY_MADE, by=by, subject=key_id, owner=held.owner, scopes=named, rate=rate)
    return key


def revoke_key(database: Database, key_id: str, *, by: str, at: datetime | None = None) -> None:
    """Make a key worth nothing from the next request on.

    Raises:
        NothingToDoError: there is no such key, or it is revoked already.
        JournalError: the journal cannot be written.
    """
    good = (API_KEYS.c.key_id == key_id) & API_KEYS.c.revoked_us.is_(None)
    with database.writing() as connection:
        row = connection.execute(select(API_KEYS.c.owner).where(good)).first()
        if row is None:
            raise NothingToDoError(f"there is no good key {key_id}; it may have been revoked already")
        connection.execute(update(API_KEYS).where(good).values(revoked_by=by, revoked_us=microseconds(at or now())))
        append(connection, Act.KEY_REVOKED, by=by, subject=key_id, owner=row.owner)


def api_keys(database: Database) -> tuple[ApiKey, ...]:
    """Return all keys, the good ones first, of each the latest first.

    Raises:
        JournalError: the journal cannot be read.
    """
    order = (API_KEYS.c.revoked_us.is_not(None), API_KEYS.c.made_us.desc())
    with database.reading() as connection:
        return tuple(map(_read, connection.execute(select(API_KEYS).order_by(*order))))


def find_key(database: Database, key: str) -> ApiKey | None:
    """Return a key that a program sends; None where it is none of ours, or revoked.

    Raises:
        JournalError: the journal cannot be read at once.
    """
    found = KEY.fullmatch(key)
    if found is None:
        return None
    with database.glancing() as connection:
        row = connection.execute(select(API_KEYS).where(API_KEYS.c.key_id == found["key_id"])).first()
    if row is None or row.revoked_us is not None or not hmac.compare_digest(row.hash, _hash(key)):
        return None
    return _read(row)


class Uses:
    """Notes when keys were last used, behind the answers and each at most once a minute; may be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._noted: dict[str, float] = {}
        self._lock = threading.Lock()

    def note(self, key_id: str) -> None:
        """Note that a key is used now; what the journal cannot take is let go."""
        at = time.monotonic()
        with self._lock:
            if at - self._noted.get(key_id, -_USE_SECONDS) < _USE_SECONDS:
                return
            self._noted[key_id] = at
        used = update(API_KEYS).where(API_KEYS.c.key_id == key_id).values(used_us=microseconds(now()))

        def act(connection: Connection) -> None:
            connection.execute(used)

        try:
            self._database.writer.put(act)
        except UnusableJournalError:
            return  # counted and logged where it is lost


def _hash(key: str) -> str:
    return hashlib.sha256(key.encode("ascii")).hexdigest()


def _read(row: Row[Any]) -> ApiKey:
    return ApiKey(
        key_id=row.key_id,
        owner=row.owner,
        scopes=tuple(map(KeyScope, row.scopes.split())),
        rate=row.rate,
        made_by=row.made_by,
        made_at=moment_of(row.made_us),
        used_at=None if row.used_us is None else moment_of(row.used_us),
        revoked_by=row.revoked_by,
        revoked_at=None if row.revoked_us is None else moment_of(row.revoked_us),
    )
