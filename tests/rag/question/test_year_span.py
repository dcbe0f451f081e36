import pytest

from rag.question.asked_years import years_in
from rag.question.year_span import YearSpan, without_asking, year_span


def _through(text: str) -> YearSpan | None:
    return year_span(text, years_in(text), 2025)


@pytest.mark.parametrize(
    "text",
    [
        "历年新增学位",
        "近几年新增公办学位数量变化",
        "这几年罗湖新增了多少学位?",
        "每年更新多少台电梯",
        "逐年筹集了多少保障房",
        "pm2.5的变化趋势",
        "how has gdp changed over the years?",
        "how many school places were added each year?",
        "what is the trend of pm2.5 in recent years?",
    ],
)
def test_a_row_of_all_held_years_is_asked(text: str) -> None:
    assert _through(text) == YearSpan(())


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2019年到2022年新增学位有什么变化", (2019, 2020, 2021, 2022)),
        ("历年学位,2023-2024", (2023, 2024)),
        ("how did pm2.5 change from 2019 to 2020?", (2019, 2020)),
        ("2023年以来学位数的变化", (2023, 2024, 2025)),
        ("how has gdp changed since 2024?", (2024, 2025)),
    ],
)
def test_a_row_of_a_stretch_of_years_is_asked(text: str, years: tuple[int, ...]) -> None:
    assert _through(text) == YearSpan(years)


def test_three_named_years_are_a_row_that_lists_them() -> None:
    assert _through("2019、2022、2024年各新增多少学位") == YearSpan((2019, 2022, 2024), is_listed=True)


@pytest.mark.parametrize(
    "text",
    [
        "2022年新增了多少学位",
        "2019年和2022年新增学位各多少",
        "2019年到2022年新增了多少学位",
        "2022年每年级有几个班",
        "固投目标这几年抬了多少?2023年定的是多少亿,2025年又定到多少亿?",
        "罗湖口岸片区有什么变化",
        "how has the district grown?",
    ],
)
def test_no_row_is_asked(text: str) -> None:
    assert _through(text) is None


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("近几年新增公办学位数量变化", "新增公办学位"),
        ("2019年到2022年pm2.5有什么变化", "pm2.5"),
        ("历年引进首店家数", "引进首店"),
        ("how has gdp changed over the years?", "how has gdp ?"),
    ],
)
def test_the_words_that_ask_for_a_row_are_not_searched(text: str, bare: str) -> None:
    assert " ".join(without_asking(text).split()) == bare
