"""Years and status: from the heading, the wording and what the document covers."""

from datetime import date

import pytest

from index.read.period import Period, document_period, paragraph_periods, section_period
from index.read.units import ReadDocument
from index.records import Coverage, Document, Role, Status
from tests.index.documents import document, path_of, unit_with

UNKNOWN = Period((), Status.OTHER)
REPORT = document("x")  # results of 2023, plan of 2024
PLAN_ONLY = document("x", covers=(Coverage(first_year=2021, last_year=2025, status=Status.PLAN),))


def periods(*sentences: str, of: Document = REPORT, section: Period = UNKNOWN) -> list[tuple[tuple[int, ...], str]]:
    return [(period.years, period.status.value) for period in paragraph_periods(sentences, section, of)]


def test_a_document_of_one_period_gives_it_to_all_it_says() -> None:
    assert document_period(PLAN_ONLY) == Period((2021, 2022, 2023, 2024, 2025), Status.PLAN)
    assert document_period(REPORT) == UNKNOWN


@pytest.mark.parametrize(
    ("path", "years", "status"),
    [
        (("一、2023年工作回顾",), (2023,), "result"),
        (("二、2024年工作安排",), (2024,), "plan"),
        (("一、2023年计划执行情况",), (2023,), "result"),
        (("三、实现2024年目标任务的主要措施",), (2024,), "plan"),
        (("数说盐田2023",), (2023,), "result"),
        (("2024年重点民生",), (2024,), "plan"),  # from what the document covers
        (("2030年远景",), (2030,), "other"),
        (("一、2023年工作回顾", "（一）目标任务圆满"), (2023,), "result"),  # no year of its own: rules nothing
        (("一、2023年工作回顾", "2024年工作安排"), (2024,), "plan"),
        ((), (), "other"),
    ],
)
def test_the_heading_nearest_to_the_text_gives_year_and_status(
    path: tuple[str, ...], years: tuple[int, ...], status: str
) -> None:
    period = section_period(path, REPORT)
    assert (period.years, period.status.value) == (years, status)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2023年引进企业5家。", ((2023,), "result")),
        ("今年将新建学校5所。", ((2024,), "plan")),
        ("去年新增航线6条。", ((2023,), "result")),
        ("过去的一年，新增航线6条。", ((2023,), "result")),
        ("2021—2023年累计投入3亿元。", ((2021, 2022, 2023), "result")),
        ("十四五期间力争新增学位1万个。", ((2021, 2022, 2023, 2024, 2025), "plan")),
        ("获评2018年（第十届）示范区。", ((2018,), "result")),
        ("印发《2022年行动方案》。", ((), "other")),
        ("投入2024万元。", ((), "other")),
        ("将技术转化为民生福祉。", ((), "other")),
        ("将继续新建学校。", ((2024,), "plan")),
        ("覆盖率不低于90%。", ((2024,), "plan")),
        ("“十四五”期间累计建成公园12个。", ((2021, 2022, 2023, 2024, 2025), "result")),
        ("“十四五”以来，累计建成公园12个。", ((2021, 2022, 2023, 2024), "result")),
        ("到“十四五”末，森林覆盖率力争达到60%。", ((2025,), "plan")),
        ("编制“十四五”规划。", ((), "other")),
        ("力争海洋生产总值突破300亿元。", ((2024,), "plan")),
        ("力争到2026年，海洋生产总值突破300亿元。", ((2026,), "plan")),
        ("海洋生产总值突破300亿元。", ((), "result")),
        ("规模以上工业增加值同比增长5%。", ((), "result")),
        ("限额以上批发业销售额5亿元。", ((), "other")),
        ("达标率90%以上。", ((2024,), "plan")),
        ("2023年前三季度引进企业5家。", ((2023,), "result")),
        ("2023年上半年引进企业5家。", ((2023,), "result")),
        ("2023年1-11月引进企业5家。", ((2023,), "result")),
        ("今年一季度引进企业5家。", ((2024,), "plan")),
        ("2023-2024学年新开学校2所。", ((2023, 2024), "other")),
        ("2023年货量比2019年增长5%。", ((2023,), "result")),
        ("货量增长5%，是去年同期的1.2倍。", ((), "result")),
        ("游客2150万人次，分别为2019年的1.1倍和1.05倍。", ((), "result")),
        ("与2022年相比，2023年货量增长5%。", ((2023,), "result")),
        ("新增学位力争比去年增长10%。", ((2024,), "plan")),
    ],
)
def test_wording_tells_year_and_status(sentence: str, expected: tuple[tuple[int, ...], str]) -> None:
    assert periods(sentence) == [expected]


def test_a_section_with_a_status_overrules_the_wording_and_adds_years() -> None:
    section = Period((2023,), Status.RESULT)
    assert periods("力争到2025年建成。", section=section) == [((2023, 2025), "result")]


@pytest.mark.parametrize("wording", ["1-11月货量增长5%。", "前三季度货量比去年同期增长5%。", "货量较上年增长5%。"])
def test_part_of_a_year_and_what_it_is_compared_with_leave_the_year_of_the_section(wording: str) -> None:
    assert periods(wording, section=Period((2022,), Status.RESULT)) == [((2022,), "result")]


def test_a_sentence_that_tells_nothing_follows_the_one_before() -> None:
    assert periods("2023年引进企业5家。", "其中外资企业2家。") == [((2023,), "result")] * 2


def test_a_paragraph_of_plans_is_a_plan_from_its_first_sentence() -> None:
    assert periods("优化布局是关键。", "今年将建设园区3个。") == [((2024,), "plan")] * 2


def test_a_result_in_a_paragraph_keeps_the_unknown_unknown() -> None:
    assert periods("优化布局是关键。", "去年已建成园区3个。", "今年将再建2个。")[0] == ((), "other")


def test_this_year_is_the_year_of_issue_when_no_plan_tells() -> None:
    news = document("x", covers=()).model_copy(update={"issued": date(2022, 5, 1)})
    assert periods("今年新建学校5所。", of=news) == [((2022,), "other")]
    assert periods("今年新建学校5所。", of=document("x", covers=())) == [((), "other")]


def test_figures_of_the_year_in_numbers_are_results_of_2024_in_an_article_of_2025(
    reads: dict[str, ReadDocument],
) -> None:
    found = reads["000"]
    inside = [unit for unit in found.units if path_of(found, unit)[:1] == ("数说罗湖2024",)]
    assert len(inside) > 40
    assert {(unit.years, unit.status) for unit in inside} == {((2024,), Status.RESULT)}


def test_most_other_statements_of_the_article_that_tell_a_period_plan_2025(reads: dict[str, ReadDocument]) -> None:
    found = reads["000"]
    outside = [
        (unit.years, unit.status)
        for unit in found.units
        if unit.role is Role.SENTENCE and path_of(found, unit)[:1] != ("数说罗湖2024",) and unit.years
    ]
    assert outside.count(((2025,), Status.PLAN)) > 0.75 * len(outside)
    shops = unit_with(found, "新增离境退税商店15家以上")
    assert (shops.years, shops.status) == ((2025,), Status.PLAN)


@pytest.mark.parametrize(
    ("number", "path_start", "year", "status"),
    [
        ("001", "一、", 2022, Status.RESULT),
        ("001", "二、", 2023, Status.PLAN),
        ("004", "一、", 2019, Status.RESULT),
        ("004", "二、", 2020, Status.PLAN),
        ("004", "三、", 2020, Status.PLAN),
        ("002", "", 2025, Status.PLAN),
    ],
)
def test_parts_of_the_seeds_have_their_year(
    reads: dict[str, ReadDocument], number: str, path_start: str, year: int, status: Status
) -> None:
    found = reads[number]
    units = [
        unit
        for unit in found.units
        if unit.role in (Role.SENTENCE, Role.ITEM)
        and path_of(found, unit)[:1]
        and path_of(found, unit)[0].startswith(path_start)
    ]
    assert len(units) > 5
    assert all(year in unit.years and unit.status is status for unit in units)
