"""No log has a word of a visitor, whatever fails: the journal's statements, understanding, answering, the server."""

import json
import logging
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import traceback
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import event, text

from index.config import ROOT
from tests.ui.assistants import PairsAssistant
from tests.ui.failing_server import HOW, FailingAssistant
from tests.ui.journal.entries import entry
from ui.citizen.page import CitizenPage
from ui.config import UiSettings
from ui.desk import Desk
from ui.errors import JournalError
from ui.journal.dashboard import dashboard
from ui.journal.database import Database, open_database
from ui.journal.entries import find_entry, record
from ui.journal.export import export_csv
from ui.journal.listing import Filters, list_entries
from ui.journal.records import Judgement, Review
from ui.journal.retention import purge
from ui.journal.reviews import add_review
from ui.journal.suppression import clear, suppressions, withhold
from ui.text.zh_hans import LANGUAGE

HOME = "莲塘罗芳路"  # of the visitor who asks
QUESTION = f"我住在{HOME}，2023年新增公办学位多少个"


pytestmark = pytest.mark.usefixtures("discreet")


@pytest.fixture
def database(any_journal: SecretStr) -> Iterator[Database]:
    opened = open_database(UiSettings(journal_url=any_journal))
    yield opened
    opened.close()


def asks(assistant: PairsAssistant, database: Database) -> None:
    page = CitizenPage(Desk(assistant, database), UiSettings(), LANGUAGE)
    *_, step = page.ask(QUESTION, None)
    kept = json.loads(step.kept)
    entry_id = kept["turns"][0]["entry_id"]
    page.told(entry_id, "other", f"应为{HOME}", step.kept)


def works(database: Database, held: str) -> None:
    add_review(database, Review(entry_id=held, reviewer="甲", judgement=Judgement.WRONG, note=f"见{HOME}"))
    list_entries(database, Filters(words=HOME))
    find_entry(database, held)
    dashboard(database)
    list(export_csv(database, Filters()))
    withhold(database, held, by="甲")
    for one in suppressions(database):
        clear(database, one.key, by="甲")
    purge(database, days=1)


def logged(act: Callable[[], None]) -> None:
    try:
        act()
    except Exception:
        logging.getLogger("ui.staff.guard").exception("incident")


def test_a_statement_that_fails_says_nothing_of_what_it_was_about(
    assistant: PairsAssistant, tmp_path: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each in turn, as SQLite breaks it off."""

    empty = tmp_path / "empty.sqlite"
    open_database(UiSettings(journal_url=SecretStr(f"sqlite:///{empty}"))).close()

    def fails_at(number: int, file: Path) -> int:
        shutil.copy(empty, file)
        database = open_database(UiSettings(journal_url=SecretStr(f"sqlite:///{file}")))
        held = entry(QUESTION)
        record(database, held)
        seen: list[str] = []

        def before(connection: Any, cursor: sqlite3.Cursor, statement: str, *_: object) -> None:
            is_last = len(seen) == number
            seen.append(statement)
            connection.connection.dbapi_connection.set_progress_handler((lambda: 1) if is_last else None, 1)

        event.listen(database._reader, "before_cursor_execute", before)
        logged(lambda: asks(assistant, database))
        database.writer.settle(20)
        logged(lambda: works(database, held.entry_id))
        database.close()
        return len(seen)

    caplog.set_level(logging.DEBUG)
    total = fails_at(10**6, tmp_path / "whole.sqlite")
    assert total > 40
    for number in range(total):
        fails_at(number, tmp_path / f"{number}.sqlite")
    said = caplog.text + "".join(capsys.readouterr())
    assert said.count("interrupted") + said.count("SQLITE_INTERRUPT") > 20
    assert HOME not in said


@pytest.mark.parametrize(
    "rule",
    [
        *[("entries", "question"), ("searched", "folded"), ("feedback", "comment")],
        *[("reviews", "note"), ("suppressions", "question")],
    ],
)
def test_a_row_that_breaks_a_rule_of_the_database_is_not_repeated(
    assistant: PairsAssistant,
    database: Database,
    caplog: pytest.LogCaptureFixture,
    rule: tuple[str, str],
) -> None:
    """PostgreSQL's error shows the whole row."""
    held = entry(QUESTION)
    record(database, held)
    table, column = rule
    kept = f"{column} NOT LIKE '%罗芳路%'"
    with database.writing() as connection:
        if database.has_full_text:
            connection.execute(
                text(
                    f"CREATE TRIGGER no_such BEFORE INSERT ON {table} WHEN NOT (new.{kept}) "
                    "BEGIN SELECT RAISE(ABORT, 'a rule'); END"
                )
            )
        else:
            connection.execute(text(f"ALTER TABLE {table} ADD CONSTRAINT no_such CHECK ({kept}) NOT VALID"))
    caplog.set_level(logging.DEBUG)
    asks(assistant, database)
    database.writer.settle(20)
    logged(lambda: works(database, held.entry_id))
    said = caplog.text
    assert re.search("CheckViolation|SQLITE_CONSTRAINT", said)
    assert HOME not in said


@pytest.mark.parametrize("how", HOW)
def test_an_error_in_answering_is_logged_without_the_question(
    corpus: Any, database: Database, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str], how: str
) -> None:
    caplog.set_level(logging.DEBUG)
    page = CitizenPage(Desk(FailingAssistant(corpus), database), UiSettings(), LANGUAGE)
    list(page.ask(f"{QUESTION} {how}", None))
    said = caplog.text + "".join(capsys.readouterr())
    assert HOME not in said
    if how != HOW[-1]:
        assert "failing_server.py" in said  # where it was


def fails() -> None:
    try:
        {}[HOME]
    except KeyError as error:
        raise JournalError("cannot read the journal: locked") from error


def test_a_message_of_our_own_is_kept_and_one_of_others_is_not(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    log = logging.getLogger("a")
    try:
        fails()
    except JournalError as error:
        log.exception("incident 12")
        cause = error.__cause__
        log.error("Task <%r> was never retrieved", cause, exc_info=cause)  # noqa: TRY400 - as asyncio does
        log.warning("it was %s", cause)
        traceback.print_exc()  # as Gradio does
    assert capsys.readouterr().err == ""
    of_log, task, warning, printed = (record.exc_text or record.getMessage() for record in caplog.records)
    for said in (of_log, printed):
        assert said.endswith("ui.errors.JournalError: cannot read the journal: locked")
        assert "which led to:" in said
        assert "in fails" in said
    assert task.endswith("KeyError")
    assert warning == "it was KeyError"
    assert HOME not in caplog.text


class Failing:
    """A server that fails, and what it says."""

    def __init__(self, folder: Path, artifacts: Path, log_format: str) -> None:
        self._errors = folder / "errors.txt"
        environment = os.environ | {
            "LUOHU_INDEX_ARTIFACTS_DIR": str(artifacts),
            "LUOHU_UI_JOURNAL_URL": f"sqlite:///{folder / 'journal.sqlite'}",
            "LUOHU_UI_SESSION_KEY_FILE": str(folder / "session.key"),
            "LUOHU_UI_LOG_FORMAT": log_format,
            "PYTHONPATH": str(ROOT),
        }
        with self._errors.open("w") as said:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.ui.failing_server"],
                cwd=ROOT,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
            )
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        assert self.url, self.said()

    def said(self) -> str:
        return self._errors.read_text()

    def ask(self, body: object) -> tuple[int, str]:
        """Status and request id."""
        request = urllib.request.Request(
            f"{self.url}api/ask", json.dumps(body).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                return response.status, response.headers["X-Request-ID"]
        except urllib.error.HTTPError as error:
            error.close()
            return error.code, error.headers["X-Request-ID"]

    def end(self) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(60)

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


@pytest.fixture(scope="module")
def artifacts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For an index that the first server builds."""
    return tmp_path_factory.mktemp("index")


@pytest.mark.parametrize("log_format", ["plain", "json"])
def test_a_served_error_is_one_line_with_its_id_kind_and_place_and_no_word_of_the_asker(
    tmp_path: Path, artifacts: Path, log_format: str
) -> None:
    failing = Failing(tmp_path, artifacts, log_format)
    try:
        found = {how: failing.ask({"question": f"{QUESTION} {how}"}) for how in HOW}
        for wrong in ({"question": [HOME]}, {"question": "x", HOME: 1}):
            assert failing.ask(wrong)[0] == 422
        urllib.request.urlopen(f"{failing.url}?q={urllib.request.quote(HOME)}", timeout=60).close()
        failing.end()
    finally:
        failing.close()
    said = failing.said()
    assert HOME not in said
    assert HOME not in said.encode().decode("unicode_escape", errors="ignore")
    assert [status for status, _ in found.values()] == [500, 500, 500, 200, 200]
    assert said.count("was not answered") == 3
    for how, kind in zip(HOW, ("KeyError", "ValidationError", "RuntimeError"), strict=False):
        told = told_of(said, found[how][1], log_format)
        assert "in explain" in told
        assert kind in told
    assert "ValueError" in told_of(said, found["led to"][1], log_format)
    (of_thread,) = (line for line in said.splitlines() if "broke" in line)
    assert "Thread-" in of_thread
    assert "Exception in" not in said  # neither Starlette nor uvicorn tells it once more


def told_of(said: str, request_id: str, log_format: str) -> str:
    """The exception that is told under an id, once."""
    if log_format == "json":
        (line,) = (held for held in map(json.loads, said.splitlines()) if held.get("request_id") == request_id)
        return str(line["exception"])
    (at,) = (match.start() for match in re.finditer(rf" \[{request_id}\]: incident ", said))
    return re.split(r"^20\d\d-", said[at:], maxsplit=1, flags=re.MULTILINE)[0]
