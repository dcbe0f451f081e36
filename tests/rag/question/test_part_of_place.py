"""Parts of a place that a question names by their kind."""

import pytest

from rag.question.part_of_place import kindless, part_in


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("甲乙街道有多少人口", "甲乙街道"),
        ("单看甲乙街道,2024年gdp多少", "甲乙街道"),
        ("清水河街道的任务", "清水河街道"),
        ("某某区清水街道办的任务", "清水街道办"),
        ("甲乙镇2024年财政收入", "甲乙镇"),
        ("甲乙乡的人口", "甲乙乡"),
        ("每个街道多少人", ""),
        ("各街道负责什么", ""),
        ("商业步行街道改造", ""),
        ("全国城镇新增就业多少", ""),
        ("特色小镇有几个", ""),
        ("城乡居民收入", ""),
        ("推进乡村振兴", ""),
        ("street committees", ""),
        ("明年想把乡下的路修多长", ""),
        ("翻修拓宽的乡间公路", ""),
        ("去了镇上的医院", ""),
        ("向阳街道有多少人口", "向阳街道"),
        ("那曲镇的人口", "那曲镇"),
        ("甲乙镇上有几所学校", "甲乙镇"),
    ],
)
def test_a_part_is_named_by_its_kind_and_the_characters_in_front(asked: str, part: str) -> None:
    assert part_in(asked, (), {"清水", "水河"}.__contains__) == part


def test_a_known_place_in_front_is_no_part_of_the_name() -> None:
    assert part_in("天河甲乙街道的人口", ((0, 2),), lambda _: True) == "甲乙街道"


def test_the_name_goes_without_its_kind() -> None:
    assert kindless("甲乙街道办") == "甲乙"
    assert kindless("四川") == "四川"
