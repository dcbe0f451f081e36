"""The parts of the service that `/healthz` looks at: how each is found to be."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import text

from index.config import IndexSettings
from ui.config import UiSettings
from ui.desk import Desk
from ui.errors import JournalError
from ui.journal.address import sqlite_file
from ui.journal.database import Database
from ui.journal.migrate import HEAD, version
from ui.journal.status import JournalStatus
from ui.observe.health import LookAt, Part, State


def index_part(desk: Desk, artifacts_dir: Path) -> LookAt:
    """Return what says which index answers: its documents, its fingerprint, since when, when it was built."""
    opened = {"at": datetime.now(UTC)}
    desk.follow(lambda: opened.update(at=datetime.now(UTC)))

    def look() -> Part:
        assistant, since = desk.assistant, opened["at"]
        facts: dict[str, str | int | float] = {
            "documents": len(assistant.corpus.documents),
            "fingerprint": assistant.fingerprint[:16],
            "since": since.isoformat(timespec="seconds"),
            "opened_timestamp_seconds": round(since.timestamp()),
        }
        try:
            built = (artifacts_dir / "CURRENT").stat().st_mtime
        except OSError as error:  # the open one answers on; nothing could be opened again
            return Part(State.DEGRADED, facts, f"there is no index in {artifacts_dir}: {error.strerror}")
        facts |= {"built_timestamp_seconds": round(built)}
        if desk.last_good:
            return Part(State.DEGRADED, facts, f"the seeds do not fit; the index of {desk.last_good} answers")
        return Part(State.OK, facts)

    return look


def journal_part(journal: Database) -> LookAt:
    """Return what says whether the journal is written and can be read, and how many records were written and lost."""

    def look() -> Part:
        status = journal.status()
        counts = {
            "written": status.written,
            "waiting": status.waiting,
            "lost": sum(n for _, n in status.missed),
        }
        facts = {"set_aside": len(status.set_aside)}
        problems = (*_told(status), *_unreadable(journal))
        return Part(State.DEGRADED if problems else State.OK, facts, "; ".join(problems), counts)

    return look


def _told(status: JournalStatus) -> Iterator[str]:
    """Yield what of a journal is not as it should be, as its writer knows it."""
    if status.trouble:
        yield f"{status.waiting} records wait, and are not written at the moment ({status.trouble})"
    if status.missed:
        yield f"records that are not in it: {', '.join(f'{n} ({trouble})' for trouble, n in status.missed)}"
    if status.set_aside:
        yield f"damaged ones beside it, to be looked at and moved away: {', '.join(status.set_aside)}"


def _unreadable(journal: Database) -> Iterator[str]:
    """Yield what keeps a journal from being read, by a look that waits for nobody."""
    try:
        with journal.glancing() as connection:
            held = version(connection)
            connection.execute(text("SELECT id FROM entries LIMIT 1")).first()
    except JournalError as error:
        yield str(error)
    else:
        if held != HEAD:
            yield f"the tables are of version {held}, this program knows {HEAD}"


def written_folders(index_settings: IndexSettings, settings: UiSettings) -> tuple[Path, ...]:
    """Return the folders that the service writes in."""
    file = sqlite_file(settings)
    beside = (file.parent,) if file else ()
    return (index_settings.artifacts_dir, settings.inbox.parent, *beside)
