import re
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest
from opencc import OpenCC

import ui
from rag.records import Language
from ui.text.en.staff import STAFF_EN
from ui.text.language_names import LANGUAGE_NAMES
from ui.text.languages import WORDS, words_for
from ui.text.reader import LANGUAGES
from ui.text.source_words import SourceWords
from ui.text.staff_languages import STAFF_WORDS, staff_words_for
from ui.text.staff_words import StaffWords
from ui.text.words import Words
from ui.text.zh_hans.page import ZH_HANS
from ui.text.zh_hans.staff import STAFF_ZH_HANS
from ui.text.zh_hant.staff import STAFF_ZH_HANT

FOLDER = Path(ui.__file__).parent
# The journal draws nothing: it holds patterns of what is masked, and made-up entries for its benchmark.
WITHOUT_A_PAGE = {FOLDER / "text", FOLDER / "journal"}
SOURCES = [
    path
    for path in FOLDER.rglob("*")
    if path.suffix in {".py", ".js", ".css", ".svg", ".html"} and not WITHOUT_A_PAGE & set(path.parents)
]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_words_people_see_stand_outside_ui_text(path: Path) -> None:
    code = re.sub(r'(#|//|""").*', "", path.read_text(encoding="utf-8"))
    assert re.findall(r"[\u4e00-\u9fff]+", code) == []


@pytest.mark.parametrize("words", WORDS.values(), ids=lambda words: words.lang)
def test_every_language_fills_the_same_places(words: Words) -> None:
    for item in fields(Words):
        ours, model = getattr(words, item.name), getattr(ZH_HANS, item.name)
        if isinstance(ours, str):
            assert ours.strip() or item.name == "separator"
            assert _places(ours) == _places(model), item.name
        elif not isinstance(ours, SourceWords):  # those are in tests/ui/test_source_words.py
            assert set(ours) == set(model)
            assert all(_places(text) == _places(model[key]) for key, text in ours.items())


def test_every_language_has_words_and_cantonese_readers_get_traditional_ones() -> None:
    assert [words_for(language).lang for language in Language] == ["zh-CN", "zh-HK", "zh-HK", "en"]


@pytest.mark.parametrize("words", STAFF_WORDS.values(), ids=lambda words: words.lang)
def test_the_staff_s_words_fill_the_same_places_in_every_language(words: StaffWords) -> None:
    for item in fields(StaffWords):
        ours, model = getattr(words, item.name), getattr(STAFF_ZH_HANS, item.name)
        if isinstance(ours, Mapping):
            assert list(ours) == list(model), item.name
            assert {key: _places(text) for key, text in ours.items()} == {
                key: _places(text) for key, text in model.items()
            }
            assert all(text.strip() for text in ours.values()), item.name
        else:
            assert ours.strip(), item.name
            assert _places(ours) == _places(model), item.name


@pytest.mark.parametrize("words", STAFF_WORDS.values(), ids=lambda words: words.lang)
def test_every_kind_has_its_own_word(words: StaffWords) -> None:
    for item in fields(StaffWords):
        kinds = getattr(words, item.name)
        if isinstance(kinds, Mapping):
            (kind,) = {type(key) for key in kinds}
            assert len(set(kinds.values())) == len(kinds), item.name
            if kind is not str:
                assert set(kinds) == set(kind), item.name


def test_each_language_is_written_in_its_own_script() -> None:
    to_simplified = OpenCC("t2s")
    to_traditional = [OpenCC(name) for name in ("s2t", "s2hk", "s2tw")]  # each takes some of Hong Kong's for simplified
    for item in fields(StaffWords):
        hans, hant, english = (_all(getattr(words, item.name)) for words in (STAFF_ZH_HANS, STAFF_ZH_HANT, STAFF_EN))
        assert to_simplified.convert(hans) == hans, item.name
        assert [c for c in hant if all(way.convert(c) != c for way in to_traditional)] == [], item.name
        assert re.findall(r"[\u3400-\u9fff]", english) == [], item.name


def test_a_member_of_staff_gets_words_of_the_language_of_the_page() -> None:
    assert tuple(STAFF_WORDS) == tuple(LANGUAGE_NAMES) == LANGUAGES
    assert all(staff_words_for(language) is STAFF_WORDS[language] for language in LANGUAGES)
    assert staff_words_for(Language.CANTONESE) is STAFF_ZH_HANT


def _all(words: str | Mapping[object, str]) -> str:
    return words if isinstance(words, str) else "\n".join(words.values())


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
