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
    assert not asks_nothing(IDLE, question, replace(WEAK, decided=Decision(Rule.OTHER_PLACE, "甲县")))
    assert not asks_nothing(Taken(Act.HOW_TO, "how_to", 0.02), question, WEAK)


def test_the_surer_a_text_is_no_question_the_clearer_the_evidence_that_makes_it_one() -> None:
    question, fair = understood("陪我聊聊"), replace(ANSWERED, confidence=0.6)
    assert asks_nothing(replace(IDLE, margin=4.0), question, fair)
    assert not asks_nothing(replace(IDLE, margin=2.0), question, fair)
    assert not asks_nothing(replace(IDLE, margin=4.0), question, ANSWERED)
    assert asks_nothing(replace(IDLE, margin=9.0), question, ANSWERED)
    assert not asks_nothing(replace(IDLE, margin=9.0), question, replace(ANSWERED, decided=Decision(Rule.THEME, "")))


def test_what_is_asked_of_one_of_several_places_is_asked_of_the_documents() -> None:
    placed = replace(
        understood("陪我聊聊"), places=(Place("乙", "yi", "乙区"),), wants=Wants.OTHER, expected=Expected(())
    )
    assert asks_nothing(IDLE, placed, WEAK)
    assert not asks_nothing(IDLE, replace(placed, expected=expected("年龄多大")), WEAK)
    assert not asks_nothing(IDLE, replace(placed, asked="渔港那块弄得怎么样了"), WEAK)


@pytest.mark.parametrize("changed", [{"leans": True}, {"is_pinyin": True}, {"years": (2031,), "wants": Wants.FIGURE}])
def test_what_says_too_little_by_itself_stays_a_question(changed: dict[str, object]) -> None:
    assert not asks_nothing(IDLE, replace(understood("陪我聊聊"), **changed), WEAK)


def test_weak_evidence_of_what_is_off_topic_is_out_of_scope() -> None:
    weather = understood("会不会下雨")
    likely, surer = Taken(Act.OFF_TOPIC, "off_topic", 1.0), Taken(Act.OFF_TOPIC, "off_topic", 4.0)
    unclear = Verdict(0.5, None, Decision(Rule.GATE, "best"))
    assert judged_by_act(WEAK, likely, weather).reason is Reason.OUT_OF_SCOPE
    assert judged_by_act(unclear, surer, weather).reason is Reason.OUT_OF_SCOPE
    assert judged_by_act(unclear, likely, weather) == unclear
    assert judged_by_act(ANSWERED, surer, weather) == ANSWERED
    assert judged_by_act(WEAK, Taken(Act.ORDER, "order", 1.0), weather).reason is Reason.BLOCKED
    assert judged_by_act(WEAK, IDLE, weather) == WEAK
    of_a_year = replace(understood("2022年好天气占几成"), years=(2022,), wants=Wants.FIGURE)
    assert judged_by_act(WEAK, likely, of_a_year) == WEAK


def test_nothing_is_near_to_what_is_off_topic() -> None:
    near, weather = replace(WEAK, nearest=(unit("甲镇建成公园2个。"),)), understood("会不会下雨")
    assert not judged_by_act(near, Taken(Act.OFF_TOPIC, "off_topic", 1.0), weather).nearest
    assert judged_by_act(near, IDLE, weather).nearest
