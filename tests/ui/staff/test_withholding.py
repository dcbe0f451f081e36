"""Withholding by two, on the pages: what each reviewer sees and can press, and what it does."""

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from index.corpus import Corpus
from tests.ui.journal.entries import considered, entry
from tests.ui.parsed import Element, parse
from tests.ui.staff.area import csrf_of, signed_in
from tests.ui.staff.reviewed import review
from ui.config import UiSettings
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.proposals import propose, propose_showing, say
from ui.journal.records import Entry, Judgement, Withholding
from ui.journal.reviews import add_review
from ui.journal.standing import proposals
from ui.journal.suppression import is_withheld, withhold
from ui.text.zh_hans.review import REVIEW_ZH_HANS as REVIEW
from ui.text.zh_hans.staff import STAFF_ZH_HANS as STAFF
from ui.text.zh_hans.withholding import WITHHOLDING_ZH_HANS as WORDS


@pytest.fixture
def held(database: Database) -> Entry:
    kept = entry()
    record(database, kept)
    return kept


@pytest.fixture
def reviewer(database: Database, corpus: Corpus, settings: UiSettings) -> TestClient:
    """A browser in which the reviewer 李强 has signed in."""
    return signed_in(database, corpus, settings, "李强")


def page_of(client: TestClient, held: Entry) -> Element:
    return parse(client.get(f"/staff/entry/{held.entry_id}").text)


def buttons(within: Element) -> list[str]:
    return [button.text for button in within.all("button")]


def press(client: TestClient, within: Element, label: str) -> Response:
    """Send the form that has a button, as a browser does."""
    for form in within.all("form"):
        for button in form.all("button"):
            if button.text == label:
                data = {each.attributes["name"]: each.attributes["value"] for each in form.all("input")}
                if name := button.attributes.get("name"):
                    data[name] = button.attributes["value"]
                response = client.post(form.attributes["action"], data=data)
                assert response.status_code == 303
                return response
    raise AssertionError(f"no button says {label}")


def notice(client: TestClient, response: Response) -> str:
    return parse(client.get(response.headers["location"]).text).one(cls="notice").text


def test_a_reviewer_proposes_and_can_take_it_back(reviewer: TestClient, database: Database, held: Entry) -> None:
    card = page_of(reviewer, held).one("section", cls="withhold")
    assert WORDS.propose_intro.format(n=2) in card.text
    response = press(reviewer, card, WORDS.propose)
    assert notice(reviewer, response) == STAFF.notices["proposed"]
    page = page_of(reviewer, held)
    assert page.all("section", cls="withhold") == []
    banner = page.one("section", cls="held-now")
    assert "李强提议暂停显示这个答案" in banner.text
    assert WORDS.needs.format(n=2) in banner.text
    assert buttons(banner) == [WORDS.take_back]
    assert not is_withheld(database, held.question_key)
    response = press(reviewer, banner, WORDS.take_back)
    assert response.headers["location"] == f"/staff/entry/{held.entry_id}?notice=proposal_taken_back"
    assert page_of(reviewer, held).all("section", cls="held-now") == []


def test_a_second_reviewer_sees_it_at_once_and_agrees(reviewer: TestClient, database: Database, held: Entry) -> None:
    propose(database, held.entry_id, by="甲")
    assert parse(reviewer.get("/staff").text).all("a", href="/staff/withheld", cls="mine")[0].text == (
        WORDS.waiting.format(n=1)
    )
    assert WORDS.states[Withholding.PROPOSED] in parse(reviewer.get("/staff").text).one("tbody").text
    banner = page_of(reviewer, held).one("section", cls="held-now")
    assert buttons(banner) == [WORDS.agree, WORDS.differ]
    assert notice(reviewer, press(reviewer, banner, WORDS.agree)) == STAFF.notices["withheld"]
    assert is_withheld(database, held.question_key)
    banner = page_of(reviewer, held).one("section", cls="held-now")
    assert "甲 · 李强" in banner.text
    assert buttons(banner) == [WORDS.propose_show]
    assert parse(reviewer.get("/staff").text).all("a", cls="mine") == []


@pytest.mark.parametrize("said", ["withheld", "declined"])
def test_one_who_differs_leaves_it_to_an_admin(
    reviewer: TestClient, client: TestClient, database: Database, held: Entry, said: str
) -> None:
    propose(database, held.entry_id, by="甲")
    banner = page_of(reviewer, held).one("section", cls="held-now")
    assert notice(reviewer, press(reviewer, banner, WORDS.differ)) == STAFF.notices["disputed"]
    page = page_of(reviewer, held)
    banner = page.one("section", cls="held-now")
    assert "disputed" in banner.classes
    assert WORDS.decides in banner.text
    assert [WORDS.agree_so.format(names="甲"), WORDS.differ_so.format(names="李强")] == [
        child for child in banner.one("p", cls="said-so").children if isinstance(child, str)
    ]
    assert buttons(banner) == [WORDS.take_back]
    banner = page_of(client, held).one("section", cls="held-now")
    assert buttons(banner) == [WORDS.withhold, WORDS.decline]
    assert (
        notice(client, press(client, banner, WORDS.withhold if said == "withheld" else WORDS.decline))
        == STAFF.notices[said]
    )
    assert is_withheld(database, held.question_key) is (said == "withheld")


def test_the_list_of_what_is_withheld_shows_what_is_proposed(
    reviewer: TestClient, client: TestClient, database: Database, held: Entry
) -> None:
    other = entry("<i>床位</i>？", text="床位。[1]")
    record(database, other)
    assert WORDS.nothing_open in reviewer.get("/staff/withheld").text
    propose(database, held.entry_id, by="甲")
    withhold(database, other.entry_id, by="管")
    propose_showing(database, other.question_key, by="甲")
    say(database, proposals(database)[1].proposal_id, by="乙", agrees=False)
    page = parse(reviewer.get("/staff/withheld").text)
    first, second = page.one("div", cls="proposed").one("tbody").all("tr")
    assert (first.one("a").text, second.one("a").text) == (held.question, other.question)
    assert first.one(cls="badge").text == WORDS.states[Withholding.PROPOSED]
    assert second.one(cls="disputed").text == WORDS.states[Withholding.SHOW_DISPUTED]
    assert buttons(first) == buttons(second) == [WORDS.agree, WORDS.differ]
    assert [each.attributes["aria-label"] for each in first.all("button")] == [
        WORDS.label.format(what=what, question=held.question) for what in (WORDS.agree, WORDS.differ)
    ]
    (in_force,) = page.all("table")[1].one("tbody").all("tr")
    assert buttons(in_force) == []
    assert WORDS.states[Withholding.SHOW_DISPUTED] in in_force.text
    _, second = parse(client.get("/staff/withheld").text).one("div", cls="proposed").one("tbody").all("tr")
    response = press(client, second, WORDS.keep)
    assert response.headers["location"] == "/staff/withheld?notice=kept"
    assert is_withheld(database, other.question_key)
    response = press(reviewer, first, WORDS.agree)
    assert response.headers["location"] == "/staff/withheld?notice=withheld"


def test_two_reviewers_show_it_again(reviewer: TestClient, database: Database, held: Entry) -> None:
    withhold(database, held.entry_id, by="管")
    propose_showing(database, held.question_key, by="甲")
    banner = page_of(reviewer, held).one("section", cls="held-now")
    assert WORDS.show_needs.format(n=2) in banner.text
    assert notice(reviewer, press(reviewer, banner, WORDS.agree)) == STAFF.notices["cleared"]
    assert not is_withheld(database, held.question_key)


def test_a_reviewer_proposes_to_show_again_from_the_list(reviewer: TestClient, database: Database, held: Entry) -> None:
    withhold(database, held.entry_id, by="管")
    response = press(reviewer, parse(reviewer.get("/staff/withheld").text).one("main"), WORDS.propose_show)
    assert response.headers["location"] == "/staff/withheld?notice=show_proposed"
    assert is_withheld(database, held.question_key)


def test_a_reviewers_verdict_proposes_and_says_so(reviewer: TestClient, database: Database, held: Entry) -> None:
    page = page_of(reviewer, held)
    assert page.one(cls="will-withhold").text == WORDS.will_propose.format(n=2)
    given = {"csrf": csrf_of(reviewer.get("/staff").text), "judgement": "wrong"}
    response = reviewer.post(f"/staff/entry/{held.entry_id}/review", data=given)
    assert notice(reviewer, response) == REVIEW.notices["saved_proposed"]
    add_review(database, review(held, Judgement.RIGHT, "甲"))
    response = reviewer.post(f"/staff/entry/{held.entry_id}/review", data=given | {"note": "仍有误"})
    assert notice(reviewer, response) == REVIEW.notices["saved_disputed"]


def test_an_admins_verdict_is_enough_though_others_differ(client: TestClient, database: Database, held: Entry) -> None:
    add_review(database, review(held, Judgement.RIGHT, "甲"))
    given = {"csrf": csrf_of(client.get("/staff").text), "judgement": "wrong"}
    response = client.post(f"/staff/entry/{held.entry_id}/review", data=given)
    assert notice(client, response) == REVIEW.notices["saved_withheld"]
    assert is_withheld(database, held.question_key)


def test_an_office_with_one_reviewer_needs_no_second(
    database: Database, corpus: Corpus, settings: UiSettings, held: Entry
) -> None:
    alone = signed_in(database, corpus, settings.model_copy(update={"withhold_reviewers": 1}), "李强")
    card = page_of(alone, held).one("section", cls="withhold")
    assert REVIEW.withhold_intro in card.text
    assert notice(alone, press(alone, card, REVIEW.withhold_button)) == STAFF.notices["withheld"]
    assert is_withheld(database, held.question_key)
    banner = page_of(alone, held).one("section", cls="held-now")
    assert notice(alone, press(alone, banner, REVIEW.show_again)) == STAFF.notices["cleared"]
    assert not is_withheld(database, held.question_key)


def test_the_page_names_other_questions_with_the_same_answer(
    reviewer: TestClient, database: Database, held: Entry
) -> None:
    assert page_of(reviewer, held).all("details", cls="same-answer") == []
    other = entry("那年<i>学校</i>呢", considered=considered("x", topic="民生"))
    record(database, other)
    (link,) = page_of(reviewer, held).one("details", cls="same-answer").all("a")
    assert (link.text, link.attributes["href"]) == (other.question, f"/staff/entry/{other.entry_id}")


def test_the_filter_narrows_the_list_to_what_is_proposed(reviewer: TestClient, database: Database, held: Entry) -> None:
    record(database, entry("别的问题", text="别的。[1]"))
    propose(database, held.entry_id, by="甲")
    page = parse(reviewer.get("/staff?withholding=proposed").text)
    assert [link.text for link in page.one("div", cls="entries").all("a")] == [held.question]
    assert reviewer.get("/staff?withholding=nix").status_code == 400


@pytest.mark.parametrize(
    ("path", "fields", "said"),
    [
        ("say", {"proposal": "nix", "said": "agree"}, "proposal_gone"),
        ("say", {"proposal": "nix", "said": "take_back"}, "proposal_gone"),
        ("say", {"said": "x"}, "proposal_gone"),
        ("propose", {"key": "nix"}, "not_withheld"),
        ("decide", {"proposal": "nix", "decision": "accept"}, "proposal_gone"),
    ],
)
def test_what_is_settled_or_was_never_there_is_said(
    client: TestClient, path: str, fields: dict[str, str], said: str
) -> None:
    given = {"csrf": csrf_of(client.get("/staff").text), "entry": "//elsewhere.example"}
    response = client.post(f"/staff/withheld/{path}", data=given | fields)
    assert response.headers["location"] == f"/staff/withheld?notice={said}"
