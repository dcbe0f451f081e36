"""The audit: one order, nothing changed, and whoever changes it all the same is found."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from index.config import ROOT
from index.corpus import Corpus
from index.records import Life, State
from tests.ui.journal.entries import NOON, entry, settings_at
from ui.errors import AuditError, JournalError, NothingToDoError, Trouble, UnusableJournalError
from ui.journal.audit import COMMAND, SERVER, Act, audit_entries, commander, note_act
from ui.journal.audit_check import check_audit
from ui.journal.database import Database, open_database
from ui.journal.entries import record
from ui.journal.noticed import Kind, notice, notice_documents
from ui.journal.records import Judgement, Review
from ui.journal.retention import purge
from ui.journal.reviews import add_review
from ui.journal.suppression import clear, withhold

_APPENDS = """
    import sys
    from pathlib import Path
    from tests.ui.journal.entries import settings_at
    from ui.journal.audit import Act, note_act
    from ui.journal.database import open_database
    database = open_database(settings_at(Path(sys.argv[1]), journal_wait_seconds=30))
    for _ in range(int(sys.argv[2])):
        note_act(database, Act.EXPORTED, by=sys.argv[3])
"""


@pytest.fixture
def five(database: Database) -> Database:
    for number in range(5):
        note_act(database, Act.EXPORTED, by="王敏", subject=f"{number}", kind="csv")
    return database


def change(database: Database, *statements: str) -> None:
    """Change the audit as somebody does who owns the database."""
    with database.writing() as connection:
        if connection.dialect.name == "sqlite":
            made = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
            triggers = {row.name: row.sql for row in connection.execute(text(made))}
            for name in triggers:
                connection.execute(text(f"DROP TRIGGER {name}"))
            for statement in (*statements, *triggers.values()):
                connection.execute(text(statement))
        else:
            connection.execute(text("ALTER TABLE audit DISABLE TRIGGER USER"))
            for statement in statements:
                connection.execute(text(statement))
            connection.execute(text("ALTER TABLE audit ENABLE TRIGGER USER"))


def is_refused(changed: Callable[[], None]) -> bool:
    """Whether the database itself says no; what it says is for no log, as with any row that it refuses."""
    with pytest.raises(UnusableJournalError) as caught:
        changed()
    return caught.value.trouble is Trouble.REFUSED and "the audit is only appended to" in str(caught.value.__cause__)


def test_entries_stand_in_order_each_with_the_hash_of_the_one_before(five: Database) -> None:
    held = audit_entries(five)
    assert [item.number for item in held] == [5, 4, 3, 2, 1]
    assert [item.previous for item in held] == [*(item.hash for item in held[1:]), ""]
    assert [item.number for item in audit_entries(five, before=4, size=2)] == [3, 2]
    assert (held[0].by, held[0].act, held[0].subject, held[0].details) == ("王敏", "exported", "4", {"kind": "csv"})
    checked = check_audit(five)
    assert (checked.n_entries, checked.head) == (5, held[0].hash)


def test_an_empty_audit_is_whole(database: Database) -> None:
    assert (check_audit(database).n_entries, check_audit(database).head) == (0, "")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET actor = 'x'",
        "UPDATE audit SET hash = hash",
        "DELETE FROM audit WHERE number = 5",
        "DELETE FROM audit",
        "INSERT INTO audit SELECT 7, at_us, actor, act, subject, detail, hash, hash FROM audit WHERE number = 5",
        "INSERT INTO audit SELECT 6, at_us, actor, act, subject, detail, 'x', 'y' FROM audit WHERE number = 5",
    ],
)
def test_the_database_refuses_every_change(five: Database, statement: str) -> None:
    def changed() -> None:
        with five.writing() as connection:
            connection.execute(text(statement))

    assert is_refused(changed)
    assert check_audit(five).n_entries == 5


def test_the_database_refuses_to_replace_or_empty(five: Database) -> None:
    with five.reading() as connection:
        is_sqlite = connection.dialect.name == "sqlite"
    replaces = "REPLACE INTO audit SELECT number, at_us, 'x', act, subject, detail, previous, hash FROM audit"

    def changed() -> None:
        with five.writing() as connection:
            connection.execute(text(replaces if is_sqlite else "TRUNCATE audit"))

    assert is_refused(changed)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at_us", "at_us + 1"),
        ("actor", "'李强'"),
        ("act", "'verdict'"),
        ("subject", "'5'"),
        ("detail", "'{}'"),
        ("hash", f"'{'0' * 64}'"),
    ],
)
def test_the_first_changed_entry_is_named(five: Database, column: str, value: str) -> None:
    change(five, f"UPDATE audit SET {column} = {value} WHERE number IN (3, 4)")  # noqa: S608
    with pytest.raises(AuditError, match="audit entry 3 is not as it was written"):
        check_audit(five)


def test_an_entry_written_anew_does_not_fit_the_next(five: Database) -> None:
    change(five, "UPDATE audit SET previous = hash WHERE number = 3")
    with pytest.raises(AuditError, match="audit entry 3 does not follow"):
        check_audit(five)


@pytest.mark.parametrize("number", [1, 3])
def test_a_removed_entry_is_named(five: Database, number: int) -> None:
    change(five, f"DELETE FROM audit WHERE number = {number}")  # noqa: S608
    with pytest.raises(AuditError, match=rf"audit entry {number} is missing: entry {number + 1} comes next"):
        check_audit(five)


def test_a_cut_off_end_shows_against_a_head_that_was_noted_before(five: Database) -> None:
    head = check_audit(five).head
    note_act(five, Act.SIGNED_IN, by="王敏")
    assert check_audit(five, head=f" {head.upper()}\n").n_entries == 6
    change(five, "DELETE FROM audit WHERE number >= 5")
    assert check_audit(five).n_entries == 4  # by itself the rest is whole
    with pytest.raises(AuditError, match=rf"no entry of the audit has the hash {head}.*4 are left"):
        check_audit(five, head=head)
    note_act(five, Act.EXPORTED, by="王敏", subject="4", kind="csv")  # the same act at another moment is another entry
    with pytest.raises(AuditError, match="no entry of the audit"):
        check_audit(five, head=head)


def test_a_missing_trigger_is_named(five: Database) -> None:
    with five.writing() as connection:
        on = "" if connection.dialect.name == "sqlite" else " ON audit"
        connection.execute(text(f"DROP TRIGGER audit_no_delete{on}"))
    with pytest.raises(AuditError, match="no trigger audit_no_delete"):
        check_audit(five)


def test_processes_that_append_at_once_make_one_chain(file: Path) -> None:
    open_database(settings_at(file)).close()
    command = [sys.executable, "-c", textwrap.dedent(_APPENDS), str(file), "25"]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    writers = [subprocess.Popen([*command, f"p{number}"], cwd=ROOT, env=environment) for number in range(3)]
    assert [process.wait(timeout=120) for process in writers] == [0] * 3
    database = open_database(settings_at(file))
    assert check_audit(database).n_entries == 75
    database.close()


def test_an_act_that_fails_leaves_no_entry(database: Database) -> None:
    held = entry()
    record(database, held)
    with pytest.raises(NothingToDoError):
        clear(database, held.question_key, by="王敏")
    with pytest.raises(JournalError):
        add_review(database, Review(entry_id="none", reviewer="王敏", judgement=Judgement.WRONG))
    assert audit_entries(database) == ()


def test_a_verdict_and_what_it_withholds_are_told_without_a_word_of_the_asker(database: Database) -> None:
    held = entry("我的问题很特别")
    record(database, held)
    review = Review(entry_id=held.entry_id, reviewer="王敏", judgement=Judgement.WRONG, note="特别的话")
    add_review(database, review, needed=1)
    clear(database, held.question_key, by="李强")
    withhold(database, held.entry_id, by="李强")
    withhold(database, held.entry_id, by="王敏")  # it is already
    told = [(item.by, item.act) for item in reversed(audit_entries(database))]
    assert told == [
        ("王敏", "verdict"),
        ("王敏", "withholding_proposed"),
        ("王敏", "withheld"),
        ("李强", "shown_again"),
        ("李强", "withheld"),
    ]
    assert {item.subject for item in audit_entries(database)} == {held.entry_id}
    assert "特别" not in repr(audit_entries(database))
    assert held.question_key not in repr(audit_entries(database))


def test_what_is_removed_after_its_time_leaves_the_chain_whole(database: Database) -> None:
    held = entry(asked_at=NOON - timedelta(days=400))
    record(database, held)
    add_review(database, Review(entry_id=held.entry_id, reviewer="王敏", judgement=Judgement.WRONG))
    head = check_audit(database).head
    assert purge(database, days=180, at=NOON) == 1
    assert check_audit(database, head=head).n_entries == 2


def test_what_was_added_changed_or_removed_is_noticed_once(database: Database) -> None:
    for found in ({"a": "1", "b": "1"}, {"a": "1", "b": "1"}, {"a": "2", "c": "1"}):
        with database.writing() as connection:
            notice(connection, Kind.USER, found, by=SERVER)
    told = [(item.act, item.subject, item.details["mark"]) for item in reversed(audit_entries(database))]
    assert told == [
        ("user_added", "a", "1"),
        ("user_added", "b", "1"),
        ("user_added", "c", "1"),
        ("user_changed", "a", "2"),
        ("user_removed", "b", "1"),
    ]


def test_many_at_once_are_one_entry(database: Database) -> None:
    with database.writing() as connection:
        notice(connection, Kind.DOCUMENT, {f"d{number}": "1" for number in range(101)}, by=SERVER)
    (item,) = audit_entries(database)
    assert (item.act, item.details["n"]) == ("document_added", "101")


def test_the_documents_that_are_held_are_told_once(database: Database, corpus: Corpus) -> None:
    notice_documents(database, corpus)
    notice_documents(database, corpus)
    told = {item.subject: item.details["mark"] for item in audit_entries(database, size=500)}
    assert told == {held.doc_id: held.sha256 for held in corpus.entries}
    assert len(audit_entries(database, size=500)) == len(corpus.entries)


def test_a_document_that_is_withdrawn_has_changed(database: Database, corpus: Corpus) -> None:
    notice_documents(database, corpus)
    life = Life(state=State.WITHDRAWN, since=date(2025, 3, 1), why="数字有误")
    places = [(doc_id, segment) for doc_id, (segment, _) in corpus.layout.places.items()]
    gone = corpus.entries[0].model_copy(update={"life": life})
    notice_documents(database, Corpus(corpus.layout.segments, places[1:], [gone]))
    last = audit_entries(database)[0]
    assert (last.act, last.subject) == ("document_changed", gone.doc_id)
    assert last.details["mark"] != gone.sha256


def test_a_command_is_given_by_a_user_of_the_machine() -> None:
    assert commander().startswith(COMMAND)
