"""Whether a figure's sentence names the asked thing."""

import pytest

from rag.figures.nameless import names_none
from tests.rag.asked import understood, unit, weights


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("海盐出口额多少元", "渔民收入达到4万元，增长7%。"),
        ("出生婴儿多少个", "新增公办托班名额360个，好评如潮。"),
        ("海盐加工制品出口总额多少", "渔民收入达到4万元，增长7%。"),  # ten characters in one
        ("登岛游客多少人", "全县新增就业70人；登岛游客反映良好。"),  # of another sentence
    ],
)
def test_a_figure_in_whose_sentence_nothing_of_the_asked_name_stands_is_of_something_else(
    question: str, text: str
) -> None:
    assert names_none(understood(question), [unit(text)], weights(question))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("海盐出口额多少元", "出口海盐价值4万元，增长7%。"),
        ("登岛游客多少人", "登岛的外地客人达到70人。"),  # in other words, by most of its letters
        ("渔业岗位多少个", "提供岗位8个。"),  # its head, which nothing narrows
        ("gdp有多少元", "地区生产总值达到4万元。"),  # as reports write it
        ("游客多少人", "接待70人。"),  # a name too short to tell
        ("春天过来海边赏花的外乡朋友一共有多少人", "接待70人。"),  # a clause, and no name
        ("海盐出口额多少元", "海上风光好。"),  # no figure
    ],
)
def test_what_may_be_in_other_words_is_left_to_the_rest(question: str, text: str) -> None:
    assert not names_none(understood(question), [unit(text)], weights(question))


def test_one_figure_that_is_named_is_enough() -> None:
    units = [unit("渔民收入达到4万元。"), unit("海盐出口额达到9万元。", name="v")]
    assert not names_none(understood("海盐出口额多少元"), units, weights("海盐出口额多少元"))


@pytest.mark.parametrize(
    ("asked", "is_none"), [("青岭常住人口一共多少人", True), ("青岭每万名常住人口有多少名医生", False)]
)
def test_a_figure_for_each_so_many_is_none_of_all(asked: str, *, is_none: bool) -> None:
    per = unit("每万名常住人口医生数增至6名。")
    assert names_none(understood(asked), [per], weights(asked)) is is_none
