"""Figures as records: of what they are, how much, and how they are meant."""

from decimal import Decimal

import pytest

from index.figures.read import records_of
from index.figures.record import Direction, FigureRecord, Mean, Qualifier
from index.records import Role, Span, Status, Unit


def unit(text: str, years: tuple[int, ...] = (2031,), role: Role = Role.SENTENCE) -> Unit:
    return Unit(
        unit_id="d#0",
        doc_id="d",
        section_id="d/0",
        role=role,
        text=text,
        spans=(Span(start=0, end=len(text)),),
        years=years,
        status=Status.RESULT,
        term="",
        links=(),
    )


def records(text: str, years: tuple[int, ...] = (2031,)) -> list[FigureRecord]:
    return list(records_of([unit(text, years)]))


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("全港吞吐量达到300万吨、增长5%。", ["全港吞吐量", "全港吞吐量"]),
        ("新增码头3座、灯塔5座。", ["新增码头", "新增灯塔"]),
        ("引进6家造船厂和3家船舶公司。", ["引进造船厂", "引进船舶公司"]),
        ("筹集宿舍80间、供应50间。", ["筹集宿舍", "宿舍供应"]),
        ("渔船总数达40艘，占全国9成。", ["渔船总数", "渔船总数占全国"]),
        ("为20家渔企解决资金3亿元。", ["渔企解决资金", "渔企解决资金"]),
        ("东湾、西湾分别增长2%、4%。", ["东湾", "西湾"]),
        ("东湾、西湾客运量增长2%、4%。", ["东湾客运量", "西湾客运量"]),  # in turn without the word
        ("渔获、船坞分别增长2%、4%，渔港收入创历史新高，达到9亿元、增长8%。", ["渔获", "船坞", "渔港收入", "渔港收入"]),
        ("渔港开支上升百分之三点三至五千六百零二亿元。", ["渔港开支", "渔港开支"]),  # no range of shares
        ("登记渔船12艘，渔市持续回暖，增长8%。", ["登记渔船", "登记渔船"]),  # a growth is of the figure before
        ("北岛、南岛海底隧道单日客运量分别达5万、7万人次。", ["北岛客运量", "南岛海底隧道单日客运量"]),
        ("30户、90人搬迁上岸。", ["搬迁上岸", "搬迁上岸"]),
        ("完成航标灯等5项工程。", ["完成工程"]),
        ("总投资7亿元的船坞开工。", ["总投资船坞开工"]),
        ("渔港收入持续增长，增长8%。", ["渔港收入"]),
        ("登记渔船12艘、增长3%，总量达90艘。", ["登记渔船", "登记渔船", "登记渔船总量"]),
    ],
)
def test_a_figure_is_of_the_words_around_it_and_of_those_it_leaves_to_the_ones_before(
    text: str, subjects: list[str]
) -> None:
    assert [record.subject for record in records(text)] == subjects


@pytest.mark.parametrize(
    ("text", "value", "measure", "qualifier"),
    [
        ("投入163亿元。", "16300000000", "元", Qualifier.EXACT),
        ("投入约1.5万元。", "15000", "元", Qualifier.ABOUT),
        ("投入近千亿元。", "100000000000", "元", Qualifier.NEARLY),
        ("登记渔船30余艘。", "30", "艘", Qualifier.MORE_THAN),
        ("登记渔船15艘以上。", "15", "艘", Qualifier.AT_LEAST),
        ("登记渔船不超过15艘。", "15", "艘", Qualifier.AT_MOST),
        ("油耗降至13.6%左右。", "13.6", "%", Qualifier.ABOUT),
        ("占总量近八成。", "80", "%", Qualifier.NEARLY),
        ("登记渔船三百余艘。", "300", "艘", Qualifier.MORE_THAN),
        ("油耗為百分之三至五。", "3", "%", Qualifier.EXACT),
        ("油耗降至１３．６％。", "13.6", "%", Qualifier.EXACT),  # in full width
    ],
)
def test_a_value_is_in_ones_of_its_unit_with_how_it_is_meant(
    text: str, value: str, measure: str, qualifier: Qualifier
) -> None:
    (record,) = records(text)
    assert (record.value, record.unit, record.qualifier) == (Decimal(value), measure, qualifier)


@pytest.mark.parametrize(
    ("text", "directions"),
    [
        ("航程从17公里增加到20公里。", [Direction.BEFORE, Direction.LEVEL]),
        ("码头由51座归并为33座。", [Direction.BEFORE, Direction.LEVEL]),
        ("码头从15个县（市）扩大到57个县（市）。", [Direction.BEFORE, Direction.LEVEL]),
        ("码头51座改造成为样板。", [Direction.LEVEL]),
        ("渔获比上年增加5吨。", [Direction.RISE]),
        ("能耗下降超过五成。", [Direction.FALL]),
        ("东湾、西湾分别下降2%、4%。", [Direction.FALL, Direction.FALL]),
        ("办证从9个工作日缩短至3个工作日。", [Direction.BEFORE, Direction.LEVEL]),
        ("渔票由每张50元增加超过一倍至110元。", [Direction.BEFORE, Direction.LEVEL]),
        ("灯油限额由58元调高三成七至80元。", [Direction.BEFORE, Direction.RISE, Direction.LEVEL]),
        ("将每名船工20元的雨衣津贴增至25元。", [Direction.BEFORE, Direction.LEVEL]),
        ("票价由高峰6元，回落至5元。", [Direction.BEFORE, Direction.LEVEL]),
        ("航道由现时25公里延长至34公里。", [Direction.BEFORE, Direction.LEVEL]),
    ],
)
def test_a_state_is_told_from_the_one_before_and_from_a_change(text: str, directions: list[Direction]) -> None:
    assert [record.direction for record in records(text)] == directions


def test_a_range_has_two_ends() -> None:
    (record,) = records("建设泊位3—5万个。")
    assert (record.value, record.high, record.is_range) == (Decimal(30000), Decimal(50000), True)


def test_a_clause_that_names_one_of_the_years_of_its_unit_is_of_that_year() -> None:
    found = records("2030年登记渔船8艘，2031年登记渔船9艘。", years=(2030, 2031))
    assert [record.years for record in found] == [(2030,), (2031,)]


def test_the_state_before_a_change_is_of_no_year() -> None:
    assert [record.years for record in records("航程从17公里增加到20公里。")] == [(), (2031,)]


def test_a_mean_of_years_or_days_says_so() -> None:
    assert [record.mean for record in records("渔获年均增长5%。日均进港船只超过30艘。")] == [Mean.YEARS, Mean.DAYS]


@pytest.mark.parametrize(
    "text", ["“7个灯塔”计划启动。", "港口24小时开放。", "名列世界500强。", "2031年2月启动。", "经过八年努力。"]
)
def test_a_name_a_rank_a_date_or_a_span_of_time_in_passing_is_no_record(text: str) -> None:
    assert records(text) == []


def test_headings_and_definitions_state_nothing() -> None:
    of_role = [list(records_of([unit("新增码头3座", role=role)])) for role in (Role.HEADING, Role.GLOSSARY)]
    assert of_role == [[], []]
