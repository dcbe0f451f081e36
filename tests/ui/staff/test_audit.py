import html
import re
from enum import StrEnum

import pytest
from fastapi.testclient import TestClient

from tests.ui.staff.area import csrf_of, sign_in
from ui.journal.audit import SERVER, Act, audit_entries, note_act
from ui.journal.audit_check import check_audit
from ui.journal.database import Database
from ui.text.languages import languages
from ui.text.zh_hans.audit import AUDIT_ZH_HANS as WORDS


def cells(page: str) -> list[list[str]]:
    """The rows of the table, each with the text of its cells."""
    rows = re.findall(r"(?s)<tr role=\"row\">(.*?)</tr>", page)[1:]
    plain = [re.findall(r"(?s)<t[dh][^>]*>(.*?)</t[dh]>", row) for row in rows]
    return [[html.unescape(re.sub(r"<[^>]+>", "", cell)).strip() for cell in row] for row in plain]


def test_it_says_who_did_what_to_what(client: TestClient, database: Database) -> None:
    note_act(database, Act.BACKED_UP, by="command:root", subject="<b>")
    note_act(database, Act.DOCUMENT_REMOVED, by=SERVER, subject="d1", mark="ab")
    rows = cells(client.get("/staff/audit").text)
    assert [row[2:5] for row in rows[:2]] == [["服务器发现", "移除文件", "d1"], ["命令行：root", "备份", "<b>"]]
    assert rows[0][5] == "标记：ab"
    assert [row[2:4] for row in rows if row[3] == "登录"] == [["王敏", "登录"]]


def test_the_head_is_shown_to_be_kept_elsewhere(client: TestClient, database: Database) -> None:
    page = client.get("/staff/audit").text
    checked = check_audit(database)
    assert WORDS.head.format(n=f"{checked.n_entries:,}", hash=checked.head) in page
    assert "<code>python -m ui.journal audit check</code>" in page


def test_it_pages_to_the_first_entry(client: TestClient, database: Database) -> None:
    for _ in range(120):
        note_act(database, Act.EXPORTED, by="王敏", kind="csv")
    n = check_audit(database).n_entries
    seen, address = [], "/staff/audit"
    while address:
        page = client.get(address).text
        seen += [int(row[0]) for row in cells(page)]
        following = re.search(r'href="(/staff/audit\?before=\d+)" rel="next"', page)
        address = following[1] if following else ""
    assert seen == list(range(n, 0, -1))


@pytest.mark.parametrize("before", ["x", "-1", "１", "9" * 30, ""])
def test_an_address_that_names_no_entry_shows_the_latest(client: TestClient, before: str) -> None:
    response = client.get(f"/staff/audit?before={before}")
    assert response.status_code == 200
    assert cells(response.text)


def test_what_happened_at_signing_in_and_out_is_told(client: TestClient, database: Database) -> None:
    client.post("/staff/logout", data={"csrf": csrf_of(client.get("/staff").text)})
    sign_in(client, "王敏", "wrong")
    sign_in(client, "geheimes Kennwort", "wrong")
    sign_in(client)
    acts = [(item.act, item.by, item.subject) for item in audit_entries(database)][:4]
    assert acts == [
        ("signed_in", "王敏", ""),
        ("sign_in_failed", "", ""),
        ("sign_in_failed", "", "王敏"),
        ("signed_out", "王敏", ""),
    ]
    assert "geheim" not in repr(audit_entries(database, size=500))


def test_an_export_is_told_without_the_words_that_were_searched_for(client: TestClient, database: Database) -> None:
    client.get("/staff/export.csv?words=我的病历&language=en")
    (item,) = audit_entries(database, size=1)
    assert (item.act, item.by, item.details) == ("exported", "王敏", {"kind": "csv", "language": "en"})


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_each_language_shows_it(client: TestClient, language: object) -> None:
    words = language.audit  # type: ignore[attr-defined]
    page = client.get(f"/staff/audit?lang={language.tag}").text  # type: ignore[attr-defined]
    assert f"<h1>{words.title}</h1>" in page
    assert words.acts[Act.SIGNED_IN] in page
    assert set(words.acts) == set(Act)
    assert len(set(words.acts.values())) == len(Act)


class OfNewer(StrEnum):
    """What a newer program tells the audit."""

    DANCED = "danced"


def test_an_act_of_a_newer_program_stands_as_it_is(client: TestClient, database: Database) -> None:
    note_act(database, OfNewer.DANCED, by="王敏")  # type: ignore[arg-type]
    assert cells(client.get("/staff/audit").text)[0][3] == "danced"
