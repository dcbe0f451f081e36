"""The years a question names, however it writes them."""

import pytest

from rag.question.asked_years import dated, in_figures, means_now, plan_years, years_in


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("二〇二二年新增学位", (2022,)),
        ("二○一九年", (2019,)),
        ("二零二零年", (2020,)),
        ("二二年和一九年", (2019, 2022)),
        ("22年的gdp", (2022,)),
        ("二三年之内", ()),
        ("十二年级", ()),
        ("一九年级", ()),
        ("一百二十年", ()),
        ("“十三五”最后一年", (2020,)),
        ("十四五的开局之年", (2021,)),
        ("2019年和2022年", (2019, 2022)),
        ("2023-24年度赤字", (2023,)),
        ("二零二三／二四課稅年度", (2023,)),
        ("the 2023/24 budget", (2023,)),
        ("2023至24年度預算", (2023,)),
        ("2023-24年", (2023, 2024)),
        ("22、24两年新增学位", (2022, 2024)),
        ("19、22和24这三年", (2019, 2022, 2024)),
        ("2022和24年", (2022, 2024)),
        ("12件、16年", (2016,)),
    ],
)
def test_years_are_read_in_figures_in_numerals_and_of_a_plan(written: str, years: tuple[int, ...]) -> None:
    assert years_in(in_figures(written)) == years


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("“十四五”期间新增学位", (2021, 2022, 2023, 2024, 2025)),
        ("十五五要建多少所学校", (2026, 2027, 2028, 2029, 2030)),
        ("schools of the 14th five-year plan", (2021, 2022, 2023, 2024, 2025)),
        ("“十四五”期间2023年新增学位", ()),
        ("十四五个学位", ()),
        ("五年新增学位", ()),
    ],
)
def test_a_five_year_plan_asks_of_its_years_together(written: str, years: tuple[int, ...]) -> None:
    assert plan_years(written) == years


@pytest.mark.parametrize("written", ["20222年新增学位", "3022年新增学位"])
def test_a_number_that_is_no_year_is_asked_as_it_stands_and_held_by_nothing(written: str) -> None:
    (year,) = years_in(written)
    assert str(year) in written
    assert year > 3000


def test_what_is_counted_from_the_day_is_counted_unless_a_year_is_named() -> None:
    assert dated("今年和去年", 2024) == "2024年和2023年"
    assert dated("今年(2025年)", 2024) == "今年(2025年)"
    assert dated("大前年", 2024) == "2021年"
    assert dated("PM2.5去年", 2024) == "PM2.5 2023年"
    assert dated("三年前修的桥，十二年前的事", 2024) == "2021年修的桥，十二年前的事"
    assert dated("the bridge built five years ago", 2024) == "the bridge built 2019年"
    assert dated("2023年建了几座桥,今年要建几座", 2024) == "2023年建了几座桥,2024年要建几座"
    assert dated("2023年的报告里,今年要建几座", 2024) == "2023年的报告里,今年要建几座"  # it has its own
    assert dated("码头有几座？比去年多多少", 2024) == "码头有几座？比去年多多少"
    assert dated("去年比前年多多少", 2024) == "2023年比2022年多多少"
    assert means_now("今年要建几个公园")
    assert not means_now("明年要建几个公园")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("是2000个吗", ()),
        ("每人发2000块票子", ()),
        ("有2000元以上吗", ()),
        ("做到2000万才奖", ()),
        ("2000亿的港口", ()),
        ("is it 2000?", ()),
        ("is it 2024?", (2024,)),
        ("2000年呢", (2000,)),
        ("2023场馆有多少个", (2023,)),
        ("2024个体户多少", (2024,)),
    ],
)
def test_an_amount_of_something_is_no_year(text: str, years: tuple[int, ...]) -> None:
    assert years_in(text) == years
