"""The pages of documents: listing, uploading, what is said of each upload. What is done behind them: tests/ui/held."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from eval.bench.papers import lines, pdf
from index.config import IndexSettings
from index.corpus import Corpus
from index.errors import Fault
from tests.ui.held.reports import REPORT
from tests.ui.parsed import parse
from tests.ui.staff.area import csrf_of, signed_in
from ui.config import UiSettings
from ui.headers import SENDING_POLICY
from ui.held.look import look
from ui.held.problems import Problem
from ui.held.records import Held, State
from ui.held.shelf import PREVIEW, Shelf
from ui.journal.audit import audit_entries
from ui.journal.clock import LOCAL
from ui.journal.database import Database
from ui.journal.records import now
from ui.text.zh_hans.documents import DOCUMENTS_ZH_HANS as WORDS
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF

HOME = "/staff/documents"


@pytest.fixture
def any_journal(file: Path) -> SecretStr:
    """One engine is enough: tests/ui/journal tells what differs."""
    return SecretStr(f"sqlite:///{file}")


@pytest.fixture
def shelf(settings: UiSettings) -> Shelf:
    return Shelf(settings.held_dir)


def sent(client: TestClient, *files: tuple[str, bytes], csrf: str = "", accept: str = "text/html") -> int:
    given = {"csrf": csrf or csrf_of(client.get(HOME).text)}
    parts = [("files", (name, content, "application/pdf")) for name, content in files]
    return client.post(f"{HOME}/upload", data=given, files=parts, headers={"accept": accept}).status_code


@pytest.fixture
def read(client: TestClient, shelf: Shelf) -> Held:
    """A report that was uploaded and read."""
    assert sent(client, ("西岸区报告.txt", REPORT.encode())) == 303
    (item,) = shelf.items()
    preview = look(shelf.file(item), IndexSettings.load())
    (shelf.folder / item.held_id / PREVIEW).write_text(preview.model_dump_json(), encoding="utf-8")
    return shelf.become(item.held_id, State.READ, of=frozenset({State.CAME}))


def form_of(client: TestClient, item: Held) -> dict[str, str]:
    """The form of a preview as a browser would send it."""
    form = parse(client.get(f"{HOME}/held/{item.held_id}").text).one("form", cls="entry")
    fields = [field for field in form.all("input") if field.attributes.get("type") != "radio"]
    chosen = [field for field in form.all("input", type="radio") if "checked" in field.attributes]
    given = {field.attributes["name"]: field.attributes.get("value", "") for field in (*fields, *chosen)}
    for select in form.all("select"):
        options = [option for option in select.all("option") if "selected" in option.attributes]
        given[select.attributes["name"]] = options[0].attributes["value"]
    return given


def test_documents_are_listed_and_found_by_their_words(client: TestClient, corpus: Corpus) -> None:
    page = parse(client.get(HOME).text).one("section", cls="in-force")
    assert {line.one("a").attributes["href"].split("?")[0] for line in page.all("th", role="rowheader")} == {
        f"/doc/{entry.doc_id}" for entry in corpus.entries
    }
    found = parse(client.get(f"{HOME}?words=十大计划 2025").text).one("section", cls="in-force")
    assert len(found.all("tr")) == 2
    assert WORDS.nothing in client.get(f"{HOME}?words=火星").text
    assert client.get(HOME).headers["content-security-policy"] == SENDING_POLICY


@pytest.mark.parametrize(("page", "first"), [("", "1"), ("2", "3"), ("99", "5"), ("-1", "1"), ("x", "1"), ("0", "1")])
def test_the_list_is_paged(client: TestClient, monkeypatch: pytest.MonkeyPatch, page: str, first: str) -> None:
    monkeypatch.setattr("ui.staff.documents.PAGE", 2)
    assert f"本页第 {first} 至" in client.get(f"{HOME}?page={page}").text


def test_files_are_kept_several_at_once_and_told_to_the_audit(
    client: TestClient, shelf: Shelf, database: Database
) -> None:
    assert sent(client, ("甲.txt", b"a"), ("../../乙.txt", b"b")) == 303
    assert {item.name for item in shelf.items()} == {"甲.txt", "乙.txt"}
    told = [(entry.act, entry.by, entry.subject) for entry in audit_entries(database)][:2]
    assert sorted(told) == [("document_uploaded", "王敏", "乙.txt"), ("document_uploaded", "王敏", "甲.txt")]
    assert sent(client, ("丙.txt", b"c"), accept="application/json") == 200


def test_a_form_of_elsewhere_leaves_nothing(client: TestClient, shelf: Shelf) -> None:
    assert sent(client, ("甲.txt", b"a"), csrf="of another session") == 403
    assert shelf.items() == ()


def test_no_file_and_too_much_are_told(
    client: TestClient, database: Database, corpus: Corpus, settings: UiSettings, shelf: Shelf
) -> None:
    page = client.post(f"{HOME}/upload", data={"csrf": csrf_of(client.get(HOME).text)}, files={"files": ("", b"")})
    assert (page.status_code, WORDS.no_files in page.text) == (400, True)
    small = signed_in(database, corpus, settings.model_copy(update={"document_mb": 1}))
    given = {"csrf": csrf_of(small.get(HOME).text)}
    page = small.post(f"{HOME}/upload", data=given, files={"files": ("大.txt", io.BytesIO(b"x" * 1_200_000))})
    assert (page.status_code, WORDS.too_much.format(mb=1, n=settings.document_files) in page.text) == (413, True)
    assert shelf.items() == ()
    full = signed_in(database, corpus, settings.model_copy(update={"held_mb": 1}))
    assert sent(full, ("大.txt", b"x" * 1_200_000)) == 303
    assert sent(full, ("再.txt", b"x"), accept="application/json") == 400


def test_a_preview_shows_what_was_read_beside_the_text(client: TestClient, read: Held) -> None:
    page = parse(client.get(f"{HOME}/held/{read.held_id}").text)
    assert "新增公办学位4380个" in page.one("div", cls="whole").text
    assert [line.text.split()[0] for line in page.one("ol", cls="outline").all("li")] == [
        "一、2025年工作回顾",
        "二、2026年工作安排",
    ]
    given = form_of(client, read)
    assert (given["title"], given["place"], given["doc_id"]) == ("西岸区2025年政府工作报告", "西岸区", "西岸区报告")
    assert (given["first_1"], given["last_1"], given["status_1"]) == ("2026", "2026", "plan")
    assert WORDS.hidden_found.format(kind=WORDS.hidden_kinds["zero-width character"], n=1, lines=13) in page.text  # type: ignore[index]


def test_the_file_goes_out_as_a_download_only(client: TestClient, read: Held) -> None:
    response = client.get(f"{HOME}/held/{read.held_id}/original")
    assert response.content == REPORT.encode()
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["content-disposition"].startswith("attachment;")


def test_what_a_file_says_is_text_on_the_page(client: TestClient, shelf: Shelf) -> None:
    sent(client, ("<img src=x onerror=alert(1)>.txt", b"<script>alert(2)</script>\n\n<b>x</b>"))
    (item,) = shelf.items()
    preview = look(shelf.file(item), IndexSettings.load())
    (shelf.folder / item.held_id / PREVIEW).write_text(preview.model_dump_json(), encoding="utf-8")
    shelf.become(item.held_id, State.READ, of=frozenset({State.CAME}))
    for path in (HOME, f"{HOME}/held/{item.held_id}"):
        page = client.get(path).text
        assert "<img" not in page
        assert "<script>alert" not in page
        assert "<b>x" not in page


def test_the_corrected_entry_is_approved_at_once(client: TestClient, read: Held, shelf: Shelf) -> None:
    given = form_of(client, read) | {"issuer": "", "first_0": "", "last_0": "", "first_5": "2021", "last_5": "2025"}
    response = client.post(f"{HOME}/held/{read.held_id}", data=given)
    assert response.headers["location"] == f"{HOME}?notice=approved"
    approval = shelf.item(read.held_id).approval
    assert approval is not None
    assert (approval.by, approval.due, approval.entry.issuer) == ("王敏", None, "")
    assert [cover.first_year for cover in approval.entry.covers] == [2026, 2021]
    assert client.post(f"{HOME}/held/{read.held_id}", data=given).status_code == 409
    assert client.post(f"{HOME}/held/{read.held_id}/discard", data=given).status_code == 409


def test_a_time_is_a_clocks_in_shenzhen_and_can_be_taken_back(
    client: TestClient, read: Held, shelf: Shelf, database: Database
) -> None:
    due = (now() + timedelta(days=2)).astimezone(LOCAL).replace(second=0, microsecond=0)
    given = form_of(client, read) | {"when": "later", "due": f"{due:%Y-%m-%dT%H:%M}"}
    response = client.post(f"{HOME}/held/{read.held_id}", data=given)
    assert response.headers["location"] == f"{HOME}?notice=scheduled"
    assert shelf.item(read.held_id).is_due_at == due
    assert f"将于 {due:%Y-%m-%d %H:%M} 生效" in client.get(HOME).text
    assert client.post(f"{HOME}/held/{read.held_id}/recall", data=given).status_code == 303
    assert shelf.item(read.held_id).state is State.READ
    acts = [entry.act for entry in audit_entries(database)][:2]
    assert acts == ["document_recalled", "document_approved"]


@pytest.mark.parametrize(
    ("field", "value", "wrong"),
    [
        ("title", "", "title"),
        ("title", "长" * 301, "title"),
        ("issued", "2026-13-01", "issued"),
        ("first_0", "1812", "covers"),
        ("first_0", "二〇二五", "covers"),
        ("last_0", "2020", "covers"),
        ("doc_id", "../x", "doc_id"),
        ("doc_id", "a/b", "doc_id"),
        ("doc_id", "catalog#1", "doc_id"),
        ("doc_id", "001_e6d6b6bfaf22de54", "edition"),
        ("due", "gestern", "due"),
        ("due", "2001-01-01T00:00", "due"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(
    client: TestClient, read: Held, field: str, value: str, wrong: str
) -> None:
    given = form_of(client, read) | {field: value, "kind": "新文种"}
    if field == "due":
        given["when"] = "later"
    response = client.post(f"{HOME}/held/{read.held_id}", data=given)
    assert response.status_code == 400
    page = parse(response.text)
    assert page.one("p", id="problem").text == WORDS.wrong[wrong]
    assert page.one("input", id="kind").attributes["value"] == "新文种"
    assert WORDS.states[State.READ] in client.get(HOME).text


def test_a_held_name_asks_whether_it_is_a_new_edition(
    client: TestClient, read: Held, shelf: Shelf, corpus: Corpus
) -> None:
    given = form_of(client, read) | {"doc_id": corpus.entries[0].doc_id}
    page = client.post(f"{HOME}/held/{read.held_id}", data=given).text
    assert corpus.entries[0].title in page
    client.post(f"{HOME}/held/{read.held_id}", data=given | {"edition": "edition"})
    approval = shelf.item(read.held_id).approval
    assert approval is not None
    assert approval.is_edition


def test_a_bad_file_is_one_sentence_and_can_be_thrown_away(client: TestClient, shelf: Shelf) -> None:
    sent(client, ("图.docx", b"\x89PNG"))
    (item,) = shelf.items()
    shelf.become(
        item.held_id,
        State.BAD,
        of=frozenset({State.CAME}),
        problem=Problem(fault=Fault.PICTURE, said="图.docx is a picture"),
    )
    page = client.get(HOME).text
    assert WORDS.problems[Fault.PICTURE] in page
    client.post(f"{HOME}/held/{item.held_id}/discard", data={"csrf": csrf_of(page)})
    assert shelf.items() == ()
    assert STAFF.notices["discarded"] in client.get(f"{HOME}?notice=discarded").text


def test_what_is_not_held_is_no_page(client: TestClient) -> None:
    for held_id in ("0" * 16, "%2e%2e", "x"):
        assert client.get(f"{HOME}/held/{held_id}").status_code == 404


@pytest.fixture
def paper(client: TestClient, shelf: Shelf) -> Held:
    """A PDF of two pages that was uploaded and read."""
    content = pdf(lines(["渔港情况通报"]), lines(["全年新建<渔港>码头三座。", "渔船八十艘。"]))
    assert sent(client, ("渔港.pdf", content)) == 303
    (item,) = shelf.items()
    preview = look(shelf.file(item), IndexSettings.load())
    (shelf.folder / item.held_id / PREVIEW).write_text(preview.model_dump_json(), encoding="utf-8")
    return shelf.become(item.held_id, State.READ, of=frozenset({State.CAME}))


def test_a_page_of_a_pdf_is_a_picture_with_boxes_beside_what_was_read_of_it(client: TestClient, paper: Held) -> None:
    at = f"{HOME}/held/{paper.held_id}"
    sheet = parse(client.get(f"{at}?page=2").text).one("section", id="pages")
    assert len(sheet.all("rect")) == 2
    assert [line.text for line in sheet.one(cls="page-text").all("p")] == ["全年新建<渔港>码头三座。", "渔船八十艘。"]
    assert WORDS.page_of.format(page=2, n=2) in sheet.text
    picture = client.get(sheet.one("img").attributes["src"])
    assert (picture.status_code, picture.headers["content-type"]) == (200, "image/webp")
    assert picture.headers["cache-control"].startswith("private")


@pytest.mark.parametrize(("asked", "shown"), [("", 1), ("2", 2), ("99", 2), ("0", 1), ("-1", 1), ("x", 1), ("²", 1)])
def test_a_page_that_there_is_not_is_the_nearest_that_there_is(
    client: TestClient, paper: Held, asked: str, shown: int
) -> None:
    page = client.get(f"{HOME}/held/{paper.held_id}?page={asked}").text
    assert WORDS.page_of.format(page=shown, n=2) in page


def test_there_is_no_picture_of_what_is_no_page(client: TestClient, paper: Held) -> None:
    for path in (f"{paper.held_id}/page/0", f"{paper.held_id}/page/3", f"{'0' * 16}/page/1"):
        assert client.get(f"{HOME}/held/{path}").status_code == 404


def test_a_file_without_pages_shows_none(client: TestClient, read: Held, shelf: Shelf) -> None:
    assert 'id="pages"' not in client.get(f"{HOME}/held/{read.held_id}").text
    assert client.get(f"{HOME}/held/{read.held_id}/page/1").status_code == 404


def test_the_heads_of_a_table_are_no_section(client: TestClient, shelf: Shelf) -> None:
    table = "西岸区渔业方案\n\n一、任务\n\n| 渔港 | 投资（万元） |\n|---|---|\n| 东港 | 92 |\n| 西港 | 78 |\n"
    assert sent(client, ("渔业.md", table.encode())) == 303
    (item,) = shelf.items()
    preview = look(shelf.file(item), IndexSettings.load())
    (shelf.folder / item.held_id / PREVIEW).write_text(preview.model_dump_json(), encoding="utf-8")
    shelf.become(item.held_id, State.READ, of=frozenset({State.CAME}))
    page = parse(client.get(f"{HOME}/held/{item.held_id}").text)
    assert [line.text.split()[0] for line in page.one("ol", cls="outline").all("li")] == ["一、任务"]
