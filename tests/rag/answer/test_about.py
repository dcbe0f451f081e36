import pytest

from rag.answer.about import about


def test_terms_of_the_clause_with_the_figure_come_first() -> None:
    quote = "新改扩建16所学校、幼儿园,新增学位8430个;"
    assert about(quote, ("8430个",)).startswith("About: school place, ")
    assert about(quote, ("16所",)).startswith("About: school, ")


@pytest.mark.parametrize(
    ("quote", "told"),
    [
        ("全年地区生产总值2630.2亿元", "About: GDP. Quoted in Chinese."),
        (
            "【责任单位:区教育局、市水务局】",
            "Departments: District Education Bureau; Municipal Water Bureau. Named in Chinese.",
        ),
        ("落实“六个一”工作机制", "Quoted in Chinese; no English is held for it."),
        ("Ten schools were built in 2024.", ""),
    ],
)
def test_a_quote_is_told_of_in_one_english_line_that_claims_no_more_than_is_known(quote: str, told: str) -> None:
    assert about(quote) == told


def test_of_many_departments_the_first_are_named_and_the_rest_counted() -> None:
    names = ("教育", "财政", "民政", "司法", "水务", "审计", "统计", "商务")
    assert about(f"责任单位：{'、'.join(f'区{name}局' for name in names)}").count("District") == 6
    assert "; 2 more." in about(f"责任单位：{'、'.join(f'区{name}局' for name in names)}")
