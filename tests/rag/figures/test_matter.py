"""Whether a clause is about the very matter that a question names."""

from dataclasses import replace

import pytest

from rag.figures.matter import Matter
from rag.question.named_place import Place
from rag.question.understand import Understood
from rag.records import Language
from tests.rag.asked import understood, weights

RARE, COMMON = 4.0, 1.0


def _matter(text: str, *terms: str, weight: float = RARE, is_wide: bool = False) -> Matter:
    return Matter(understood(text), dict.fromkeys(terms, weight), is_wide=is_wide)


@pytest.mark.parametrize(
    ("clause", "agrees"),
    [
        ("建成公园6个", True),
        ("改造公园6个", False),
        ("举办公园节6场", False),
        ("公园共6个", True),  # nothing is done to it
        ("新建并改造公园6个", True),
    ],
)
def test_a_clause_agrees_as_far_as_its_words_do_unless_something_else_is_done(clause: str, *, agrees: bool) -> None:
    assert _matter("新建公园多少个", "公园", weight=COMMON).agreement(clause, 0.7) == (0.7 if agrees else 0.0)


def test_where_the_question_names_no_act_any_will_do() -> None:
    assert _matter("公园多少个", "公园", weight=COMMON).agreement("改造公园6个", 0.7) == 0.7


def test_what_is_measured_by_another_thing_is_another_figure() -> None:
    assert _matter("地区生产总值", "生产", weight=COMMON).agreement("人均地区生产总值9万元", 0.7) == 0.0
    assert _matter("人均地区生产总值", "生产", weight=COMMON).agreement("人均地区生产总值9万元", 0.7) == 0.7
    assert _matter("gdp", "gdp", weight=COMMON).agreement("万元gdp电耗下降3%", 0.7) == 0.0
    assert _matter("新增公园", "公园", weight=COMMON).agreement("每年新增公园3个", 0.7) == 0.7


def test_what_is_not_so_is_another_matter() -> None:
    asked = _matter("持牌机构多少家", "持牌", weight=COMMON)
    assert asked.agreement("非持牌机构6家", 0.7) == 0.0
    assert asked.agreement("非公机构6家", 0.7) == 0.7
    assert _matter("非持牌机构多少家", "持牌", weight=COMMON).agreement("非持牌机构6家", 0.7) == 0.7


def test_a_clause_that_does_the_asked_thing_to_a_rare_noun_stands_for_the_whole_question() -> None:
    asked = _matter("新增公办学位多少个", "新增", "公办", "办学", "学位")
    assert asked.agreement("新建公办学位6个", 2.0) == 16.0
    assert asked.agreement("公办学位6个", 2.0) == 2.0  # no act
    assert asked.agreement("新建公园6个", 2.0) == 2.0  # not the noun
    assert _matter("新增公办学位多少个", "学位", weight=2.9).agreement("新建公办学位6个", 2.0) == 2.0  # too common
    assert _matter("新增公办学位多少个", "学位", weight=3.0).agreement("新建公办学位6个", 2.0) == 3.0


def test_the_noun_stands_at_most_twelve_characters_behind_the_verb() -> None:
    asked = _matter("新增学位多少个", "学位")
    assert asked.agreement("新建" + "一" * 12 + "学位", 1.0) == 4.0
    assert asked.agreement("新建" + "一" * 13 + "学位", 1.0) == 1.0
    assert asked.agreement("学位新建", 1.0) == 1.0  # before it


def test_a_wide_matter_takes_the_thing_in_general() -> None:
    def agreement(clause: str, *, is_wide: bool) -> float:
        return _matter("新增公办学位多少个", "公办", "学位", is_wide=is_wide).agreement(clause, 1.0)

    assert agreement("新增学位6个", is_wide=True) == 8.0
    assert agreement("新增6个学位", is_wide=True) == 8.0
    assert agreement("新增学位6个", is_wide=False) == 1.0
    assert agreement("新增民办学位6个", is_wide=True) == 1.0  # narrowed to something else


@pytest.mark.parametrize("text", ["新增学位", "新增学位多少个", "新增几多学位", "从新增学位", "2023年新增学位"])
def test_words_of_counting_and_figures_are_no_part_of_the_noun(text: str) -> None:
    assert _matter(text, "学位").agreement("建成学位6个", 1.0) == 4.0


def test_a_question_that_begins_with_no_verb_has_no_noun_to_stand_for_it() -> None:
    assert _matter("学位新增多少个", "学位").agreement("新增学位6个", 1.0) == 1.0


@pytest.mark.parametrize("change", [{"language": Language.ENGLISH}, {"is_pinyin": True}])
def test_only_a_chinese_question_has_a_noun(change: dict[str, object]) -> None:
    question: Understood = replace(understood("新增学位"), **change)  # type: ignore[arg-type]
    assert Matter(question, {"学位": RARE}).agreement("新增学位6个", 1.0) == 1.0


# Clauses that name the same thing


def test_clauses_with_the_head_of_the_noun_are_alike() -> None:
    asked = _matter("新增公办学位多少个", "学位")
    assert asked.alike(["新增学位6个", "民办学位9个", "新增床位3张"]) == {"新增学位6个", "民办学位9个"}
    none_has_it = ["新增公园3个", "改造公园9处", "新增绿道9里"]
    assert asked.alike(none_has_it) == {"新增公园3个", "改造公园9处"}  # and these share a thing


def test_in_english_clauses_are_alike_that_share_most_of_the_things_of_the_first() -> None:
    question = replace(understood("new school places"), language=Language.ENGLISH)
    asked = Matter(question, {"学位": 2.0, "公办": 1.0, "学校": 1.0, "新增": 9.0})
    first = "新增公办学位，学校6所"
    assert asked.alike([first, "学位9个", "学校和公办", "公办3所", "新增公园3个"]) == {first, "学位9个", "学校和公办"}
    assert asked.alike(["新增公园", "公园", "学校"]) == {"新增公园", "公园"}  # the first names no asked thing


def test_a_measure_alone_makes_no_clauses_alike() -> None:
    asked = Matter(understood("每年有多少游客"), {"人次": 2.0})
    assert asked.alike(["展览接待3万人次", "口岸通关9万人次", "展览接待5万人次"]) == {
        "展览接待3万人次",
        "展览接待5万人次",
    }


def test_the_place_in_front_of_a_matter_is_no_part_of_it() -> None:
    asked = "罗湖区新增学位"
    question = replace(understood(asked), own=(Place("罗湖", "luohu", "罗湖区"),))
    clauses = ("罗湖新建2所学校", "新增学位10155个")
    assert Matter(question, weights(asked)).alike(clauses) == {clauses[1]}
    assert clauses[0] in Matter(understood(asked), weights(asked)).alike(clauses)
