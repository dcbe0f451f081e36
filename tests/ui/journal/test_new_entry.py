"""From a real assistant's answer to its entry."""

from datetime import timedelta

import pytest

from index.corpus import Corpus
from index.records import Span
from rag.records import Answered, ChosenBy, Key, Question, Refused
from rag.refusal.weights import GATE_FEATURE_NAMES
from tests.ui.assistants import PairsAssistant, steps
from tests.ui.journal.entries import NOON
from ui.journal.entry import new_conversation_id, new_entry
from ui.journal.records import Entry, Outcome, ShownFigure, Weighted

_WHEN = {"asked_at": NOON, "conversation_id": "c", "fingerprint": "f"}


@pytest.fixture
def answer(assistant: PairsAssistant) -> Answered:
    found = assistant.answer(Question(id="q" * 32, text="2022年新增了多少养老床位"))
    assert isinstance(found, Answered)
    return found


def test_evidence_is_frozen_as_shown(corpus: Corpus, answer: Answered) -> None:
    held = new_entry(answer, steps(corpus, answer, asked=answer.question.text), **_WHEN)
    assert (held.entry_id, held.question, held.text) == ("q" * 32, answer.question.text, answer.text)
    assert held.outcome is Outcome.ANSWERED
    shown = [{**item.model_dump()} for item in held.citations]
    assert shown == [
        item.model_dump(exclude={"life"}) for item in answer.citations
    ]  # what became of it is told of today
    assert [(item.rank, item.chunk_id, item.spans, item.text, item.score) for item in held.passages] == [
        (rank, item.chunk_id, item.spans, item.text, item.score) for rank, item in enumerate(answer.passages, 1)
    ]


def test_an_entry_says_why_its_answer_came_about(corpus: Corpus, answer: Answered) -> None:
    terms = (("养老", 1.0), ("床位", 0.6))
    held = new_entry(answer, steps(corpus, answer, asked="2022年新增了多少养老床位", terms=terms), **_WHEN)
    assert [item.dense_rank for item in held.passages[:4]] == [2, 1, None, 3]
    assert [item.cosine for item in held.passages[:3]] == [0.5, 0.9, 0.0]
    assert [item.lexical_rank for item in held.passages[:3]] == [None, 4, None]
    assert held.considered is not None
    assert held.considered.terms == (Weighted(name="养老", value=1.0), Weighted(name="床位", value=0.6))
    assert tuple(feature.name for feature in held.considered.gate) == GATE_FEATURE_NAMES
    assert held.considered.years == (2022,)
    assert held.considered.strategy == "likely"
    assert (held.considered.rule, held.considered.rule_detail) == ("defined_term", "六个一")


def test_the_figures_in_front_are_kept_with_why_they_are(corpus: Corpus, answer: Answered) -> None:
    key = Key(text="240张", restated="", numbers=(1,), chosen_by=ChosenBy.CLAUSE, instead_of=("3家",))
    led = answer.model_copy(update={"keys": (key,)})
    held = new_entry(led, steps(corpus, led, asked="2022年新增了多少养老床位"), **_WHEN)
    assert held.considered is not None
    assert held.considered.figures == (ShownFigure(text="240张", chosen_by="clause", instead_of=("3家",)),)


def test_a_rule_before_the_gate_leaves_no_features(corpus: Corpus, answer: Answered) -> None:
    held = new_entry(answer, steps(corpus, answer, asked="x", ruled=True), **_WHEN)
    assert held.considered is not None
    assert held.considered.gate == ()


def test_pieces_of_what_is_masked_stay_in_no_field(corpus: Corpus, assistant: PairsAssistant) -> None:
    typed = "打138 0013 8000，2022年新增了多少养老床位"
    earlier = "110105 1949 1231 002X，邮箱zhang.san@sz.cn，养老"
    found = assistant.answer(Question(id="q" * 32, text=typed, history=(earlier,)))
    topic = "110105 1231 002x,邮箱zhang.san@sz.cn,养老"  # as it is cut: the year of birth taken out
    pieces = ("138", "0013", "8000", "110105", "1949", "1231", "002", "zhang", "san", "zhang.san")
    terms = tuple((piece, 1.0) for piece in (*pieces, "养老", "床位", "2022"))
    held = new_entry(found, steps(corpus, found, asked=typed, topic=topic, terms=terms), **_WHEN)
    assert held.considered is not None
    assert {term.name for term in held.considered.terms} == {"养老", "床位", "2022"}
    typed_fields = held.model_dump_json(include={"question", "history", "considered"})
    assert not any(piece in typed_fields for piece in pieces)


def test_what_a_generator_repeats_is_masked(answer: Answered) -> None:
    repeated = answer.model_copy(update={"mode": "generated", "text": "您的号码13800138000，新增240张[1]"})
    assert new_entry(repeated, None, **_WHEN).text == "您的号码[手机号]，新增240张[1]"


def test_a_withheld_answer_is_kept_as_such(answer: Answered) -> None:
    assert new_entry(answer, None, **_WHEN).withheld().outcome is Outcome.WITHHELD


def test_a_refusal_keeps_its_reason(assistant: PairsAssistant) -> None:
    refused = assistant.answer(Question(id="q" * 32, text="??"))
    assert isinstance(refused, Refused)
    held = new_entry(refused, None, **_WHEN)
    assert (held.outcome, held.reason) == (Outcome.REFUSED, refused.reason)


def test_conversations_have_ids_that_name_nobody() -> None:
    assert len({new_conversation_id() for _ in range(100)}) == 100


def _same(one: Entry, other: Entry) -> bool:
    return one.question_key == other.question_key


def test_a_follow_up_is_another_question_than_the_same_words_on_another_topic(corpus: Corpus, answer: Answered) -> None:
    beds, schools, alone = (
        new_entry(answer, steps(corpus, answer, asked="那2023年呢", topic=topic), **_WHEN)
        for topic in ("养老床位", "学位", "")
    )
    assert not _same(beds, schools)
    assert not _same(beds, alone)
    later = answer.model_copy(update={"question": answer.question.model_copy(update={"history": ("学位",)})})
    assert _same(alone, new_entry(later, steps(corpus, answer, asked="x"), **_WHEN))  # history that it does not need


def test_spans_are_those_of_the_source(answer: Answered, corpus: Corpus) -> None:
    held = new_entry(answer, None, **_WHEN)
    for item in held.citations:
        source = corpus.documents[item.doc_id].text
        assert all(isinstance(span, Span) and source[span.start : span.end] for span in item.spans)
    assert held.asked_at - NOON == timedelta(0)
