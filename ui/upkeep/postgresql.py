"""A journal in PostgreSQL, saved and put back by PostgreSQL's own programs."""

import os
import shutil
import subprocess
from pathlib import Path

from sqlalchemy.engine import URL

from ui.config import UiSettings
from ui.errors import UpkeepError
from ui.journal.address import journal_address


def dump(settings: UiSettings, file: Path) -> Path:
    """Write the journal to a file by pg_dump, and return the file.

    Raises:
        UpkeepError: pg_dump is not there or fails, or the journal is in a database of another kind.
    """
    url = _postgresql(settings)
    _run(
        "pg_dump", url, "--format=custom", "--no-owner", "--no-privileges", f"--file={file}", f"--dbname={_plain(url)}"
    )
    return file


def put_back(settings: UiSettings, file: Path) -> None:
    """Put a journal back that `dump` wrote, all of it or nothing.

    Raises:
        UpkeepError: pg_restore is not there or fails; the journal is as it was.
    """
    url = _postgresql(settings)
    # A trigger that forbids removing does not keep a table from being dropped.
    options = ("--clean", "--if-exists", "--no-owner", "--no-privileges", "--single-transaction")
    _run("pg_restore", url, *options, f"--dbname={_plain(url)}", str(file))


def needed(program: str) -> str:
    """Return where a program of PostgreSQL is.

    Raises:
        UpkeepError: it is not there.
    """
    found = shutil.which(program)
    if not found:
        raise UpkeepError(
            f"a journal in PostgreSQL needs {program}, which is not on this machine: install PostgreSQL's client "
            "programs of the server's version (Debian: apt-get install postgresql-client)"
        )
    return found


def _postgresql(settings: UiSettings) -> URL:
    url = journal_address(settings)
    if url.get_backend_name() != "postgresql":
        raise UpkeepError(f"a journal in {url.get_backend_name()} is backed up by that database's own programs")
    return url


def _plain(url: URL) -> str:
    """Return an address as PostgreSQL's programs take it, without the password: others see a process' arguments."""
    return url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _run(program: str, url: URL, *arguments: str) -> None:
    password = {"PGPASSWORD": str(url.password)} if url.password else {}
    command = [needed(program), "--no-password", *arguments]
    done = subprocess.run(command, env={**os.environ, **password}, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()] or [f"exit status {done.returncode}"]
        raise UpkeepError(f"{program} failed: {lines[0]}")
