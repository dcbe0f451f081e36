"""Bringing the tables up to date with Alembic, inside the caller's transaction."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from ui.errors import JournalError

HEAD = "0011"  # the newest migration in migrations/versions; a test holds them together
_LOCK = 7_305_226_001  # any number of our own; PostgreSQL's advisory locks share one space a database


def migrate(connection: Connection) -> None:
    """Bring the tables to the newest version; nothing happens when they are.

    The caller's transaction must hold SQLite's write lock, so that of two processes that start at once one migrates and
    the other finds it done; on PostgreSQL an advisory lock serves for that.

    Raises:
        JournalError: the tables are of a version that this program does not know.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})
    held = version(connection)
    if held == HEAD:
        return
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    if held and held not in known:
        raise JournalError(
            f"the journal's tables are of version {held}, this program knows {HEAD}: start the newer program"
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def version(connection: Connection) -> str:
    """Return the version of the tables; empty when there are none yet."""
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or ""
