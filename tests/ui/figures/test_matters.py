"""Figures by what they are of."""

import pytest

from tests.ui.figures.stated import PAPERS, RESULT, stated
from ui.figures import matters
from ui.figures.matters import held, matters_of


def test_what_is_of_one_subject_in_one_unit_and_place_is_one_matter_and_its_growth_another() -> None:
    found = [(each.place, each.name, each.unit, each.is_change, len(each.figures)) for each in held(stated()).matters]
    assert found == [
        ("杭州市", "全区新增码头泊位", "个", False, 4),
        ("杭州市", "渔获总量", "斤", False, 1),
        ("杭州市", "渔获总量", "%", True, 1),
        ("苏州市", "新增码头泊位", "个", False, 1),
    ]


def test_those_with_most_periods_come_first() -> None:
    papers = {
        "one": ("甲", [("渔船40艘。", (2031,), RESULT), ("灯塔3座。", (2031,), RESULT), ("灯塔4座。", (2032,), RESULT)])
    }
    assert [each.name for each in held(stated(papers)).matters] == ["灯塔", "渔船"]


def test_an_id_names_a_matter_whatever_else_is_held() -> None:
    alone = held(stated({"far": PAPERS["far"]})).matters[0]
    assert held(stated()).by_id[alone.matter_id].figures == alone.figures
    assert len(held(stated()).by_id) == 4


def test_a_matter_is_called_what_it_is_called_most_often() -> None:
    figures = list(stated().figures())[:2]
    named = [figures[0].model_copy(update={"subject": "甲"}), *(2 * [figures[1].model_copy(update={"subject": "乙"})])]
    assert [each.name for each in matters_of(named, {"one": ""})] == ["乙"]


def test_no_more_figures_are_held_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = stated()
    assert held(corpus).is_whole
    monkeypatch.setattr(matters, "MOST_FIGURES", 3)
    cut = held(stated())
    assert (sum(len(each.figures) for each in cut.matters), cut.is_whole) == (3, False)
