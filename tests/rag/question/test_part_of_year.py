import pytest

from rag.question.part_of_year import part_of_year, tells_of


@pytest.mark.parametrize(
    ("asked", "part"),
    [
        ("2024年上半年新增多少学位", "上半年"),
        ("2024年第三季度投资增长多少", "第三季度"),
        ("前三季度的收入是多少", "前三季度"),
        ("2024年3月引进了多少家企业", "3月"),
        ("上个月新增了多少停车位", "上个月"),
        ("how many jobs in the first half of 2024", "first half"),
        ("how many homes were built last month", "last month"),
        ("2024年新增多少学位", ""),
        ("2025年3月5日的报告说了什么", ""),
        ("2023年1月那份报告里的投资是多少", ""),
    ],
)
def test_a_part_of_a_year_is_a_half_a_quarter_or_a_month_without_a_day(asked: str, part: str) -> None:
    assert part_of_year(asked) == part


@pytest.mark.parametrize(
    ("part", "text", "told"),
    [
        ("第三季度", "三季度投资增长2%", True),
        ("第3季度", "第三季度投资增长2%", True),
        ("3月", "三月份引进企业5家", True),
        ("3月", "全年引进企业50家", False),
        ("上半年", "上半年新增学位100个", True),
        ("上个月", "上个月新增车位10个", False),
    ],
)
def test_a_text_tells_of_a_part_of_a_year_that_it_names(part: str, text: str, told: bool) -> None:
    assert tells_of(part, text) is told
