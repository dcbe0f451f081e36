"""A case is asked otherwise, and what changes of its answer is told; the real assistant stays as it is."""

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from eval import __main__ as cli
from eval.cases import Case, Kind
from eval.invariances import ENOUGH, HISTORY, VARIATIONS, Invariances, Turned, _wide, invariances, names_of, outcome
from eval.table import invariances_table
from rag.records import Answer, Language, Question, Reason, Refused, Seconds


class Listening:
    """Refuses every question, with what `tells` reads of it."""

    def __init__(self, tells: Callable[[Question], str]) -> None:
        self.asked: list[Question] = []
        self._tells = tells

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        return Refused(
            question=question,
            language=Language.SIMPLIFIED,
            text=self._tells(question),
            mode="extractive",
            passages=(),
            seconds=Seconds(total=0, embed=0),
            confidence=0,
            reason=Reason.NO_EVIDENCE,
        )


def case(number: int, text: str) -> Case:
    return Case(
        id=f"x{number:03}",
        question=text,
        history=(),
        kind=Kind.LOOKUP,
        language=Language.SIMPLIFIED,
        noise="none",
        asker="",
        facts=(("1个",),),
        near_miss=None,
        note="",
        evidence=(),
    )


CASES = [case(1, "甲镇2031年修了多少座桥"), case(2, "乙县的苹果卖了几吨"), case(3, "丙市新开书店")]


def test_every_variation_is_asked_alike_often() -> None:
    listening = Listening(lambda _: "")
    matters = (chr(0x5000 + number) * 2 for number in range(200))
    cases = [case(number, f"2031年{matter}們") for number, matter in enumerate(matters)]
    found = invariances(listening, cases, per_case=3)
    assert set(found.asked) == {variation.name for variation in VARIATIONS}
    assert max(found.asked.values()) - min(found.asked.values()) <= 1
    assert found.passed
    assert len(listening.asked) == len(cases) * 4


def test_the_question_stands_in_its_variations_and_the_one_before_is_of_another_matter() -> None:
    listening = Listening(lambda _: "")
    invariances(listening, CASES, per_case=len(VARIATIONS))
    asked = [question for question in listening.asked if question.id == "x001"]
    texts = {question.text for question in asked}
    assert {"你好，甲镇2031年修了多少座桥", "甲镇2031年修了多少座桥！"} <= texts
    assert _wide("甲镇2031年", Random(0)) == "甲镇２０３１年"  # read as 2031, whoever asks it
    assert "甲鎮2031年修了多少座橋" in texts
    assert {question.history for question in asked} - {()} <= {(CASES[1].question,), (CASES[2].question,)}


def test_a_case_that_turns_is_told_and_fails_its_group_only() -> None:
    listening = Listening(lambda question: "2031" if question.history else "")
    found = invariances(listening, CASES, per_case=len(VARIATIONS))
    assert {one.variation for one in found.turned} == {HISTORY.name}
    assert not found.passed
    assert found.share(names_of("behind")) == 1
    assert f"below {ENOUGH}" in invariances_table(found)
    assert "x001" in invariances_table(found)


def test_one_in_a_hundred_may_turn() -> None:
    one = Turned(id="x001", variation=HISTORY.name, text="", expected="", found="")
    assert Invariances(asked={HISTORY.name: 100}, turned=(one,)).passed
    assert not Invariances(asked={HISTORY.name: 99}, turned=(one,)).passed


@pytest.mark.model
def test_the_command_asks_the_real_assistant(
    model_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LUOHU_INDEX_CACHE_DIR", str(model_folder.parent))
    assert cli.main(["invariances", "--part", "dev", "--every", "30", "--per-case", "17"]) == 0
    assert HISTORY.name in capsys.readouterr().out


def test_a_refusal_is_held_by_its_reason_and_the_years_it_names() -> None:
    def refused(text: str) -> Answer:
        return Listening(lambda _: text).answer(Question(id="q", text="?"))

    assert outcome(refused("政府信息 2031")) == outcome(refused("政府資訊 2031"))
    assert outcome(refused("2031")) != outcome(refused("2030"))
