from collections.abc import Mapping
from dataclasses import fields

import opencc
import pytest

from index.catalog.catalog import load_documents
from index.config import IndexSettings
from index.records import Status
from ui.text.ease_words import EaseWords
from ui.text.languages import languages
from ui.text.place_words import PlaceWords
from ui.text.reading_words import ReadingWords
from ui.text.source_words import SourceWords
from ui.text.zh_hant.ease import EASE_ZH_HANT
from ui.text.zh_hant.source import SOURCE_ZH_HANT


@pytest.mark.parametrize("words", [language.page.source for language in languages()], ids=lambda words: words.lang)
def test_every_language_has_every_status_month_and_kind(words: SourceWords) -> None:
    assert set(words.covers) == set(Status)
    assert len(words.month_names) == 12
    kinds = {document.kind for document in load_documents(IndexSettings().seeds_dir)}
    assert words.lang.startswith("zh") or kinds <= set(words.kinds)


def test_no_simplified_character_stands_in_the_traditional_words() -> None:
    to_traditional = opencc.OpenCC("s2hk")
    every = [(SOURCE_ZH_HANT, item.name) for item in fields(SourceWords) if item.name not in {"place", "reading"}]
    of_parts = ((SOURCE_ZH_HANT.place, PlaceWords), (SOURCE_ZH_HANT.reading, ReadingWords), (EASE_ZH_HANT, EaseWords))
    every += [(part, item.name) for part, kind in of_parts for item in fields(kind)]
    for words, name in every:
        ours = getattr(words, name)
        for text in ours.values() if isinstance(ours, Mapping) else ours if isinstance(ours, tuple) else (ours,):
            # One by one: the dictionary of phrases knows one of two accepted spellings. Hong Kong writes 說 and 説.
            for character in text:
                assert to_traditional.convert(character).replace("説", "說") == character, name
