"""The page for programmers and the staff's page of keys, in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from index.corpus import Corpus
from tests.browser.axe import serious
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.served import served
from tests.browser.staff_area import Reviewers, serving
from tests.ui.assistants import seed_corpus
from tests.ui.staff.area import staff_settings
from ui.config import UiSettings
from ui.document.page import document_router
from ui.headers import FixedHeaders
from ui.journal.api_keys import KEY, api_keys, find_key
from ui.journal.database import Database, open_database
from ui.programs.docs_page import docs_router
from ui.text.en.api import API_EN
from ui.text.zh_hans.keys import KEYS_ZH_HANS as WORDS

pytestmark = pytest.mark.browser
SIZES = pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["1440", "375"])


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return seed_corpus()


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> UiSettings:
    return staff_settings(tmp_path_factory.mktemp("keys") / "journal.sqlite")


@pytest.fixture(scope="module")
def database(settings: UiSettings) -> Iterator[Database]:
    opened = open_database(settings)
    yield opened
    opened.close()


@pytest.fixture
def staff(browser: Browser, database: Database, corpus: Corpus, settings: UiSettings) -> Iterator[Reviewers]:
    with serving(database, corpus, settings) as url:
        reviewers = Reviewers(browser, url, {})
        yield reviewers
        reviewers.close()


@pytest.fixture(scope="module")
def docs(corpus: Corpus, settings: UiSettings) -> Iterator[str]:
    """The page alone, with the real application's OpenAPI document."""
    from fastapi import FastAPI

    from index.catalog.originals import Originals
    from ui.api import add_api
    from ui.programs.routes import reading_router

    app = FastAPI(openapi_url="/api/openapi.json")
    add_api(app, None, Originals())  # type: ignore[arg-type] # nothing is asked
    app.include_router(reading_router(lambda _: pytest.fail("nothing is read")))
    app.include_router(document_router(lambda: corpus))
    app.include_router(docs_router(app.openapi, settings))
    app.add_middleware(FixedHeaders)
    with served(app) as url:
        yield url


@SIZES
def test_a_key_is_made_by_keyboard_seen_once_and_revoked(
    staff: Reviewers, database: Database, tmp_path: Path, size: dict[str, int]
) -> None:
    page = staff("/staff/keys", viewport=size)
    n_before = len(api_keys(database))
    page.focus("#owner")
    page.keyboard.type("镇图书馆")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+A")
    page.keyboard.type("30")
    page.keyboard.press("Enter")
    key = page.get_by_label(WORDS.key_label, exact=True).input_value()
    assert KEY.fullmatch(key)
    found = find_key(database, key)
    assert found is not None
    assert (found.owner, found.rate) == ("镇图书馆", 30)
    assert serious(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.goto(f"{staff.url}/staff/keys")
    assert key not in page.content()
    page.get_by_role("button", name=WORDS.revoke_label.format(owner="镇图书馆", key_id=found.key_id)).press("Enter")
    expect(page.get_by_role("status")).to_be_visible()
    assert find_key(database, key) is None
    assert len(api_keys(database)) == n_before + 1
    assert serious(page) == []


def test_what_is_wrong_stands_above_the_form(staff: Reviewers) -> None:
    page = staff("/staff/keys")
    page.fill("#owner", "甲")
    for box in page.get_by_role("checkbox").all():
        box.uncheck()
    page.get_by_role("button", name=WORDS.make).click()
    expect(page.get_by_role("alert")).to_have_text(WORDS.problems["scopes"])
    assert page.input_value("#owner") == "甲"
    assert serious(page) == []


@SIZES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_for_programmers_is_within_reach_of_everybody(
    browser: Browser, docs: str, size: dict[str, int], scheme: str
) -> None:
    context = browser.new_context(viewport=size, locale="en", color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    foreign: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: None if request.url.startswith(docs) else foreign.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{docs}/api/docs?lang=en")
    expect(page.get_by_role("heading", level=1)).to_have_text(API_EN.title)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    assert serious(page) == []
    page.get_by_role("link", name="AnswerRecord").first.press("Enter")
    expect(page.get_by_role("heading", name="AnswerRecord", exact=True)).to_be_in_viewport()
    assert (foreign, [each for each in complaints if "favicon" not in each and "404" not in each]) == ([], [])
    context.close()
