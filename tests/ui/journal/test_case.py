"""A verdict becomes a case: what is written is read by the evaluation itself."""

from pathlib import Path

import pytest

from eval.cases import MAX_QUOTE_CHARS, Case, Kind, NearMiss, load_cases
from index.corpus import Corpus
from index.records import Span
from rag.question.understand import Wants
from rag.records import Reason
from tests.ui.journal.entries import citation, considered, entry, refusal
from ui.errors import JournalError
from ui.journal import quote
from ui.journal.case import Correction, Place, to_case
from ui.journal.inbox import append_case
from ui.journal.quote import quote_at
from ui.journal.records import CitationVerdict, Entry, Judgement, Review, ShownCitation, Support

_DOC = "001_e6d6b6bfaf22de54"


@pytest.fixture(scope="session")
def documents(corpus: Corpus) -> dict[str, str]:
    return {doc_id: document.text for doc_id, document in corpus.documents.items()}


def cited(documents: dict[str, str], words: str, number: int = 1) -> ShownCitation:
    start = documents[_DOC].index(words)
    return citation(number, spans=(Span(start=start, end=start + len(words)),), quote=words)


def place(documents: dict[str, str], words: str, doc_id: str = _DOC) -> Place:
    start = documents[doc_id].index(words)
    return Place(doc_id=doc_id, spans=(Span(start=start, end=start + len(words)),))


def review(held: Entry, judgement: Judgement, reviewer: str = "甲", *rejected: int, note: str = "") -> Review:
    verdicts = tuple(CitationVerdict(number=number, support=Support.DOES_NOT) for number in rejected)
    return Review(entry_id=held.entry_id, reviewer=reviewer, judgement=judgement, citations=verdicts, note=note)


def read(line: str, documents: dict[str, str], tmp_path: Path) -> Case:
    assert append_case(tmp_path / "inbox.jsonl", line)
    (case,) = load_cases([tmp_path / "inbox.jsonl"], documents)
    return case


def test_a_right_answer_becomes_a_case_of_what_it_says_and_cites(documents: dict[str, str], tmp_path: Path) -> None:
    words = "建成中小学、幼儿园12所,新增学位10155个"
    held = entry(
        citations=(cited(documents, words), cited(documents, "新增养老床位240张", 2)),
        text="2022年：新增学位10155个。[1]\n新增养老床位240张[2]",
    )
    case = read(to_case(held, [review(held, Judgement.RIGHT, "甲", 2, note="核对过")], documents), documents, tmp_path)
    assert case.question == held.question
    assert case.kind is Kind.LOOKUP
    assert case.facts == (("10155个",),)
    assert [group[0].quotes for group in case.evidence] == [(words,)]
    assert case.near_miss is None
    assert case.note == "核对过"
    assert case.id == f"s{held.entry_id[:12]}"


def test_an_answer_without_figures_is_a_case_of_its_wording(documents: dict[str, str], tmp_path: Path) -> None:
    words = "新增养老床位240张"
    held = entry(
        "养老做了什么",
        citations=(cited(documents, words),),
        considered=considered("养老做了什么", wants=Wants.LIST),
    )
    case = read(to_case(held, [review(held, Judgement.RIGHT)], documents), documents, tmp_path)
    assert case.kind is Kind.LIST
    assert case.facts == ((words,),)


@pytest.mark.parametrize(
    ("reason", "near_miss"),
    [
        (Reason.NO_EVIDENCE, NearMiss.NOT_STATED),
        (Reason.WRONG_PERIOD, NearMiss.WRONG_YEAR),
        (Reason.OUT_OF_SCOPE, NearMiss.OFF_TOPIC),
        (Reason.BLOCKED, NearMiss.OFF_TOPIC),
        (Reason.BAD_QUESTION, NearMiss.OFF_TOPIC),
    ],
)
def test_a_right_refusal_becomes_an_unanswerable_case(
    reason: Reason, near_miss: NearMiss, documents: dict[str, str], tmp_path: Path
) -> None:
    held = refusal(reason=reason, history=("学位",))
    case = read(to_case(held, [review(held, Judgement.RIGHT)], documents), documents, tmp_path)
    assert (case.kind, case.near_miss, case.history) == (Kind.UNANSWERABLE, near_miss, ("学位",))


@pytest.mark.parametrize("judgement", [Judgement.WRONG, Judgement.INCOMPLETE])
def test_a_wrong_answer_needs_the_right_fact_and_its_place(
    judgement: Judgement, documents: dict[str, str], tmp_path: Path
) -> None:
    held = entry("2022年养老床位增加多少")
    verdicts = [review(held, judgement)]
    with pytest.raises(JournalError, match="right fact and its place"):
        to_case(held, verdicts, documents)
    with pytest.raises(JournalError, match="facts with their places"):
        to_case(held, verdicts, documents, Correction(facts=(("240张",),)))
    correction = Correction(
        facts=(("240张",),),
        places=(place(documents, "新增养老床位240张"),),
        kind="period",
        asker="居民",
        note="also 2019",
    )
    case = read(to_case(held, verdicts, documents, correction), documents, tmp_path)
    assert (case.kind, case.asker, case.facts, case.note) == (Kind.PERIOD, "居民", (("240张",),), "also 2019")


def test_what_should_have_been_refused_becomes_unanswerable(documents: dict[str, str], tmp_path: Path) -> None:
    held = entry("福田2022年新增多少学位")
    line = to_case(held, [review(held, Judgement.WRONG)], documents, Correction(near_miss="wrong_district"))
    case = read(line, documents, tmp_path)
    assert (case.near_miss, case.facts, case.evidence) == (NearMiss.WRONG_DISTRICT, (), ())


def test_history_stays_only_where_the_question_needs_it(documents: dict[str, str], tmp_path: Path) -> None:
    words = "新增养老床位240张"
    for topic, kind, history in (("养老床位", Kind.FOLLOWUP, ("养老床位",)), ("", Kind.LOOKUP, ())):
        held = entry(
            "那2022年呢",
            history=("养老床位",),
            citations=(cited(documents, words),),
            considered=considered("那2022年呢", topic=topic),
        )
        folder = tmp_path / kind.value
        case = read(to_case(held, [review(held, Judgement.RIGHT)], documents), documents, folder)
        assert (case.kind, case.history) == (kind, history)


def test_no_case_without_a_verdict_or_while_reviewers_differ(documents: dict[str, str]) -> None:
    held = refusal()
    with pytest.raises(JournalError, match="no verdict yet"):
        to_case(held, [], documents)
    with pytest.raises(JournalError, match=r"differ .甲, 乙."):
        to_case(held, [review(held, Judgement.RIGHT), review(held, Judgement.WRONG, "乙")], documents)


def test_every_unit_of_the_documents_can_be_quoted(corpus: Corpus, documents: dict[str, str]) -> None:
    n_unique, n_all = 0, 0
    for unit in corpus.units():
        source = documents[unit.doc_id]
        for span in unit.spans:
            n_all += 1
            try:
                found = quote_at(source, span, (), unit.doc_id)
            except JournalError:
                continue
            n_unique += 1
            assert source.count(found) == 1
            assert 0 < len(found) <= MAX_QUOTE_CHARS
    assert n_unique == n_all


def test_quotes_are_as_long_as_the_evaluation_takes() -> None:
    assert quote.MAX_CHARS == MAX_QUOTE_CHARS


def test_a_long_place_is_cut_to_the_clauses_around_the_fact() -> None:
    source = "".join(f"第{n}项工作完成{n}个，" for n in range(60))
    found = quote_at(source, Span(start=0, end=len(source)), ("第40项",), "d")
    assert "第40项" in found
    assert len(found) <= MAX_QUOTE_CHARS
    assert found.startswith("第")
    assert found.endswith("，")


def test_a_place_that_stands_twice_is_widened_until_it_does_not() -> None:
    assert quote_at("甲新增5个。乙新增5个。", Span(start=7, end=11), (), "d") in ("乙新增5个。", "。乙新增5个。")
    with pytest.raises(JournalError, match="stands once"):
        quote_at("一样" * 200, Span(start=100, end=110), (), "d")


def test_a_place_beyond_its_document_is_refused(documents: dict[str, str]) -> None:
    with pytest.raises(JournalError, match="has 5 characters"):
        quote_at("五个字符。", Span(start=3, end=9), (), "d")
    held = entry()
    nowhere = Correction(facts=(("1",),), places=(Place(doc_id="099", spans=(Span(start=0, end=1),)),))
    with pytest.raises(JournalError, match="no document '099'"):
        to_case(held, [review(held, Judgement.WRONG)], documents, nowhere)
