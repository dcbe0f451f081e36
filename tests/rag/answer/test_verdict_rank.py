"""What is asked to be the first, or among the first so many, is so where a result tells a rank as high of it."""

import pytest

from index.records import Status, Unit
from rag.answer.finding import Finding
from rag.answer.verdict import verdict
from tests.rag.asked import understood, unit, weights

NIGHT_SCHOOL = unit("全市率先开办渔民夜校,覆盖3个渔村。", years=(2023,))
FAIR = unit("渔业博览会评比位列全省第三,名声在外。", years=(2023,))
TEN = unit("渔港建设荣获全国渔港评选前十名。", years=(2023,))


def _found(asked: str, of: Unit, matter: str) -> Finding | None:
    found = verdict(understood(asked), (of,), weights(matter))
    return found.finding if found else None


@pytest.mark.parametrize(
    ("asked", "of", "matter"),
    [
        ("我们这儿是全市头一个办渔民夜校的，真的假的", NIGHT_SCHOOL, "渔民夜校"),
        ("渔民夜校是不是全市第一个", NIGHT_SCHOOL, "渔民夜校"),
        ("2023年渔港评选进前十了没", TEN, "渔港评选"),
        ("渔港评选进了前二十吗", TEN, "渔港评选"),
    ],
)
def test_a_rank_as_high_is_so(asked: str, of: Unit, matter: str) -> None:
    assert _found(asked, of, matter) is Finding.YES


@pytest.mark.parametrize(
    ("asked", "of", "matter"),
    [
        ("渔民夜校是不是全国第一个", NIGHT_SCHOOL, "渔民夜校"),  # of the town alone
        ("渔民夜校排全市第一，真有这事？", NIGHT_SCHOOL, "渔民夜校"),  # the first to be is no place among others
        ("渔港评选是不是排第一", TEN, "渔港评选"),
        ("渔港评选进了前五吗", TEN, "渔港评选"),
        ("2022年渔港评选进前十了没", TEN, "渔港评选"),
        ("渔港评选进前十了没", unit("目前十座渔港参加渔港评选。", years=(2023,)), "渔港评选"),  # 目前 is no rank
        ("渔民夜校不是全市第一个吧", NIGHT_SCHOOL, "渔民夜校"),
    ],
)
def test_a_lower_rank_or_one_among_others_bears_out_nothing(asked: str, of: Unit, matter: str) -> None:
    assert _found(asked, of, matter) is not Finding.YES


def test_what_is_planned_ranks_nothing() -> None:
    planned = NIGHT_SCHOOL.model_copy(update={"status": Status.PLAN})
    assert _found("渔民夜校是不是全市第一个", planned, "渔民夜校") is not Finding.YES
    assert _found("渔业博览会是不是全省第一", FAIR, "渔业博览会") is not Finding.YES
