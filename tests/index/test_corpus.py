"""The corpus: from chunk to units, from place to section."""

import pytest

from index.chunk import chunk_document
from index.corpus import Corpus
from index.records import Role, Span
from index.units import ReadDocument
from tests.index.documents import unit_with


@pytest.fixture(scope="module")
def corpus(reads: dict[str, ReadDocument]) -> Corpus:
    found = list(reads.values())
    return Corpus(
        [each.document for each in found],
        [section for each in found for section in each.sections],
        [unit for each in found for unit in each.units],
        [chunk for each in found for chunk in chunk_document(each, chunk_chars=300)],
        [drop for each in found for drop in each.dropped],
    )


def test_units_of_a_chunk_come_in_source_order(corpus: Corpus) -> None:
    for chunk in corpus.chunks:
        units = corpus.units_of(chunk)
        assert tuple(unit.unit_id for unit in units) == chunk.unit_ids
        assert units[0].spans[0].start == chunk.spans[0].start


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


def test_records_cannot_be_exchanged(corpus: Corpus) -> None:
    with pytest.raises(TypeError):
        corpus.units["x"] = next(iter(corpus.units.values()))  # type: ignore[index]
