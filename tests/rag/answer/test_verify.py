import pytest

from index.records import Span
from index.store.saved import OpenIndex
from rag.answer.compose import cite
from rag.answer.verify import check_keys, check_markers, check_quote
from rag.errors import CitationError
from rag.records import Key


def test_every_unit_of_the_corpus_can_be_cited(real_index: OpenIndex) -> None:
    for unit in real_index.corpus.units():
        assert cite(unit, real_index.corpus, 1).quote == unit.text


def test_a_quote_one_character_off_is_an_error(real_index: OpenIndex) -> None:
    corpus = real_index.corpus
    unit = next(unit for unit in corpus.units() if "学位" in unit.text)
    citation = cite(unit, corpus, 1)
    first = citation.spans[0]
    shifted = citation.model_copy(update={"spans": (Span(start=first.start + 1, end=first.end + 1),)})
    with pytest.raises(CitationError, match="says"):
        check_quote(shifted, corpus.documents[unit.doc_id])


def test_a_citation_of_another_version_of_the_document_is_an_error(real_index: OpenIndex) -> None:
    corpus = real_index.corpus
    citation = cite(next(corpus.units()), corpus, 1).model_copy(update={"sha256": "0" * 64})
    with pytest.raises(CitationError):
        check_quote(citation, corpus.documents[citation.doc_id])


def test_markers_and_citations_must_match(real_index: OpenIndex) -> None:
    unit = next(real_index.corpus.units())
    citation = cite(unit, real_index.corpus, 1)
    check_markers("a[1]b[1]", [citation])
    check_markers("国办发[2025]8号[1]", [citation])
    for text in ("a", "a[2]", "a[1]b[2]"):
        with pytest.raises(CitationError, match="markers"):
            check_markers(text, [citation])


def test_a_key_that_does_not_stand_in_its_quote_is_an_error(real_index: OpenIndex) -> None:
    corpus = real_index.corpus
    citation = cite(next(unit for unit in corpus.units() if "新增学位10155个" in unit.text), corpus, 1)
    check_keys([Key(text="10155 个", restated="", numbers=(1,))], [citation])
    for key in (Key(text="1015个", restated="", numbers=(1,)), Key(text="10155个", restated="", numbers=(1, 2))):
        with pytest.raises(CitationError, match="key"):
            check_keys([key], [citation])
