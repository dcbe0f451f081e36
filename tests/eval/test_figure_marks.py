from pathlib import Path

import pytest

from eval.figure_marks import MARKS_DIR, Reading, marked_documents, precision_and_recall, reading, readings_table
from index.catalog.catalog import load_documents
from index.records import Document

SEEDS = Path(__file__).parents[2] / "seeds"
LEAST_PRECISION, LEAST_RECALL = 0.95, 0.90


@pytest.fixture(scope="module")
def seeds() -> list[Document]:
    marked = marked_documents()
    return [document for document in load_documents(SEEDS) if document.doc_id in marked]


def test_the_stated_figures_of_the_seeds_are_read_as_a_reader_marked_them(seeds: list[Document]) -> None:
    marked = marked_documents()
    readings = [reading(document, marked[document.doc_id]) for document in seeds]
    precision, recall = precision_and_recall(readings)
    assert sum(one.n_marks for one in readings) > 150
    assert precision >= LEAST_PRECISION, readings_table(readings, show_wrong=True)
    assert recall >= LEAST_RECALL, readings_table(readings, show_wrong=True)


def test_each_quote_of_a_mark_stands_in_its_document(seeds: list[Document]) -> None:
    marked = marked_documents()
    texts = {document.doc_id: "".join(document.text.split()) for document in seeds}
    missing = [
        mark.quote
        for doc_id, text in texts.items()
        for mark in marked[doc_id]
        if "".join(mark.quote.split()) not in text
    ]
    assert missing == []


def test_a_figure_that_no_mark_has_counts_against_precision_and_a_mark_without_record_against_recall(
    seeds: list[Document],
) -> None:
    first = marked_documents(MARKS_DIR)[seeds[0].doc_id]
    quoted_twice = next(mark for mark in first if sum(other.quote == mark.quote for other in first) == 2)
    alone = reading(seeds[0], [quoted_twice])
    assert (alone.n_marks, alone.n_records, alone.n_fitting) == (1, 2, 1)
    other = quoted_twice.model_copy(update={"value": quoted_twice.value + 1})
    assert precision_and_recall([reading(seeds[0], [other])]) == (0.0, 0.0)


def test_nothing_read_is_no_precision() -> None:
    nothing = Reading(doc_id="a", n_marks=0, n_records=0, n_fitting=0, wrong=(), missed=())
    assert precision_and_recall([nothing]) == (0.0, 0.0)
