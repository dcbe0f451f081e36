"""What a question takes from the questions before it."""

import pytest

from rag.question.earlier import corrected, named_in, without_other_side, words_taken
from rag.question.place import Places

NOWHERE = Places(())


@pytest.mark.parametrize(
    ("folded", "meant"),
    [
        ("不对,我问的是2030年的", "2030年的"),
        ("不是,我说的是凉亭", "凉亭"),
        ("你说的是目标,我要实际的", "实际的"),
        ("我要的是2030年的", "2030年的"),
        ("错了,是长椅", "是长椅"),
        ("不对吧,我记得是2030年", "我记得是2030年"),
        ("i meant the plan, not the result", "the plan"),
        ("no, i was asking about benches", "benches"),
        ("2030年呢", ""),
        ("2030年种树的目标是多少?我要的是目标,不是结果", ""),
        ("我要办长椅的手续需要什么材料", ""),
        ("what does that mean", ""),
    ],
)
def test_a_correction_says_what_was_meant(folded: str, meant: str) -> None:
    assert corrected(folded) == meant


def test_the_other_side_of_a_plan_is_no_longer_asked_about() -> None:
    assert without_other_side("长椅目标多少", "实际的") == "长椅 多少"
    assert without_other_side("长椅目标多少", "2030年的") == "长椅目标多少"


def test_what_is_taken_over_is_told_in_the_askers_words() -> None:
    earlier = ("去年种树多少棵", "2030年新增了多少张长椅？")
    assert words_taken(earlier, NOWHERE, matter=earlier[1], years=(2030,), takes_places=False) == ("新增长椅", "2030年")
    assert words_taken(earlier, NOWHERE, matter="", years=(2031,), takes_places=False) == ("2031",)


def test_places_are_told_as_they_are_written() -> None:
    assert named_in("盐田區種樹多少", (), NOWHERE) == ("盐田區",)
    assert named_in("種樹多少", ("種樹", "鹽田區"), NOWHERE) == ("鹽田區",)


def test_what_is_meant_stands_behind_what_is_denied() -> None:
    assert corrected("不是不是,那是新增的。我问总共有多少张长椅") == "总共有多少张长椅"
    assert corrected("答非所问,我问种树你给我扯长椅") == ""
