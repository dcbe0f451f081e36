"""The review page and the dashboard: by keyboard, beside each other, on a phone, for everybody."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, StorageState, expect

from tests.browser.axe import serious
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.staff_area import Reviewers, serving
from tests.ui.assistants import seed_corpus
from tests.ui.journal.entries import refusal
from tests.ui.staff.area import staff_settings
from tests.ui.staff.reviewed import BEDS, PLACES, cited, found, review, two_cited
from ui.config import UiSettings
from ui.journal.database import Database, open_database
from ui.journal.entries import record
from ui.journal.feedback import give_feedback
from ui.journal.records import Entry, Feedback, FeedbackKind, Judgement, Support, now
from ui.journal.reviews import add_review, reviews_of
from ui.text.zh_hans.review import BOARD_ZH_HANS as BOARD
from ui.text.zh_hans.review import REVIEW_ZH_HANS as WORDS

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Area:
    """A served journal; `older` is the entry that nobody reviews, before all others."""

    url: str
    database: Database
    settings: UiSettings
    answers: Callable[..., Entry]
    refusals: Callable[..., Entry]
    older: Entry
    sessions: dict[str, StorageState] = field(default_factory=dict)


@pytest.fixture(scope="module")
def area(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Area]:
    folder = tmp_path_factory.mktemp("review")
    settings = staff_settings(folder / "journal.sqlite", inbox=folder / "inbox.jsonl")
    database, corpus = open_database(settings), seed_corpus()
    asked = iter(range(1_000))

    def given() -> dict[str, object]:
        return {"entry_id": uuid.uuid4().hex, "asked_at": now()}

    def kept(entry: Entry) -> Entry:
        record(database, entry)
        return entry

    def answers(**fields: object) -> Entry:
        question = f"2022年新增了多少学位？{'甲' * next(asked)}"  # another one each time: a wrong answer is withheld
        return kept(two_cited(corpus, **(given() | {"question": question} | fields)))

    def refusals(**fields: object) -> Entry:
        near = tuple(found(corpus, BEDS, rank) for rank in range(1, 5))
        return kept(refusal(**(given() | {"passages": near} | fields)))

    older = answers(question="2022年新增了多少养老床位？", asked_at=now() - timedelta(days=1))
    with serving(database, corpus, settings) as url:
        yield Area(url, database, settings, answers, refusals, older)
    database.close()


@pytest.fixture
def enter(browser: Browser, area: Area) -> Iterator[Reviewers]:
    reviewers = Reviewers(browser, area.url, area.sessions)
    yield reviewers
    reviewers.close()


def is_chosen(page: Page, *ids: str) -> None:
    """See that just these choices are made, in this order, once the page is there whole."""
    chosen = page.locator("input[type=radio]:checked")
    expect(chosen).to_have_count(len(ids))
    for number, choice in enumerate(ids):
        expect(chosen.nth(number)).to_have_id(choice)


def test_a_verdict_is_given_by_keyboard_alone(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}")
    page.keyboard.press("j")
    expect(page.locator("#evidence-1")).to_be_focused()
    page.keyboard.press("1")
    page.keyboard.press("j")
    expect(page.locator("#evidence-2")).to_be_focused()
    page.keyboard.press("j")  # there is none below
    page.keyboard.press("3")
    page.keyboard.press("k")
    page.keyboard.press("2")
    page.keyboard.press("i")
    is_chosen(page, "citation-1-partly", "citation-2-does_not", "judgement-incomplete")
    page.keyboard.press("n")
    page.keyboard.type("ruw123 少一项")
    is_chosen(page, "citation-1-partly", "citation-2-does_not", "judgement-incomplete")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.get_by_role("status").first).to_have_text(WORDS.notices["saved"])
    (kept,) = reviews_of(area.database, entry.entry_id)
    assert (kept.reviewer, kept.judgement, kept.note) == ("王敏", Judgement.INCOMPLETE, "ruw123 少一项")
    assert [verdict.support for verdict in kept.citations] == [Support.PARTLY, Support.DOES_NOT]
    is_chosen(page, "citation-1-partly", "citation-2-does_not", "judgement-incomplete")


def test_ten_citations_are_judged_with_four_keys(area: Area, enter: Reviewers) -> None:
    corpus = seed_corpus()
    entry = area.answers(
        citations=tuple(cited(corpus, BEDS, number) for number in range(1, 11)),
        text="".join(f"新增养老床位240张。[{number}]\n" for number in range(1, 11)),
    )
    page = enter(f"/staff/entry/{entry.entry_id}?words=学位")
    page.keyboard.press("3")  # the one that proves nothing
    page.keyboard.press("a")
    is_chosen(page, "citation-1-does_not", *(f"citation-{number}-supports" for number in range(2, 11)))
    page.keyboard.press("i")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: entry.entry_id not in url)
    (kept,) = reviews_of(area.database, entry.entry_id)
    assert [verdict.support for verdict in kept.citations] == [Support.DOES_NOT, *[Support.SUPPORTS] * 9]


def test_all_citations_are_marked_by_a_press_as_well(area: Area, enter: Reviewers) -> None:
    page = enter(f"/staff/entry/{area.answers().entry_id}", viewport=PHONE, has_touch=True, is_mobile=True)
    page.get_by_role("button", name=WORDS.prove_all).tap()
    is_chosen(page, "citation-1-supports", "citation-2-supports")


def test_enter_saves_and_goes_on_to_the_next(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}?words=学位")
    page.keyboard.press("r")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: entry.entry_id not in url)
    assert reviews_of(area.database, entry.entry_id)[0].judgement is Judgement.RIGHT


def test_leaving_what_is_not_saved_takes_a_second_press(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}?words=2022")
    page.keyboard.press("w")
    expect(page.locator(".will-withhold")).to_be_visible()
    page.keyboard.press("u")
    expect(page.locator("[data-status]")).to_have_text(WORDS.unsaved)
    page.keyboard.press("u")
    page.wait_for_url(lambda url: entry.entry_id not in url)
    assert reviews_of(area.database, entry.entry_id) == ()


def test_keys_with_modifiers_are_the_browsers_and_single_ones_can_be_switched_off(area: Area, enter: Reviewers) -> None:
    page = enter(f"/staff/entry/{area.answers().entry_id}")
    page.keyboard.press("Alt+r")
    page.keyboard.press("Control+i")
    is_chosen(page)
    page.locator(".keys summary").click()
    expect(page.locator(".keys dl")).to_contain_text(WORDS.keys["save_next"])
    page.locator("[data-keys-on]").uncheck()
    page.reload()
    page.keyboard.press("r")
    is_chosen(page)
    expect(page.locator(".judgement kbd").first).to_be_hidden()
    page.locator(".keys summary").click()
    page.locator("[data-keys-on]").check()
    page.locator("h1").click()
    page.keyboard.press("r")
    is_chosen(page, "judgement-right")


def test_enter_on_a_link_follows_the_link(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}")
    page.keyboard.press("r")
    page.locator(".cite").first.press("Enter")
    page.wait_for_url("**#evidence-1")
    assert reviews_of(area.database, entry.entry_id) == ()


def test_two_who_differ_see_on_what(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    add_review(area.database, review(entry, Judgement.RIGHT, "李强", c1=Support.SUPPORTS))
    page = enter(f"/staff/entry/{entry.entry_id}")
    expect(page.locator(".verdicts")).to_be_hidden()  # judge first
    page.keyboard.press("3")  # of the first citation
    page.keyboard.press("r")
    page.keyboard.press("s")
    rows = page.locator(".differing-on tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.locator("th, td")).to_have_text(["出处 1", "能", "不能"])
    expect(page.locator("#evidence-1 .differs-here")).to_be_visible()
    expect(page.locator(".case")).to_contain_text(WORDS.case_waits)


def test_a_right_answer_becomes_a_case_in_one_click(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}")
    page.keyboard.press("r")
    page.keyboard.press("s")
    expect(page.get_by_role("status").first).to_have_text(WORDS.notices["saved"])
    page.get_by_role("button", name=WORDS.make_case).click()
    expect(page.get_by_role("status").first).to_have_text(WORDS.notices["case_made"])
    expect(page.locator(".case .done")).to_be_visible()
    assert f"s{entry.entry_id[:12]}" in area.settings.inbox.read_text(encoding="utf-8")


def test_a_wrong_answer_is_withheld_and_corrected_by_selecting_words(area: Area, enter: Reviewers) -> None:
    entry = area.answers()
    page = enter(f"/staff/entry/{entry.entry_id}")
    page.keyboard.press("w")
    page.keyboard.press("s")
    expect(page.get_by_role("status").first).to_have_text(WORDS.notices["saved_withheld"])
    expect(page.get_by_role("button", name=WORDS.show_again)).to_be_visible()
    page.get_by_role("button", name=WORDS.make_case).click()
    expect(page.locator(".case [role=alert]")).to_be_focused()
    expect(page.locator(".case [role=alert]")).to_have_text(WORDS.gaps["no_correction"])
    page.get_by_label(WORDS.facts).fill("240张")
    use = page.get_by_role("button", name=WORDS.use_selection)
    expect(use).to_be_disabled()
    page.locator("#evidence-2 mark").evaluate("mark => getSelection().selectAllChildren(mark)")
    use.click()
    expect(page.get_by_role("textbox", name=WORDS.quotes)).to_have_value(BEDS)
    page.get_by_role("button", name=WORDS.make_case).click()
    expect(page.locator(".case .done")).to_be_visible()
    page.get_by_role("button", name=WORDS.show_again).click()
    expect(page).to_have_url("/staff/withheld?notice=cleared")
    page.goto(f"/staff/entry/{entry.entry_id}")
    expect(page.locator(".held-now")).to_have_count(0)


def test_evidence_stands_beside_the_sentence_and_begins_where_it_is_marked(area: Area, enter: Reviewers) -> None:
    page = enter(f"/staff/entry/{area.answers().entry_id}")
    pair = page.locator(".pair").nth(1)
    said, evidence = pair.locator(".said").bounding_box(), pair.locator(".evidence").bounding_box()
    assert said
    assert evidence
    assert evidence["x"] >= said["x"] + said["width"]
    assert abs(evidence["y"] - said["y"]) < 40
    for card in page.locator(".evidence").all():
        box, mark = card.locator(".extract").bounding_box(), card.locator("mark").bounding_box()
        assert box
        assert mark
        assert box["y"] <= mark["y"] < box["y"] + box["height"] - 20
    expect(page.locator("section.verdict")).to_be_in_viewport()


def test_on_a_phone_evidence_stands_below_the_sentence(area: Area, enter: Reviewers) -> None:
    page = enter(f"/staff/entry/{area.answers().entry_id}", viewport=PHONE, has_touch=True, is_mobile=True)
    pair = page.locator(".pair").nth(1)
    said, evidence = pair.locator(".said").bounding_box(), pair.locator(".evidence").bounding_box()
    assert said
    assert evidence
    assert evidence["y"] >= said["y"] + said["height"]
    for box in (choice.bounding_box() for choice in page.locator(".choice").all()):
        assert box
        assert box["height"] >= 44
    expect(page.locator(".choice kbd").first).to_be_hidden()


def test_without_scripts_a_verdict_is_saved(area: Area, enter: Reviewers) -> None:
    entry = area.refusals(question="罗湖有多少家电影院？")
    page = enter(f"/staff/entry/{entry.entry_id}", java_script_enabled=False)
    page.locator("#judgement-right").check()
    page.locator("[data-save]").click()
    expect(page.get_by_role("status").first).to_have_text(WORDS.notices["saved"])
    assert reviews_of(area.database, entry.entry_id)[0].judgement is Judgement.RIGHT


def test_on_paper_the_whole_section_is_printed(area: Area, enter: Reviewers) -> None:
    page = enter(f"/staff/entry/{area.answers().entry_id}")
    page.emulate_media(media="print")
    assert page.locator(".extract").first.evaluate("box => box.scrollHeight <= box.clientHeight")
    for hidden in (".steps", ".case", ".choice kbd"):
        expect(page.locator(hidden).first).to_be_hidden()


def test_the_dashboard_leads_from_a_figure_to_its_entries(area: Area, enter: Reviewers) -> None:
    area.refusals(question="罗湖有多少家电影院？")
    page = enter("/staff/dashboard")
    page.get_by_text(BOARD.numbers).click()
    expect(page.get_by_role("region", name=BOARD.by_day).get_by_role("table")).to_be_visible()
    page.get_by_role("region", name=BOARD.not_covered).get_by_role("link", name="电影院", exact=True).click()
    expect(page.locator(".asked > a").first).to_have_text("罗湖有多少家电影院？")


def test_a_drawings_text_keeps_its_size_on_a_phone(area: Area, enter: Reviewers) -> None:
    page = enter("/staff/dashboard", viewport=PHONE)
    heights = page.locator(".chart-drawing text").evaluate_all(
        "found => found.map(text => [parseFloat(getComputedStyle(text).fontSize), text.getBoundingClientRect().height])"
    )
    assert len(heights) > 5
    assert all(size >= 12 and height >= 12 for size, height in heights)
    boxes = page.locator(".chart-date").evaluate_all(
        "found => found.map(text => text.getBoundingClientRect()).map(box => [box.left, box.right])"
    )
    assert all(right <= left for (_, right), (left, _) in pairwise(boxes))


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
    give_feedback(database, Feedback(entry_id=wrong.entry_id, kind=FeedbackKind.WRONG_FIGURE, comment="应为240张"))
    return {
        "unreviewed": f"/staff/entry/{area.answers().entry_id}",
        "changed": f"/staff/entry/{changed.entry_id}",
        "differing": f"/staff/entry/{differing.entry_id}",
        "right": f"/staff/entry/{right.entry_id}?notice=saved",
        "wrong": f"/staff/entry/{wrong.entry_id}",
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
            ("differing", "wrong", "dashboard"),
        ),
        ({"viewport": PHONE, "locale": "en-GB"}, ("differing", "changed", "refused", "dashboard")),
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
