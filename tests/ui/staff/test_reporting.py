"""The managers' reports on their page and in their files."""

import csv
import io
import re
from datetime import datetime, timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from index.corpus import Corpus
from rag.records import Reason
from tests.fakes import BigramEmbedder
from tests.ui.journal.entries import considered, entry, refusal
from tests.ui.staff.area import HTTPS, sign_in, signed_in
from tests.ui.staff.reviewed import review
from ui.config import UiSettings
from ui.journal.audit import audit_entries
from ui.journal.clock import LOCAL
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.records import Entry, Judgement, now
from ui.journal.reports import ErrorKind
from ui.journal.reviews import add_review
from ui.staff import unanswered
from ui.staff.router import staff_router
from ui.text.en.report import REPORT_EN as EN
from ui.text.zh_hans.report import REPORT_ZH_HANS as WORDS


@pytest.fixture
def held(database: Database) -> tuple[Entry, ...]:
    """A wrong answer, given twice, one of which two differ, and a refusal that was none to give."""
    found = (
        entry("一？", asked_at=now()),
        entry("一？", asked_at=now()),
        entry("二？", asked_at=now()),
        refusal("三？", asked_at=now()),
    )
    for each in found:
        record(database, each)
    for number, reviewer, judgement in (
        (0, "李强", Judgement.WRONG),
        (2, "李强", Judgement.RIGHT),
        (2, "王敏", Judgement.INCOMPLETE),
        (3, "王敏", Judgement.WRONG),
    ):
        add_review(database, review(found[number], judgement, reviewer))
    return found


def table(client: TestClient, name: str, query: str = "") -> list[list[str]]:
    response = client.get(f"/staff/reports/{name}.csv{query}")
    assert response.status_code == 200
    assert re.search(rf'filename="{name}-[0-9-]+\.csv"', response.headers["content-disposition"])
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_without_a_verdict_it_says_so(client: TestClient) -> None:
    page = client.get("/staff/reports")
    assert (page.status_code, WORDS.empty in page.text) == (200, True)


def test_who_judged_how_much_is_told_by_week(client: TestClient, held: tuple[Entry, ...]) -> None:
    today = datetime.now(LOCAL).date()
    monday = (today - timedelta(days=today.weekday())).isoformat()
    assert table(client, "work") == [
        [WORDS.week, "李强", "王敏", WORDS.total],
        [monday, "2", "2", "4"],
        [WORDS.total, "2", "2", "4"],
    ]
    page = client.get("/staff/reports").text
    assert 'data-label="王敏">2</td>' in page


def test_accuracy_and_agreement_are_told_by_week(client: TestClient, held: tuple[Entry, ...]) -> None:
    heads, row = table(client, "quality", "?lang=en")
    assert heads == [EN.week, EN.n, EN.accuracy, EN.agreement, EN.kappa]
    assert row[1:] == ["4", "25% (1 of 4)", "0% (0 of 1)", "0.00"]


def test_errors_cost_what_a_manager_weighs_them(client: TestClient, held: tuple[Entry, ...]) -> None:
    names = [WORDS.kinds[kind] for kind in (ErrorKind.WRONG, ErrorKind.DIFFERING, ErrorKind.REFUSED)]
    rows = table(client, "errors")[1:]
    assert [row[:3] + row[4:] for row in rows] == [
        [names[0], "1", "2", "1", "2"],
        [names[1], "1", "1", "1", "1"],
        [names[2], "1", "1", "1", "1"],
    ]
    query = "?weight_refused=7&weight_wrong=x&weight_differing=0"
    assert [(row[0], row[-1]) for row in table(client, "errors", query)[1:]] == [
        (names[2], "7"),
        (names[0], "2"),
        (names[1], "0"),
    ]
    page = client.get(f"/staff/reports{query}").text
    assert re.search(r'name="weight_refused"[^>]*value="7"', page)
    assert "weight_refused=7" in page.partition("errors.csv")[2][:200]


def test_days_that_are_none_are_told_and_there_is_no_other_file(client: TestClient) -> None:
    page = client.get("/staff/reports?first_day=x")
    assert (page.status_code, WORDS.bad_period.format(n=12) in page.text) == (400, True)
    assert client.get("/staff/reports/work.csv?first_day=x").status_code == 400
    assert client.get("/staff/reports/nix.csv").status_code == 404


def test_reports_are_for_admins_and_files_told_to_the_audit(
    client: TestClient, database: Database, corpus: Corpus, settings: UiSettings
) -> None:
    reviewer = signed_in(database, corpus, settings, "李强")
    assert reviewer.get("/staff/reports").status_code == 403
    assert "/staff/reports" not in reviewer.get("/staff").text
    table(client, "work")
    told = audit_entries(database, size=1)[0]
    assert (told.act, told.by, told.details["kind"]) == ("exported", "王敏", "work.csv")


@pytest.fixture
def manager(database: Database, corpus: Corpus, settings: UiSettings) -> TestClient:
    """A browser of an admin where a model is loaded."""
    app = FastAPI(openapi_url=None)
    app.include_router(staff_router(database, lambda: corpus, settings, BigramEmbedder()))
    browser = TestClient(app, base_url=HTTPS, follow_redirects=False, headers={"accept-language": "zh-CN"})
    assert sign_in(browser).status_code == 303
    return browser


def test_unanswered_questions_of_like_meaning_stand_together_with_what_would_answer_them(
    manager: TestClient, client: TestClient, database: Database, corpus: Corpus
) -> None:
    title = corpus.documents["001_e6d6b6bfaf22de54"].title
    lacking = considered("去年呢？", years=(2021, 2020), held_years=())
    for question, fields in (
        ("罗湖区现在到底有多少家<b>电影院", {"considered": lacking, "reason": Reason.WRONG_PERIOD}),
        ("罗湖区现在到底有多少家<b>电影院呢", {"considered": lacking, "reason": Reason.WRONG_PERIOD}),
        ("附近停车场怎么收费", {"considered": considered("附近停车场怎么收费", years=())}),
        ("写诗", {"passages": (), "considered": None}),
    ):
        record(database, refusal(question, asked_at=now(), **fields))
    page = manager.get("/staff/reports")
    assert page.status_code == 200
    assert WORDS.others.format(n=1) in page.text
    assert "多少家&lt;b&gt;电影院" in page.text
    first, *others = table(manager, "topics")[1:]
    assert sorted(first[0].split("\n")) == ["罗湖区现在到底有多少家<b>电影院", "罗湖区现在到底有多少家<b>电影院呢"]
    assert first[1:] == ["2", WORDS.edition.format(title=title, years="2020、2021")]
    assert others == [
        ["写诗", "1", WORDS.nothing_near],
        ["附近停车场怎么收费", "1", WORDS.years_of.format(title=title)],
    ]
    assert WORDS.topics not in client.get("/staff/reports").text  # no model, no topics


def test_what_has_no_vector_yet_is_told_and_comes_when_the_page_is_loaded_again(
    manager: TestClient, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unanswered, "_MOST_NEW", 2)
    for n in range(5):
        record(database, refusal(f"第{n}个问题？", asked_at=now()))
    for left in (3, 1):
        assert WORDS.not_grouped.format(n=left) in manager.get("/staff/reports").text
    assert WORDS.not_grouped.partition("{")[0] not in manager.get("/staff/reports").text
