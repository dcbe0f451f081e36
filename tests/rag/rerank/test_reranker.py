"""Whatever a reranker does, the ranking is had: with its scores, or as it is without."""

import logging
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from index.errors import SettingsError
from index.store.saved import OpenIndex
from rag.assistant import Assistant
from rag.by_model import RerankNote
from rag.config import RagSettings, RerankSettings
from rag.contract import to_record
from rag.errors import WeightsError
from rag.evidence.again import Reranker
from rag.evidence.rank import Ranked
from rag.opening import assistant_over
from rag.records import Answered, Question
from rag.rerank.reranker import BoundedReranker, make_reranker
from tests.fakes import BigramEmbedder
from tests.rag.rerank.endpoint import RerankingEndpoint, by_length, serving

BEDS = Question(id="q", text="2022年罗湖新增了多少学位？")
TEXTS = ("甲", "乙乙", "丙丙丙")
NOTHING = [0.0, 0.0, 0.0]


def over(index: OpenIndex, reranker: Reranker | None) -> Assistant:
    return assistant_over(index, BigramEmbedder(), RagSettings(), reranker=reranker)


def asking(settings: RerankSettings) -> tuple[BoundedReranker, list[RerankNote]]:
    notes: list[RerankNote] = []
    reranker = make_reranker(settings, lambda note, _: notes.append(note))
    assert reranker is not None
    return reranker, notes


def order(ranked: Sequence[Ranked]) -> list[tuple[str, float]]:
    return [(item.unit.unit_id, item.score) for item in ranked]


def test_without_a_model_there_is_no_reranker_and_everything_is_as_it_was(
    real_index: OpenIndex, assistant: Assistant
) -> None:
    assert make_reranker(RerankSettings()) is None
    without = over(real_index, None).consider(BEDS)
    assert order(without.ranked) == order(assistant.consider(BEDS).ranked)
    assert {(item.features.reranker, item.by_reranker) for item in without.ranked} == {(0.0, 0.0)}


def test_an_endpoint_needs_the_name_of_its_model() -> None:
    with pytest.raises(SettingsError, match=r"rerank\.base_url needs rerank\.model"):
        make_reranker(RerankSettings(base_url="http://127.0.0.1:9/v1"))


def test_scores_come_by_the_numbers_of_the_texts_not_in_the_order_they_are_given() -> None:
    with serving(by_length) as endpoint:
        reranker, notes = asking(endpoint.settings())
        assert reranker.scores("学位", TEXTS).tolist() == [0.01, 0.02, 0.03]
        (sent,) = endpoint.requests
        assert sent == {"model": "scripted", "query": "学位", "documents": list(TEXTS), "top_n": 3}
        assert (endpoint.paths, endpoint.keys) == (["/v1/rerank"], ["Bearer kkkkkkkk"])
    assert notes == [RerankNote.RERANKED]


def test_a_pair_is_asked_for_once() -> None:
    with serving(by_length) as endpoint:
        reranker, notes = asking(endpoint.settings())
        reranker.scores("学位", TEXTS)
        assert reranker.scores("学位", ("丁丁丁丁", "甲", "甲")).tolist() == [0.04, 0.01, 0.01]
        reranker.scores("学位", TEXTS)
        assert [one["documents"] for one in endpoint.requests] == [list(TEXTS), ["丁丁丁丁"]]
        reranker.scores("床位", TEXTS[:1])
        assert len(endpoint.requests) == 3
    assert notes == [RerankNote.RERANKED] * 3


def test_what_is_personal_in_a_question_is_masked_before_it_is_sent() -> None:
    with serving(by_length) as endpoint:
        asking(endpoint.settings())[0].scores("学位，我的电话13800138000", TEXTS)
        assert endpoint.requests[0]["query"] == "学位，我的电话[手机号]"


Results = list[dict[str, Any]]
LIES: dict[str, Callable[[Results], Any]] = {
    "fewer": lambda results: results[:-1],
    "more": lambda results: [*results, results[0]],
    "one twice": lambda results: [*results[:-1], results[0]],
    "none": lambda _: [],
    "beyond": lambda results: [*results[:-1], results[-1] | {"index": 7}],
    "below": lambda results: [*results[:-1], results[-1] | {"index": -1}],
    "no number": lambda results: [one | {"relevance_score": "good"} for one in results],
    "not a number": lambda results: [one | {"relevance_score": float("nan")} for one in results],
    "endless": lambda results: [one | {"relevance_score": float("inf")} for one in results],
    "huge": lambda results: [results[0] | {"relevance_score": 1e308}, *results[1:]],
    "nothing": lambda results: [{} for _ in results],
    "null": lambda _: None,
}


@pytest.mark.parametrize("lie", LIES)
def test_an_endpoint_that_does_not_score_each_text_tells_nothing(lie: str) -> None:
    with serving(by_length) as endpoint:
        endpoint.results = LIES[lie]
        reranker, notes = asking(endpoint.settings())
        assert reranker.scores("学位", TEXTS).tolist() == NOTHING
    assert notes == [RerankNote.MALFORMED]


@pytest.mark.parametrize("raw", ["", "<html>", "[]", "null", '{"results": {}}', '{"result": []}', "{" * 5000])
def test_what_is_no_ranking_tells_nothing(raw: str) -> None:
    with serving(by_length) as endpoint:
        endpoint.raw = raw
        reranker, notes = asking(endpoint.settings())
        assert reranker.scores("学位", TEXTS).tolist() == NOTHING
    assert notes == [RerankNote.MALFORMED]


@pytest.mark.parametrize(
    ("status", "note"),
    [(401, RerankNote.DOWN), (404, RerankNote.DOWN), (429, RerankNote.LIMITED), (500, RerankNote.DOWN)],
)
def test_an_endpoint_that_refuses_tells_nothing_and_rests_after_some(status: int, note: RerankNote) -> None:
    with serving(by_length) as endpoint:
        endpoint.status = status
        reranker, notes = asking(endpoint.settings(failures=2))
        for _ in range(4):
            assert reranker.scores("学位", TEXTS).tolist() == NOTHING
        assert len(endpoint.requests) == 2
    assert notes == [note, note, RerankNote.RESTING, RerankNote.RESTING]


def test_it_is_asked_again_when_it_has_rested() -> None:
    with serving(by_length) as endpoint:
        endpoint.status = 500
        reranker, notes = asking(endpoint.settings(failures=1, rest_seconds=0.05))
        reranker.scores("学位", TEXTS)
        endpoint.status = 200
        time.sleep(0.1)
        assert reranker.scores("学位", TEXTS).tolist() == [0.01, 0.02, 0.03]
    assert notes == [RerankNote.DOWN, RerankNote.RERANKED]


def test_nobody_waits_for_one_that_is_slow_or_not_there() -> None:
    with serving(by_length) as endpoint:
        endpoint.seconds = 1.0
        reranker, notes = asking(endpoint.settings(seconds=0.05))
        assert reranker.scores("学位", TEXTS).tolist() == NOTHING
    gone, more = asking(RerankSettings(base_url="http://127.0.0.1:9/v1", model="m"))
    assert gone.scores("学位", TEXTS).tolist() == NOTHING
    assert (notes, more) == ([RerankNote.SLOW], [RerankNote.DOWN])


def test_the_log_has_a_quiet_note_without_the_question(caplog: pytest.LogCaptureFixture) -> None:
    with serving(by_length) as endpoint, caplog.at_level(logging.INFO, "rag.rerank"):
        endpoint.status = 429
        reranker, _ = asking(endpoint.settings(failures=1))
        reranker.scores("学位", TEXTS)
        reranker.scores("学位", TEXTS)
    told = [(one.levelname, one.message) for one in caplog.records if one.name.startswith("rag.rerank")]
    assert told == [
        ("WARNING", "ranked without the reranker: the reranker takes no more for now"),
        ("INFO", "ranked without the reranker: the reranker failed and rests"),
    ]


@pytest.mark.parametrize("trouble", ["slow", "broken", "lying", "limited", "gone"])
def test_an_answer_is_as_without_a_reranker_where_it_fails(
    real_index: OpenIndex, assistant: Assistant, trouble: str
) -> None:
    def set_up(endpoint: RerankingEndpoint) -> None:
        match trouble:
            case "slow":
                endpoint.seconds = 0.5
            case "broken":
                endpoint.raw = "{"
            case "lying":
                endpoint.results = lambda results: results[1:]
            case "limited":
                endpoint.status = 429

    with serving(by_length) as endpoint:
        set_up(endpoint)
        gone = {"base_url": "http://127.0.0.1:9/v1"} if trouble == "gone" else {}
        reranker, notes = asking(endpoint.settings(seconds=0.1, failures=1, **gone))
        found = over(real_index, reranker)
        answer, wanted = found.answer(BEDS), assistant.answer(BEDS)
        assert order(found.consider(BEDS).ranked) == order(assistant.consider(BEDS).ranked)
    assert RerankNote.RERANKED not in notes
    left_out = {"seconds"}
    assert to_record(answer).model_dump(exclude=left_out) == to_record(wanted).model_dump(exclude=left_out)


def test_questions_that_are_only_tried_ask_no_reranker(real_index: OpenIndex) -> None:
    with serving(by_length) as endpoint:
        found = over(real_index, asking(endpoint.settings())[0])
        told = found.answer(BEDS)
        assert isinstance(told, Answered)
        n_asked = len(endpoint.requests)
        assert found.examples(told.language)
        found.follow_ups(BEDS, told)
        assert len(endpoint.requests) == n_asked > 0


def test_a_tiny_model_ranks_the_same_in_one_process_and_the_next(real_index: OpenIndex, tiny: Path) -> None:
    ranked = []
    for _ in range(2):
        reranker, notes = asking(RerankSettings(model=str(tiny), seconds=60.0))
        ranked.append(over(real_index, reranker).consider(BEDS).ranked)
        assert set(notes) == {RerankNote.RERANKED}
    assert order(ranked[0]) == order(ranked[1])
    assert len({item.features.reranker for item in ranked[0]}) > 2


def test_a_damaged_file_of_weights_is_told_with_its_name(tmp_path: Path) -> None:
    file = tmp_path / "rerankers.toml"
    with serving(by_length) as endpoint:
        assert asking(endpoint.settings(weights_file=file))[0].weight == 1.5
        for damaged, told in (
            ("[models", "cannot read"),
            ("[models.scripted]\nweight = -1.0\n", "models.scripted.weight"),
            ("[model]\n", "model: Extra inputs"),
        ):
            file.write_text(damaged, encoding="utf-8")
            with pytest.raises(WeightsError, match=told) as raised:
                make_reranker(endpoint.settings(weights_file=file))
            assert str(file) in str(raised.value)
