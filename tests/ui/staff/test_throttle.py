import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from ui.config import UiSettings
from ui.journal.audit import audit_entries
from ui.journal.database import Database, open_database
from ui.journal.schema import KNOWN_ADDRESSES, LOGIN_FAILURES
from ui.staff.secret import Secret
from ui.staff.throttle import Throttle

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def second(number: float) -> datetime:
    return START + timedelta(seconds=number)


@pytest.fixture
def throttle(database: Database, settings: UiSettings) -> Throttle:
    return Throttle(database, Secret("k" * 32), settings)


def tried(
    throttle: Throttle, seconds: list[float], name: str = "王敏", address: str = "192.0.2.1"
) -> list[datetime | None]:
    return [throttle.begin(name, address, at=second(number)) for number in seconds]


def test_after_five_failures_each_wait_is_twice_the_one_before(throttle: Throttle) -> None:
    assert tried(throttle, [0, 1, 2, 3, 4]) == [None] * 5
    at = 4
    for wait in (15, 30, 60, 120, 240, 480, 900, 900):
        assert tried(throttle, [at + 0.1, at + wait - 0.1]) == [second(at + wait)] * 2
        assert tried(throttle, [at + wait]) == [None]
        at += wait


def test_attempts_while_waiting_do_not_prolong_the_wait(throttle: Throttle) -> None:
    tried(throttle, [0] * 5)
    assert tried(throttle, [n / 10 for n in range(1, 150)]) == [second(15)] * 149
    assert tried(throttle, [15]) == [None]


def test_failures_of_an_hour_ago_do_not_count(throttle: Throttle) -> None:
    assert tried(throttle, [0, 1, 2, 3, 3600]) == [None] * 5
    assert tried(throttle, [3601]) == [None]
    tried(throttle, [3601] * 3)
    assert tried(throttle, [3601.5]) == [second(3616)]


def test_an_attacker_at_one_address_keeps_nobody_out_who_is_at_another(throttle: Throttle) -> None:
    for hour in range(3):
        tried(throttle, [3600 * hour + n for n in range(3600)])
    assert tried(throttle, [10_799.5]) != [None]
    assert tried(throttle, [10_799.5], address="198.51.100.7") == [None]


def test_one_address_does_not_slow_a_name_down_elsewhere_however_often_it_fails(
    database: Database, settings: UiSettings
) -> None:
    throttle = Throttle(database, Secret("k" * 32), settings.model_copy(update={"staff_failures": 1}))
    seconds = [float(n) for n in range(3590)]
    failed = [n for n, until in zip(seconds, tried(throttle, seconds), strict=True) if until is None]
    assert len(failed) > 4
    assert tried(throttle, [failed[-1] + 1], address="198.51.100.7") == [None]


def test_many_addresses_slow_a_name_down_but_not_where_it_has_signed_in_before(throttle: Throttle) -> None:
    throttle.succeeded("王敏", "198.51.100.7", at=second(-3600))
    for number in range(4):
        assert tried(throttle, [0] * 5, address=f"203.0.113.{number}") == [None] * 5
    assert tried(throttle, [1], address="203.0.113.9") == [second(15)]
    assert tried(throttle, [1], address="198.51.100.7") == [None]
    assert tried(throttle, [1], name="李强", address="203.0.113.9") == [None]
    for number in range(10, 40):  # a name is never slowed down by more than a minute
        until = throttle.begin("王敏", f"203.0.113.{number}", at=second(60 * number))
        assert until is None
    assert tried(throttle, [60 * 39 + 59], address="203.0.113.50") == [second(60 * 40)]


def test_an_address_that_tries_many_names_waits_but_those_known_there_do_not(throttle: Throttle) -> None:
    throttle.succeeded("李强", "192.0.2.1", at=second(-1))
    for number in range(20):
        assert tried(throttle, [0], name=f"n{number}") == [None]
    assert tried(throttle, [1], name="王敏") == [second(15)]
    assert tried(throttle, [1], name="李强") == [None]
    assert tried(throttle, [1], name="王敏", address="192.0.2.2") == [None]


def test_signing_in_forgets_the_failures_of_that_name_there(throttle: Throttle) -> None:
    tried(throttle, [0, 1, 2, 3])
    tried(throttle, [0, 0, 0, 0, 0], address="192.0.2.2")
    throttle.succeeded("王敏", "192.0.2.1", at=second(4))
    assert tried(throttle, [4, 5, 6, 7, 8]) == [None] * 5
    assert tried(throttle, [9], address="192.0.2.2") == [second(15)]


def test_an_address_is_known_for_ninety_days(throttle: Throttle, database: Database) -> None:
    throttle.succeeded("王敏", "198.51.100.7", at=second(-91 * 86_400))
    for number in range(4):
        tried(throttle, [0] * 5, address=f"203.0.113.{number}")
    assert tried(throttle, [1], address="198.51.100.7") == [second(15)]
    throttle.succeeded("李强", "192.0.2.1", at=second(2))
    with database.reading() as connection:
        assert len(connection.execute(select(KNOWN_ADDRESSES)).all()) == 1


def test_a_name_is_one_however_it_is_written(throttle: Throttle) -> None:
    tried(throttle, [0] * 5, name="José")
    assert tried(throttle, [1], name=" Jose\u0301") == [second(15)]
    assert tried(throttle, [1]) == [None]


def test_another_process_sees_the_wait(throttle: Throttle, settings: UiSettings) -> None:
    tried(throttle, [0] * 5)
    other = open_database(settings)
    try:
        assert tried(Throttle(other, Secret("k" * 32), settings), [1]) == [second(15)]
    finally:
        other.close()


def test_of_attempts_at_the_same_moment_five_get_through(throttle: Throttle) -> None:
    found: list[datetime | None] = []
    threads = [threading.Thread(target=lambda: found.append(throttle.begin("王敏", "192.0.2.1"))) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found.count(None) == 5
    assert len(found) == 12


def test_old_failures_are_removed_and_neither_name_nor_address_is_kept(throttle: Throttle, database: Database) -> None:
    tried(throttle, [0, 1], name="王敏")
    tried(throttle, [3602], name="李强")
    throttle.succeeded("王敏", "192.0.2.1", at=second(3603))
    with database.reading() as connection:
        rows = [*connection.execute(select(LOGIN_FAILURES)), *connection.execute(select(KNOWN_ADDRESSES))]
    assert len(rows) == 2
    assert all(len(row.name) == len(row.address) == 64 for row in rows)
    assert "192.0.2.1" not in repr(rows)


def test_the_settings_say_how_many_how_fast_and_how_long(database: Database, settings: UiSettings) -> None:
    changed = settings.model_copy(update={"staff_failures": 2, "staff_failure_minutes": 20, "staff_lock_minutes": 0.5})
    throttle = Throttle(database, Secret("k" * 32), changed)
    assert tried(throttle, [0, 1, 2, 16, 17]) == [None, None, second(16), None, second(46)]
    assert tried(throttle, [46, 47]) == [None, second(76)]
    assert tried(throttle, [1246]) == [None]


def test_the_audit_tells_failures_and_no_name_that_nobody_has(throttle: Throttle, database: Database) -> None:
    for name, is_user in (("王敏", True), ("a password typed here", False)):
        throttle.begin(name, "192.0.2.1")
        throttle.failed(name, "192.0.2.1", is_user=is_user)
    throttle.succeeded("王敏", "192.0.2.1")
    success, unknown, known = audit_entries(database)
    assert (success.act, success.by) == ("signed_in", "王敏")
    assert (known.act, known.subject, unknown.act, unknown.subject) == ("sign_in_failed", "王敏", "sign_in_failed", "")
    assert known.details["where"] == unknown.details["where"] == success.details["where"]
    assert "192.0.2.1" not in repr(audit_entries(database))


def test_a_flood_of_failures_is_told_by_the_hundred(throttle: Throttle, database: Database) -> None:
    row = {"name": "n", "address": "a", "failed_us": 4_000_000_000_000_000}
    with database.writing() as connection:
        connection.execute(LOGIN_FAILURES.insert(), [row] * 500)
    for _ in range(100):
        with database.writing() as connection:
            connection.execute(LOGIN_FAILURES.insert(), [row])
        throttle.failed("王敏", "192.0.2.1", is_user=True)
    assert [item.details["lately"] for item in audit_entries(database)] == ["600"]
