"""Each step that is switched off leaves its mark, and only all of them on is the assistant that answers."""

import pytest

from index.store.saved import OpenIndex
from rag.assistant import Considered
from rag.config import RagSettings
from rag.opening import assistant_over
from rag.records import Answered, Question
from rag.refusal.gate import Rule
from rag.steps import ALL_STEPS, Steps
from tests.fakes import BigramEmbedder

SCHOOL = "2022年罗湖新增了多少学位？"


def _consider(index: OpenIndex, steps: Steps, text: str) -> Considered:
    return assistant_over(index, BigramEmbedder(), RagSettings(), steps).consider(Question(id="q", text=text))


def test_all_steps_are_taken_unless_said_otherwise() -> None:
    assert all(ALL_STEPS.model_dump().values())


def test_without_dense_search_no_chunk_has_a_cosine(real_index: OpenIndex) -> None:
    assert any(item.cosine for item in _consider(real_index, ALL_STEPS, SCHOOL).searched.found)
    assert not any(item.cosine for item in _consider(real_index, Steps(dense=False), SCHOOL).searched.found)


def test_without_lexical_search_only_vectors_find(real_index: OpenIndex) -> None:
    found = _consider(real_index, Steps(lexical=False, period=False), SCHOOL).searched.found
    assert found
    assert list(found) == sorted(found, key=lambda item: -item.cosine)
    assert not _consider(real_index, Steps(lexical=False, dense=False), SCHOOL).searched.found


def test_without_the_period_no_year_raises_a_unit(real_index: OpenIndex) -> None:
    whole, without = (_consider(real_index, steps, SCHOOL) for steps in (ALL_STEPS, Steps(period=False)))
    assert {item.features.year for item in whole.ranked} >= {-1.0, 1.0}
    assert {item.features.year for item in without.ranked} == {0.0}
    assert without.searched.found[0].score < whole.searched.found[0].score


def test_without_places_none_is_asked_about_nor_missing(real_index: OpenIndex) -> None:
    text = "2022年广州新增了多少学位？"
    whole, without = (_consider(real_index, steps, text) for steps in (ALL_STEPS, Steps(place=False)))
    assert whole.understood.elsewhere
    assert whole.verdict.decided.rule is Rule.OTHER_PLACE
    assert (without.understood.elsewhere, without.understood.places, without.understood.own) == ("", (), ())
    assert without.verdict.decided.rule is not Rule.OTHER_PLACE


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("城镇登记失页率", "失业"),  # sounds alike
        ("luohu gengxin le duoshao dianti", "电梯"),
        ("2022年多了几个娃能读书的位子", "学位"),  # everyday
    ],
)
def test_without_words_a_question_stands_as_it_is(text: str, term: str, real_index: OpenIndex) -> None:
    assert term in _consider(real_index, ALL_STEPS, text).searched.weights
    assert term not in _consider(real_index, Steps(words=False), text).searched.weights


def test_without_the_lexicon_english_reaches_no_chinese_term(real_index: OpenIndex) -> None:
    text = "How many lifts were replaced?"
    assert "电梯" in _consider(real_index, ALL_STEPS, text).searched.weights
    assert "电梯" not in _consider(real_index, Steps(bilingual=False), text).searched.weights


def test_without_similarity_no_unit_has_one(real_index: OpenIndex) -> None:
    assert any(item.features.similarity for item in _consider(real_index, ALL_STEPS, SCHOOL).ranked)
    assert not any(item.features.similarity for item in _consider(real_index, Steps(similarity=False), SCHOOL).ranked)


def test_without_form_nothing_is_expected(real_index: OpenIndex) -> None:
    assert min(item.features.form for item in _consider(real_index, ALL_STEPS, SCHOOL).ranked) < 1
    without = _consider(real_index, Steps(form=False), SCHOOL)
    assert {item.features.form for item in without.ranked} == {1.0}
    assert without.verdict.features[1:3] == (1.0, 1.0)


def test_without_completion_a_list_is_not_completed(real_index: OpenIndex) -> None:
    text = "十大计划是哪十个计划？"
    assert len(_consider(real_index, ALL_STEPS, text).picked.units) == 10
    without = _consider(real_index, Steps(completion=False), text)
    assert 1 <= len(without.picked.units) <= 3
    assert list(without.picked.units) == [item.unit for item in without.ranked[: len(without.picked.units)]]


@pytest.mark.parametrize("text", ["长者饭堂吃一餐要多少钱？", "2021年罗湖新增了多少学位？"])
def test_without_the_gate_whatever_is_found_is_the_answer(text: str, real_index: OpenIndex) -> None:
    assert _consider(real_index, ALL_STEPS, text).verdict.reason is not None
    open_gate = assistant_over(real_index, BigramEmbedder(), RagSettings(), Steps(gate=False))
    assert isinstance(open_gate.answer(Question(id="q", text=text)), Answered)


def test_without_the_gate_nothing_found_is_still_no_answer(real_index: OpenIndex) -> None:
    assert _consider(real_index, Steps(gate=False, dense=False, lexical=False), SCHOOL).verdict.reason is not None


def test_without_the_ranker_units_stand_as_they_were_retrieved(real_index: OpenIndex) -> None:
    without = _consider(real_index, Steps(ranker=False), SCHOOL)
    retrieved = [unit_id for item in without.searched.found[:20] for unit_id in item.chunk.unit_ids]
    assert [item.unit.unit_id for item in without.ranked] == list(dict.fromkeys(retrieved))
    assert without.ranked != _consider(real_index, ALL_STEPS, SCHOOL).ranked
