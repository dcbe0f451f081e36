import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.records import Language
from ui.text.reader import LANGUAGES, language_of

HANS, HANT, EN = Language.SIMPLIFIED, Language.TRADITIONAL, Language.ENGLISH


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
def test_the_browser_says_which_language(header: str, language: Language) -> None:
    assert language_of(None, None, header) is language


def test_the_address_comes_before_the_cookie_and_that_before_the_browser() -> None:
    assert language_of("en", "zh-Hant", "zh-CN") is EN
    assert language_of(None, "zh-Hant", "en") is HANT
    assert language_of(None, None, None) is HANS


@pytest.mark.parametrize("value", ["", "EN", "yue", "zh", "fr", "en;x"])
def test_a_name_that_is_no_language_of_the_pages_asks_for_nothing(value: str) -> None:
    assert language_of(value, "zh-Hant", "en") is HANT
    assert language_of(None, value, "en-US") is EN


@given(st.text(), st.text(), st.text())
def test_any_text_gives_a_language_of_the_pages(query: str, cookie: str, header: str) -> None:
    assert language_of(query, cookie, header) in LANGUAGES
