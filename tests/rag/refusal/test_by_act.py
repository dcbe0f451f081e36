from dataclasses import replace

import pytest

from rag.question.acts.act import Act, Taken
from rag.question.answer_form import Expected, expected
from rag.question.named_place import Place
from rag.question.understand import Wants
from rag.records import Reason
from rag.refusal.by_act import asks_nothing, judged_by_act
from rag.refusal.gate import Decision, Rule, Verdict
from tests.rag.asked import understood, unit

WEAK = Verdict(0.1, Reason.NO_EVIDENCE, Decision(Rule.GATE, "best"))
ANSWERED = Verdict(0.95, None, Decision(Rule.GATE, "best"))
IDLE = Taken(Act.IDLE, "idle", 0.02)


def test_only_what_no_evidence_answers_is_no_question() -> None:
    question = understood("陪我聊聊")
    assert asks_nothing(IDLE, question, WEAK)
    assert not asks_nothing(IDLE, question, ANSWERED)
    assert asks_nothing(IDLE, question, replace(ANSWERED, confidence=0.4))  # not clearly
    assert not asks_nothing(IDLE, question, replace(WEAK, decided=Decision(Rule.OTHER_PLACE, "甲县")))
    assert not asks_nothing(Taken(Act.HOW_TO, "how_to", 0.02), question, WEAK)


def test_what_asks_nothing_by_its_words_is_a_question_only_where_evidence_is_clear() -> None:
    question, likely = understood("陪我聊聊"), replace(IDLE, asks=False)
    assert asks_nothing(likely, question, replace(ANSWERED, confidence=0.8))
    assert not asks_nothing(IDLE, question, replace(ANSWERED, confidence=0.8))
    assert not asks_nothing(likely, question, ANSWERED)


def test_what_is_asked_of_one_of_several_places_is_asked_of_the_documents() -> None:
    placed = replace(
        understood("陪我聊聊"), places=(Place("乙", "yi", "乙区"),), wants=Wants.OTHER, expected=Expected(())
    )
    assert asks_nothing(IDLE, placed, WEAK)
    assert not asks_nothing(IDLE, replace(placed, expected=expected("年龄多大")), WEAK)


@pytest.mark.parametrize("changed", [{"leans": True}, {"is_pinyin": True}, {"years": (2031,), "wants": Wants.FIGURE}])
def test_what_says_too_little_by_itself_stays_a_question(changed: dict[str, object]) -> None:
    assert not asks_nothing(IDLE, replace(understood("陪我聊聊"), **changed), WEAK)


def test_weak_evidence_of_what_is_off_topic_is_out_of_scope() -> None:
    likely, sure = Taken(Act.OFF_TOPIC, "off_topic", 0.02), Taken(Act.OFF_TOPIC, "off_topic", 0.05, is_sure=True)
    unclear = Verdict(0.5, None, Decision(Rule.GATE, "best"))
    assert judged_by_act(WEAK, likely).reason is Reason.OUT_OF_SCOPE
    assert judged_by_act(unclear, sure).reason is Reason.OUT_OF_SCOPE
    assert judged_by_act(replace(unclear, confidence=0.4), likely).reason is Reason.OUT_OF_SCOPE
    assert judged_by_act(unclear, likely) == unclear
    assert judged_by_act(ANSWERED, sure) == ANSWERED
    assert judged_by_act(WEAK, Taken(Act.ORDER, "order", 0.02)).reason is Reason.BLOCKED
    assert judged_by_act(WEAK, IDLE) == WEAK


def test_nothing_is_near_to_what_is_off_topic() -> None:
    near = replace(WEAK, nearest=(unit("甲镇建成公园2个。"),))
    assert not judged_by_act(near, Taken(Act.OFF_TOPIC, "off_topic", 0.02)).nearest
    assert judged_by_act(near, IDLE).nearest
