"""The dashboard over a real journal."""

import re
from datetime import datetime, timedelta

import pytest
from fastapi.testclient import TestClient

from rag.records import Reason
from tests.ui.journal.entries import entry, refusal
from tests.ui.parsed import Element, parse
from tests.ui.staff.reviewed import review
from ui.journal.clock import LOCAL
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.feedback import give_feedback
from ui.journal.records import Entry, Feedback, FeedbackKind, Judgement, Outcome, now
from ui.journal.reviews import add_review
from ui.text.zh_hans.review import BOARD_ZH_HANS as WORDS

TODAY = datetime.now(LOCAL).date()
RECENT = f"first_day={TODAY - timedelta(days=29)}&last_day={TODAY}"


@pytest.fixture
def asked(database: Database) -> list[Entry]:
    """Four questions of today, one of them withheld, and one of forty days ago."""
    entries = [
        entry("2022年新增了多少学位？", asked_at=now(), seconds=0.1),
        refusal("罗湖有多少家电影院？", asked_at=now(), seconds=0.2),
        refusal("2031年有多少学位？", Reason.WRONG_PERIOD, asked_at=now(), seconds=0.3),
        entry("什么是六个一？", outcome=Outcome.WITHHELD, asked_at=now(), seconds=0.4),
        refusal("写一首诗", Reason.OUT_OF_SCOPE, asked_at=now() - timedelta(days=40)),
    ]
    for held in entries:
        record(database, held)
    return entries


def shown(client: TestClient, query: str = "") -> Element:
    response = client.get(f"/staff/dashboard{query}")
    assert response.status_code == 200
    return parse(re.sub(r"<!doctype html>|<(?:meta|link|input)\b[^>]*>", "", response.text))


def rows(table: Element) -> list[list[str]]:
    body = table.one("tbody")
    return [
        [cell.text for cell in row.all("th") + row.all("td") if cell.classes != ["chart-bar"]] for row in body.all("tr")
    ]


def plot(page: Element, name: str) -> Element:
    return page.one("section", aria_labelledby=name)


def test_an_empty_journal_is_told_in_one_sentence(client: TestClient) -> None:
    page = shown(client)
    assert page.one(cls="told").text == WORDS.empty
    assert page.all("section") == []


def test_a_period_without_questions_is_told(client: TestClient, asked: list[Entry]) -> None:
    page = shown(client, "?first_day=2020-01-01&last_day=2020-02-01")
    assert page.one(cls="told").text == WORDS.empty_period


def test_the_last_thirty_days_are_shown_first(client: TestClient, asked: list[Entry]) -> None:
    page = shown(client)
    totals = {item.one("dt").text: item.one("dd").text for item in page.one(cls="totals").all("div")}
    assert totals == {
        WORDS.asked: "4",
        WORDS.answered_share: "25% 1 / 4",
        WORDS.judged_share: "0% 0 / 4",
        WORDS.median_seconds: "0.200 秒",
    }
    current = [link.text for link in page.one(cls="offered").all("a") if "aria-current" in link.attributes]
    assert current == ["最近 30 天"]


def test_questions_a_day_are_drawn_by_outcome_with_their_numbers(client: TestClient, asked: list[Entry]) -> None:
    drawn = plot(shown(client), "by-step")
    assert drawn.one("h2").text == WORDS.by_day
    numbers = rows(drawn.one("details").one("table"))
    assert len(numbers) == 30
    assert numbers[-1] == [f"{TODAY.month}月{TODAY.day}日", "1", "2", "1"]
    assert numbers[0][1:] == ["0", "0", "0"]
    first = TODAY - timedelta(days=29)
    assert drawn.one("desc").text == WORDS.by_day_summary.format(
        first=f"{first.month}月{first.day}日",
        last=f"{TODAY.month}月{TODAY.day}日",
        n="4",
        when=f"{TODAY.month}月{TODAY.day}日",
        most="4",
    )


def test_a_longer_period_is_drawn_by_week(client: TestClient, asked: list[Entry]) -> None:
    page = shown(client, f"?first_day={TODAY - timedelta(days=89)}&last_day={TODAY}")
    assert plot(page, "by-step").one("h2").text == WORDS.by_week
    assert page.one(cls="totals").all("dd")[0].text == "5"


def test_counts_lead_to_the_entries_they_count(client: TestClient, database: Database, asked: list[Entry]) -> None:
    give_feedback(database, Feedback(entry_id=asked[0].entry_id, kind=FeedbackKind.MISSING))
    add_review(database, review(asked[0], Judgement.RIGHT))
    page = shown(client)
    refusals = plot(page, "refusals").one("table")
    assert rows(refusals)[:2] == [["文件中没有依据", "1"], ["所问年份不在文件范围", "1"]]
    assert refusals.all("a")[0].attributes["href"] == f"/staff?{RECENT}&reason=no_evidence"
    feedback = plot(page, "feedback").one("table")
    assert ["内容不全", "1"] in rows(feedback)
    assert f"/staff?{RECENT}&feedback=missing" in [link.attributes["href"] for link in feedback.all("a")]
    reviews = plot(page, "reviews").one("table")
    assert rows(reviews) == [["未审核", "3"], ["已审核", "1"], ["意见不一", "0"]]
    for link in refusals.all("a") + feedback.all("a") + reviews.all("a"):
        assert client.get(link.attributes["href"]).status_code == 200


def test_seconds_are_shown_by_share(client: TestClient, asked: list[Entry]) -> None:
    assert rows(plot(shown(client), "seconds").one("table")) == [
        ["50% 的问题", "0.200 秒"],
        ["95% 的问题", "0.400 秒"],
        ["99% 的问题", "0.400 秒"],
    ]


def test_agreement_is_observed_and_beyond_chance(client: TestClient, database: Database, asked: list[Entry]) -> None:
    assert plot(shown(client), "agreement").all("p")[0].text == WORDS.agreement_none
    given = zip(asked, (Judgement.RIGHT, Judgement.RIGHT, Judgement.WRONG, Judgement.WRONG), strict=False)
    other = (Judgement.RIGHT, Judgement.WRONG, Judgement.WRONG, Judgement.WRONG)
    for (held, one), two in zip(given, other, strict=True):
        add_review(database, review(held, one, "甲"))
        add_review(database, review(held, two, "乙"))
    assert rows(plot(shown(client), "agreement").one("table")) == [["乙、甲", "4", "75%", "0.50"]]


def test_agreement_that_is_not_defined_says_so(client: TestClient, database: Database, asked: list[Entry]) -> None:
    for reviewer in ("甲", "乙"):
        add_review(database, review(asked[0], Judgement.RIGHT, reviewer))
    assert rows(plot(shown(client), "agreement").one("table")) == [["乙、甲", "1", "100%", WORDS.no_kappa]]


def test_what_is_asked_and_not_covered_leads_to_its_entries(client: TestClient, asked: list[Entry]) -> None:
    questions, terms = plot(shown(client), "uncovered").all("table")
    assert rows(questions) == [["2031年有多少学位？", "1"], ["罗湖有多少家电影院？", "1"]]
    assert ["电影院", "1"] in rows(terms)
    link = next(link for link in terms.all("a") if link.text == "电影院")
    found = re.sub("</?mark[^>]*>", "", client.get(link.attributes["href"]).text)
    assert "罗湖有多少家电影院？" in found
    assert "2031年有多少学位？" not in found
    for link in questions.all("a"):
        assert link.text in client.get(link.attributes["href"]).text


def test_where_all_was_covered_it_says_so(client: TestClient, database: Database) -> None:
    record(database, entry(asked_at=now()))
    section = plot(shown(client), "uncovered")
    assert (section.one("p").text, section.all("table")) == (WORDS.covered_all, [])


def test_what_an_asker_wrote_is_escaped(client: TestClient, database: Database) -> None:
    record(database, refusal("<script>电影院</script>", asked_at=now()))
    text = client.get("/staff/dashboard").text
    assert "<script>电影院" not in text
    assert "&lt;script&gt;电影院" in text


def test_days_that_cannot_be_are_told_with_the_last_thirty(client: TestClient, asked: list[Entry]) -> None:
    response = client.get("/staff/dashboard?first_day=2026-13-01")
    assert response.status_code == 400
    assert WORDS.bad_period in response.text
    assert f'value="{TODAY}"' in response.text


def test_it_needs_signing_in(anybody: TestClient) -> None:
    assert anybody.get("/staff/dashboard").headers["location"].startswith("/staff/login")


@pytest.mark.parametrize(("tag", "title"), [("en", "Dashboard"), ("zh-Hant", "數據概覽")])
def test_it_is_in_the_readers_language(client: TestClient, asked: list[Entry], tag: str, title: str) -> None:
    assert shown(client, f"?lang={tag}").one("h1").text == title
