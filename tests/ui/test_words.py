import re
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest

import ui
from rag.records import Language
from ui.text.languages import WORDS, words_for
from ui.text.source_words import SourceWords
from ui.text.words import Words
from ui.text.zh_hans import ZH_HANS

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


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}
