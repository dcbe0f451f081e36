import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.figures.english import restate, said_number


@pytest.mark.parametrize(
    ("key", "english"),
    [
        ("163亿元", "16.3 billion yuan"),
        ("0.5亿元", "50 million yuan"),
        ("9999.99万元", "99.9999 million yuan"),
        ("1.2万亿元", "1.2 trillion yuan"),
        ("8900 万美元", "89 million US dollars"),
        ("3亿港元", "300 million HK dollars"),
        ("6.2万户", "62,000 households"),
        ("10155个", "10,155"),
        ("10,155个", "10,155"),
        ("1 000至2 000个", "1,000 to 2,000"),
        ("30余家", "more than 30"),
        ("20多万人", "more than 200,000 people"),
        ("1人", "1 person"),
        ("5100人次", "5,100 person-times"),
        ("3%左右", "about 3%"),
        ("15家以上", "15 or more"),
        ("95%以上", "95% or more"),
        ("不少于3%", "at least 3%"),
        ("不超过5家", "at most 5"),
        ("5.5%以内", "within 5.5%"),
        ("增长3.4%", "up 3.4%"),
        ("增长 7.0%左右", "up about 7.0%"),
        ("下降14.9%", "down 14.9%"),
        ("负增长2%", "down 2%"),
        ("增至6.1名", "rising to 6.1 people"),
        ("增速达8%", "growth of 8%"),
        ("6.0%-6.5%", "6.0% to 6.5%"),
        ("3-5亿元", "300 to 500 million yuan"),
        ("5000万元至20亿元", "50 million to 2 billion yuan"),
        ("3.5万平方米", "35,000 square metres"),
        ("20.1公里", "20.1 km"),
        ("2个百分点", "2 percentage points"),
        ("30元/平方米", "30 yuan per square metre"),
        ("3个工作日", "3 working days"),
        ("近八成", "nearly 80%"),
        ("2025年2月21日", "21 February 2025"),
        ("2025年3月", "March 2025"),
        ("2025年底前", "before the end of 2025"),
    ],
)
def test_a_figure_is_said_in_english(key: str, english: str) -> None:
    assert restate(key, "") == english


@pytest.mark.parametrize(
    "key",
    ["2倍", "增长-2%", "-3%", "约30余家", "3级", "12分", "2025年13月", "学位", "新增3个", "30000", "3元至5个", "5-3个"],
)
def test_what_is_not_certain_is_left_alone(key: str) -> None:
    assert restate(key, "") == ""


def test_firms_are_no_households() -> None:
    assert restate("6.2万户", "新增市场主体6.2万户") == "62,000"


@given(st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False), st.sampled_from(["", "万", "亿", "百万"]))
def test_the_value_is_exact(number: Decimal, scale: str) -> None:
    said = restate(f"{number:f}{scale}元", "")
    power = {"": 0, "万": 4, "亿": 8, "百万": 6}[scale]
    found = re.fullmatch(r"([\d,.]+)(?: (million|billion|trillion))? yuan", said)
    assert found, said
    scales = {None: 0, "million": 6, "billion": 9, "trillion": 12}
    assert Decimal(found[1].replace(",", "")).scaleb(scales[found[2]]) == number.scaleb(power)


@given(st.text(alphabet="增长下降约近超至到1234567890.,%-亿万元个家名户年月日底前以上左右内余多成八 ", max_size=14))
def test_anything_is_restated_or_left_alone_without_an_error(key: str) -> None:
    assert not re.search(r"[\u4e00-\u9fff]", restate(key, ""))


def test_zeros_that_were_written_are_kept() -> None:
    assert said_number(Decimal("7.0")) == "7.0"
    assert said_number(Decimal("1500000")) == "1.5 million"
