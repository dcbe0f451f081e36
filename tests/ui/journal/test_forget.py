import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.ui.journal.entries import NOON, entry, settings_at
from ui.errors import JournalError, MissingEntryError
from ui.journal.__main__ import main
from ui.journal.audit import audit_entries, commander
from ui.journal.case import case_id
from ui.journal.database import Database, open_database
from ui.journal.entries import find_entry, record
from ui.journal.feedback import give_feedback
from ui.journal.forget import Request, forget, moment, to_forget
from ui.journal.inbox import append_case, has_case, remove_cases
from ui.journal.listing import Filters, list_entries
from ui.journal.records import Entry, Feedback, FeedbackKind, Judgement, Review
from ui.journal.reviews import add_review
from ui.journal.suppression import is_withheld, suppressions, withhold


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"  # not beside the journal: its bytes are looked at apart
    folder.mkdir()
    return folder / "inbox.jsonl"


def case_of(held: Entry) -> str:
    return json.dumps({"id": case_id(held.entry_id), "question": held.question}, ensure_ascii=False) + "\n"


def ids(database: Database, inbox: Path, **asked: object) -> list[str]:
    return [found.entry_id for found in to_forget(database, inbox, Request.model_validate(asked))]


def test_nothing_of_a_forgotten_entry_is_in_any_file_and_the_others_stay(
    in_file: Database, file: Path, inbox: Path
) -> None:
    gone = entry("翡翠麒麟", considered=None, text="琉璃孔雀[1]", entry_id="a" * 32)
    stays = entry("新的问题", conversation_id="d" * 32, entry_id="b" * 32)
    for held in (gone, stays):
        record(in_file, held)
        append_case(inbox, case_of(held))
    give_feedback(in_file, Feedback(entry_id=gone.entry_id, kind=FeedbackKind.OTHER, comment="玛瑙貔貅"))
    add_review(in_file, Review(entry_id=gone.entry_id, reviewer="甲", judgement=Judgement.WRONG, note="珊瑚蟠桃"))
    in_file.empty_log()
    words = ("翡翠", "麒麟", "琉璃", "孔雀", "玛瑙", "貔貅", "珊瑚", "蟠桃")
    assert all(word.encode() in file.read_bytes() for word in words)
    assert forget(in_file, inbox, ids(in_file, inbox, ids=[gone.entry_id]), by="王敏")
    content = b"".join(path.read_bytes() for folder in (file.parent, inbox.parent) for path in folder.glob("*.*"))
    assert not [word for word in words if word.encode() in content]
    assert find_entry(in_file, stays.entry_id) == stays
    assert not has_case(inbox, case_id(gone.entry_id))
    assert has_case(inbox, case_id(stays.entry_id))
    assert [each.question for each in list_entries(in_file, Filters(words="新的")).listed] == ["新的问题"]


def test_a_withheld_answer_stays_withheld_without_its_question(database: Database, inbox: Path) -> None:
    held = entry(considered=None)
    record(database, held)
    withhold(database, held.entry_id, by="甲")
    forget(database, inbox, [held.entry_id], by="王敏")
    assert is_withheld(database, held.question_key)
    assert [each.question for each in suppressions(database)] == ["—"]


def test_an_id_may_be_the_eight_characters_that_the_page_shows(database: Database, inbox: Path) -> None:
    held = entry(entry_id="3f2a9c81" + "0" * 24)
    record(database, held)
    assert ids(database, inbox, ids=["3F2A9C81"]) == [held.entry_id]
    for wrong in ("3f2a9c8", "99999999", "%%%%%%%%"):
        with pytest.raises(MissingEntryError, match=wrong):
            ids(database, inbox, ids=[wrong])
    record(database, entry(entry_id="3f2a9c81" + "1" * 24))
    with pytest.raises(MissingEntryError, match="several"):
        ids(database, inbox, ids=["3f2a9c81"])


def test_what_repeats_a_question_goes_with_it_and_a_conversation_on_demand(database: Database, inbox: Path) -> None:
    first = entry("翡翠麒麟")
    second = entry("那2021年呢", history=("翡翠麒麟",), asked_at=NOON + timedelta(seconds=1))
    third = entry("天气", asked_at=NOON + timedelta(seconds=2))
    other = entry("翡翠麒麟", conversation_id="d" * 32, asked_at=NOON + timedelta(seconds=3))
    for held in (first, second, third, other):
        record(database, held)
    assert ids(database, inbox, ids=[first.entry_id]) == [first.entry_id, second.entry_id]
    whole = ids(database, inbox, ids=[first.entry_id], with_conversations=True)
    assert whole == [first.entry_id, second.entry_id, third.entry_id]


def test_entries_are_found_by_words_and_time(database: Database, inbox: Path) -> None:
    first, later = entry("翡翠麒麟"), entry("翡翠麒麟", conversation_id="d" * 32, asked_at=NOON + timedelta(hours=2))
    for held in (first, later):
        record(database, held)
    assert ids(database, inbox, words="麒麟") == [first.entry_id, later.entry_id]
    assert ids(database, inbox, words="麒麟", since=moment("2026-03-02T13:00")) == [later.entry_id]
    assert ids(database, inbox, until=moment("2026-03-02T13:00")) == [first.entry_id]
    assert ids(database, inbox, words="没有") == []
    with pytest.raises(JournalError, match="which entries"):
        ids(database, inbox)


def test_the_command_shows_first_and_removes_only_when_told(
    file: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LUOHU_UI_JOURNAL_URL", f"sqlite:///{file}")
    monkeypatch.setenv("LUOHU_UI_INBOX", str(inbox))
    database = open_database(settings_at(file))
    held = entry("翡翠麒麟")
    record(database, held)
    append_case(inbox, case_of(held))
    command = ["forget", held.entry_id]
    assert main(command) == 0
    shown = capsys.readouterr().out
    assert "翡翠麒麟" in shown
    assert f"case {case_id(held.entry_id)}" in shown
    assert "none removed" in shown
    assert find_entry(database, held.entry_id) == held
    assert main([*command, "--yes"]) == 0
    assert "1 entries removed" in capsys.readouterr().out
    told = audit_entries(database)
    assert [(each.act, each.by, each.subject) for each in told] == [("deleted", commander(), held.entry_id)]
    assert "麒麟" not in repr(told)
    assert main(command) == 2
    assert "no entry" in capsys.readouterr().err
    database.close()


def test_bytes_that_stay_while_somebody_reads_are_gone_after_the_next_purge(
    in_file: Database, file: Path, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.journal.forget._EMPTIED_SECONDS", 0.2)
    monkeypatch.setenv("LUOHU_UI_JOURNAL_URL", f"sqlite:///{file}")
    held = entry("翡翠麒麟", considered=None)
    record(in_file, held)
    with in_file.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM entries").fetchall()
        assert not forget(in_file, inbox, [held.entry_id], by="王敏")
    assert main(["purge"]) == 0
    assert "麒麟".encode() not in b"".join(path.read_bytes() for path in file.parent.glob("journal*"))


def test_removing_cases_leaves_the_others_and_the_files_mode(inbox: Path) -> None:
    lines = [f'{{"id": "s{n}"}}\n' for n in range(5)]
    for line in lines:
        append_case(inbox, line)
    inbox.chmod(0o600)
    assert remove_cases(inbox, {"s1", "s3", "s9"}) == 2
    assert inbox.read_text() == "".join(lines[n] for n in (0, 2, 4))
    assert inbox.stat().st_mode & 0o777 == 0o600
    assert remove_cases(inbox.with_name("none.jsonl"), {"s1"}) == 0


def test_what_the_inbox_held_is_overwritten_where_it_lay(inbox: Path) -> None:
    append_case(inbox, '{"id": "s1", "question": "翡翠"}\n')
    with inbox.open("rb") as before:
        remove_cases(inbox, {"s1"})
        assert not before.read().strip(b"\0")
