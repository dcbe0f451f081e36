"""The corpus: from chunk to units, from place to section."""

import pytest

from index.corpus import Corpus
from index.read.chunk import chunk_document
from index.read.units import ReadDocument
from index.records import Role, Span
from index.segment.records import ChunkedDocument
from tests.index.documents import unit_with


@pytest.fixture(scope="module")
def corpus(reads: dict[str, ReadDocument]) -> Corpus:
    return Corpus.of(
        [
            ChunkedDocument(
                read.document, read.sections, read.units, chunk_document(read, chunk_chars=300), read.dropped
            )
            for read in reads.values()
        ]
    )


def test_units_of_a_chunk_come_in_source_order(corpus: Corpus) -> None:
    for chunk in corpus.chunks():
        units = corpus.units_of(chunk)
        assert tuple(unit.unit_id for unit in units) == chunk.unit_ids
        starts = units[0].spans[0].start, chunk.spans[0].start
        assert starts[0] == starts[1] or (len(units) == 1 and starts[0] < starts[1])  # the latter part of a long unit


def test_units_in_a_section_are_its_own_with_the_heading_first(corpus: Corpus, reads: dict[str, ReadDocument]) -> None:
    unit = unit_with(reads["002"], "新增6家持牌金融机构")
    units = corpus.units_in(unit.section_id)
    assert [other.role for other in units] == [Role.HEADING, Role.ITEM, Role.ITEM]
    assert units[1] == unit
    assert corpus.units_in("no such section") == ()


def test_the_innermost_section_that_holds_a_span_is_found(corpus: Corpus, reads: dict[str, ReadDocument]) -> None:
    for words in ("新增6家持牌金融机构", "全年旅游收入超245亿元"):
        unit = unit_with(reads["002"], words)
        assert corpus.section_at(unit.doc_id, unit.spans[0]).section_id == unit.section_id


def test_a_span_over_two_sections_is_in_the_one_around_both(corpus: Corpus, reads: dict[str, ReadDocument]) -> None:
    first, last = unit_with(reads["002"], "新增6家持牌金融机构"), unit_with(reads["002"], "全年旅游收入超245亿元")
    span = Span(start=first.spans[0].start, end=last.spans[0].end)
    assert corpus.section_at(first.doc_id, span).path == ("一、实施产业结构升级计划",)


def test_what_no_section_holds_is_in_the_front_matter(corpus: Corpus, reads: dict[str, ReadDocument]) -> None:
    doc_id = reads["004"].document.doc_id
    section = corpus.section_at(doc_id, Span(start=3, end=9))
    assert (section.section_id, section.path) == (f"{doc_id}/0", ())


def test_an_unknown_document_is_a_key_error(corpus: Corpus) -> None:
    with pytest.raises(KeyError):
        corpus.section_at("none", Span(start=0, end=1))


def test_years_are_those_the_catalog_names(corpus: Corpus) -> None:
    assert corpus.years() == (2019, 2020, 2021, 2022, 2023, 2024, 2025)


def test_a_record_is_found_by_its_id_and_no_other_is(corpus: Corpus) -> None:
    for row, chunk in enumerate(corpus.chunks()):
        assert (corpus.chunk(row), corpus.row_of(chunk.chunk_id)) == (chunk, row)
    for unit in corpus.units():
        assert corpus.unit(unit.unit_id) == unit
        assert corpus.section(unit.section_id).doc_id == unit.doc_id
    doc_id = next(iter(corpus.documents))
    for unit_id in ("none#0", f"{doc_id}#99999", f"{doc_id}#", f"{doc_id}#-1", "", doc_id):
        assert not corpus.has_unit(unit_id)
        with pytest.raises(KeyError):
            corpus.unit(unit_id)
    for row in (-1, corpus.n_chunks):
        with pytest.raises(IndexError):
            corpus.chunk(row)


def test_every_unit_but_headings_is_in_a_chunk(corpus: Corpus) -> None:
    for unit in corpus.units():
        chunk = corpus.chunk_of(unit.unit_id)
        assert (chunk is None) == (unit.role is Role.HEADING)
        assert chunk is None or unit.unit_id in chunk.unit_ids


def test_years_of_a_chunk_are_those_of_its_units(corpus: Corpus) -> None:
    for row, chunk in enumerate(corpus.chunks()):
        assert corpus.years_of(row) == {year for unit in corpus.units_of(chunk) for year in unit.years}


def test_a_name_leads_to_the_unit_that_defines_it(corpus: Corpus) -> None:
    names = corpus.names_in("什么是双减政策")
    assert "双减" in names
    assert all(unit.role in {Role.GLOSSARY, Role.FOOTNOTE} for name in names for unit in corpus.defining(name))
    assert corpus.defining("没有这个词") == ()


def test_records_that_are_not_numbered_as_they_stand_are_refused(reads: dict[str, ReadDocument]) -> None:
    read = reads["004"]
    with pytest.raises(ValueError, match="not numbered as they stand"):
        Corpus.of([ChunkedDocument(read.document, read.sections, read.units[1:], (), read.dropped)])
