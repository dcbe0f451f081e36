"""The journal: readable, writable, whole, of a version that this program knows."""

import os
import shlex
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from ui.config import UiSettings
from ui.errors import AuditError, JournalError, UpkeepError
from ui.journal.address import journal_address, sqlite_file
from ui.journal.audit_check import check_audit
from ui.journal.database import open_database
from ui.journal.migrate import HEAD, version
from ui.upkeep.check import Check, Finding, ok, warn, wrong
from ui.upkeep.postgresql import needed

_NAME, _AUDIT = "journal", "audit"


def check_journal(settings: UiSettings) -> Iterator[Check]:
    """Yield checks of the journal, wherever it is."""
    try:
        file = sqlite_file(settings)
    except JournalError as error:
        yield wrong(_NAME, str(error), "unset LUOHU_UI_JOURNAL_URL")
        return
    if file:
        found = _file(file, settings.journal_wait_seconds)
        yield found
        if found.finding is Finding.OK and file.is_file():
            yield from _audit(settings)
    else:
        yield from _server(settings)


def _file(file: Path, wait_seconds: float) -> Check:
    quoted = shlex.quote(str(file))
    if not file.is_file():
        is_there = file.exists()
        told = f"{file} is no file" if is_there else f"none yet: the first start makes {file}"
        return wrong(_NAME, told, f"mv {quoted} {quoted}.aside") if is_there else ok(_NAME, told)
    if not os.access(file, os.R_OK | os.W_OK) or not file.stat().st_mode & stat.S_IWUSR:
        return wrong(_NAME, f"{file} cannot be written", f"chmod u+rw {quoted}")
    folder = shlex.quote(str(file.parent / "aside"))
    new = f"mkdir -p {folder} && mv {quoted}* {folder}/"  # the next start makes a new one
    try:
        with closing(sqlite3.connect(file, timeout=wait_seconds, isolation_level=None)) as connection:
            return _opened(connection, file, new)
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            return warn(_NAME, f"{file} is locked by another process for longer than {wait_seconds:g} s")
        return wrong(_NAME, f"{file} cannot be used: {error}", new)
    except sqlite3.Error as error:
        return wrong(_NAME, f"{file} is damaged: {error}", new)


def _opened(connection: sqlite3.Connection, file: Path, new: str) -> Check:
    ((found,),) = connection.execute("PRAGMA quick_check(1)").fetchall()
    if found != "ok":
        return wrong(_NAME, f"{file} is damaged: {found}", new)
    held = (connection.execute("SELECT version_num FROM alembic_version").fetchone() or ("",))[0]
    if held > HEAD:
        return wrong(_NAME, f"{file} is of version {held}, this program knows {HEAD}: start the newer one, or", new)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("ROLLBACK")
    ((n_entries,),) = connection.execute("SELECT count(*) FROM entries").fetchall()
    coming = "" if held == HEAD else f"; the next start brings its tables from {held} to {HEAD}"
    return ok(_NAME, f"{n_entries} entries in {file}{coming}")


def _audit(settings: UiSettings) -> Iterator[Check]:
    """Yield a check of the audit; of tables that the next start brings up to date there is none yet."""
    try:
        if _held(settings) != HEAD:
            return
        with closing(open_database(settings)) as database:
            checked = check_audit(database)
    except AuditError as error:
        yield wrong(_AUDIT, str(error), "python -m ui.journal audit list")  # shows what stands there: nothing mends it
    except (JournalError, SQLAlchemyError) as error:
        yield warn(_AUDIT, _first_line(error))
    else:
        yield ok(_AUDIT, f"{checked.n_entries} entries, as they were written")


def _held(settings: UiSettings) -> str:
    engine = create_engine(journal_address(settings), hide_parameters=True)
    try:
        with closing(engine.connect()) as connection:
            return version(connection)
    finally:
        engine.dispose()


def _first_line(error: Exception) -> str:
    return next(iter(str(getattr(error, "orig", None) or error).splitlines()), type(error).__name__)


def _server(settings: UiSettings) -> Iterator[Check]:
    url = journal_address(settings)
    name = url.render_as_string(hide_password=True)
    plain = shlex.quote(url.set(drivername="postgresql", password=None).render_as_string())  # says whether it answers
    try:
        held = _held(settings)
    except (SQLAlchemyError, ImportError) as error:
        yield wrong(_NAME, f"{name} cannot be reached: {_first_line(error)}", f"pg_isready --dbname={plain}")
        return
    yield ok(_NAME, f"{name}, tables of version {held or 'none yet'}")
    yield from _audit(settings)
    try:
        yield ok("backup", needed("pg_dump"))
    except UpkeepError as error:
        yield warn("backup", str(error), "apt-get install postgresql-client")
