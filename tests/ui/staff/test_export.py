import csv
import io
import json
import re
from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from rag.records import Language, Reason
from tests.ui.journal.entries import NOON, entry, refusal
from ui.errors import JournalError
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.export import COLUMNS
from ui.journal.records import Judgement, Review, ReviewState
from ui.journal.reviews import add_review
from ui.staff.export import _pieces
from ui.text.en.staff import STAFF_EN as EN
from ui.text.zh_hans.staff import STAFF_ZH_HANS as WORDS


@pytest.fixture
def client_with_entries(client: TestClient, database: Database) -> TestClient:
    for number in range(300):  # more than the export reads at a time
        language = Language.ENGLISH if number % 3 == 0 else Language.SIMPLIFIED
        record(database, entry(f"第{number}问？", language=language, asked_at=NOON + number * timedelta(seconds=1)))
    return client


def test_csv_is_a_file_with_what_is_filtered(client_with_entries: TestClient) -> None:
    response = client_with_entries.get("/staff/export.csv?language=en&words=问")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert re.fullmatch(r'attachment; filename="luohu-qa-\d{8}-\d{4}\.csv"', response.headers["content-disposition"])
    assert response.headers["cache-control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    question = WORDS.export_columns["question"]
    assert [row[question] for row in rows] == [f"第{number}问？" for number in range(297, -1, -3)]


def test_jsonl_is_a_file_with_what_is_filtered(client_with_entries: TestClient) -> None:
    response = client_with_entries.get("/staff/export.jsonl?language=zh-Hans")
    assert response.headers["content-disposition"].endswith('.jsonl"')
    questions = [json.loads(line)["question"] for line in response.text.splitlines()]
    assert questions == [f"第{number}问？" for number in reversed(range(300)) if number % 3]


def test_an_empty_export_is_a_file_all_the_same(client: TestClient) -> None:
    assert (
        client.get("/staff/export.csv").content.decode("utf-8-sig").startswith(f'"{WORDS.export_columns["entry_id"]}",')
    )
    response = client.get("/staff/export.jsonl")
    assert (response.status_code, response.content) == (200, b"")


def test_an_export_that_breaks_off_is_an_error_and_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def lines():  # type: ignore[no-untyped-def]
        yield "x" * 70_000
        yield "y"
        raise JournalError("cannot read the journal: disk I/O error")

    pieces = _pieces(lines())
    assert next(pieces) == "x" * 70_000
    with pytest.raises(JournalError):
        next(pieces)
    assert re.search(r"incident [0-9a-f]{8}: an export broke off", caplog.text)


def test_small_lines_are_sent_together() -> None:
    assert [len(piece) for piece in _pieces(iter(["x" * 1000] * 100))] == [66_000, 34_000]


@pytest.mark.parametrize(
    ("zone", "told", "column"),
    [
        ("Europe%2FLondon", "2026-03-02 04:00:00", "Asked (British Time, UTC+0"),
        ("America/New_York", "2026-03-01 23:00:00", "Asked (Eastern Time, UTC-0"),
        ("", "2026-03-02 12:00:00", "Asked (UTC+08:00)"),
        ("../../etc/passwd", "2026-03-02 12:00:00", "Asked (UTC+08:00)"),
        ("No/Where", "2026-03-02 12:00:00", "Asked (UTC+08:00)"),
    ],
)
def test_times_are_the_readers_and_the_head_says_whose(
    client: TestClient, database: Database, zone: str, told: str, column: str
) -> None:
    record(database, entry(asked_at=NOON))
    client.cookies.set("staff_zone", zone)
    (row,) = csv.DictReader(io.StringIO(client.get("/staff/export.csv?lang=en").content.decode("utf-8-sig")))
    (name,) = (each for each in row if each.startswith(column))
    assert row[name] == told
    (line,) = client.get("/staff/export.jsonl").text.splitlines()
    asked_at = json.loads(line)["asked_at"]
    assert asked_at[:19] == told.replace(" ", "T")
    assert datetime.fromisoformat(asked_at) == NOON
    assert told[:16] in client.get("/staff").text


def test_columns_and_kinds_are_in_the_readers_language_and_programs_read_the_journals(
    client: TestClient, database: Database
) -> None:
    held = refusal()
    record(database, held)
    add_review(database, Review(entry_id=held.entry_id, reviewer="王敏", judgement=Judgement.WRONG))
    (row,) = csv.DictReader(io.StringIO(client.get("/staff/export.csv?lang=en").content.decode("utf-8-sig")))
    assert set(EN.export_columns) == set(COLUMNS)
    assert row[EN.export_columns["reason"]] == EN.reasons[Reason.NO_EVIDENCE]
    assert row[EN.export_columns["review"]] == EN.reviews[ReviewState.REVIEWED]
    assert row[EN.export_columns["judgements"]] == "王敏: wrong"
    (line,) = client.get("/staff/export.jsonl?lang=en").text.splitlines()
    assert json.loads(line)["reason"] == "no_evidence"
