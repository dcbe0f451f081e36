import re
from collections.abc import Mapping
from dataclasses import fields

import pytest
from opencc import OpenCC

from ui.text.en.staff import STAFF_EN
from ui.text.languages import languages
from ui.text.staff_words import StaffWords
from ui.text.zh_hans.staff import STAFF_ZH_HANS
from ui.text.zh_hant.staff import STAFF_ZH_HANT


@pytest.mark.parametrize("words", [language.staff for language in languages()], ids=lambda words: words.lang)
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


def _all(words: str | Mapping[object, str]) -> str:
    return words if isinstance(words, str) else "\n".join(words.values())
