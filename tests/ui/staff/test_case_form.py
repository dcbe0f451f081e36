"""From a verdict and its form to a case that the evaluation reads, or to what is missing."""

import json
from pathlib import Path

import pytest

from eval.cases import Case, NearMiss, load_cases
from index.corpus import Corpus
from tests.ui.journal.entries import refusal
from tests.ui.staff.reviewed import BEDS, PLACES, REPORT, cited, review, two_cited
from ui.errors import GapError
from ui.journal.inbox import append_case
from ui.journal.records import Entry, Judgement, Review, Support
from ui.staff.case_form import NEAR_MISSES, Gap, Written, case_line, needs_correction, place_of

NOTHING = Written()


def read(line: str, corpus: Corpus, tmp_path: Path) -> Case:
    assert append_case(tmp_path / "inbox.jsonl", line)
    documents = {doc_id: document.text for doc_id, document in corpus.documents.items()}
    (case,) = load_cases([tmp_path / "inbox.jsonl"], documents)
    return case


def gap(held: Entry, reviews: list[Review], corpus: Corpus, written: Written = NOTHING) -> tuple[str, str]:
    with pytest.raises(GapError) as raised:
        case_line(held, reviews, corpus, written)
    return raised.value.gap, raised.value.detail


def test_a_right_answer_needs_nothing_more(corpus: Corpus, tmp_path: Path) -> None:
    held = two_cited(corpus)
    reviews = [review(held, Judgement.RIGHT, c2=Support.DOES_NOT)]
    assert not needs_correction(held, reviews)
    case = read(case_line(held, reviews, corpus, NOTHING), corpus, tmp_path)
    assert case.facts == (("12所",), ("10155个",))
    assert [group[0].quotes for group in case.evidence] == [(PLACES,)]


def test_a_right_refusal_needs_nothing_more(corpus: Corpus, tmp_path: Path) -> None:
    held = refusal()
    reviews = [review(held, Judgement.RIGHT)]
    assert not needs_correction(held, reviews)
    assert read(case_line(held, reviews, corpus, NOTHING), corpus, tmp_path).near_miss is NearMiss.NOT_STATED


@pytest.mark.parametrize("judgement", [Judgement.WRONG, Judgement.INCOMPLETE])
def test_a_wrong_or_incomplete_answer_needs_a_fact_and_its_place(corpus: Corpus, judgement: Judgement) -> None:
    held = two_cited(corpus)
    reviews = [review(held, judgement)]
    assert needs_correction(held, reviews)
    assert gap(held, reviews, corpus) == (Gap.NO_CORRECTION, "")


def test_a_right_answer_none_of_whose_citations_holds_needs_a_place(corpus: Corpus) -> None:
    held = two_cited(corpus)
    reviews = [review(held, Judgement.RIGHT, c1=Support.DOES_NOT, c2=Support.DOES_NOT)]
    assert needs_correction(held, reviews)
    assert gap(held, reviews, corpus) == (Gap.NO_CORRECTION, "")


def test_without_a_verdict_nothing_is_needed_yet(corpus: Corpus) -> None:
    held = two_cited(corpus)
    assert not needs_correction(held, [])
    assert gap(held, [], corpus) == (Gap.NO_VERDICT, "")


def test_reviewers_who_differ_settle_it_first(corpus: Corpus) -> None:
    held = two_cited(corpus)
    reviews = [review(held, Judgement.RIGHT, "甲"), review(held, Judgement.WRONG, "乙")]
    assert gap(held, reviews, corpus) == (Gap.DIFFERING, "甲、乙")


def test_a_correction_becomes_facts_with_wordings_and_quotes(corpus: Corpus, tmp_path: Path) -> None:
    held = two_cited(corpus)
    written = Written(facts="240张 | 二百四十张\n\n10155个", quotes=f"{BEDS}\n 新增学位10155个 ", doc_id=REPORT)
    case = read(case_line(held, [review(held, Judgement.WRONG)], corpus, written), corpus, tmp_path)
    assert case.facts == (("240张", "二百四十张"), ("10155个",))
    assert [group[0].quotes for group in case.evidence] == [(BEDS,), ("新增学位10155个",)]
    assert all(group[0].doc_id == REPORT for group in case.evidence)


def test_an_answer_that_should_have_been_refused_becomes_unanswerable(corpus: Corpus, tmp_path: Path) -> None:
    held = two_cited(corpus)
    line = case_line(held, [review(held, Judgement.WRONG)], corpus, Written(near_miss="wrong_year"))
    assert read(line, corpus, tmp_path).near_miss is NearMiss.WRONG_YEAR


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (Written(facts="240张"), Gap.NO_PLACE),
        (Written(quotes=BEDS), Gap.NO_FACT),
        (Written(facts=" | ", quotes=BEDS), Gap.NO_FACT),
        (Written(facts="240张", near_miss="feed"), Gap.FACT_AND_NEAR_MISS),
        (Written(quotes=BEDS, near_miss="feed"), Gap.FACT_AND_NEAR_MISS),
        (Written(facts="240张", quotes="新增养老床位241张"), Gap.NOT_FOUND),
        (Written(facts="240张", quotes=BEDS, doc_id="002_76ba81dda6f66ba1"), Gap.NOT_FOUND),
        (Written(facts="240张", quotes="新增"), Gap.FOUND_OFTEN),
    ],
)
def test_it_says_what_is_missing(corpus: Corpus, written: Written, expected: Gap) -> None:
    held = two_cited(corpus)
    assert gap(held, [review(held, Judgement.WRONG)], corpus, written)[0] == expected


def test_the_words_that_were_not_found_are_named(corpus: Corpus) -> None:
    held = two_cited(corpus)
    written = Written(facts="240张", quotes=f"{BEDS}\n没有写过的话")
    assert gap(held, [review(held, Judgement.WRONG)], corpus, written) == (Gap.NOT_FOUND, "没有写过的话")


def test_a_document_that_changed_is_not_quoted_by_its_old_places(corpus: Corpus) -> None:
    held = two_cited(corpus, citations=(cited(corpus, PLACES), cited(corpus, BEDS, 2, sha256="0" * 64)))
    title = corpus.documents[REPORT].title
    assert gap(held, [review(held, Judgement.RIGHT)], corpus) == (Gap.CHANGED, title)
    rejected = [review(held, Judgement.RIGHT, c2=Support.DOES_NOT)]
    assert json.loads(case_line(held, rejected, corpus, NOTHING))["facts"] == [["12所"], ["10155个"]]


def test_white_space_and_line_breaks_do_not_keep_words_from_being_found(corpus: Corpus) -> None:
    place = place_of(" 新增 养老床位\t240张", corpus)
    source = corpus.documents[REPORT].text
    assert [source[span.start : span.end] for span in place.spans] == [BEDS]


def test_words_of_a_sentence_cut_by_a_footnote_give_the_whole_sentence(corpus: Corpus) -> None:
    words = "正本清源改造，完善市政排水管网"
    (cut,) = [unit for unit in corpus.units() if words in "".join(unit.text.split())]
    assert len(cut.spans) > 1
    place = place_of(words, corpus)
    assert (place.doc_id, place.spans) == (cut.doc_id, cut.spans)


def test_no_words_stand_nowhere(corpus: Corpus) -> None:
    with pytest.raises(GapError, match=Gap.NOT_FOUND):
        place_of(" ", corpus)


def test_near_misses_are_those_of_the_evaluation() -> None:
    assert set(NEAR_MISSES) == {kind.value for kind in NearMiss}
