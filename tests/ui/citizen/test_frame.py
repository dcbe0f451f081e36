"""What stands around the conversation."""

import pytest

from index.corpus import Corpus
from index.segment.records import ChunkedDocument
from tests.index.documents import document
from tests.ui.assistants import PairsAssistant
from tests.ui.parsed import parse
from ui.citizen.frame import footer, header, notice
from ui.text.languages import languages
from ui.text.page_words import PageWords
from ui.text.zh_hans.page import ZH_HANS as WORDS


def test_the_hotline_can_be_dialled() -> None:
    assert "tel:12345" in [link.attributes["href"] for link in parse(footer(WORDS, journal_days=180)).all("a")]


def test_the_footer_says_how_long_questions_are_kept() -> None:
    assert "30 天" in parse(footer(WORDS, journal_days=30)).text


def test_the_header_names_documents_and_years(assistant: PairsAssistant) -> None:
    assert parse(header(assistant.corpus, WORDS, "名称")).one(cls="coverage").text == (
        "依据 5 份公开文件，内容涵盖 2019—2025 年"
    )


@pytest.mark.parametrize("words", [language.page for language in languages()], ids=lambda words: words.lang)
def test_the_header_names_no_years_where_no_document_tells_any(words: PageWords) -> None:
    undated = ChunkedDocument(document("没有年份。", covers=()), (), (), (), ())
    said = parse(header(Corpus.of([undated]), words, "名称")).one(cls="coverage").text
    assert said == words.coverage_undated.format(n_documents=1)


@pytest.mark.parametrize("words", [language.page for language in languages()], ids=lambda words: words.lang)
def test_each_language_is_a_link_and_this_one_is_marked(assistant: PairsAssistant, words: PageWords) -> None:
    links = parse(header(assistant.corpus, words, words.name)).one("nav").all("a")
    assert [link.attributes["href"] for link in links] == ["/?lang=zh-Hans", "/?lang=zh-Hant", "/?lang=en"]
    assert [link.attributes["lang"] for link in links if "aria-current" in link.attributes] == [words.lang]


def test_a_notice_is_read_out_and_empty_when_all_is_well() -> None:
    assert parse(notice("<b>")).one(role="alert").text == "<b>"
    assert parse(notice("")).one(role="alert").text == ""


def test_the_page_of_figures_is_one_click_away(assistant: PairsAssistant) -> None:
    link = parse(header(assistant.corpus, WORDS, "名称")).one("a", cls="figures")
    assert (link.attributes["href"], link.text) == (f"/figures?lang={WORDS.source.language}", WORDS.figures)
