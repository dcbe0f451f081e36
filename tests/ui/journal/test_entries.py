import json
import traceback
from datetime import UTC, datetime, timedelta, timezone

import pytest
from pydantic import ValidationError
from sqlalchemy import text

from index.records import Span
from rag.records import Language, Reason
from tests.ui.journal.entries import NOON, citation, considered, entry, refusal
from ui.errors import JournalError
from ui.journal.database import Database
from ui.journal.entries import Evidence, find_entry, record
from ui.journal.records import Entry, Feedback, FeedbackKind, Judgement, Review

# As the first version wrote it. Evidence is kept for years: what cannot be read with today's models is lost.
_FIRST_VERSION = """{"citations":[{"number":1,"doc_id":"d","title":"t","issued":"2023-01-10","section":["一"],
"spans":[{"start":1,"end":3}],"quote":"q","sha256":"s"}],"passages":[{"rank":1,"doc_id":"d","chunk_id":"d/1",
"section":[],"spans":[{"start":1,"end":3}],"text":"x","score":1.5,"cosine":0.5,"dense_rank":2,"lexical_rank":null}],
"considered":{"asked":"a","topic":"","years":[2022],"status":"plan","wants":"figure","is_pinyin":false,
"terms":[{"name":"学位","value":1.0}],"chosen":["u"],"gate":[{"name":"best","value":0.5}],"held_years":[2023]}}"""


@pytest.mark.parametrize(
    "held",
    [
        entry(),
        entry(
            history=("2022年呢", "学位"), language=Language.CANTONESE, citations=(citation(1), citation(2, issued=None))
        ),
        refusal(considered=None, passages=()),
        refusal(reason=Reason.WRONG_PERIOD),
        entry(asked_at=datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=timezone(timedelta(hours=8)))),
        entry(question="emoji 🀄 and 'quotes\"; DROP TABLE entries;--"),
    ],
)
def test_an_entry_comes_back_as_it_was(database: Database, held: Entry) -> None:
    record(database, held)
    assert find_entry(database, held.entry_id) == held


def test_moments_are_kept_in_utc(database: Database) -> None:
    held = entry(asked_at=datetime(2026, 3, 2, 12, 0, tzinfo=timezone(timedelta(hours=8))))
    record(database, held)
    assert find_entry(database, held.entry_id).asked_at == NOON
    assert find_entry(database, held.entry_id).asked_at.tzinfo is UTC


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValidationError):
        entry(asked_at=datetime(2026, 3, 2))  # noqa: DTZ001


def test_entries_of_the_same_moment_are_all_kept(database: Database) -> None:
    ids = []
    for _ in range(60):  # of 1000 places in a microsecond: a collision is more likely than not
        ids.append(entry().entry_id)
        record(database, entry(entry_id=ids[-1]))
    assert all(find_entry(database, entry_id).asked_at == NOON for entry_id in ids)


def test_an_entry_is_kept_once(database: Database) -> None:
    held = entry()
    record(database, held)
    with pytest.raises(JournalError, match=r"(?i)unique"):
        record(database, held)


def test_an_error_of_the_engine_shows_nothing_of_the_entry(in_file: Database) -> None:
    held = entry("我住在莲塘")
    record(in_file, held)
    with pytest.raises(JournalError) as caught:
        record(in_file, held)
    shown = "".join(traceback.format_exception(caught.value))  # as a log without a form of its own shows it
    assert "INSERT INTO entries" in shown
    assert "莲塘" not in shown


def test_an_entry_that_is_not_there_is_an_error_without_what_a_browser_sent(database: Database) -> None:
    with pytest.raises(JournalError, match="no such entry") as caught:
        find_entry(database, "我的号码是13800138000")
    assert "我的" not in str(caught.value)


def test_nothing_personal_reaches_the_tables(database: Database) -> None:
    number = "13800138000"
    held = entry(
        question=f"我是{number}，学位多少",
        history=(f"打{number}",),
        considered=considered(f"我是{number}", topic=f"打{number}"),
    )
    record(database, held)
    back = find_entry(database, held.entry_id)
    assert back.question == "我是[手机号]，学位多少"
    assert back.history == ("打[手机号]",)
    with database.reading() as connection:
        dump = "".join(
            repr(row)
            for table in ("entries", "searched", *["full_text"] * database.has_full_text)
            for row in connection.execute(text(f"SELECT * FROM {table}"))  # noqa: S608
        )
    assert number not in dump + back.model_dump_json()


def test_what_is_no_text_is_replaced(database: Database) -> None:
    held = entry(question="学位\x00\ud800多少", considered=None)
    record(database, held)
    assert find_entry(database, held.entry_id).question == "学位\ufffd\ufffd多少"


def test_comments_and_notes_are_masked() -> None:
    assert Feedback(entry_id="x", kind=FeedbackKind.OTHER, comment="邮箱a@b.cn").comment == "邮箱[邮箱]"
    note = Review(entry_id="x", reviewer="甲", judgement=Judgement.RIGHT, note="问13800138000").note
    assert note == "问[手机号]"


@pytest.mark.parametrize("fields", [{"citations": ()}, {"outcome": "refused"}])
def test_an_entry_agrees_with_its_outcome(fields: dict[str, object]) -> None:
    with pytest.raises(ValidationError, match="a refusal has a reason"):
        entry(**fields)


def test_evidence_of_the_first_version_can_be_read() -> None:
    evidence = Evidence.model_validate_json(_FIRST_VERSION)
    assert evidence.citations[0].spans == (Span(start=1, end=3),)
    read = evidence.model_dump(mode="json")
    first = json.loads(_FIRST_VERSION)
    assert {name: value for name, value in read["considered"].items() if name in first["considered"]} == first.pop(
        "considered"
    )
    assert {name: value for name, value in read.items() if name in first} == first
