"""Two visitors who chat at the same time with two workers: each has the own conversation."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

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


def answer(page: Page, number: int) -> Locator:
    """What a turn came to, once it did."""
    return answered(page, number).locator(OUTCOMES)


def says(page: Page, number: int, text: str) -> None:
    expect(answer(page, number)).to_have_text(text, use_inner_text=True)


def test_conversations_at_the_same_time_stay_apart(visit: Visit) -> None:
    pages, chats = [visit() for _ in range(4)], CHATS * 2  # four pages: both workers have some
    for page, (question, *_) in zip(pages, chats, strict=True):
        begin(page, question)
    for page, (_, fact, _) in zip(pages, chats, strict=True):
        expect(answer(page, 1)).to_contain_text(fact)
    first = [answer(page, 1).inner_text() for page in pages]
    for page, (*_, follow_up) in zip(pages, chats, strict=True):
        begin(page, follow_up)
    second = [answer(page, 2).inner_text() for page in pages]
    assert second[0] != second[1]
    for page, of_first, of_second in zip(pages, first, second[:2] * 2, strict=True):
        says(page, 1, of_first)
        says(page, 2, of_second)


def test_a_page_stays_whole_when_it_is_opened_again(visit: Visit) -> None:
    page = visit()
    begin(page, CHATS[0][0])
    before = answer(page, 1).inner_text()
    for _ in range(4):  # whichever worker takes it
        visit.leave_in_peace(page)
        page.reload()
        says(page, 1, before)
