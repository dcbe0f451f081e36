from datetime import date

import pytest

from index.corpus import Corpus
from index.records import Coverage, Document, Status
from tests.ui.parsed import parse
from ui.document.covered import documents_view, missing_years
from ui.text.en.source import SOURCE_ENGLISH
from ui.text.source_words import SourceWords
from ui.text.zh_hans.source import SOURCE_ZH_HANS
from ui.text.zh_hant.source import SOURCE_ZH_HANT


def test_each_document_is_a_link_with_its_facts_periods_and_note(corpus: Corpus) -> None:
    page = parse(documents_view(corpus.documents, SOURCE_ZH_HANS))
    rows = page.one(cls="documents").all("li")
    assert len(rows) == len(corpus.documents)
    for row, document in zip(rows, corpus.documents.values(), strict=True):
        link = row.one("a")
        assert link.text.startswith(document.title)
        assert link.attributes["href"] == f"/doc/{document.doc_id}?lang=zh-Hans"
        assert document.issuer in row.one(cls="facts").text
        assert row.one(cls="covers").text
        assert row.one(cls="note").text == document.note


def test_the_years_that_no_document_reports_or_plans_are_named(corpus: Corpus) -> None:
    missing = parse(documents_view(corpus.documents, SOURCE_ZH_HANS)).one(cls="missing")
    lines = [item.text for item in missing.all("li")]
    assert lines[:2] == ["没有收录 2020—2021、2023、2025 年的完成情况。", "没有收录 2019 年的计划。"]
    assert "12345" in lines[2]
    assert missing.one("a").attributes["href"] == "tel:12345"


def test_where_nothing_is_missing_only_the_last_sentence_stands(corpus: Corpus) -> None:
    whole = _covering(corpus, (2020, 2021, Status.RESULT), (2020, 2021, Status.PLAN))
    assert missing_years([whole]) == ((), ())
    assert len(parse(documents_view({"x": whole}, SOURCE_ZH_HANS)).one(cls="missing").all("li")) == 1


def test_missing_years_lie_between_the_first_and_the_last_of_all_documents(corpus: Corpus) -> None:
    first = _covering(corpus, (2018, 2018, Status.PLAN))
    last = _covering(corpus, (2020, 2020, Status.RESULT), (2021, 2021, Status.OTHER))
    assert missing_years([first, last]) == ((2018, 2019, 2021), (2019, 2020, 2021))
    assert missing_years([]) == ((), ())


def _covering(corpus: Corpus, *covers: tuple[int, int, Status]) -> Document:
    held = tuple(Coverage(first_year=first, last_year=last, status=status) for first, last, status in covers)
    return next(iter(corpus.documents.values())).model_copy(update={"covers": held, "note": ""})


@pytest.mark.parametrize(
    ("words", "day"),
    [(SOURCE_ZH_HANS, "2025年3月5日"), (SOURCE_ZH_HANT, "2025年3月5日"), (SOURCE_ENGLISH, "5 March 2025")],
)
def test_an_index_that_cannot_be_brought_up_to_date_is_said_with_its_day(
    corpus: Corpus, words: SourceWords, day: str
) -> None:
    (told,) = parse(documents_view(corpus.documents, words, last_good=date(2025, 3, 5))).all(cls="changed")
    assert day in told.text
    assert not parse(documents_view(corpus.documents, words)).all(cls="changed")
