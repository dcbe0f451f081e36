"""What is withheld, as an answer looks it up: at once, and as it was last known while the journal cannot be read."""

import logging
import threading
import time

from sqlalchemy import select

from ui.errors import JournalError
from ui.journal.database import Database
from ui.journal.schema import SUPPRESSIONS

_ALL_SECONDS = 10.0  # between two readings of everything that is withheld
_PAUSE_SECONDS = 2.0  # after the journal could not be read: until then nobody tries, and so nobody waits
_log = logging.getLogger(__name__)


class WithheldKeys:
    """The keys (`Entry.question_key`) of questions whose answers are withheld; may be shared by threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._one_tries = threading.Lock()
        self._known: frozenset[str] = frozenset()
        self._all_at = self._pause_until = 0.0
        self._is_blind = False

    def holds(self, key: str) -> bool:
        """Return whether the answer to the question of a key is withheld."""
        if time.monotonic() < self._pause_until:
            return key in self._known
        if self._is_blind and not self._one_tries.acquire(blocking=False):
            return key in self._known
        tries = self._is_blind
        try:
            return self._read(key)
        except JournalError as error:
            if not self._is_blind:
                _log.error("what is withheld is taken as it was last known: %s", error)
            self._pause_until, self._is_blind = time.monotonic() + _PAUSE_SECONDS, True
            return key in self._known
        finally:
            if tries:
                self._one_tries.release()

    def _read(self, key: str) -> bool:
        active = select(SUPPRESSIONS.c.question_key).where(SUPPRESSIONS.c.cleared_us.is_(None))
        began = time.monotonic()
        with self._database.glancing() as connection:
            if began - self._all_at > _ALL_SECONDS or self._is_blind:
                self._known, self._all_at = frozenset(connection.execute(active).scalars()), began
                found = key in self._known
            else:
                one = active.where(SUPPRESSIONS.c.question_key == key).limit(1)
                found = connection.execute(one).first() is not None
                if found != (key in self._known):
                    self._known = self._known | {key} if found else self._known - {key}
        self._is_blind = False
        return found
