"""The review page over a real journal and the real documents."""

from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from index.corpus import Corpus
from rag.records import Language, Reason
from tests.ui.journal.entries import NOON, considered, refusal
from tests.ui.parsed import Element
from tests.ui.staff.area import csrf_of, signed_in
from tests.ui.staff.reviewed import BEDS, PLACES, REPORT, cited, found, read, review, send, shown, two_cited
from ui.config import UiSettings
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.feedback import give_feedback
from ui.journal.records import Entry, Feedback, FeedbackKind, Judgement, Outcome, Review, Support
from ui.journal.reviews import add_review, reviews_of
from ui.journal.suppression import is_withheld
from ui.text.zh_hans.review import REVIEW_ZH_HANS as WORDS
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF_WORDS


@pytest.fixture
def held(database: Database, corpus: Corpus) -> Entry:
    entry = two_cited(corpus)
    record(database, entry)
    return entry


def judged(page: Element, name: str) -> list[str]:
    return [radio.attributes["value"] for radio in page.all("input", name=name) if "checked" in radio.attributes]


def test_a_sentence_stands_beside_its_evidence_marked_in_its_section(client: TestClient, held: Entry) -> None:
    page = shown(client, held)
    assert page.one("h1").text == held.question
    front, places, beds = page.all(cls="pair")
    assert front.all(cls="beside") == []
    assert places.one(cls="said").text.strip() == f"2022年情况：{PLACES}[1]"
    assert places.one("mark").text == PLACES
    assert BEDS in places.one(cls="extract").text
    assert beds.one("mark").text == BEDS
    assert [link.attributes["href"] for link in front.all("a")] == ["#evidence-1"]
    assert places.one(cls="evidence").attributes["id"] == "evidence-1"


def test_a_citation_leads_to_its_place_in_the_document(client: TestClient, corpus: Corpus, held: Entry) -> None:
    span = held.citations[0].spans[0]
    sha256 = corpus.documents[REPORT].sha256
    link = shown(client, held).one(id="evidence-1").one("a")
    assert link.attributes["href"] == f"/doc/{REPORT}?v={sha256}#{span.start}-{span.end}"


def test_what_an_asker_wrote_is_escaped(client: TestClient, database: Database, corpus: Corpus) -> None:
    entry = two_cited(corpus, question="<script>alert(1)</script>", history=("<b>先</b>",))
    record(database, entry)
    give_feedback(database, Feedback(entry_id=entry.entry_id, kind=FeedbackKind.OTHER, comment="<img src=x>"))
    add_review(database, review(entry, Judgement.RIGHT, note="<i>注</i>"))
    text = client.get(f"/staff/entry/{entry.entry_id}").text
    for written in ("<script>alert", "<b>先", "<img src=x>", "<i>注"):
        assert written not in text
    assert "&lt;script&gt;alert(1)" in text


def test_a_document_that_changed_shows_the_frozen_words_and_says_so(
    client: TestClient, database: Database, corpus: Corpus
) -> None:
    changed, gone = cited(corpus, PLACES, sha256="0" * 64), cited(corpus, BEDS, 2, doc_id="009_gone")
    entry = two_cited(corpus, citations=(changed, gone))
    record(database, entry)
    first, second = shown(client, entry).all(cls="evidence")
    assert (first.one(cls="changed").text, second.one(cls="changed").text) == (
        WORDS.held["changed"],
        WORDS.held["gone"],
    )
    assert first.one(cls="extract").text == PLACES
    assert second.all("a") == []


def test_a_verdict_is_kept_with_who_and_shown_again(client: TestClient, database: Database, held: Entry) -> None:
    fields = {
        "judgement": "incomplete",
        "citation-1": "supports",
        "citation-2": "partly",
        "note": " 少了一项\r\n见下文 ",
    }
    response = send(client, held, "review", then="stay", **fields)
    assert (response.status_code, response.headers["location"]) == (
        303,
        f"/staff/entry/{held.entry_id}?notice=saved",
    )
    (kept,) = reviews_of(database, held.entry_id)
    assert (kept.reviewer, kept.judgement, kept.note) == ("王敏", Judgement.INCOMPLETE, "少了一项\n见下文")
    assert [(v.number, v.support) for v in kept.citations] == [(1, Support.SUPPORTS), (2, Support.PARTLY)]
    page = shown(client, held, "?notice=saved")
    assert page.one(cls="notice").text == WORDS.notices["saved"]
    assert (judged(page, "judgement"), judged(page, "citation-2")) == (["incomplete"], ["partly"])
    assert page.one("textarea", id="note").text == "少了一项\n见下文"
    assert "王敏" in page.one("ol", cls="verdicts").text


def test_a_verdict_without_a_judgement_is_sent_back_as_it_was(
    client: TestClient, database: Database, held: Entry
) -> None:
    response = send(client, held, "review", note="写了一半", **{"citation-1": "does_not"})
    assert response.status_code == 422
    page = read(response)
    assert page.one(role="alert").text == WORDS.no_judgement
    assert (judged(page, "citation-1"), page.one("textarea", id="note").text) == (["does_not"], "写了一半")
    assert reviews_of(database, held.entry_id) == ()


@pytest.mark.parametrize(
    "fields",
    [
        {"judgement": "perfect"},
        {"judgement": "right", "citation-1": "maybe"},
        {"judgement": "right", "note": "长" * 4001},
    ],
)
def test_a_verdict_that_the_page_does_not_offer_is_refused(
    client: TestClient, database: Database, held: Entry, fields: dict[str, str]
) -> None:
    response = send(client, held, "review", **fields)
    assert response.status_code == 422
    assert read(response).one(role="alert").text == WORDS.bad_verdict
    assert reviews_of(database, held.entry_id) == ()


def test_saving_may_lead_to_the_next_unreviewed_within_the_filters(client: TestClient, held: Entry) -> None:
    response = send(client, held, "review", "?language=en&notice=x", judgement="right", then="next")
    assert response.headers["location"] == f"/staff/next?after={held.entry_id}&language=en"
    page = shown(client, held, "?language=en")
    assert page.one(cls="next").attributes["href"] == f"/staff/next?after={held.entry_id}&language=en"
    assert page.one(cls="steps").all("a")[0].attributes["href"] == "/staff?language=en"


def test_a_filter_that_cannot_be_does_not_keep_the_page_from_being_read(client: TestClient, held: Entry) -> None:
    assert shown(client, held, "?language=xx").one(cls="next").attributes["href"] == (
        f"/staff/next?after={held.entry_id}"
    )


def test_an_answer_judged_wrong_is_withheld_and_the_page_says_so(
    client: TestClient, database: Database, held: Entry
) -> None:
    assert shown(client, held).one(cls="will-withhold").text == WORDS.will_withhold
    response = send(client, held, "review", judgement="wrong")
    assert response.headers["location"].endswith("notice=saved_withheld")
    page = shown(client, held, "?notice=saved_withheld")
    assert page.one(cls="notice").text == WORDS.notices["saved_withheld"]
    banner = page.one("section", cls="held-now")
    assert "王敏" in banner.text
    assert banner.one("input", name="key").attributes["value"] == held.question_key
    assert page.all("section", cls="withhold") == []
    assert is_withheld(database, held.question_key)


def test_it_can_be_shown_again_and_withheld_from_the_page(client: TestClient, database: Database, held: Entry) -> None:
    csrf = csrf_of(client.get(f"/staff/entry/{held.entry_id}").text)
    form = shown(client, held).one("section", cls="withhold").one("form")
    client.post(form.attributes["action"], data={"csrf": csrf})
    assert is_withheld(database, held.question_key)
    page = shown(client, held, "?notice=withheld")
    assert page.one(cls="notice").text == STAFF_WORDS.notices["withheld"]
    form = page.one("section", cls="held-now").one("form")
    client.post(form.attributes["action"], data={"csrf": csrf, "key": held.question_key})
    assert not is_withheld(database, held.question_key)


def test_two_who_differ_are_shown_on_what_they_differ(client: TestClient, database: Database, held: Entry) -> None:
    add_review(database, review(held, Judgement.RIGHT, "甲", c1=Support.SUPPORTS, c2=Support.SUPPORTS))
    add_review(database, review(held, Judgement.RIGHT, "乙", c1=Support.SUPPORTS, c2=Support.PARTLY))
    page = shown(client, held)
    rows = [[cell.text for cell in row.all("th") + row.all("td")] for row in page.one(cls="differing-on").all("tr")]
    assert rows == [[WORDS.differing_on, "甲", "乙"], ["出处 2", "能", "部分"]]
    assert page.one(id="evidence-2").one(cls="differs-here").text == WORDS.differs_here
    assert page.one(id="evidence-1").all(cls="differs-here") == []
    assert page.one(cls="asked").one(cls="differing").text == "意见不一"


def test_all_verdicts_are_kept_and_the_replaced_ones_say_so(
    client: TestClient, database: Database, held: Entry
) -> None:
    for minutes, judgement in enumerate((Judgement.RIGHT, Judgement.INCOMPLETE)):
        given = review(held, judgement, "李强", note=f"第{minutes + 1}次")
        at = NOON + timedelta(minutes=minutes)
        add_review(database, Review.model_validate(given.model_dump() | {"reviewed_at": at}))
    newest, replaced = shown(client, held).one("ol", cls="verdicts").all("li")
    assert "第2次" in newest.text
    assert "2026-03-02 12:01" in newest.text
    assert newest.all(cls="replaced-by") == []
    assert "第1次" in replaced.text
    assert replaced.one(cls="replaced-by").text == WORDS.replaced


def test_others_verdicts_are_closed_until_one_has_judged(client: TestClient, database: Database, held: Entry) -> None:
    add_review(database, review(held, Judgement.RIGHT, "李强"))
    assert "open" not in shown(client, held).one(cls="earlier").one("details").attributes
    add_review(database, review(held, Judgement.RIGHT, "王敏"))
    assert "open" in shown(client, held).one(cls="earlier").one("details").attributes


def test_what_the_asker_said_is_shown(client: TestClient, database: Database, held: Entry) -> None:
    assert shown(client, held).one(cls="feedback").one(cls="none").text == WORDS.no_feedback
    give_feedback(database, Feedback(entry_id=held.entry_id, kind=FeedbackKind.WRONG_FIGURE, comment="应为10156个"))
    told = shown(client, held).one(cls="feedback")
    assert (told.one("strong").text, told.one(cls="words").text) == ("数字有误", "应为10156个")


def test_a_refusal_is_reviewed_beside_the_nearest_passages(
    client: TestClient, database: Database, corpus: Corpus
) -> None:
    near = tuple(found(corpus, BEDS, rank) for rank in range(1, 6))
    entry = refusal(passages=near, text="现有文件中没有找到。\n可拨打12345。")
    record(database, entry)
    page = shown(client, entry)
    assert [card.one("mark").text for card in page.all(cls="near")] == [BEDS] * 3
    assert page.all("input", name="citation-1") == []
    offered = [radio.attributes["value"] for radio in page.all("input", name="judgement")]
    assert offered == ["right", "wrong"]
    assert STAFF_WORDS.reasons[Reason.NO_EVIDENCE] in page.one(cls="asked").text
    assert page.all(cls="will-withhold") == page.all("section", cls="withhold") == []
    assert send(client, entry, "review", judgement="incomplete").status_code == 422
    assert send(client, entry, "review", judgement="wrong").headers["location"].endswith("notice=saved")
    assert not is_withheld(database, entry.question_key)


def test_an_answer_that_was_withheld_from_its_asker_can_be_reviewed(
    client: TestClient, database: Database, corpus: Corpus
) -> None:
    entry = two_cited(corpus, outcome=Outcome.WITHHELD)
    record(database, entry)
    assert shown(client, entry).one(cls="asked").one(cls="held").text == "暂停显示"


def test_the_page_is_in_the_readers_language(client: TestClient, database: Database, corpus: Corpus) -> None:
    entry = two_cited(corpus, language=Language.ENGLISH, question="How many?", history=("Before?",))
    record(database, entry)
    for tag, words in (("en", "Verdicts so far"), ("zh-Hant", "已有的審核意見")):
        page = shown(client, entry, f"?lang={tag}")
        assert page.one(id="earlier-title").text == words
        assert page.one("h1").attributes["lang"] == "en"
    assert page.one(cls="history").one("li").text == "Before?"


def test_nothing_is_done_without_signing_in_or_with_a_foreign_form(
    anybody: TestClient, client: TestClient, database: Database, held: Entry
) -> None:
    assert anybody.get(f"/staff/entry/{held.entry_id}").headers["location"].startswith("/staff/login")
    for form in ("review", "case"):
        path = f"/staff/entry/{held.entry_id}/{form}"
        assert anybody.post(path, data={"judgement": "right"}).status_code == 403
        assert client.post(path, data={"judgement": "right", "csrf": "forged"}).status_code == 403
    assert reviews_of(database, held.entry_id) == ()


def test_an_entry_that_is_gone_is_told(client: TestClient, held: Entry) -> None:
    csrf = csrf_of(client.get(f"/staff/entry/{held.entry_id}").text)
    assert client.get("/staff/entry/nothing-here").status_code == 404
    for form in ("review", "case"):
        response = client.post(f"/staff/entry/nothing-here/{form}", data={"csrf": csrf, "judgement": "right"})
        assert response.status_code == 404


def test_two_reviewers_sign_in_and_differ(
    database: Database, corpus: Corpus, settings: UiSettings, client: TestClient, held: Entry
) -> None:
    other = signed_in(database, corpus, settings, "李强")
    send(client, held, "review", judgement="right")
    send(other, held, "review", judgement="incomplete")
    assert shown(other, held).one(cls="differing-on").one("tbody").text.split() == ["整个回答", "正确不完整"]


def test_the_pages_files_are_served(anybody: TestClient) -> None:
    for name in ("staff_review.css", "staff_review.js", "chart.css", "staff_dashboard.css"):
        assert anybody.get(f"/staff/static/{name}").status_code == 200
    assert anybody.get("/staff/static/style.css").status_code == 404


def test_earlier_questions_stand_open_where_the_question_was_understood_with_them(
    client: TestClient, database: Database, corpus: Corpus
) -> None:
    for topic, is_open in (("罗湖教育", True), ("", False)):
        steps = considered("2022年新增了多少学位？", topic=topic)
        entry = two_cited(corpus, considered=steps, history=("罗湖教育怎么样",))
        record(database, entry)
        assert ("open" in shown(client, entry).one(cls="history").attributes) is is_open
