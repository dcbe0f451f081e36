import pytest

from index.records import Status
from rag.answer.repeats import repeats
from tests.rag.asked import unit

FIRST = unit("健全供给机制，加快建设，新增公办学位4000个以上。", status=Status.PLAN)
SAME = unit("加快十所学校建设,新增公办学位 4000 个以上;", name="v", doc_id="e", status=Status.PLAN)


def test_the_same_words_and_figure_elsewhere_are_the_same() -> None:
    assert repeats(FIRST, ["4000个以上"], [SAME]) == (SAME,)


@pytest.mark.parametrize(
    "other",
    [
        SAME.model_copy(update={"years": (2023,)}),
        SAME.model_copy(update={"status": Status.RESULT}),
        SAME.model_copy(update={"text": "新增公办学位4000个。"}),
        SAME.model_copy(update={"text": "新增公办学位4500个以上。"}),
        SAME.model_copy(update={"text": "规划公办停车泊位4000个以上。"}),
        SAME.model_copy(update={"text": "新增公办学位4000个以上、民办学位300个。"}),
        FIRST,
    ],
)
def test_another_period_figure_or_matter_is_not_the_same(other: object) -> None:
    assert repeats(FIRST, ["4000个以上"], [other]) == ()


def test_without_a_key_the_whole_must_agree() -> None:
    assert repeats(FIRST, (), [SAME]) == ()
    assert repeats(FIRST, (), [FIRST.model_copy(update={"unit_id": "w"})]) != ()


def test_a_figure_alone_does_not_say_of_what() -> None:
    first = unit("总值5亿元，增长3.0%，高于全市。")
    assert repeats(first, ["增长3.0%"], [unit("税收9亿元，增长3.0%。", name="v")]) == ()


def test_at_most_two_further_sources_are_named() -> None:
    others = [SAME.model_copy(update={"unit_id": str(number)}) for number in range(4)]
    assert repeats(FIRST, ["4000个以上"], others) == tuple(others[:2])


def test_a_short_clause_within_a_longer_one_is_not_the_same() -> None:
    first = unit("新增公办学位4000个。")
    longer = unit("新增公办学位、民办托位、养老床位、停车泊位4000个。", name="v")
    assert repeats(first, ["4000个"], [longer]) == ()
