"""What only a server does: it goes away, and comes back."""

import threading
from contextlib import closing

import pytest
from pydantic import SecretStr

from tests.torture.journal import _ask
from tests.ui.journal.entries import entry
from tests.ui.journal.postgres import Postgres, binaries, running
from tests.ui.journal.test_writer import ids, soon
from ui.config import UiSettings
from ui.errors import JournalError, Trouble
from ui.journal.database import open_database
from ui.journal.withheld import WithheldKeys


def test_connections_that_are_cut_lose_nothing_and_write_nothing_twice(
    postgres: Postgres, postgres_url: SecretStr
) -> None:
    stop = threading.Event()

    def cut() -> None:
        while not stop.wait(0.05):
            postgres.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname LIKE 'journal_%' AND pid <> pg_backend_pid()"
            )

    with closing(open_database(UiSettings(journal_url=postgres_url), mends=True)) as database:
        cutter = threading.Thread(target=cut)
        cutter.start()
        asked = _ask(database, 300)
        stop.wait(1.0)
        stop.set()
        cutter.join()
        assert soon(lambda: database.status().waiting == 0, seconds=60)
        assert (asked.refused, database.status().lost) == (0, ())
        assert ids(database) == set(asked.ids)


def test_a_server_that_stops_is_said_and_holds_up_no_answer() -> None:
    found = binaries()
    if found is None:
        pytest.skip("no PostgreSQL is installed")
    with running(found) as server:
        name = server.make("template0")
        database = open_database(UiSettings(journal_url=SecretStr(server.url(name))), mends=True)
        withheld = WithheldKeys(database)
        assert not withheld.holds(entry())
    assert not withheld.holds(entry())
    asked = _ask(database, 20)
    assert asked.late == 0
    assert soon(lambda: database.status().trouble is Trouble.UNREACHABLE)
    with pytest.raises(JournalError, match="cannot read the journal"):
        ids(database)
    database.writer.close(seconds=0.1)
    database.close()
    assert database.status().lost == ((Trouble.UNREACHABLE, 20),)
