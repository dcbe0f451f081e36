import pytest

from index.words.amounts import in_digits


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("引进两千七百余个项目", "引进2700余个项目"),
        ("覆盖率百分之百", "覆盖率100%"),
        ("百分之九十六点五", "96.5%"),
        ("近三百家企业", "近300家企业"),
    ],
)
def test_an_amount_in_characters_is_given_in_digits(text: str, digits: str) -> None:
    assert in_digits(text) == digits


@pytest.mark.parametrize("text", ["打造一个中心", "六个一工程", "第三所", "两三家", "四位一体", "二期工程", "三年行动"])
def test_an_article_a_name_and_a_rank_are_no_amount(text: str) -> None:
    assert in_digits(text) == text
