"""Two visitors who chat at the same time with two workers: each has the own conversation."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Server, Visit, running
from tests.browser.conversing import OUTCOMES, answered

pytestmark = [pytest.mark.browser, pytest.mark.model]

CHATS = (
    ("2022年新增了多少学位？", "10155个", "那2024年呢？"),
    ("2025年罗湖区计划新增多少家离境退税商店？", "7家以上", "由哪个部门负责？"),
)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LUOHU_UI_KNOWN_PAGES", "1")  # of which each worker then has more
        with running(["-m", "ui", "--port", "0", "--workers", "2"], tmp_path_factory.mktemp("workers")) as server:
            yield server


def begin(page: Page, question: str) -> None:
    page.locator("#box textarea").fill(question)
    page.locator("#box textarea").press("Enter")


def answer(page: Page, number: int) -> str:
    """The text of a turn, once it has an outcome."""
    return answered(page, number).locator(OUTCOMES).inner_text()


def test_conversations_at_the_same_time_stay_apart(visit: Visit) -> None:
    pages, chats = [visit() for _ in range(4)], CHATS * 2  # four pages: both workers have some
    for page, (question, *_) in zip(pages, chats, strict=True):
        begin(page, question)
    first = [answer(page, 1) for page in pages]
    assert all(fact in found for found, (_, fact, _) in zip(first, chats, strict=True))
    for page, (*_, follow_up) in zip(pages, chats, strict=True):
        begin(page, follow_up)
    second = [answer(page, 2) for page in pages]
    assert [answer(page, 1) for page in pages] == first
    assert second[:2] == second[2:]
    assert second[0] != second[1]


def test_a_page_stays_whole_when_it_is_opened_again(visit: Visit) -> None:
    page = visit()
    begin(page, CHATS[0][0])
    before = answer(page, 1)
    for _ in range(4):  # whichever worker takes it
        page.reload()
        assert answer(page, 1) == before
