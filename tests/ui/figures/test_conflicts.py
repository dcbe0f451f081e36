"""Where documents differ."""

import pytest

from tests.ui.figures.stated import PLAN, RESULT, Sentence, stated
from ui.figures.conflicts import conflicts


def _differing(
    *documents: list[Sentence], titles: tuple[str, ...] = ("杭州市甲", "杭州市乙", "杭州市丙")
) -> list[list[str]]:
    papers = {str(n): (titles[n], sentences) for n, sentences in enumerate(documents)}
    return [[figure.text for figure in found.figures] for found in conflicts(stated(papers))]


def _one(figure: str, years: tuple[int, ...] = (2031,)) -> list[Sentence]:
    return [(f"码头泊位{figure}。", years, RESULT)]


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("30个", "36个", True),
        ("30个", "30个", False),
        ("163亿元", "163.4亿元", False),
        ("163亿元", "163.6亿元", True),
        ("超370亿元", "372.5亿元", False),
        ("超370亿元", "362.5亿元", True),
        ("30个以上", "36个", False),
        ("30个以上", "36个以上", True),
        ("约100个", "104个", False),
        ("约100个", "130个", True),
        ("不超过30个", "36个", True),
        ("30—40个", "36个", False),
    ],
)
def test_figures_differ_that_cannot_both_be(one: str, other: str, differ: bool) -> None:
    assert _differing(_one(one), _one(other)) == ([[one, other]] if differ else [])


def test_neither_another_year_nor_plan_and_result_nor_another_place_differ() -> None:
    assert _differing(_one("30个"), _one("36个", (2032,))) == []
    assert _differing(_one("30个"), [("码头泊位36个。", (2031,), PLAN)]) == []
    assert _differing(_one("30个"), _one("36个"), titles=("杭州市甲", "苏州市乙")) == []
    assert _differing(_one("30个", ()), _one("36个", ())) == []


def test_a_document_that_states_two_figures_differs_where_neither_can_be_the_others() -> None:
    assert _differing([*_one("30个"), *_one("36个")], _one("36个")) == []
    assert _differing([*_one("30个"), *_one("36个")], _one("40个")) == [["30个", "40个"]]


def test_of_three_documents_each_that_says_something_else_is_told_once() -> None:
    assert _differing(_one("30个"), _one("36个"), _one("36个")) == [["30个", "36个"]]


def test_what_a_document_says_of_before_a_change_differs_from_nothing() -> None:
    assert _differing([("码头泊位由30个增加到36个。", (2031,), RESULT)], _one("36个")) == []
