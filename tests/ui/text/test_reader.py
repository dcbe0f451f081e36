import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.text.languages import languages
from ui.text.reader import chosen_language

HANS, HANT, EN = "zh-Hans", "zh-Hant", "en"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh", HANS),
        ("zh-CN", HANS),
        ("zh-SG", HANS),
        ("zh-Hans-HK", HANS),
        ("zh-TW", HANT),
        ("zh-HK", HANT),
        ("zh-MO", HANT),
        ("zh-Hant", HANT),
        ("ZH-hant-cn", HANT),
        ("en", EN),
        ("en-GB", EN),
        ("fr", HANS),
        ("*", HANS),
        ("", HANS),
        ("enm", HANS),
        ("yue", HANS),
        ("zh-min-nan", HANS),
        ("zh-XX", HANS),
        ("zh-Hant-u-co-pinyin, en;q=0.9", HANT),
        ("en-x-y-z", EN),
        pytest.param("en" + "-a" * 9000, EN, id="a long tag"),
        ("zh-CN,zh;q=0.9,en;q=0.8", HANS),
        ("en;q=0.8, zh-TW;q=0.9", HANT),
        ("en;q=0.5, zh-TW;q=0.5", EN),
        ("fr, en;q=0.1", EN),
        ("en;q=0, zh-TW;q=0.001", HANT),
        ("en;q=0", HANS),
        ("en ; Q=0.4 , zh-HK ; q=0.5", HANT),
        ("en;q=viel, zh-HK;q=0.1", HANT),
        ("en;q=nan, zh-HK;q=0.1", HANT),
        ("en;q=2, zh-HK;q=0.1", HANT),
        ("en;level=1, zh-HK;q=0.1", HANT),
    ],
)
def test_the_browser_says_which_language(header: str, language: str) -> None:
    assert chosen_language(None, None, header).tag == language


def test_the_address_comes_before_the_cookie_and_that_before_the_browser() -> None:
    assert chosen_language("en", "zh-Hant", "zh-CN").tag == EN
    assert chosen_language(None, "zh-Hant", "en").tag == HANT
    assert chosen_language(None, None, None).tag == HANS


@pytest.mark.parametrize("value", ["", "EN", "yue", "zh", "fr", "en;x"])
def test_a_name_that_is_no_language_of_the_pages_asks_for_nothing(value: str) -> None:
    assert chosen_language(value, "zh-Hant", "en").tag == HANT
    assert chosen_language(None, value, "en-US").tag == EN


@given(st.text(), st.text(), st.text())
def test_any_text_gives_a_language_of_the_pages(query: str, cookie: str, header: str) -> None:
    assert chosen_language(query, cookie, header) in languages()
