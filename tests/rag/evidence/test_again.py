"""What a reranker says of the best units is one more feature: standardised, weighed, not seen by the gate."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from numpy.typing import NDArray

from index.store.saved import OpenIndex
from rag.assistant import Assistant
from rag.config import RagSettings
from rag.considered import Considered
from rag.evidence.again import LookingAgain
from rag.opening import assistant_over
from rag.records import Question
from tests.fakes import BigramEmbedder

QUESTION = Question(id="q", text="2022年罗湖新增了多少学位？")


@dataclass
class Given:
    """Scores that are given, in the order of the texts that come first."""

    given: Sequence[float]
    weight: float = 2.0
    asked: list[tuple[str, Sequence[str]]] = field(default_factory=list)

    @property
    def units(self) -> int:
        return len(self.given)

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        self.asked.append((question, texts))
        return np.array(self.given)


@pytest.fixture(scope="module")
def step(assistant: Assistant) -> Considered:
    return assistant.consider(QUESTION)


def test_its_score_is_standardised_and_weighed_and_the_others_count_as_its_worst(
    step: Considered, real_index: OpenIndex
) -> None:
    again = LookingAgain(Given((0.2, 0.8)), real_index.corpus).rank(step.searched, step.ranked)  # z-scores: -1 and 1
    by_id = {item.unit.unit_id: item for item in again}
    for at, before in enumerate(step.ranked):
        told = 1.0 if at == 1 else -1.0
        after = by_id[before.unit.unit_id]
        assert after.features == before.features._replace(reranker=pytest.approx(told))
        assert after.by_reranker == pytest.approx(2.0 * told)
        assert after.score - before.score == pytest.approx(2.0 * told, abs=1e-6)
        assert after.matter_score - before.matter_score == pytest.approx(2.0 * told, abs=1e-6)
    assert [item.score for item in again] == sorted((item.score for item in again), reverse=True)
    assert again[0].unit.unit_id == max(again, key=lambda item: item.score).unit.unit_id


def test_what_it_prefers_by_far_comes_first(step: Considered, real_index: OpenIndex) -> None:
    again = LookingAgain(Given((0.0, 0.0, 9.0), weight=20.0), real_index.corpus).rank(step.searched, step.ranked)
    assert again[0].unit == step.ranked[2].unit


@pytest.mark.parametrize("given", [(0.0, 0.0, 0.0), (0.7, 0.7), (5.0,)])
def test_scores_that_tell_none_from_another_leave_the_ranking_as_it_is(
    step: Considered, real_index: OpenIndex, given: Sequence[float]
) -> None:
    assert LookingAgain(Given(given), real_index.corpus).rank(step.searched, step.ranked) == step.ranked


def test_nothing_is_asked_of_nothing(step: Considered, real_index: OpenIndex) -> None:
    nobody = Given((0.1, 0.2))
    assert LookingAgain(nobody, real_index.corpus).rank(step.searched, ()) == ()
    assert nobody.asked == []


def test_it_reads_a_unit_behind_the_title_and_the_headings_that_it_stands_below(
    step: Considered, real_index: OpenIndex
) -> None:
    reader = Given((0.1, 0.2))
    LookingAgain(reader, real_index.corpus).rank(step.searched, step.ranked)
    ((question, texts),) = reader.asked
    assert question == step.searched.question.text
    for text, item in zip(texts, step.ranked, strict=False):
        assert text.endswith(item.unit.text[:800])
        assert real_index.corpus.documents[item.unit.doc_id].title in text
        assert len(text) <= 1001


def test_the_gate_sees_the_score_that_it_was_fitted_on(step: Considered, real_index: OpenIndex) -> None:
    same_order = Given((9.0, *[1.0] * 29), weight=20.0)
    found = assistant_over(real_index, BigramEmbedder(), RagSettings(), reranker=same_order).consider(QUESTION)
    assert found.ranked[0].score > step.ranked[0].score + 20
    assert found.picked.units[0] == step.picked.units[0]
    assert (found.verdict.features.best, found.verdict.confidence) == pytest.approx(
        (step.verdict.features.best, step.verdict.confidence)
    )
