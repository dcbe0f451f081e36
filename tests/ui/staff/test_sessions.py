from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from itsdangerous import URLSafeSerializer
from pydantic import SecretStr
from sqlalchemy import select

from tests.ui.staff.area import HASHES
from ui.config import UiSettings
from ui.journal.database import Database
from ui.journal.schema import ENDED_SESSIONS
from ui.staff.secret import Secret
from ui.staff.sessions import Sessions
from ui.staff.users import Users

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
Make = Callable[..., Sessions]


@pytest.fixture
def make(database: Database, settings: UiSettings) -> Make:
    def made(*, key: str = "k" * 32, **changes: object) -> Sessions:
        changed = settings.model_copy(update=changes)
        return Sessions(database, Users(changed), Secret(key), changed)

    return made


def after(hours: float) -> datetime:
    return START + timedelta(hours=hours)


def test_a_session_lasts_eight_hours(make: Make) -> None:
    sessions = make()
    cookie = sessions.begin(" 王敏 ", at=START)
    session = sessions.read(cookie, at=after(7.99))
    assert session is not None
    assert (session.name, session.ends_at) == ("王敏", after(8))
    assert sessions.read(cookie, at=after(8)) is None


def test_the_setting_says_how_long(make: Make) -> None:
    sessions = make(staff_hours=0.5)
    assert sessions.read(sessions.begin("王敏", at=START), at=after(0.5)) is None
    assert sessions.read(sessions.begin("王敏", at=START), at=after(0.49)) is not None


def test_nobody_else_begins_a_session(make: Make) -> None:
    with pytest.raises(KeyError):
        make().begin("nobody")


def test_a_session_ends_everywhere_and_no_other_one_with_it(make: Make) -> None:
    sessions = make()
    one, other = sessions.begin("王敏", at=START), sessions.begin("王敏", at=START)
    session = sessions.read(one, at=START)
    assert session is not None
    sessions.end(session, at=START)
    sessions.end(session, at=START)
    assert make().read(one, at=START) is None
    assert make().read(other, at=START) is not None


def test_ended_sessions_are_remembered_as_long_as_their_cookies_last(make: Make, database: Database) -> None:
    sessions = make()
    for hours in (0.0, 7.0, 9.0):
        session = sessions.read(sessions.begin("王敏", at=after(hours)), at=after(hours))
        assert session is not None
        sessions.end(session, at=after(hours))
    with database.reading() as connection:
        rows = connection.execute(select(ENDED_SESSIONS)).all()
    assert len(rows) == 2
    assert session.session_id not in {row.session for row in rows}


def test_a_session_ends_when_its_user_is_removed_or_has_another_password(make: Make) -> None:
    cookie = make().begin("王敏", at=START)
    assert make(staff_users={"李强": SecretStr(HASHES["李强"])}).read(cookie, at=START) is None
    assert make(staff_users={"王敏": SecretStr(HASHES["李强"])}).read(cookie, at=START) is None
    assert make().read(cookie, at=START) is not None


def test_a_changed_file_ends_sessions_while_the_service_runs(make: Make, tmp_path: Path) -> None:
    file = tmp_path / "staff"
    file.touch(mode=0o600)
    file.write_text(f"王敏:{HASHES['王敏']}\n", encoding="utf-8")
    sessions = make(staff_users={}, staff_file=file)
    cookie = sessions.begin("王敏", at=START)
    assert sessions.read(cookie, at=START) is not None
    file.write_text(f"王敏:{HASHES['李强']}\n# another password\n", encoding="utf-8")
    assert sessions.read(cookie, at=START) is None


@pytest.mark.parametrize("position", [0, 10, -1])
def test_a_changed_cookie_is_none_of_ours(make: Make, position: int) -> None:
    sessions = make()
    characters = list(sessions.begin("王敏", at=START))
    characters[position] = "A" if characters[position] != "A" else "Q"  # the last one's lower bits mean nothing
    assert sessions.read("".join(characters), at=START) is None


@pytest.mark.parametrize("cookie", ["", ".", "a.b.c", "王敏", "\x00"])
def test_what_is_no_cookie_of_ours_is_no_session(make: Make, cookie: str) -> None:
    assert make().read(cookie, at=START) is None


def test_another_key_or_another_shape_is_no_session(make: Make) -> None:
    assert make(key="x" * 32).read(make().begin("王敏", at=START), at=START) is None
    signer = URLSafeSerializer(Secret("k" * 32).digest("sessions", ""), salt="staff")
    for content in (
        "王敏",
        ["王敏"],
        {"a": 1, "b": 2, "c": 3, "d": 4},
        5,
        ["王敏", "id", "soon", "mark"],
        [[], 1, 2, 3],
    ):
        assert make().read(str(signer.dumps(content)), at=START) is None


def test_every_session_has_its_own_token_which_stays(make: Make) -> None:
    sessions = make()
    one, other = sessions.begin("王敏", at=START), sessions.begin("王敏", at=START)
    tokens = [sessions.read(cookie, at=START) for cookie in (one, one, other)]
    assert tokens[0] is not None
    assert tokens[1] is not None
    assert tokens[2] is not None
    assert tokens[0].csrf == tokens[1].csrf != tokens[2].csrf
