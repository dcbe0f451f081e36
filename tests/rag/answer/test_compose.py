"""Composing over the real documents: what leads, what is quoted, what is cited."""

from dataclasses import replace

import pytest

from index.records import Status, Unit
from index.store.saved import OpenIndex
from rag.answer.compose import Composed, compose
from rag.assistant import Assistant
from rag.contract import to_record
from rag.errors import CitationError
from rag.figures.lead import Led
from rag.question.understand import Wants
from rag.records import Answered, ChosenBy, Language, Question
from tests.rag.asked import understood, weights


@pytest.fixture
def corpus_unit(real_index: OpenIndex):
    def find(text: str, doc: str = "") -> Unit:
        return next(u for u in real_index.corpus.units() if text in u.text and u.doc_id.startswith(doc))

    return find


def _composed(
    real_index: OpenIndex, question: str, *units: Unit, ranked: tuple[Unit, ...] = (), language: Language | None = None
) -> Composed:
    asked = understood(question, language=language or Language.SIMPLIFIED)
    return compose(asked, units, ranked, weights(question), real_index.corpus)


def test_the_figure_comes_first_then_its_quote(real_index: OpenIndex, corpus_unit) -> None:
    composed = _composed(real_index, "2022年新增多少个学位", corpus_unit("新增学位10155个"))
    assert composed.text == "10155个[1]\n2022年情况：建成中小学、幼儿园12所,新增学位10155个。[1]"
    assert [(key.text, key.restated, key.numbers) for key in composed.keys] == [("10155个", "", (1,))]
    assert composed.n_lead_lines == 1


def test_an_english_answer_says_the_figure_in_english_too(real_index: OpenIndex, corpus_unit) -> None:
    unit = corpus_unit("投入产业扶持资金7.3亿元")
    composed = _composed(real_index, "2022 扶持资金 how much money", unit, language=Language.ENGLISH)
    assert composed.text.startswith("7.3亿元 (730 million yuan)[1]\n2022, reported: ")
    assert composed.keys[0].restated == "730 million yuan"


def test_a_share_is_not_said_twice_in_english(real_index: OpenIndex, corpus_unit) -> None:
    composed = _composed(
        real_index, "空气质量优良率 what percentage", corpus_unit("空气质量优良率94%"), language=Language.ENGLISH
    )
    assert composed.text.startswith("94%[1]\n")


def test_no_figure_asked_is_quotes_alone(real_index: OpenIndex, corpus_unit) -> None:
    composed = _composed(real_index, "建成了什么", corpus_unit("新增学位10155个"))
    assert composed.text.startswith("2022年情况：")
    assert (composed.keys, composed.table, composed.n_lead_lines) == ((), (), 0)


def test_a_comparison_begins_with_a_line_a_period(real_index: OpenIndex, corpus_unit) -> None:
    composed = _composed(
        real_index, "2022年和2019年各新增多少个学位", corpus_unit("新增学位10155个"), corpus_unit("新增学位 6589 个")
    )
    assert composed.text.split("\n")[:2] == ["2019年情况：6589 个[2]", "2022年情况：10155个[1]"]
    assert [(row.years, row.status, row.keys[0].text) for row in composed.table] == [
        ((2019,), Status.RESULT, "6589 个"),
        ((2022,), Status.RESULT, "10155个"),
    ]
    assert composed.n_lead_lines == 2


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        (Language.SIMPLIFIED, "各文件的说法不一：", "》（2025年2月21日）：7家以上[1]"),
        (Language.CANTONESE, "各文件的說法不一：", "》（2025年2月21日）：7家以上[1]"),
        (Language.ENGLISH, "The documents give different figures:", "》 (21 February 2025): 7家以上 (7 or more)[1]"),
    ],
)
def test_documents_that_disagree_stand_with_source_and_date(
    language: Language, first: str, second: str, real_index: OpenIndex, corpus_unit
) -> None:
    composed = _composed(
        real_index,
        "2025年新增离境退税商店多少家",
        corpus_unit("退税商店7家"),
        corpus_unit("退税商店15家"),
        language=language,
    )
    lines = composed.text.split("\n")
    assert lines[0] == first
    assert lines[1] == f"《2025年罗湖区推动高质量发展“十大计划”{second}"
    assert lines[2].startswith("《罗湖区政府工作报告解读》")
    assert "15家以上" in lines[2]
    assert lines[2].endswith("[2]")
    assert composed.disagreement == (1, 2)
    assert composed.n_lead_lines == 3


def test_what_another_document_repeats_is_quoted_once_with_both_sources(real_index: OpenIndex, corpus_unit) -> None:
    plan, news = corpus_unit("新增学位4000个以上", "002"), corpus_unit("新增学位4000个以上", "000")
    composed = _composed(real_index, "2025年新增多少个学位", plan, ranked=(plan, news))
    assert composed.text.count("4000个以上") == 2  # as the key and in one quote
    assert composed.text.endswith("新增学位4000个以上。[1][2]")
    assert [citation.doc_id[:3] for citation in composed.citations] == ["002", "000"]
    assert composed.keys[0].numbers == (1, 2)


def test_a_chosen_unit_that_says_no_more_than_one_before_it_is_cited_and_not_quoted(
    real_index: OpenIndex, corpus_unit
) -> None:
    unit = corpus_unit("新增学位10155个")
    composed = _composed(real_index, "2022年新增多少个学位", unit, unit.model_copy(update={"unit_id": "again"}))
    assert composed.text.count(unit.text) == 1
    assert composed.text.endswith("[1][2]")


def test_the_record_has_keys_and_table(assistant: Assistant) -> None:
    answer = assistant.answer(Question(id="q", text="2019年和2022年分别新增了多少学位？"))
    assert isinstance(answer, Answered)
    record = to_record(answer).model_dump(mode="json")
    assert record["keys"] == [
        {"text": key.text, "restated": "", "numbers": list(key.numbers), "chosen_by": "periods", "instead_of": []}
        for key in answer.keys
    ]
    assert [row["years"] for row in record["table"]] == [[2019], [2022]]
    assert record["table"][1]["keys"][0]["text"] == "10155个"
    assert record["disagreement"] == []
    refused = to_record(assistant.answer(Question(id="q", text="明天会下雨吗？"))).model_dump(mode="json")
    assert (refused["keys"], refused["table"], refused["disagreement"]) == ([], [], [])


def test_disagreement_is_seen_from_the_question_on(assistant: Assistant) -> None:
    answer = assistant.answer(Question(id="q", text="2025年计划新增多少家离境退税商店？"))
    assert isinstance(answer, Answered)
    assert answer.text.startswith("各文件的说法不一：")
    assert len(answer.disagreement) == 2


def test_a_key_that_is_not_in_its_quote_is_never_shown(
    real_index: OpenIndex, corpus_unit, monkeypatch: pytest.MonkeyPatch
) -> None:
    unit = corpus_unit("新增学位10155个")
    wrong = (Led("99999个", ChosenBy.ALONE),)
    monkeypatch.setattr("rag.answer.front.lead_keys", lambda units, *_: ((units[0], wrong),))
    with pytest.raises(CitationError, match="99999个"):
        _composed(real_index, "2022年新增多少个学位", unit)


def test_a_verdict_is_the_first_line_and_its_figure_the_key(real_index: OpenIndex, corpus_unit) -> None:
    composed = _composed(real_index, "2022年新增学位是10155个吗", corpus_unit("新增学位10155个"))
    assert composed.text.startswith("是，文件写的是10155个。[1]\n2022年情况：")
    assert [key.text for key in composed.keys] == ["10155个"]
    assert (composed.n_lead_lines, composed.n_own_lines) == (1, 1)


def test_where_a_result_tells_when_it_began_the_plan_to_finish_it_is_not_quoted(
    real_index: OpenIndex, corpus_unit
) -> None:
    units = corpus_unit("大望桥拆除重建工程顺利开工", "001"), corpus_unit("建成大望桥拆除重建工程", "001")
    asked = "大望桥拆除重建工程哪年开工"
    question = replace(understood(asked), wants=Wants.DATE)
    composed = compose(question, units, (), weights(asked), real_index.corpus)
    assert composed.text.startswith("2022年[1]")
    assert [citation.number for citation in composed.citations] == [1]
    assert len(_composed(real_index, "大望桥拆除重建工程", *units).citations) == 2
