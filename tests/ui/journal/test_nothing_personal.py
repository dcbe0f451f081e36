"""What visitors type goes many ways into what is kept: none of it is personal any more at the end of any."""

import json
import logging
from pathlib import Path

import pytest
from sqlalchemy import text as sql

from tests.personal.measured import Case, cases
from tests.ui.assistants import PairsAssistant
from ui.desk import Desk
from ui.journal.case import Correction, to_case
from ui.journal.database import Database
from ui.journal.entries import find_entry
from ui.journal.export import export_csv, export_jsonl
from ui.journal.listing import Filters
from ui.journal.records import Feedback, FeedbackKind, Judgement, Review
from ui.journal.reviews import add_review, reviews_of
from ui.journal.suppression import suppressions, withhold

_MATTER = "2023年新增公办学位多少个？"
PERSONAL = [case for case in cases() if case.part == "dev" and case.personal][::4]


@pytest.fixture
def desk(assistant: PairsAssistant, in_file: Database) -> Desk:
    """Over a file, whose bytes can be looked through."""
    return Desk(assistant, in_file)


@pytest.mark.parametrize("case", PERSONAL, ids=lambda case: case.personal[0][2] + case.text[:6])
def test_nothing_personal_is_in_the_journal_its_exports_a_case_or_a_log(
    desk: Desk, file: Path, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    values = [case.text[start:end] for start, end, _ in case.personal]
    desk.ask(f"{case.text}。{_MATTER}", (), conversation_id="c" * 32)
    given = desk.ask(f"{_MATTER}{case.text}", (case.text,), conversation_id="c" * 32)
    desk.note(Feedback(entry_id=given.entry_id, kind=FeedbackKind.OTHER, comment=case.text))
    add_review(
        desk.journal, Review(entry_id=given.entry_id, reviewer="甲", judgement=Judgement.INCOMPLETE, note=case.text)
    )
    withhold(desk.journal, given.entry_id, by="甲")
    entry, reviews = find_entry(desk.journal, given.entry_id), reviews_of(desk.journal, given.entry_id)
    made = to_case(entry, reviews, {}, Correction(near_miss="not_stated", note=case.text))
    kept = [*export_csv(desk.journal, Filters()), *export_jsonl(desk.journal, Filters()), made]
    kept += [withheld.question for withheld in suppressions(desk.journal)]
    with desk.journal.reading() as connection:
        connection.execute(sql("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'full_text', 'row')"))
        indexed = set(connection.execute(sql("SELECT term FROM temp.words")).scalars())
    with caplog.at_level(logging.ERROR), desk.journal.writing() as connection:
        connection.execute(sql("ALTER TABLE entries RENAME TO elsewhere"))
    desk.ask(case.text, (case.text,), conversation_id="c" * 32)
    desk.journal.empty_log()
    kept += [caplog.text, *(path.read_bytes().decode(errors="ignore") for path in file.parent.glob("journal*"))]
    assert json.loads(made)["history"] == [entry.history[0]]
    for value in values:
        assert not any(value in text for text in kept), value
        assert value.lower() not in indexed
