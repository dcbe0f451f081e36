from dataclasses import replace

import pytest

from rag.answer.compose import cite
from rag.answer.how_to import on_procedure
from rag.question.acts.act import A_QUESTION, Act, Taken
from rag.question.understand import Wants
from rag.records import Answer, Answered, Language, Question, Reason, Refused, Seconds
from tests.rag.asked import understood
from tests.rag.made_up import NOTICE, REPORT, ranked, searched, world

SURE, LIKELY = Taken(Act.HOW_TO, "how_to", 9.0, is_sure=True), Taken(Act.HOW_TO, "how_to", 1.0)


def refused(reason: Reason = Reason.NO_EVIDENCE) -> Refused:
    return Refused(
        question=Question(id="q", text="?"),
        language=Language.SIMPLIFIED,
        text="现有文件中没有找到这个问题的答案。最接近的是附件。",
        mode="extractive",
        passages=(),
        seconds=Seconds(total=0, embed=0),
        confidence=0.1,
        reason=reason,
    )


def answered() -> Answered:
    corpus = world(NOTICE, REPORT).corpus
    citation = cite(world(NOTICE, REPORT).unit("筹集保障性住房"), corpus, 1)
    return Answered(**refused().model_dump(exclude={"reason", "citations"}) | {"citations": (citation,), "text": "[1]"})


def says_no_procedure(answer: Answer) -> bool:
    """Return whether a refusal of `refused` says that no procedure is told, and the rest of it stays."""
    return answer.text.startswith("文件没有写明怎么办理") and answer.text.endswith("最接近的是附件。")


def told(answer: Answer, taken: Taken, asked: str, *words: str) -> Answer:
    held = world(NOTICE, REPORT)
    units = [ranked(held.unit(one)) for one in words]
    return on_procedure(answer, taken, searched(understood(asked), {}), units, held.corpus, places=held.places)


@pytest.mark.parametrize("taken", [SURE, LIKELY])
def test_a_how_to_that_is_refused_gets_what_is_held_on_it_with_its_office(taken: Taken) -> None:
    found = told(refused(), taken, "社康中心怎么申请", "筹集保障性住房", "建成社康中心")
    assert isinstance(found, Refused)
    assert [citation.quote for citation in found.citations] == ["③建成社康中心3家。", "【责任单位：区卫生健康局】"]
    first, quote, office, last = found.text.split("\n")
    assert (quote, office) == ("2024年计划：③建成社康中心3家。[1]", "【责任单位：区卫生健康局】[2]")
    assert "没有写明" in first
    assert "12345" in last


def test_how_many_got_it_tells_nobody_how_to_get_it() -> None:
    answer = refused()
    assert says_no_procedure(told(answer, SURE, "保障性住房怎么申请", "筹集保障性住房"))
    found = told(answered(), SURE, "保障性住房怎么申请", "筹集保障性住房")
    assert isinstance(found, Refused)
    assert not found.citations
    assert "12345" in found.text


def test_a_list_of_offices_is_no_matter_of_its_own() -> None:
    answer = refused()
    assert says_no_procedure(told(answer, SURE, "区卫生健康局怎么预约", "责任单位：区卫生健康局"))


@pytest.mark.parametrize(
    ("asked", "not_said"),
    [
        ("社康中心几点关门", "开放或办公时间"),
        ("社康中心的电话是多少", "电话号码"),
        ("社康中心的地址", "地址"),
        ("社康中心要带什么证件", "怎么办理"),
    ],
)
def test_what_only_an_office_can_tell_is_said_not_to_be_written(asked: str, not_said: str) -> None:
    for answer in (refused(), answered()):
        found = told(answer, A_QUESTION, asked, "建成社康中心")
        assert isinstance(found, Refused)
        assert not_said in found.text.split("\n")[0]
        assert found.citations[0].quote == "③建成社康中心3家。"
        assert "12345" in found.text


def test_what_has_little_of_the_matter_is_not_near() -> None:
    answer = refused()
    assert says_no_procedure(told(answer, SURE, "社区游泳卡丢了", "建成社康中心"))
    assert told(answer, LIKELY, "社区游泳卡丢了", "建成社康中心") is answer
    near = answer.model_copy(update={"citations": answered().citations})
    assert told(near, LIKELY, "社区游泳卡丢了", "建成社康中心") is near
    for asked in ("社区游泳卡怎么补办", "社区游泳卡丢了"):
        found = told(near, SURE, asked, "建成社康中心")
        assert isinstance(found, Refused)
        assert not found.citations


def test_an_answer_stays_where_it_gives_what_is_asked_or_a_procedure_is_only_likely() -> None:
    answer = answered()
    assert told(answer, LIKELY, "想去社康中心", "建成社康中心") is answer  # no word of a procedure
    assert told(answer, A_QUESTION, "社康中心有几家", "建成社康中心") is answer
    assert told(answer, SURE, "保障性住房有多少套", "筹集保障性住房") is answer
    assert not isinstance(told(answer, SURE, "想去社康中心", "建成社康中心"), Answered)
    assert not isinstance(told(answer, LIKELY, "社康中心怎么申请", "建成社康中心"), Answered)


def test_what_is_likely_a_how_to_is_not_answered_by_how_much_there_is_of_it() -> None:
    asked, words = "我想申请保障性住房", "筹集保障性住房"
    corpus = world(NOTICE, REPORT).corpus
    lacks_figure = cite(world(NOTICE, REPORT).unit("坚持绿色发展"), corpus, 1)
    tells = answered().model_copy(update={"citations": (lacks_figure,)})
    assert told(tells, LIKELY, asked, words) is tells
    assert isinstance(told(answered(), LIKELY, asked, words), Refused)


def test_a_matter_is_known_by_its_official_word_too(monkeypatch: pytest.MonkeyPatch) -> None:
    assert says_no_procedure(told(refused(), SURE, "诊疗站怎么申请", "建成社康中心"))
    monkeypatch.setattr("rag.answer.how_to.official_words", lambda _: ("社康中心",))
    found = told(refused(), SURE, "诊疗站怎么申请", "建成社康中心")
    assert found.text.split("\n")[1].startswith("2024年计划：③建成社康中心3家。")


def test_another_reason_and_who_is_responsible_stay() -> None:
    other = refused(Reason.OUT_OF_SCOPE)
    assert told(other, SURE, "社康中心怎么申请", "建成社康中心") is other
    held = world(NOTICE, REPORT)
    question = replace(understood("社康中心申请归谁管"), wants=Wants.RESPONSIBLE)
    answer = answered()
    units = [ranked(held.unit("建成社康中心"))]
    assert on_procedure(answer, SURE, searched(question, {}), units, held.corpus, places=held.places) is answer
