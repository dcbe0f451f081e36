"""The languages of the pages: each has all words, and one more is a folder more."""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from string import Formatter

import pytest
from starlette.requests import Request

import ui.text
from tests.ui.assistants import PairsAssistant
from tests.ui.parsed import parse
from ui.citizen.frame import header
from ui.mounts import mounts
from ui.text.audit_words import AuditWords
from ui.text.draft_words import DraftWords
from ui.text.languages import LanguageWords, language_of, languages
from ui.text.page_words import PageWords
from ui.text.reader import reader_language
from ui.text.review_words import BoardWords, ReviewWords
from ui.text.source_words import SourceWords
from ui.text.staff_words import StaffWords
from ui.text.withholding_words import WithholdingWords

Words = PageWords | SourceWords | StaffWords | ReviewWords | BoardWords | AuditWords | DraftWords | WithholdingWords
MADE_UP = """
from dataclasses import replace

from ui.text.en import LANGUAGE as ENGLISH

LANGUAGE = replace(
    ENGLISH, tag="fr", name="Français", place=9, page=replace(ENGLISH.page, lang="fr", name="Questions à Luohu")
)
"""


@pytest.fixture
def fourth(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LanguageWords]:
    """A language that stands in a folder of its own, with the folders of the others."""
    folder = tmp_path / "fr"
    folder.mkdir()
    (folder / "__init__.py").write_text(MADE_UP, encoding="utf-8")
    monkeypatch.setattr(ui.text, "__path__", [*ui.text.__path__, str(tmp_path)])
    languages.cache_clear()
    yield languages()[-1]
    languages.cache_clear()
    del sys.modules["ui.text.fr"]


def test_a_folder_more_is_a_language_more(fourth: LanguageWords, assistant: PairsAssistant) -> None:
    assert [language.tag for language in languages()] == ["zh-Hans", "zh-Hant", "en", "fr"]
    asked = {"type": "http", "query_string": b"", "headers": [(b"accept-language", b"fr-CA, en;q=0.9")]}
    assert reader_language(Request(asked)) is fourth
    assert ("/fr", fourth) in mounts()
    page = parse(header(assistant.corpus, fourth.page, fourth.page.name))
    assert page.one("h1").text == "Questions à Luohu"
    assert [(link.attributes["href"], link.text) for link in page.one("nav").all("a")][-1] == ("/?lang=fr", "Français")


def test_the_first_language_is_mounted_at_the_root_and_after_the_others() -> None:
    assert [(path, language.tag) for path, language in mounts()] == [
        ("/zh-hant", "zh-Hant"),
        ("/en", "en"),
        ("/", "zh-Hans"),
    ]


def test_a_language_goes_by_its_tag_only() -> None:
    assert [language_of(language.tag) for language in languages()] == list(languages())
    assert language_of("EN") is language_of("") is language_of(None) is None


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_every_language_fills_the_same_places(language: LanguageWords) -> None:
    for ours, model in zip(_kinds(language), _kinds(languages()[0]), strict=True):
        for item in fields(ours):
            texts, others = _texts(getattr(ours, item.name)), _texts(getattr(model, item.name))
            where = f"{type(ours).__name__}.{item.name}"
            assert all(text.strip() for text in texts.values()) or item.name in {"separator", "month_names"}, where
            if item.name != "kinds":  # of documents: named as the catalog names them, where a language has no other
                assert list(texts) == list(others), where
                assert [_places(text) for text in texts.values()] == [_places(text) for text in others.values()], where


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.tag)
def test_a_page_and_its_sources_are_of_one_language(language: LanguageWords) -> None:
    assert language.page.source.language == language.tag
    assert language.page.source.lang == language.page.lang == language.staff.lang


def _kinds(language: LanguageWords) -> tuple[Words, ...]:
    reviewing = language.staff, language.review, language.draft, language.board, language.audit, language.withholding
    return language.page, language.page.source, *reviewing


def _texts(held: object) -> dict[object, str]:
    match held:
        case str():
            return {"": held}
        case Mapping():
            return dict(held)
        case tuple():
            return dict(enumerate(held))
        case _:
            return {}


def _places(text: str) -> set[str]:
    return {"month" if name == "month_name" else name for _, name, _, _ in Formatter().parse(text) if name}
