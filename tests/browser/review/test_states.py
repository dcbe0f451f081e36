"""Every state of the review page and the dashboard: for everybody."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.axe import serious
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.review.conftest import Area
from tests.browser.staff_area import Reviewers
from tests.ui.assistants import seed_corpus
from tests.ui.journal.entries import draft
from tests.ui.staff.reviewed import BEDS, PLACES, cited, review
from ui.journal.feedback import give_feedback
from ui.journal.proposals import propose, propose_showing
from ui.journal.records import Feedback, FeedbackKind, Judgement, Support
from ui.journal.reviews import add_review
from ui.journal.suppression import withhold

pytestmark = pytest.mark.browser


def states(area: Area) -> dict[str, str]:
    """Return the address of every state."""
    corpus, database = seed_corpus(), area.database
    changed = area.answers(
        citations=(cited(corpus, PLACES, sha256="0" * 64), cited(corpus, BEDS, 2, doc_id="gone")),
        history=("罗湖教育怎么样？",),
    )
    differing, right, wrong = area.answers(), area.answers(), area.answers()
    add_review(database, review(differing, Judgement.RIGHT, "李强", c2=Support.SUPPORTS))
    add_review(database, review(differing, Judgement.INCOMPLETE, "王敏", c2=Support.PARTLY, note="少一项"))
    add_review(database, review(right, Judgement.RIGHT, "王敏"))
    add_review(database, review(wrong, Judgement.WRONG, "王敏"))
    disputed, withheld = area.answers(), area.answers()
    propose(database, disputed.entry_id, by="李强")
    add_review(database, review(disputed, Judgement.RIGHT, "赵六"))
    withhold(database, withheld.entry_id, by="王敏")
    propose_showing(database, withheld.question_key, by="李强")
    give_feedback(database, Feedback(entry_id=wrong.entry_id, kind=FeedbackKind.WRONG_FIGURE, comment="应为240张"))
    return {
        "unreviewed": f"/staff/entry/{area.answers().entry_id}",
        "changed": f"/staff/entry/{changed.entry_id}",
        "written": f"/staff/entry/{area.answers(draft=draft(), mode='written').entry_id}",
        "differing": f"/staff/entry/{differing.entry_id}",
        "right": f"/staff/entry/{right.entry_id}?notice=saved",
        "wrong": f"/staff/entry/{wrong.entry_id}",
        "disputed": f"/staff/entry/{disputed.entry_id}",
        "withheld": f"/staff/entry/{withheld.entry_id}",
        "what is withheld": "/staff/withheld",
        "refused": f"/staff/entry/{area.refusals().entry_id}",
        "dashboard": "/staff/dashboard",
        "no questions": "/staff/dashboard?first_day=2020-01-01&last_day=2020-01-02",
        "no days": "/staff/dashboard?first_day=x",
    }


@pytest.mark.parametrize(
    ("options", "names"),
    [
        ({"viewport": DESKTOP}, ()),
        (
            {"viewport": DESKTOP, "color_scheme": "dark", "locale": "zh-HK"},
            ("differing", "wrong", "disputed", "what is withheld", "written", "dashboard"),
        ),
        (
            {"viewport": PHONE, "locale": "en-GB"},
            ("differing", "changed", "disputed", "what is withheld", "written", "refused", "dashboard"),
        ),
    ],
    ids=["light", "dark", "phone"],
)
def test_every_state_is_accessible_and_fits(
    area: Area, enter: Reviewers, options: dict[str, Any], names: tuple[str, ...]
) -> None:
    found: dict[str, list[str]] = {}
    paths = states(area)
    page = enter("/staff/withheld", **options)
    for name in names or paths:
        page.goto(paths[name])
        page.locator("details").evaluate_all("found => found.forEach(details => { details.open = true; })")
        found[name] = serious(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= options["viewport"]["width"], name
    assert found == {name: [] for name in found}


def test_what_was_not_filled_in_is_told_where_everybody_finds_it(area: Area, enter: Reviewers) -> None:
    paths = states(area)
    page = enter(paths["unreviewed"])
    page.locator("[data-save]").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert serious(page) == []
    page.goto(paths["wrong"])
    page.locator("[data-case]").click()
    expect(page.get_by_role("alert")).to_be_focused()
    assert serious(page) == []
