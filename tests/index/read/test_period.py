"""Years and status: from the heading, the wording and what the document covers."""

from datetime import date

import pytest

from index.read.period import Period, document_period, paragraph_periods, section_period
from index.read.units import ReadDocument, read_units
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
        ("达标率90%以上。", ((), "other")),
        ("增速5%左右。", ((), "other")),
        ("新增学位900个以上。", ((2024,), "plan")),
        ("对其上一年度贷款贴息。", ((), "other")),
        ("按累计实际交易额的5‰奖励。", ((), "other")),
        ("五年来，建成公园12个。", ((2019, 2020, 2021, 2022, 2023), "result")),
        ("到2026年底，建成公园12个。", ((2026,), "plan")),
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


@pytest.mark.parametrize(
    ("path", "years", "status"),
    [
        (("一、“十四五”时期主要成绩", "（一）产业"), (2021, 2022, 2023, 2024, 2025), "result"),
        (("一、2025年和“十四五”时期工作回顾",), (2025,), "result"),
        (("二、“十五五”时期主要目标",), (2026, 2027, 2028, 2029, 2030), "plan"),
        (("一、过去一年和五年工作回顾",), (2025,), "result"),
        (("一、过去五年工作回顾",), (2021, 2022, 2023, 2024, 2025), "result"),
    ],
)
def test_headings_tell_five_years_in_a_report_of_two_spans(
    path: tuple[str, ...], years: tuple[int, ...], status: str
) -> None:
    spans = (
        (2021, 2025, Status.RESULT),
        (2025, 2025, Status.RESULT),
        (2026, 2026, Status.PLAN),
        (2026, 2030, Status.PLAN),
    )
    covers = tuple(Coverage(first_year=first, last_year=last, status=of) for first, last, of in spans)
    found = section_period(path, document("x", covers=covers).model_copy(update={"issued": date(2026, 1, 20)}))
    assert (found.years, found.status.value) == (years, status)


def test_what_five_years_brought_goes_on_until_a_year_is_named() -> None:
    five = (2019, 2020, 2021, 2022, 2023)
    section = Period((2023,), Status.RESULT)
    told = periods("五年来，教育更好。", "新建学校40所。", "2023年新建学校9所。", "改造校舍3处。", section=section)
    assert told == [(five, "result"), (five, "result"), ((2023,), "result"), ((2023,), "result")]


ADDRESS = document("x", covers=(Coverage(first_year=2031, last_year=2031, status=Status.PLAN),))
PLANNED = Period((2031,), Status.PLAN)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("去年漁獲下跌三成。", ((2030,), "result")),
        ("截至九月底，登記漁船九百艘。", ((2031,), "result")),
        ("17. 現時有兩萬人以捕魚為生。", ((2031,), "result")),
        ("過去兩年推行了兩輪漁民津貼計劃。", ((2031,), "result")),
        ("2029年漁港擴建工程竣工。", ((2029,), "result")),
        ("會由現時每月二十元增至三十元。", ((2031,), "plan")),
        ("去年起推行的計劃，將擴展至外島。", ((2030, 2031), "plan")),
        ("去年《漁業報告》提出的措施繼續推行。", ((2031,), "plan")),  # named by its year
        ("在2033年底前有七百艘電船，已納入目標。", ((2031, 2033), "plan")),
        ("明年第一季設立漁業學院。", ((2031, 2032), "plan")),
    ],
)
def test_a_report_that_plans_as_a_whole_tells_results_of_what_was(text: str, told: tuple[tuple[int, ...], str]) -> None:
    assert periods(text, of=ADDRESS, section=PLANNED) == [told]


def test_a_statement_of_what_was_and_what_is_to_be_is_neither_a_result_nor_a_plan() -> None:
    assert periods("已有三十家企業登記，預計再有十家落戶。", of=ADDRESS, section=PLANNED) == [((2031,), "other")]


def test_what_has_come_about_by_now_is_of_the_year_of_the_report_too() -> None:
    assert periods("繼去年推出後，名額已增至八百個。", of=ADDRESS, section=PLANNED) == [((2030, 2031), "result")]
    assert periods("去年已增至八百個。", of=ADDRESS, section=PLANNED) == [((2030,), "result")]


def test_what_has_been_so_since_a_year_is_of_the_year_it_is_told_in() -> None:
    assert periods("自2024年9月起，五條航線獲得資助。", section=Period((2031,), Status.RESULT), of=ADDRESS) == [
        ((2031,), "result")
    ]
    assert periods("增幅為2019年疫情爆發以來最高。", section=Period((2031,), Status.RESULT), of=ADDRESS) == [
        ((2031,), "result")
    ]


def test_of_a_heading_of_two_plans_what_tells_no_other_time_is_of_the_next() -> None:
    report = document("x").model_copy(update={"issued": date(2021, 3, 5), "covers": ()})
    heading = "二、“十三五”时期成就和“十四五”时期主要任务"
    ended, next_one = tuple(range(2016, 2021)), tuple(range(2021, 2026))
    assert section_period((heading, "过去五年，取得新的成就。"), report) == Period(ended, Status.RESULT)
    assert section_period((heading, "——提升质量。"), report) == Period(next_one, Status.PLAN)


def test_conditions_of_a_scheme_are_no_results() -> None:
    scheme = ADDRESS.model_copy(update={"kind": "若干措施"})
    assert periods("对去年成立的渔社给予补贴。", of=scheme, section=PLANNED) == [((2030, 2031), "plan")]


def test_headings_in_traditional_characters_tell_what_was() -> None:
    assert section_period(("2030年漁業回顧",), ADDRESS) == Period((2030,), Status.RESULT)


def test_a_year_over_two_is_named_by_the_one_it_begins_in() -> None:
    assert periods("二零二三／二四年度新建码头3座。", "2023-24學年招生9人。") == [
        ((2023,), "result"),
        ((2023,), "result"),
    ]
    assert periods("2021-22至2023-24年度共建码头9座。") == [((2021, 2022, 2023), "result")]
    assert periods("灯塔：2023-24：9，2024-25：12。") == [((2023, 2024), "other")]
    assert periods("码头：2022-23修訂預算9百萬元，2023-24預算：-。") == [((2022, 2023), "result")]
    assert periods("码头：2024-25預測9，與2022-23年度修訂預算比較的增減2%。") == [((2024,), "result")]


def test_a_colon_behind_a_year_dates_the_list_lines_behind_it() -> None:
    found = read_units(
        document("一、2023年工作回顾\n\n到2026年底：\n\n- 学位达到9000个；\n\n- 公园达到40个。\n\n建成学校5所。\n")
    )
    assert [unit_with(found, words).years for words in ("学位", "公园", "学校")] == [(2026,), (2026,), (2023,)]


def test_years_in_numerals_are_years() -> None:
    assert periods("二零二三年建成码头。", "一九九七年建成灯塔。") == [((2023,), "result"), ((1997,), "other")]
    assert section_period(("二〇二四年工作安排",), REPORT) == Period((2024,), Status.PLAN)
    assert periods("码头停靠二零二三人。") == [((), "other")]
