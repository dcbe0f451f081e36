import html
import re
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from index.corpus import Corpus
from rag.records import Language, Reason
from tests.ui.journal.entries import NOON, citation, entry, refusal
from tests.ui.staff.reviewed import read
from ui.journal.audit import Act, note_act
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.feedback import give_feedback
from ui.journal.listing import Filters
from ui.journal.records import Entry, Feedback, FeedbackKind, Judgement, Outcome, Review, ReviewState, now
from ui.journal.reviews import add_review
from ui.staff.filters import BadFilterError, read_filters, write_filters
from ui.staff.hits import shortened
from ui.text.en.staff import STAFF_EN as EN
from ui.text.zh_hans.staff import STAFF_ZH_HANS as WORDS

A_HOUR = timedelta(hours=1)


def kept(database: Database, *entries: Entry) -> tuple[Entry, ...]:
    for held in entries:
        record(database, held)
    return entries


def judged(database: Database, held: Entry, *judgements: tuple[str, Judgement]) -> None:
    for reviewer, judgement in judgements:
        add_review(database, Review(entry_id=held.entry_id, reviewer=reviewer, judgement=judgement))


@pytest.fixture
def entries(database: Database) -> tuple[Entry, ...]:
    """Five entries, an hour from each to the next."""
    found = kept(
        database,
        entry("2022年新增了多少学位？", asked_at=NOON),
        refusal("2022年有多少家电影院？", Reason.OUT_OF_SCOPE, asked_at=NOON + A_HOUR),
        entry("How many schools?", language=Language.ENGLISH, asked_at=NOON + 2 * A_HOUR),
        entry("养老床位有多少？", asked_at=NOON + 3 * A_HOUR, outcome=Outcome.WITHHELD),
        entry("<b>碧道</b>有多长？", asked_at=NOON + timedelta(days=1)),
    )
    judged(database, found[0], ("王敏", Judgement.RIGHT))
    judged(database, found[2], ("王敏", Judgement.RIGHT), ("李强", Judgement.INCOMPLETE))
    give_feedback(database, Feedback(entry_id=found[0].entry_id, kind=FeedbackKind.WRONG_FIGURE))
    return found


def asked(page: str) -> list[str]:
    found = re.findall(r'class="asked"><a [^>]*>(.*?)</a>', page)
    return [html.unescape(re.sub("</?mark>", "", text)) for text in found]


def row_of(page: str, question: str) -> str:
    return next(row for row in page.split("<tr") if html.escape(question) in row)


def test_the_newest_stands_first_in_shenzhen_time(client: TestClient, entries: tuple[Entry, ...]) -> None:
    page = client.get("/staff").text
    assert asked(page) == [held.question for held in reversed(entries)]
    assert '<time datetime="2026-03-02T12:00:00+08:00">2026-03-02 12:00</time>' in row_of(page, entries[0].question)


def test_a_line_says_what_became_of_its_question(client: TestClient, entries: tuple[Entry, ...]) -> None:
    page = client.get("/staff").text
    first, refused, differing, withheld, _ = (row_of(page, held.question) for held in entries)
    for text in ("简体中文", "新增学位10155个。[1]", "已回答", "75%", "数字有误", "已审核"):
        assert text in first
    for text in ("未回答", "不属于文件所载事项", "没有找到。", ">无<", "未审核"):
        assert text in refused
    assert 'badge differing"><span aria-hidden="true">≠</span>意见不一' in differing
    assert "英语" in differing
    assert "暂停显示" in withheld


def test_what_was_asked_is_escaped(client: TestClient, entries: tuple[Entry, ...]) -> None:
    page = client.get("/staff?words=" + "<b>碧道").text
    assert "<b>" not in page
    assert asked(page) == [entries[4].question]
    assert 'value="&lt;b&gt;碧道"' in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("language=en", [2]),
        ("outcome=refused", [1]),
        ("outcome=withheld", [3]),
        ("reason=out_of_scope", [1]),
        ("reason=no_evidence", []),
        ("feedback=wrong_figure", [0]),
        ("review=unreviewed", [4, 3, 1]),
        ("review=differing", [2]),
        ("words=養老", [3]),
        ("words=  ", [4, 3, 2, 1, 0]),
        ("first_day=2026-03-03", [4]),
        ("last_day=2026-03-02", [3, 2, 1, 0]),
        ("first_day=2026-03-02&last_day=2026-03-02&outcome=answered", [2, 0]),
        ("language=&outcome=&first_day=&unknown=1", [4, 3, 2, 1, 0]),
    ],
)
def test_filters_narrow_the_list(client: TestClient, entries: tuple[Entry, ...], query: str, found: list[int]) -> None:
    response = client.get(f"/staff?{query}")
    assert response.status_code == 200
    assert asked(response.text) == [entries[number].question for number in found]


def test_the_form_shows_what_is_filtered_and_links_keep_it(client: TestClient, entries: tuple[Entry, ...]) -> None:
    page = client.get("/staff?first_day=2026-03-01&language=en&words=schools&review=differing").text
    query = "first_day=2026-03-01&amp;language=en&amp;review=differing&amp;words=schools"
    assert 'type="date" max="9999-12-31" value="2026-03-01"' in page
    assert '<option value="en" selected>' in page
    assert '<option value="differing" selected>' in page
    assert 'value="schools"' in page
    for path in (f"/staff/entry/{entries[2].entry_id}", "/staff/next", "/staff/export.csv", "/staff/export.jsonl"):
        assert f'href="{path}?{query}"' in page
    assert f'<a href="/staff">{WORDS.reset}</a>' in page
    assert f'<a href="/staff">{WORDS.reset}</a>' not in client.get("/staff").text


@pytest.mark.parametrize(
    ("query", "label"),
    [
        ("first_day=2026-02-30", WORDS.first_day),
        ("first_day=1772409600", WORDS.first_day),
        ("first_day=2026-03-02T00:00", WORDS.first_day),
        ("first_day=0001-01-01", WORDS.first_day),
        ("last_day=9999-12-31", WORDS.last_day),
        ("first_day=2026-03-02&last_day=2026-03-01", WORDS.last_day),
        ("language=fr", WORDS.language_filter),
        ("outcome=perhaps", WORDS.outcome_filter),
        ("reason='", WORDS.reason_filter),
        ("feedback=x", WORDS.feedback_filter),
        ("review=x", WORDS.review_filter),
        ("words=" + "x" * 201, WORDS.words_filter),
    ],
)
def test_a_filter_that_cannot_be_is_one_sentence(client: TestClient, query: str, label: str) -> None:
    for path in ("/staff", "/staff/next", "/staff/export.csv", "/staff/export.jsonl"):
        response = client.get(f"{path}?{query}")
        assert response.status_code == 400
        assert WORDS.bad_filter.format(field=label) in response.text
    page = client.get(f"/staff?{query}").text
    assert page.count('aria-invalid="true"') == 1
    assert asked(page) == []
    assert WORDS.export_csv not in page


@pytest.mark.parametrize("cursor", ["x", "-1", "１", "1.5", "9223372036854775808", "9" * 30])
def test_a_page_that_cannot_be_is_one_sentence(client: TestClient, cursor: str) -> None:
    response = client.get(f"/staff?before={cursor}")
    assert response.status_code == 400
    assert WORDS.bad_cursor in response.text


def test_the_largest_cursor_is_the_first_page(client: TestClient, entries: tuple[Entry, ...]) -> None:
    assert len(asked(client.get("/staff?before=9223372036854775807").text)) == len(entries)


def pages(client: TestClient, path: str) -> Iterator[str]:
    while path:
        page = client.get(path).text
        yield page
        older = re.search(r'href="([^"]+)" rel="next"', page)
        path = html.unescape(older[1]) if older else ""


def test_older_pages_follow_until_the_last_and_lead_back(client: TestClient, database: Database) -> None:
    kept(database, *(entry(f"第{n}问？", asked_at=NOON + n * timedelta(minutes=1)) for n in range(120)))
    found = list(pages(client, "/staff?words=问&review=unreviewed"))
    assert [len(asked(page)) for page in found] == [50, 50, 20]
    assert [text for page in found for text in asked(page)] == [f"第{n}问？" for n in reversed(range(120))]
    newest = f'href="/staff?{html.escape(write_filters(Filters(words="问", review=ReviewState.UNREVIEWED)))}">'
    assert [f"{newest}{WORDS.newest}" in page for page in found] == [False, True, True]
    assert WORDS.shown.format(first=101, last=120, total=120) in found[2]


def test_an_empty_list_says_whether_a_filter_made_it_so(client: TestClient, database: Database) -> None:
    assert WORDS.empty_journal in client.get("/staff").text
    assert WORDS.nothing_found in client.get("/staff?words=x").text


def test_the_next_to_review_is_older_and_keeps_the_filters(client: TestClient, entries: tuple[Entry, ...]) -> None:
    def following(query: str) -> str:
        response = client.get(f"/staff/next{query}")
        assert response.status_code == 303
        return response.headers["location"]

    assert following("") == f"/staff/entry/{entries[4].entry_id}"
    assert following(f"?after={entries[4].entry_id}") == f"/staff/entry/{entries[3].entry_id}"
    assert following(f"?after={entries[3].entry_id}&last_day=2026-03-02") == (
        f"/staff/entry/{entries[1].entry_id}?last_day=2026-03-02"
    )
    assert following("?review=differing").startswith(f"/staff/entry/{entries[4].entry_id}")


def test_after_the_oldest_come_those_asked_meanwhile(client: TestClient, entries: tuple[Entry, ...]) -> None:
    location = client.get(f"/staff/next?after={entries[1].entry_id}").headers["location"]
    assert location == f"/staff/entry/{entries[4].entry_id}"


def test_none_left_is_said_on_the_list(client: TestClient, entries: tuple[Entry, ...]) -> None:
    query = "outcome=refused"
    for path in (f"/staff/next?{query}&after={entries[1].entry_id}", "/staff/next?words=机场快线"):
        location = client.get(path).headers["location"]
        assert urlsplit(location).path == "/staff"
        assert parse_qs(urlsplit(location).query)["notice"] == ["none_left"]
        assert WORDS.notices["none_left"] in client.get(location).text


def test_filters_are_the_same_there_and_back() -> None:
    filters = Filters.model_validate(
        {
            "first_day": "2026-03-01",
            "last_day": "2026-03-02",
            "language": "yue",
            "words": "学位 & 100%",
            "reason": "blocked",
        }
    )
    query = {name: values[0] for name, values in parse_qs(write_filters(filters)).items()}
    assert read_filters(query) == filters
    assert write_filters(Filters()) == ""


def test_a_bad_filter_is_named() -> None:
    with pytest.raises(BadFilterError) as caught:
        read_filters({"language": "fr"})
    assert caught.value.field == "language"


def test_the_start_of_a_text_is_one_line() -> None:
    assert shortened("一\n二  三", "") == "一 二 三"
    assert shortened("字" * 90, "") == "字" * 90
    assert shortened("字" * 91, "") == "字" * 90 + "…"


def test_it_says_which_of_how_many_are_shown(client: TestClient, entries: tuple[Entry, ...]) -> None:
    assert WORDS.shown.format(first=1, last=5, total=5) in client.get("/staff").text
    assert WORDS.shown.format(first=1, last=2, total=2) in client.get("/staff?language=zh-Hans&outcome=answered").text


def test_the_least_confident_stand_first_and_only_those_below_a_bound(client: TestClient, database: Database) -> None:
    held = kept(
        database,
        *(entry(f"第{n}问？", asked_at=NOON + n * A_HOUR, confidence=c) for n, c in enumerate((0.9, 0.2, 0.5, 0.2))),
    )
    by = [held[3], held[1], held[2], held[0]]
    assert asked(client.get("/staff?order=unsure").text) == [each.question for each in by]
    assert asked(client.get("/staff?order=unsure&below=50").text) == [each.question for each in by[:2]]
    assert WORDS.place.format(place=3, total=4) in client.get(f"/staff/entry/{held[2].entry_id}?order=unsure").text
    followed = client.get(f"/staff/next?after={held[1].entry_id}&order=unsure", follow_redirects=False)
    assert held[2].entry_id in followed.headers["location"]
    assert client.get("/staff?below=101").status_code == 400


def test_what_a_reviewer_has_judged_is_listed(client: TestClient, entries: tuple[Entry, ...]) -> None:
    assert asked(client.get("/staff?reviewer=李强").text) == [entries[2].question]
    assert "<option selected>李强</option>" in client.get("/staff?reviewer=李强").text


def test_the_page_of_an_entry_says_its_place_in_the_list_it_came_from(
    client: TestClient, entries: tuple[Entry, ...]
) -> None:
    assert WORDS.place.format(place=5, total=5) in client.get(f"/staff/entry/{entries[0].entry_id}").text
    page = client.get(f"/staff/entry/{entries[0].entry_id}?outcome=refused").text
    assert 'class="place"' not in page


def test_a_search_marks_what_it_found_and_says_where_it_is_not_seen(client: TestClient, database: Database) -> None:
    held = entry("2022年新增了多少学位？", asked_at=NOON)
    kept(database, held)
    give_feedback(database, Feedback(entry_id=held.entry_id, kind=FeedbackKind.OTHER, comment="应为托位"))
    page = client.get("/staff?words=學位").text
    assert "<mark>学位</mark>？</a>" in page
    assert "elsewhere" not in page
    assert WORDS.found_elsewhere in client.get("/staff?words=托位").text


def test_documents_are_offered_by_their_titles_and_head_what_they_are_cited_in(
    client: TestClient, database: Database, corpus: Corpus
) -> None:
    title = corpus.documents["001_e6d6b6bfaf22de54"].title
    kept(
        database,
        entry("一？"),
        entry("二？", citations=(citation(doc_id="nicht-mehr-da"),), asked_at=NOON + A_HOUR),
        refusal("三？", passages=(), asked_at=NOON + 2 * A_HOUR),
    )
    page = read(client.get("/staff?order=document"))
    offered = page.one(id="document").all("option")
    assert [(each.attributes["value"], each.text) for each in offered[1:]] == [
        ("001_e6d6b6bfaf22de54", title),
        ("nicht-mehr-da", "nicht-mehr-da"),
    ]
    rows = [re.sub(r"\s+", " ", row.text).strip() for row in page.one(cls="entries").one("tbody").all("tr")]
    assert rows[::2] == [title, "nicht-mehr-da", WORDS.no_group["document"]]
    assert asked(client.get("/staff?document=nicht-mehr-da").text) == ["二？"]
    english = client.get("/staff?order=reason&lang=en").text
    assert f">{EN.reasons[Reason.NO_EVIDENCE]}</th>" in english
    assert f">{EN.no_group['reason']}</th>" in english


def test_the_list_says_what_came_since_the_reader_was_here_last(client: TestClient, database: Database) -> None:
    assert 'class="soft since"' not in client.get("/staff").text  # the first visit
    note_act(database, Act.SIGNED_IN, by="王敏")
    assert 'class="soft since"' not in client.get("/staff").text  # nothing came
    kept(database, entry("新的？", asked_at=now()))
    page = client.get("/staff?lang=en").text
    assert re.search(r"Since your last visit \([\d :-]+\): questions 1, feedback 0, verdicts of others 0", page)
    assert 'class="soft since"' not in client.get("/staff?words=x").text
