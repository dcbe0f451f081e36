from collections.abc import Mapping
from dataclasses import fields
from string import Formatter

import opencc
import pytest

from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.records import Status
from ui.text.languages import WORDS
from ui.text.source_words import SourceWords
from ui.text.zh_hans.source import SOURCE_ZH_HANS
from ui.text.zh_hant.source import SOURCE_ZH_HANT

WRITTEN = [words.source for words in WORDS.values()]


@pytest.mark.parametrize("words", WRITTEN, ids=lambda words: words.lang)
def test_every_language_fills_the_same_places(words: SourceWords) -> None:
    for item in fields(SourceWords):
        ours, model = getattr(words, item.name), getattr(SOURCE_ZH_HANS, item.name)
        assert type(ours) is type(model)
        if isinstance(ours, str):
            assert ours.strip() or item.name == "separator"
            assert _places(ours) == _places(model), item.name


@pytest.mark.parametrize("words", WRITTEN, ids=lambda words: words.lang)
def test_every_language_has_every_status_month_and_kind(words: SourceWords) -> None:
    assert set(words.covers) == set(Status)
    assert all(_places(text) == {"years"} for text in words.covers.values())
    assert len(words.month_names) == 12
    kinds = {document.kind for document in load_documents(IndexSettings().seeds_dir)}
    assert words.lang.startswith("zh") or kinds <= set(words.kinds)


def test_no_simplified_character_stands_in_the_traditional_words() -> None:
    to_traditional = opencc.OpenCC("s2hk")
    for item in fields(SourceWords):
        ours = getattr(SOURCE_ZH_HANT, item.name)
        for text in ours.values() if isinstance(ours, Mapping) else ours if isinstance(ours, tuple) else (ours,):
            # One by one: the dictionary of phrases knows one of two accepted spellings. Hong Kong writes 說 and 説.
            for character in text:
                assert to_traditional.convert(character).replace("説", "說") == character, item.name


def test_each_page_has_the_sources_in_its_own_language() -> None:
    for language, words in WORDS.items():
        assert words.source.lang == words.lang
        assert words.source.language == language.value


def _places(text: str) -> set[str]:
    return {"month" if name == "month_name" else name for _, name, _, _ in Formatter().parse(text) if name}
