"""An overview: a line a section, the newest first, along a document's outline where one is named."""

from dataclasses import replace

import pytest

from index.records import Status
from rag.evidence.overview import MOST_OF_YEAR, MOST_UNDER_HEADING, overview
from rag.evidence.overview_lines import MOST_LINES, Overview, section_name
from rag.question.understand import Understood, Wants
from tests.rag.asked import understood
from tests.rag.made_up import REPORT, ranked, ranking, world_of

REPORT_TEXT = """青岭区2024年政府工作报告

一、2023年工作回顾

(一)办好教育

新增公办学位3200个。

教育集团增至8个。

(二)便利出行

新建绿道40公里。

(三)改善居住

改造老旧小区12个。

(四)强健身心

建成社康中心3家,其中教育基地1个。

二、2024年工作安排

(五)办好教育

计划新增公办学位4100个。
"""


def _asks(text: str, *documents: str) -> Understood:
    return replace(understood(text), wants=Wants.OTHER, documents=documents)


def _overview(question: Understood, text: str = REPORT_TEXT) -> Overview | None:
    of = world_of(text)
    units = [one for one in of.corpus.units() if len(one.text) > 7]
    found = [ranked(one, 9.0 if "学位" in one.text else 1.0, coverage=float("教育" in one.text)) for one in units]
    return overview(of.held, ranking(question, found))


def _texts(found: Overview | None) -> list[str]:
    return [one.text for one in found.units] if found else []


def test_a_theme_gets_the_sections_that_name_it_the_newest_result_and_plan_first() -> None:
    found = _overview(_asks("教育怎么样"))
    assert found is not None
    assert _texts(found)[:2] == ["新增公办学位3200个。", "教育集团增至8个。"]
    assert _texts(found)[-1] == "计划新增公办学位4100个。"
    assert found.themes[0] == found.themes[-1] == "办好教育"
    assert not found.is_outline


def test_a_theme_is_told_of_where_each_of_its_words_stands_in_several_lines() -> None:
    found = {asked: _overview(_asks(asked)) for asked in ("教育怎么样", "教育和骑马怎么样")}
    assert [one is not None and one.is_told for one in found.values()] == [True, False]


def test_what_is_told_of_a_year_goes_before_what_is_told_of_several_up_to_it() -> None:
    text = REPORT_TEXT.replace(
        "一、2023年工作回顾",
        "一、2019—2023年工作回顾\n\n(一)办好教育\n\n五年新增公办教育学位9900个。\n\n二、2023年工作回顾",
    )
    texts = _texts(_overview(_asks("教育怎么样"), text))
    assert texts.index("五年新增公办教育学位9900个。") > texts.index("新增公办学位3200个。")


def test_of_a_section_whose_heading_names_the_theme_several_lines_stand_and_one_of_each_other() -> None:
    more = ("操场铺上新草皮。", "食堂换了大冰柜。", "课桌一律可升降。", "老师人人有平板。", "门卫夜里也值班。")
    text = REPORT_TEXT.replace("教育集团增至8个。", "\n\n".join(more))
    found = _overview(replace(_asks("教育怎么样"), years=(2023,)), text)
    assert found is not None
    assert sum(one in more for one in _texts(found)) == MOST_OF_YEAR - 1
    assert found.themes.count("便利出行") == 1


def test_fewer_lines_of_a_section_stand_where_no_year_is_asked() -> None:
    more = ("操场铺上新草皮。", "食堂换了大冰柜。", "课桌一律可升降。", "老师人人有平板。", "门卫夜里也值班。")
    found = _overview(_asks("教育怎么样"), REPORT_TEXT.replace("教育集团增至8个。", "\n\n".join(more)))
    assert sum(one in more for one in _texts(found)) == MOST_UNDER_HEADING - 1


def test_of_a_year_the_section_that_names_most_of_the_theme_leads_and_one_that_names_little_is_none() -> None:
    text = """青岭区2024年政府工作报告

一、2023年工作回顾

(一)营商环境优化

企业教育专窗已设8个。

新开便民超市9家。

(二)教育环境改善

新增公办学位3200个。

课桌一律可升降。

二、2024年工作安排

计划新增公办学位4100个。
"""
    found = _overview(replace(_asks("教育环境怎么样"), years=(2023,)), text)
    assert _texts(found)[:2] == ["新增公办学位3200个。", "课桌一律可升降。"]
    assert "新开便民超市9家。" not in _texts(found)


def test_what_a_report_admits_is_no_line_of_another_theme() -> None:
    text = REPORT_TEXT.replace("新建绿道40公里。", "我们清醒地看到,还有不少问题:教育的投入仍然不够多。")
    found = _overview(_asks("教育怎么样"), text)
    assert len(_texts(found)) > 1
    assert not any("不够" in one for one in _texts(found))


def test_a_lone_keyword_is_a_theme_and_a_question_is_none() -> None:
    assert _overview(_asks("教育")) is not None
    for asked in ("教育好吗", "为什么办教育", "2023年教育", "谁办教育"):
        assert _overview(_asks(asked)) is None


@pytest.mark.parametrize("asked", ["教育呢", "教育？", "教育"])
def test_a_particle_behind_a_keyword_makes_no_question_of_it(asked: str) -> None:
    assert _texts(_overview(_asks(asked)))[0] == "教育集团增至8个。"


def test_a_keyword_is_told_of_by_its_last_word_where_a_result_or_a_plan_has_no_more() -> None:
    assert _texts(_overview(_asks("小学学位"))) == ["新增公办学位3200个。", "计划新增公办学位4100个。"]


def test_a_keyword_is_told_of_only_where_two_units_have_it() -> None:
    for asked, is_told in (("学位", True), ("小学学位", False)):
        found = _overview(_asks(asked))
        assert found is not None
        assert found.is_told is is_told


def test_a_document_is_told_along_its_own_outline() -> None:
    found = _overview(_asks("总结一下主要内容", REPORT))
    assert found is not None
    assert found.is_outline
    assert found.themes == ("办好教育", "便利出行", "改善居住", "强健身心", "办好教育")


def test_a_year_in_general_is_told_along_the_outline_of_what_tells_of_it() -> None:
    found = _overview(_asks("2023年的主要成绩"))
    assert found is not None
    assert {one.years for one in found.units} == {(2023,)}


def test_a_place_alone_is_told_by_the_newest_result_and_the_newest_plan() -> None:
    own = world_of(REPORT_TEXT).places.own
    assert _overview(replace(_asks("你怎么样"), own=own)) is None
    found = _overview(replace(_asks("青岭区怎么样"), own=own))
    assert found is not None
    assert {one.status for one in found.units} == {Status.RESULT, Status.PLAN}


def test_at_most_eight_lines_stand_and_the_sections_left_out_are_named() -> None:
    names = ("松山", "柏水", "桂林", "梅园", "兰坪", "竹海", "菊潭", "荷塘", "桃源", "杏村")
    text = "青岭区2024年政府工作报告\n\n一、2023年工作回顾\n\n" + "".join(
        f"(一)建设{name}\n\n{name}新种{n + 3}万棵大树。\n\n" for n, name in enumerate(names)
    )
    found = _overview(_asks("总结一下主要内容", REPORT), text)
    assert found is not None
    assert len(found.units) == MOST_LINES
    assert found.others == ("建设桃源", "建设杏村")


def test_what_tells_the_same_stands_once() -> None:
    again = REPORT_TEXT.replace("新建绿道40公里。", "新增公办学位3200个。")
    assert _texts(_overview(_asks("总结一下主要内容", REPORT), again)).count("新增公办学位3200个。") == 1


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("(二)办好教育。", "办好教育"),
        ("——一年来,", "一年来"),
        ("()坚持项目发力", "坚持项目发力"),
        ("坚持提振消费、拉动内需，加快建设消费中心", "坚持提振消费、拉动内需，加快建设消费中心"),
        ("坚持提振消费、拉动内需，加快推进建设具有世界潮流引领力的国际消费中心", "坚持提振消费、拉动内需"),
        ("3年行动", ""),  # a figure in a name would be read as one that answers
    ],
)
def test_a_section_is_named_by_its_heading(heading: str, name: str) -> None:
    assert section_name((heading,)) == name


def test_no_section_has_no_name() -> None:
    assert section_name(()) == ""


def test_where_plans_are_asked_for_no_result_is_a_line() -> None:
    text = REPORT_TEXT.replace("计划新增公办学位4100个。", "计划新增公办学位4100个。\n\n计划建成教育园区2个。")
    found = _overview(replace(_asks("教育有什么打算"), status=Status.PLAN), text)
    assert found is not None
    assert {one.status for one in found.units} == {Status.PLAN}


def test_a_short_overview_of_a_year_has_what_else_its_section_tells() -> None:
    of = world_of(REPORT_TEXT.replace("教育集团增至8个。", "学位补贴发放8次。\n\n暑期夏令营开班6个。"))
    units = [one for one in of.corpus.units() if len(one.text) > 7]
    found = [ranked(one, 20.0 if "学位" in one.text else 1.0, coverage=float("学位" in one.text)) for one in units]
    question = replace(_asks("学位怎么样"), years=(2023,))
    told = overview(of.held, ranking(question, sorted(found, key=lambda item: -item.score)))
    assert "暑期夏令营开班6个。" in _texts(told)
    assert "新建绿道40公里。" not in _texts(told)


def test_words_that_open_a_paragraph_give_way_to_what_stands_behind_them() -> None:
    text = REPORT_TEXT.replace("教育集团增至8个。", "大力发展教育事业。乡村学校都通了班车，教师配齐。")
    found = _texts(_overview(_asks("教育怎么样"), text))
    assert "乡村学校都通了班车，教师配齐。" in found
    assert "大力发展教育事业。" not in found
