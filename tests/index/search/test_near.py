"""Nearly equal documents are found among those of a corpus."""

from index.corpus import Corpus
from index.search.near import near_equal
from index.segment.records import ChunkedDocument
from tests.index.documents import NOTICE, REPORT, read


def corpus_of(*texts: tuple[str, str]) -> Corpus:
    found = []
    for doc_id, text in texts:
        made = read(text)
        document = made.document.model_copy(update={"doc_id": doc_id})
        found.append(ChunkedDocument(document, (), (), (), ()))
    return Corpus.of(found)


def test_a_document_of_the_corpus_is_found_by_its_own_text_and_by_an_edition_of_it() -> None:
    report, notice = REPORT.read_text(encoding="utf-8"), NOTICE.read_text(encoding="utf-8")
    corpus = corpus_of(("report", report), ("notice", notice))
    assert near_equal(notice, corpus) == (("notice", 1.0, 1.0),)
    (found,) = near_equal(report.replace("盐田", "南澳"), corpus)
    assert found.doc_id == "report"
    assert 0.5 < found.of_new < 1
