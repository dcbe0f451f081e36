import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from ui.config import UiSettings
from ui.journal.database import Database, open_database
from ui.journal.schema import LOGIN_FAILURES
from ui.staff.lockout import Lockout
from ui.staff.secret import Secret

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


@pytest.fixture
def lockout(database: Database, settings: UiSettings) -> Lockout:
    return Lockout(database, Secret("k" * 32), settings)


def tried(lockout: Lockout, minutes: list[float], name: str = "王敏") -> list[datetime | None]:
    return [lockout.begin(name, at=minute(number)) for number in minutes]


def test_five_failures_in_fifteen_minutes_lock_for_fifteen(lockout: Lockout) -> None:
    assert tried(lockout, [0, 3, 6, 9, 14]) == [None] * 5
    assert tried(lockout, [14.1, 28.9]) == [minute(29)] * 2
    assert tried(lockout, [29]) == [None]


def test_five_failures_in_a_longer_time_do_not_lock(lockout: Lockout) -> None:
    assert tried(lockout, [0, 3, 6, 9, 15]) == [None] * 5  # the first is fifteen minutes old with the fifth
    assert tried(lockout, [17]) == [None]  # from 3 to 17: five
    assert tried(lockout, [18]) == [minute(32)]


def test_attempts_while_locked_do_not_prolong_the_lock(lockout: Lockout) -> None:
    tried(lockout, [0, 0, 0, 0, 0])
    assert tried(lockout, [n / 10 for n in range(1, 150)]) == [minute(15)] * 149
    assert tried(lockout, [15, 15, 15, 15]) == [None] * 4


def test_signing_in_forgets_the_failures(lockout: Lockout) -> None:
    tried(lockout, [0, 1, 2, 3])
    lockout.succeeded("王敏")
    assert tried(lockout, [4, 5, 6, 7]) == [None] * 4


def test_a_lock_is_of_one_name_however_it_is_written(lockout: Lockout) -> None:
    tried(lockout, [0] * 5, name="José")
    assert lockout.begin(" Jose\u0301", at=minute(1)) == minute(15)
    assert lockout.begin("王敏", at=minute(1)) is None


def test_another_process_sees_the_lock(lockout: Lockout, settings: UiSettings) -> None:
    tried(lockout, [0] * 5)
    other = open_database(settings)
    try:
        assert Lockout(other, Secret("k" * 32), settings).begin("王敏", at=minute(1)) == minute(15)
    finally:
        other.close()


def test_of_attempts_at_the_same_moment_five_get_through(lockout: Lockout) -> None:
    found: list[datetime | None] = []
    threads = [threading.Thread(target=lambda: found.append(lockout.begin("王敏"))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.count(None) == 5
    assert len(found) == 12


def test_old_failures_are_removed_and_no_name_is_kept(lockout: Lockout, database: Database) -> None:
    tried(lockout, [0, 1], name="王敏")
    tried(lockout, [32], name="李强")
    with database.reading() as connection:
        rows = connection.execute(select(LOGIN_FAILURES)).all()
    assert len(rows) == 1
    assert "李强" not in rows[0].name
    assert len(rows[0].name) == 64


def test_the_settings_say_how_many_how_fast_and_how_long(database: Database, settings: UiSettings) -> None:
    changed = settings.model_copy(update={"staff_failures": 2, "staff_failure_minutes": 20, "staff_lock_minutes": 10})
    lockout = Lockout(database, Secret("k" * 32), changed)
    assert tried(lockout, [10, 15, 19, 20]) == [None, None, minute(25), minute(25)]
    assert tried(lockout, [25, 34]) == [None, None]  # those at 10 and 15 have locked and do not count again
    assert tried(lockout, [35]) == [minute(44)]
