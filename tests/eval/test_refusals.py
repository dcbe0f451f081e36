import pytest

from eval.cases import Case, Kind, NearMiss
from eval.refusals import FITTING, refuses_right
from rag.contract import AnswerRecord, SecondsRecord
from rag.records import REPLY, Language, Reason


def refusal(
    reason: Reason | None, text: str = "只见于2022年。", language: Language = Language.SIMPLIFIED
) -> AnswerRecord:
    return AnswerRecord(
        id="t001",
        question="?",
        answered=False,
        reason=reason,
        answer=text,
        language=language,
        mode="extractive" if reason else REPLY,
        citations=(),
        passages=(),
        seconds=SecondsRecord(total=0.0),
    )


def unanswerable(near_miss: NearMiss, question: str = "2021年新增多少学位?") -> Case:
    return Case(
        id="t001",
        question=question,
        history=(),
        kind=Kind.UNANSWERABLE,
        language=Language.SIMPLIFIED,
        noise="none",
        asker="",
        facts=(),
        evidence=(),
        near_miss=near_miss,
        note="",
    )


def test_every_near_miss_has_fitting_reasons() -> None:
    assert FITTING.keys() == set(NearMiss)


@pytest.mark.parametrize("near_miss", list(NearMiss))
@pytest.mark.parametrize("reason", list(Reason))
def test_a_reason_is_right_where_it_fits_and_nowhere_else(near_miss: NearMiss, reason: Reason) -> None:
    assert refuses_right(unanswerable(near_miss), refusal(reason)) is (reason in FITTING[near_miss])


def test_what_is_held_is_named_and_the_language_is_the_askers() -> None:
    case = unanswerable(NearMiss.WRONG_YEAR)
    assert not refuses_right(case, refusal(Reason.WRONG_PERIOD, "没有找到。"))
    assert not refuses_right(case, refusal(Reason.WRONG_PERIOD, language=Language.ENGLISH))


def test_a_greeting_gets_a_reply_and_a_question_does_not() -> None:
    greeting = unanswerable(NearMiss.OFF_TOPIC, "你好")
    assert refuses_right(greeting, refusal(None))
    assert not refuses_right(greeting, refusal(Reason.OUT_OF_SCOPE))
    assert not refuses_right(unanswerable(NearMiss.OFF_TOPIC), refusal(None))


def test_idle_talk_and_abuse_may_get_a_reply() -> None:
    reply = refusal(None).model_copy(update={"act": "idle"})
    assert refuses_right(unanswerable(NearMiss.OFF_TOPIC), reply)
    assert not refuses_right(unanswerable(NearMiss.NOT_STATED), reply)
