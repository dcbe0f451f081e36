"""Whether a place does better or worse than the whole it is part of: as the documents put it, and no further."""

import pytest

from index.records import Status
from rag.answer.finding import Finding
from tests.rag.answer.verdicts import finding_on, verdict_on
from tests.rag.asked import unit

GROWTH = unit("渔业产值12亿元、增长3.4%,增速高于全市平均水平。", years=(2023,))


@pytest.mark.parametrize(
    ("asked", "finding"),
    [
        ("2023年渔业产值增速是不是比全市高", Finding.SAME_FIGURE),
        ("2023年渔业产值增速比全市低吗", Finding.NOT_SO),
        ("2023年渔业产值增速是不是比全国高", None),  # of the country nothing is told
    ],
)
def test_above_the_whole_is_told_where_the_documents_put_it_so(asked: str, finding: Finding | None) -> None:
    found = finding_on(asked, GROWTH, of="渔业产值增速")
    assert found is finding if finding else found not in (Finding.SAME_FIGURE, Finding.NOT_SO)


def test_the_verdict_says_the_very_clause() -> None:
    found = verdict_on("2023年渔业产值增速比全市低吗", GROWTH, of="渔业产值增速")
    assert found
    assert found.figure == "增速高于全市平均水平"


def test_what_is_told_of_another_matter_says_nothing() -> None:
    found = finding_on("2023年林场面积是不是比全市高", GROWTH, of="林场面积")
    assert found not in (Finding.SAME_FIGURE, Finding.NOT_SO)


@pytest.mark.parametrize(
    ("asked", "finding"),
    [
        ("2023年渔业产值增速超过全市没有", Finding.SAME_FIGURE),
        ("2023年渔业产值增速是不是高于全市平均", Finding.SAME_FIGURE),
        ("2023年渔业产值增速低于全市平均吗", Finding.NOT_SO),
        ("2023年渔业产值增速是不是落后全市", Finding.NOT_SO),
    ],
)
def test_which_way_is_asked_by_the_verb_as_well(asked: str, finding: Finding) -> None:
    assert finding_on(asked, GROWTH, of="渔业产值增速") is finding


def test_of_several_clauses_the_one_that_tells_most_of_what_is_asked_decides() -> None:
    other = unit("人均渔获高于全市平均水平;", years=(2023,))
    found = verdict_on("2023年人均渔获是不是比全市高", GROWTH, other, of="人均渔获渔业产值")
    assert found
    assert found.figure == "人均渔获高于全市平均水平"


def test_what_is_set_against_something_is_not_answered_by_being_planned() -> None:
    planned = unit("计划渔业产值增长6.5%左右。", years=(2024,), status=Status.PLAN)
    assert finding_on("渔业产值能增长吗", planned, of="渔业产值增长") is Finding.PLANNED
    assert finding_on("渔业产值比全市富裕吗", planned, of="渔业产值增长") is not Finding.PLANNED
