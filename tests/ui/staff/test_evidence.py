from index.corpus import Corpus
from index.records import Span
from tests.ui.parsed import parse
from tests.ui.staff.reviewed import BEDS, PLACES, REPORT
from tests.ui.staff.reviewed import cited as citation_of
from tests.ui.staff.reviewed import found as passage_of
from ui.staff.evidence import Held, cited, found


def test_a_citation_is_marked_in_its_section(corpus: Corpus) -> None:
    extract = cited(citation_of(corpus, PLACES), corpus)
    shown = parse(extract.html)
    assert extract.held is Held.SAME
    assert shown.one("mark").text == PLACES
    assert BEDS in shown.text  # of the same section
    assert shown.all("b")[0].text.startswith("——一年来,民生保障有力有效")


def test_what_changed_shows_the_frozen_words_only(corpus: Corpus) -> None:
    extract = cited(citation_of(corpus, PLACES, sha256="0" * 64, quote="旧的<原话>"), corpus)
    assert extract.held is Held.CHANGED
    assert extract.html == "<mark>旧的&lt;原话&gt;</mark>"
    assert extract.href.startswith(f"/doc/{REPORT}?v={'0' * 64}#")


def test_what_is_gone_shows_the_frozen_words_and_leads_nowhere(corpus: Corpus) -> None:
    extract = cited(citation_of(corpus, PLACES, doc_id="009_gone"), corpus)
    assert (extract.held, extract.href) == (Held.GONE, "")
    assert parse(extract.html).text == PLACES


def test_a_passage_is_shown_in_its_section_while_its_words_stand_there(corpus: Corpus) -> None:
    extract = found(passage_of(corpus, BEDS), corpus)
    assert extract.held is Held.SAME
    assert extract.title == corpus.documents[REPORT].title
    assert parse(extract.html).one("mark").text == BEDS
    assert corpus.documents[REPORT].sha256 in extract.href


def test_a_passage_whose_words_moved_is_shown_alone(corpus: Corpus) -> None:
    moved = passage_of(corpus, BEDS, spans=(Span(start=5, end=5 + len(BEDS)),))
    beyond = passage_of(corpus, BEDS, spans=(Span(start=5, end=10_000_000),))
    for passage in (moved, beyond):
        extract = found(passage, corpus)
        assert (extract.held, extract.href, extract.html) == (Held.CHANGED, "", f"<mark>{BEDS}</mark>")


def test_a_passage_of_a_document_that_is_gone_bears_its_id(corpus: Corpus) -> None:
    extract = found(passage_of(corpus, BEDS, doc_id="009_gone"), corpus)
    assert (extract.held, extract.title, extract.href) == (Held.GONE, "009_gone", "")
