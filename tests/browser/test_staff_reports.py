"""The managers' reports, as an admin reads them: by keyboard, on a phone, in every language."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import serious
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.staff_area import Reviewers, serving
from tests.fakes import BigramEmbedder
from tests.ui.assistants import seed_corpus
from tests.ui.journal.entries import refusal
from tests.ui.staff.area import staff_settings
from tests.ui.staff.reviewed import review, two_cited
from ui.journal.database import Database, open_database
from ui.journal.entries import record
from ui.journal.records import Judgement, now
from ui.journal.reports import ErrorKind
from ui.journal.reviews import add_review
from ui.text.zh_hans.report import REPORT_ZH_HANS as WORDS
from ui.text.zh_hans.review import BOARD_ZH_HANS as BOARD

pytestmark = pytest.mark.browser


def fill(database: Database) -> None:
    random, corpus = Random(3), seed_corpus()
    for number in range(40):
        at = now() - timedelta(days=number)
        held = two_cited(corpus, question=f"第{number}问？", asked_at=at)
        if number % 9 == 0:
            held = refusal(f"第{number}个电影院？", asked_at=at)
        record(database, held)
        record(database, refusal(f"附近第{number % 5}停车场怎么收费{'呢' * (number % 3)}？", asked_at=at))
        for reviewer in ("王敏", "李强")[: 1 + number % 2]:
            kinds = [Judgement.RIGHT, Judgement.RIGHT, Judgement.WRONG]
            judgement = random.choice(kinds if number % 9 == 0 else [*kinds, Judgement.INCOMPLETE])
            given = review(held, judgement, reviewer)
            add_review(database, given.model_copy(update={"reviewed_at": at + timedelta(hours=5)}))


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings = staff_settings(tmp_path_factory.mktemp("reports") / "journal.sqlite")
    database = open_database(settings)
    fill(database)
    with serving(database, seed_corpus(), settings, BigramEmbedder()) as url:
        yield url
    database.close()


@pytest.fixture
def enter(browser: Browser, url: str) -> Iterator[Reviewers]:
    reviewers = Reviewers(browser, url, {})
    yield reviewers
    reviewers.close()


def test_a_manager_weighs_errors_by_keyboard_and_takes_the_table_away(enter: Reviewers) -> None:
    page = enter("/staff/reports")
    errors = page.get_by_role("region", name=WORDS.errors)
    field = errors.get_by_label(WORDS.weight_of.format(kind=WORDS.kinds[ErrorKind.INCOMPLETE]))
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("900")
    page.keyboard.press("Enter")
    expect(errors.get_by_role("rowheader").first).to_have_text(WORDS.kinds[ErrorKind.INCOMPLETE])
    expect(field).to_have_value("900")
    with page.expect_download() as download:
        errors.get_by_role("link", name=WORDS.download).click()
    assert '"900"' in download.value.path().read_text(encoding="utf-8")


def test_the_drawing_has_its_numbers_and_other_days_are_one_press_away(enter: Reviewers) -> None:
    page = enter("/staff/reports")
    page.get_by_text(BOARD.numbers).click()
    expect(page.get_by_role("region", name=WORDS.quality).get_by_role("table").first).to_be_visible()
    page.get_by_role("link", name=WORDS.n_weeks.format(n=4)).click()
    expect(page.get_by_role("link", name=WORDS.n_weeks.format(n=4))).to_have_attribute("aria-current", "true")


def test_a_topic_opens_on_its_other_wordings_and_leads_to_each(enter: Reviewers) -> None:
    page = enter("/staff/reports")
    topics = page.get_by_role("region", name=WORDS.topics)
    topics.locator("summary").first.press("Enter")
    link = topics.locator("details[open] a").first
    question = link.inner_text()
    link.press("Enter")
    expect(page.locator("h1")).to_have_text(question)


@pytest.mark.parametrize(
    ("viewport", "scheme", "language"), [(DESKTOP, "dark", "en"), (PHONE, "light", "zh-Hant"), (PHONE, "dark", "en")]
)
def test_every_state_is_accessible_and_fits(
    enter: Reviewers, viewport: dict[str, int], scheme: str, language: str
) -> None:
    page = enter(f"/staff/reports?lang={language}", viewport=viewport, color_scheme=scheme)
    found: list[str] = []
    for path in (
        "/staff/reports",
        "/staff/reports?first_day=2020-01-01&last_day=2020-01-02",
        "/staff/reports?last_day=x",
    ):
        page.goto(path)
        page.locator("details").evaluate_all("found => found.forEach(details => { details.open = true; })")
        found += serious(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], path
    assert found == []
