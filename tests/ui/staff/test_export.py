import csv
import io
import json
import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from rag.records import Language
from tests.ui.journal.entries import NOON, entry
from ui.errors import JournalError
from ui.journal.database import Database
from ui.journal.entries import record
from ui.staff.export import _pieces


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
    assert [row["question"] for row in rows] == [f"第{number}问？" for number in range(297, -1, -3)]


def test_jsonl_is_a_file_with_what_is_filtered(client_with_entries: TestClient) -> None:
    response = client_with_entries.get("/staff/export.jsonl?language=zh-Hans")
    assert response.headers["content-disposition"].endswith('.jsonl"')
    questions = [json.loads(line)["question"] for line in response.text.splitlines()]
    assert questions == [f"第{number}问？" for number in reversed(range(300)) if number % 3]


def test_an_empty_export_is_a_file_all_the_same(client: TestClient) -> None:
    assert client.get("/staff/export.csv").content.decode("utf-8-sig").startswith('"entry_id",')
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
