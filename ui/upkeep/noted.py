"""What the commands did, told to the audit; one that cannot be told hinders none of them."""

import logging
from contextlib import closing

from ui.config import UiSettings
from ui.errors import JournalError
from ui.journal.address import sqlite_file
from ui.journal.audit import Act, commander, note_act
from ui.journal.database import open_database

_log = logging.getLogger(__name__)


def note(settings: UiSettings, act: Act, *, subject: str, **detail: str | int) -> None:
    """Append an act of a command to the audit of the journal, if there is a journal; a failure is logged."""
    file = sqlite_file(settings)
    if file is not None and not file.exists():
        return
    try:
        with closing(open_database(settings)) as database:
            note_act(database, act, by=commander(), subject=subject, **detail)
    except JournalError as error:
        _log.warning("the audit was not told of it: %s", error)
