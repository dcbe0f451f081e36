"""Records of two segments: the second's document stands first, and one of the first's was removed."""

import pytest

from index.corpus import Corpus
from index.read.chunk import chunk_document
from index.read.units import ReadDocument, read_units
from index.segment.layout import Layout
from index.segment.records import ChunkedDocument, SegmentRecords
from index.segment.rows import GONE

REMOVED, SECOND, FIRST = "001", "004", "002"


@pytest.fixture(scope="module")
def segments(reads: dict[str, ReadDocument]) -> list[SegmentRecords]:
    return [SegmentRecords.of([_chunked(reads[name]) for name in names]) for names in ((REMOVED, SECOND), (FIRST,))]


@pytest.fixture(scope="module")
def documents(reads: dict[str, ReadDocument]) -> list[tuple[str, int]]:
    return [(reads[FIRST].document.doc_id, 1), (reads[SECOND].document.doc_id, 0)]


@pytest.fixture(scope="module")
def layout(segments: list[SegmentRecords], documents: list[tuple[str, int]]) -> Layout:
    return Layout(segments, documents)


def test_chunks_count_through_the_documents(layout: Layout, segments: list[SegmentRecords]) -> None:
    n_first, n_second = len(segments[1].rows("chunks", 0)), len(segments[0].rows("chunks", 1))
    places = [layout.chunk(row) for row in range(layout.n_chunks)]
    assert places == [(1, row) for row in range(n_first)] + [(0, row) for row in segments[0].rows("chunks", 1)]
    assert layout.n_chunks == n_first + n_second
    assert [layout.row_of(segments[s].chunks[row].chunk_id) for s, row in places] == list(range(layout.n_chunks))
    for row in (-1, layout.n_chunks):
        with pytest.raises(IndexError):
            layout.chunk(row)


def test_a_record_is_found_by_its_id_unless_its_document_is_gone(
    layout: Layout, segments: list[SegmentRecords], reads: dict[str, ReadDocument]
) -> None:
    second, removed = (reads[name].document.doc_id for name in (SECOND, REMOVED))
    assert layout.row(f"{second}#3", "#", "units") == (0, segments[0].rows("units", 1)[3])
    assert not layout.rows(removed, "units")[1]
    for unit_id in (f"{removed}#0", f"{second}#99999", f"{second}#-1", second):
        with pytest.raises(KeyError):
            layout.row(unit_id, "#", "units")


def test_a_segment_knows_where_its_rows_stand(layout: Layout, segments: list[SegmentRecords]) -> None:
    n_removed, n_first = len(segments[0].rows("chunks", 0)), len(segments[1].rows("chunks", 0))
    rows = layout.chunk_rows(0).in_corpus.tolist()
    assert rows[:n_removed] == [GONE] * n_removed
    assert rows[n_removed:] == list(range(n_first, layout.n_chunks))
    assert layout.chunk_rows(1).in_corpus.tolist() == list(range(n_first))
    assert [layout.document_rows(segment).in_corpus.tolist() for segment in (0, 1)] == [[GONE, 1], [0]]


def test_what_a_name_leads_to_is_of_held_documents_in_the_order_of_the_corpus(reads: dict[str, ReadDocument]) -> None:
    read = reads["001"]
    copy = read_units(read.document.model_copy(update={"doc_id": "copy"}))
    older, newer = SegmentRecords.of([_chunked(read), _chunked(copy)]), SegmentRecords.of([_chunked(read)])
    corpus = Corpus([older, newer], [("copy", 0), (read.document.doc_id, 1)])
    assert [unit.doc_id for unit in corpus.defining("双减")] == ["copy", read.document.doc_id]
    assert [place[0] for place in corpus.layout.looked_up("names", "双减", "units")] == [0, 1]


def _chunked(read: ReadDocument) -> ChunkedDocument:
    chunks = chunk_document(read, chunk_chars=300)
    return ChunkedDocument(read.document, read.sections, read.units, chunks, read.dropped)
