"""Where evidence and drawings stand: beside each other, on a phone, on paper."""

from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.review.conftest import Area
from tests.browser.staff_area import Reviewers
from ui.text.zh_hans.review import BOARD_ZH_HANS as BOARD

pytestmark = pytest.mark.browser


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
