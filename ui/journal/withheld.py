"""What is withheld, as an answer looks it up: at once, and as it was last known while the journal cannot be read."""

import logging
import threading
import time
from collections.abc import Iterable

from sqlalchemy import Row, or_, select

from ui.errors import JournalError
from ui.journal.database import Database
from ui.journal.records import Entry
from ui.journal.schema import SUPPRESSIONS

_ALL_SECONDS = 10.0  # between two readings of everything that is withheld
_PAUSE_SECONDS = 2.0  # after the journal could not be read: until then nobody tries, and so nobody waits
_log = logging.getLogger(__name__)


class WithheldKeys:
    """The keys of what is withheld, of questions and of answers; may be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._one_tries = threading.Lock()
        self._known: frozenset[str] = frozenset()
        self._all_at = self._pause_until = 0.0
        self._is_blind = False

    def holds(self, entry: Entry) -> bool:
        """Return whether the answer of an entry is withheld: it, or what was answered to its question."""
        keys = frozenset((entry.question_key, entry.answer_key)) - {""}
        if time.monotonic() < self._pause_until:
            return not keys.isdisjoint(self._known)
        if self._is_blind and not self._one_tries.acquire(blocking=False):
            return not keys.isdisjoint(self._known)
        tries = self._is_blind
        try:
            return self._read(keys)
        except JournalError as error:
            if not self._is_blind:
                _log.error("what is withheld is taken as it was last known: %s", error)
            self._pause_until, self._is_blind = time.monotonic() + _PAUSE_SECONDS, True
            return not keys.isdisjoint(self._known)
        finally:
            if tries:
                self._one_tries.release()

    def _read(self, keys: frozenset[str]) -> bool:
        of = SUPPRESSIONS.c
        active = select(of.question_key, of.answer_key).where(of.cleared_us.is_(None))
        began = time.monotonic()
        with self._database.glancing() as connection:
            if began - self._all_at > _ALL_SECONDS or self._is_blind:
                self._known = found = _keys(connection.execute(active))
                self._all_at = began
            else:
                one = active.where(or_(of.question_key.in_(keys), of.answer_key.in_(keys)))
                found, known = _keys(connection.execute(one)), self._known
                if found & keys != known & keys:
                    self._known = (known - keys) | found
        self._is_blind = False
        return not keys.isdisjoint(found)


def _keys(rows: Iterable[Row[tuple[str, str]]]) -> frozenset[str]:
    return frozenset(key for row in rows for key in row if key)
