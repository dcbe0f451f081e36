"""The question page as a screen reader goes through it: the accessibility tree from the top to the bottom."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Visit
from tests.browser.conversing import ask

pytestmark = pytest.mark.browser

LANDMARKS = {"banner", "navigation", "main", "contentinfo"}
CONTROLS = {"button", "link", "textbox", "DisclosureTriangle"}
CONFLICT = "2025年计划新增离境退税商店多少家？"
REFUSED = "2009年新增学位多少个？"


@dataclass(frozen=True)
class Node:
    """What is read out: a role, a name, and of a heading its level."""

    role: str
    name: str
    level: int


def walked(page: Page) -> list[Node]:
    """Return what a screen reader meets, in its order."""
    network = page.context.new_cdp_session(page)
    nodes = {node["nodeId"]: node for node in network.send("Accessibility.getFullAXTree")["nodes"]}
    found: list[Node] = []

    def go(node: dict[str, Any]) -> None:
        if not node["ignored"]:
            level = next((int(p["value"]["value"]) for p in node.get("properties", ()) if p["name"] == "level"), 0)
            found.append(Node(node["role"]["value"], node.get("name", {}).get("value", "").strip(), level))
        for child in node.get("childIds", ()):
            if child in nodes:
                go(nodes[child])

    go(next(node for node in nodes.values() if "parentId" not in node))
    return found


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
@pytest.mark.parametrize("question", ["", CONFLICT, REFUSED])
def test_the_page_has_a_head_one_main_part_and_a_foot_and_each_control_a_name(
    visit: Visit, question: str, viewport: dict[str, int]
) -> None:
    page = visit(viewport)
    if question:
        ask(page, question)
        expect(page.locator("#following .chip").first).to_be_visible()
    nodes = walked(page)
    assert [node.role for node in nodes if node.role in LANDMARKS] == ["banner", "navigation", "main", "contentinfo"]
    assert [node for node in nodes if node.role in CONTROLS and not node.name] == []
    levels = [node.level for node in nodes if node.role == "heading"]
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels)), levels


def test_an_answer_is_met_in_the_order_in_which_it_proves_itself(page: Page) -> None:
    ask(page, CONFLICT)
    expect(page.locator("#following .chip").first).to_be_visible()
    names = [node.name for node in walked(page) if node.role in {"heading", "button", "textbox", "log", "region"}]
    wanted = (
        "对话",
        "您问 " + CONFLICT,
        "回答",
        "出处 1：",
        "出处",
        "复制答案和出处",
        "接着问",
        "您的问题",
        "提问",
        "原文出处",
    )
    at = -1
    for each in wanted:
        at = next((place for place in range(at + 1, len(names)) if names[place].startswith(each)), -1)
        assert at >= 0, (each, names)
