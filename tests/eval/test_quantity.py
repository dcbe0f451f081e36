from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.normal import normalise
from eval.quantity import Direction, quantities
from eval.units import unit_at


def read(text: str) -> list[tuple[Decimal, Decimal, str]]:
    return [(quantity.low, quantity.high, quantity.unit) for quantity in quantities(normalise(text))]


def one(text: str) -> tuple[Decimal, str]:
    ((low, high, unit),) = read(text)
    assert low == high
    return low, unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.35亿元", "135000000", "元"),
        ("13500万元", "135000000", "元"),
        ("3.7万户", "37000", "户"),
        ("62000户", "62000", "户"),
        ("6.2万户", "62000", "户"),
        ("20多万人", "200000", "人"),
        ("1000余个", "1000", "个"),
        ("30+家", "30", "家"),
        ("3百万元", "3000000", "元"),
        ("2千万元", "20000000", "元"),
        ("1.2万亿元", "1200000000000", "元"),
        ("2700千瓦", "2700", "千瓦"),
        ("100 万 千瓦时", "1000000", "千瓦时"),
        ("3.4%", "3.4", "%"),
        ("23.0％", "23", "%"),
        ("5个百分点", "5", "百分点"),
        ("2个", "2", "个"),
        ("3个工作日", "3", "工作日"),
        ("15.8微克/立方米", "15.8", "微克/立方米"),
        ("8900万美元", "89000000", "美元"),
        ("9000万人次", "90000000", "人次"),
        ("１０，１５５个", "10155", "个"),
        ("91.2\n 亿元", "9120000000", "元"),
        ("RMB163亿元", "16300000000", "元"),
        ("1200㎡", "1200", "平方米"),
    ],
)
def test_reads_value_and_unit(text: str, value: str, unit: str) -> None:
    assert one(text) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "name", ["U13", "DY03", "PM2.5", "5G基站", "671B", "1+10+81+N", "“1+7”", "3D打印", "v1.2.3", "1.2.3版"]
)
def test_digits_of_a_name_are_no_figure(name: str) -> None:
    assert read(name) == []


def test_a_decimal_is_one_figure_and_neighbours_stay_apart() -> None:
    assert read("107.6亿元、6亿元") == [
        (Decimal("10760000000"), Decimal("10760000000"), "元"),
        (Decimal("600000000"), Decimal("600000000"), "元"),
    ]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("6.0%-6.5%", "6.0", "6.5", "%"),
        ("6.0-6.5%", "6.0", "6.5", "%"),
        ("6.0%～6.5%", "6.0", "6.5", "%"),
        ("3至5亿元", "300000000", "500000000", "元"),
        ("500-1000万元", "5000000", "10000000", "元"),
        ("1-2 个项目", "1", "2", "个"),
    ],
)
def test_a_range_is_one_figure_with_two_ends(text: str, low: str, high: str, unit: str) -> None:
    assert read(text) == [(Decimal(low), Decimal(high), unit)]


@pytest.mark.parametrize(
    "text", ["2019-2022年", "2023-02-16", "由7家到9家", "由7到9家", "04-01地块", "2019-2022", "7家——9家"]
)
def test_dates_and_changes_are_no_range(text: str) -> None:
    assert all(low == high for low, high, _ in read(text))
    assert len(read(text)) >= 2


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("增长3.4%", Direction.UP),
        ("同比增长约3.4%", Direction.UP),
        ("增幅为3.4%", Direction.UP),
        ("提高了3.4%", Direction.UP),
        ("3.4%的增长", Direction.UP),
        ("涨3.4%", Direction.UP),
        ("下降3.4%", Direction.DOWN),
        ("比上年减少3.4%", Direction.DOWN),
        ("负增长3.4%", Direction.DOWN),
        ("增长-3.4%", Direction.DOWN),
        ("3.4%的降幅", Direction.DOWN),
        ("降了3.4%", Direction.DOWN),
        ("增长放缓,增速下降3.4%", Direction.DOWN),
        ("下降至3.4%", Direction.NONE),
        ("增长到3.4%", Direction.NONE),
        ("降至3.4%", Direction.NONE),
        ("新增3.4%", Direction.NONE),
        ("占3.4%", Direction.NONE),
        ("保持增长,占比3.4%", Direction.NONE),
    ],
)
def test_reads_the_direction_of_the_clause(text: str, direction: Direction) -> None:
    (found,) = quantities(normalise(text))
    assert found.direction is direction


def test_a_direction_belongs_to_the_first_figure_behind_it() -> None:
    first, second = quantities(normalise("增长3.4%和5.5%"))
    assert (first.direction, second.direction) == (Direction.UP, Direction.NONE)


def test_a_change_behind_the_figure_does_not_count_for_it_without_de() -> None:
    assert [q.direction for q in quantities(normalise("15%下降14%"))] == [Direction.NONE, Direction.DOWN]


def test_an_ordinal_is_marked() -> None:
    assert [q.ordinal for q in quantities("第3个和3个")] == [True, False]


@pytest.mark.parametrize(
    ("text", "word"), [("人次", "人次"), ("人", "人"), ("个月", "月"), ("个点位", "个"), ("个家庭", "个"), ("好", "")]
)
def test_the_longest_measure_word_is_taken(text: str, word: str) -> None:
    assert unit_at(text, 0)[0] == word


@given(st.decimals(min_value=0, max_value=99999, places=2), st.sampled_from(["亿元", "万户", "个", "%"]))
def test_a_figure_is_found_at_its_place_whatever_stands_around_it(value: Decimal, unit: str) -> None:
    text = f"全年完成{value}{unit}。"
    (found,) = quantities(text)
    assert text[found.start : found.end] == f"{value}{unit}"
    assert found.low == value * {"亿元": 10**8, "万户": 10**4}.get(unit, 1)


@given(st.integers(0, 999), st.integers(0, 999))
def test_two_figures_are_never_read_as_one(first: int, second: int) -> None:
    assert [low for low, _, _ in read(f"{first}家、{second}家")] == [first, second]


@pytest.mark.parametrize("counted", ["340万人次", "340万户", "340万个"])
def test_what_is_counted_may_be_told_without_a_measure_word_as_english_does(counted: str) -> None:
    (fact,), (told,) = quantities(counted), quantities("3400000 visits")
    assert fact.fits(told)
