import csv
import io
import json
from collections.abc import Iterator

import pytest

from rag.records import Reason
from tests.ui.journal.entries import NOON, entry, refusal
from ui.journal.cell import as_it_was
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.export import export_csv, export_jsonl
from ui.journal.feedback import give_feedback
from ui.journal.listing import Filters
from ui.journal.records import CitationVerdict, Feedback, FeedbackKind, Judgement, Outcome, Review, Support
from ui.journal.reviews import add_review


@pytest.fixture
def filled(database: Database) -> Database:
    held = entry('=HYPERLINK("http://x","学位")', history=("一", "二"))
    record(database, held)
    record(database, refusal('无\n行,"号"', reason=Reason.WRONG_PERIOD, asked_at=NOON.replace(hour=1)))
    give_feedback(database, Feedback(entry_id=held.entry_id, kind=FeedbackKind.OTHER, comment="@SUM(1)", given_at=NOON))
    verdict = CitationVerdict(number=1, support=Support.PARTLY)
    add_review(
        database,
        Review(
            entry_id=held.entry_id,
            reviewer="甲",
            judgement=Judgement.INCOMPLETE,
            citations=(verdict,),
            note="少了一项",
            reviewed_at=NOON,
        ),
    )
    return database


def rows(pieces: Iterator[str]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(pieces).removeprefix("\ufeff"), newline="")))


def test_csv_has_a_row_an_entry_and_opens_in_excel_as_utf8(filled: Database) -> None:
    assert next(export_csv(filled, Filters())).startswith('\ufeff"entry_id",')
    first, second = rows(export_csv(filled, Filters()))
    assert first["asked_at"] == "2026-03-02T04:00:00+00:00"
    assert first["history"] == "一\n二"
    assert first["citations"] == "[1] 001_e6d6b6bfaf22de54 新增学位10155个。"
    assert (first["feedback"], first["review"]) == ("other", "reviewed")
    assert (first["judgements"], first["notes"]) == ("甲: incomplete", "甲: 少了一项")
    assert (second["question"], second["reason"], second["review"]) == ('无\n行,"号"', "wrong_period", "unreviewed")


def test_no_cell_begins_a_formula(filled: Database) -> None:
    for row in rows(export_csv(filled, Filters())):
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())
    first = rows(export_csv(filled, Filters()))[0]
    assert first["question"] == '\'=HYPERLINK("http://x","学位")'
    assert first["comments"] == "'@SUM(1)"


def test_a_csv_read_back_is_what_the_journal_holds(filled: Database) -> None:
    in_csv = [(as_it_was(row["question"]), as_it_was(row["text"])) for row in rows(export_csv(filled, Filters()))]
    assert in_csv == [(held["question"], held["text"]) for held in map(json.loads, export_jsonl(filled, Filters()))]


def test_jsonl_holds_all_of_an_entry(filled: Database) -> None:
    first, second = map(json.loads, export_jsonl(filled, Filters()))
    assert first["citations"][0]["spans"] == [{"start": 10, "end": 30}, {"start": 40, "end": 41}]
    assert first["passages"][0]["dense_rank"] == 2
    assert first["considered"]["years"] == [2022]
    assert first["feedback"][0]["comment"] == "@SUM(1)"
    assert first["reviews"][0]["citations"] == [{"number": 1, "support": "partly"}]
    assert (second["reviews"], second["feedback"], second["review"]) == ([], [], "unreviewed")


def test_an_export_is_of_what_was_filtered(filled: Database) -> None:
    assert len(rows(export_csv(filled, Filters(outcome=Outcome.REFUSED)))) == 1
    assert len(list(export_jsonl(filled, Filters(words="学位 HYPERLINK")))) == 1


def test_an_export_streams(filled: Database) -> None:
    pieces = export_jsonl(filled, Filters())
    next(pieces)
    record(filled, entry())  # no lock is held between two lines
    assert len(list(pieces)) == 1
