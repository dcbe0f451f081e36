"""What an answer to people's questions is worth, case by case, worked out by hand."""

import pytest

from eval.metrics import DANGEROUS, HELPFUL
from eval.people.cases import PeopleCase
from eval.people.score import Worth, front_of, judge_people, score_people
from eval.predictions import Failure
from rag.contract import AnswerRecord

QUOTE = "新增学位10155个，供应住房4029套。"
LEAD = f"2022年新增学位10155个。\n2022年情况：{QUOTE}[1]"


def case(**changes: object) -> PeopleCase:
    line: dict[str, object] = {
        "id": "pd001",
        "question": "22年新增多少学位",
        "history": [],
        "kind": "figure",
        "language": "zh-Hans",
        "asker": "家长",
        "asked_on": None,
        "acts": ["question"],
        "outcomes": ["answered"],
        "must": [["住房"]],
        "first": [["10155个"]],
        "must_not": [],
        "not_first": [],
        "note": "",
    }
    return PeopleCase.model_validate(line | changes)


GREETING = case(question="你好", acts=["greeting"], outcomes=["reply"], must=[], first=[])
UNKNOWN = case(question="有多少人口", outcomes=["nearest", "refused"], must=[], first=[])


def record(answer: str, **changes: object) -> AnswerRecord:
    line: dict[str, object] = {
        "id": "pd001",
        "question": "22年新增多少学位",
        "answered": True,
        "reason": None,
        "answer": answer,
        "language": "zh-Hans",
        "mode": "extractive",
        "citations": [
            {
                "number": 1,
                "doc_id": "r",
                "title": "报告",
                "section": [],
                "spans": [[0, len(QUOTE)]],
                "quote": QUOTE,
            }
        ],
        "passages": [],
        "seconds": {"total": 0.5, "embed": 0.0},
    }
    return AnswerRecord.model_validate(line | changes)


def refusal(answer: str) -> AnswerRecord:
    return record(answer, answered=False, reason="no_evidence", citations=[])


def nearest(answer: str) -> AnswerRecord:
    return record(answer, answered=False, reason="no_evidence", certainty="nearest")


def reply(act: str) -> AnswerRecord:
    return record("您好！", answered=False, mode="reply", citations=[], act=act)


def points(asked: PeopleCase, given: AnswerRecord) -> tuple[float, bool]:
    worth: Worth = judge_people(asked, given)
    return worth.helpful, worth.dangerous


def test_a_direct_answer_is_worth_all() -> None:
    assert judge_people(case(), record(LEAD)) == Worth(helpful=2, dangerous=False, faults=())


def test_what_stands_only_in_a_quote_behind_other_words_is_half_the_worth() -> None:
    given = record(f"有记载。\n2022年情况：{QUOTE}[1]")
    assert judge_people(case(), given) == Worth(helpful=1, dangerous=False, faults=("10155个 is not in front",))


def test_the_first_quote_is_in_front_where_nothing_else_is_said() -> None:
    given = record(f"2022年情况：{QUOTE}[1]")
    assert front_of(given) == f"2022年情况：{QUOTE}[1]"
    assert points(case(), given) == (2, False)


def test_a_wrong_figure_in_front_is_worth_nothing_and_dangerous() -> None:
    asked = case(must=[["学位"]], first=[], not_first=["4029套"])
    assert points(asked, record(f"4029套。\n2022年情况：{QUOTE}[1]")) == (0, True)
    assert points(asked, record(LEAD)) == (2, False)


def test_another_figure_of_the_quote_that_answers_is_harmless_where_only_quotes_stand() -> None:
    asked = case(not_first=["4029套"])
    assert points(asked, record(f"2022年情况：{QUOTE}[1]")) == (2, False)
    assert points(asked, record(f"10155个；4029套。\n2022年情况：{QUOTE}[1]")) == (0, True)


@pytest.mark.parametrize("kind", ["yes_no", "false_premise"])
def test_a_quote_is_no_verdict(kind: str) -> None:
    asked = case(kind=kind, first=[["10155个"]])
    assert points(asked, record(f"2022年情况：{QUOTE}[1]")) == (1, False)
    assert points(asked, record(LEAD)) == (2, False)


def test_what_may_stand_nowhere_takes_the_worth_and_is_dangerous_only_in_front() -> None:
    assert points(case(must_not=["4029套"]), record(LEAD)) == (0, False)
    assert points(case(must_not=["10155个"], first=[]), record(LEAD)) == (0, True)


def test_half_of_what_must_stand_there_is_half_the_worth_and_less_is_none() -> None:
    assert points(case(must=[["医院"]]), record(LEAD)) == (1, False)
    assert points(case(must=[["医院"], ["公园"]]), record(LEAD)) == (0, False)


def test_nearest_statements_or_a_refusal_that_tell_it_are_half_the_worth_of_an_answer() -> None:
    told = f"文件没有直接说明，最接近的是：\n{QUOTE}[1]"
    assert points(case(), nearest(told)) == (1, False)
    assert points(case(), refusal("没有找到；最接近的是新增学位10155个。")) == (1, False)
    assert points(case(), refusal("没有找到。")) == (0, False)


def test_the_years_that_a_refusal_names_as_held_are_no_answer() -> None:
    asked = case(kind="when", must=[["医院"]], first=[["2025年"]])
    assert points(asked, refusal("没有找到。现有文件涵盖：2019–2025年。")) == (0, False)
    assert points(asked, nearest("最接近的是：2025年建成医院。[1]")) == (1, False)


def test_a_refusal_is_worth_all_where_nothing_is_held_and_an_answer_none() -> None:
    assert points(UNKNOWN, refusal("没有找到。")) == (2, False)
    assert points(UNKNOWN, nearest(f"最接近的是：{QUOTE}[1]")) == (2, False)
    assert points(UNKNOWN, record("有记载。\n2022年情况：供应住房。[1]")) == (0, False)


def test_a_figure_in_front_of_what_no_document_answers_is_dangerous_unless_the_question_has_it() -> None:
    assert points(UNKNOWN, record(LEAD)) == (0, True)
    asked = UNKNOWN.model_copy(update={"question": "10155个学位之后人口多少"})
    assert points(asked, record(LEAD)) == (0, False)


def test_a_reply_is_held_to_its_act() -> None:
    assert points(GREETING, reply("greeting")) == (2, False)
    assert points(GREETING, reply("idle")) == (1, False)
    assert points(GREETING, refusal("没有找到。")) == (0, False)


@pytest.mark.parametrize(
    ("asker", "given", "worth"),
    [
        ("zh-Hans", "zh-Hant", 1),
        ("zh-Hant", "zh-Hans", 1),
        ("zh-Hant", "yue", 2),
        ("yue", "zh-Hans", 2),
        ("en", "zh-Hans", 1),
    ],
)
def test_another_language_than_the_askers_is_half_the_worth(asker: str, given: str, worth: float) -> None:
    assert points(case(language=asker), record(LEAD, language=given))[0] == worth


def test_a_failure_is_worth_nothing() -> None:
    assert score_people(case(), Failure(id="pd001", question="", error="ValueError")) == {HELPFUL.name: 0.0}
    assert score_people(case(), record(LEAD)) == {HELPFUL.name: 2.0, DANGEROUS.name: 0.0, "seconds": 0.5}
