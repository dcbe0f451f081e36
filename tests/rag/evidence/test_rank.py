"""Units of found chunks are ranked by what speaks for them, feature by feature."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from index.records import Status, Unit
from rag.evidence.rank import Ranked, UnitRanker, reranked
from rag.evidence.weights import FEATURE_NAMES, Features, packaged_ranker_weights
from rag.question.understand import Understood
from rag.search.expand import Meaning
from rag.search.retrieve import Retrieved
from rag.search.searching import Searched
from rag.steps import Steps
from tests.fakes import BigramEmbedder
from tests.rag.asked import understood
from tests.rag.made_up import COUNTY, RANKER, World, ranked, world, world_of

PLACES_2023 = "全年新增公办学位3200个，新建学校4所。"
PLACES_2024 = "计划新增公办学位4100个，新建社区公园9个。"
AIR = "空气优良天数比例达到95.1%。"
ENTRY = "1.两山一湖：青山、岭山和云溪湖。"
COUNTY_2022 = "全年新增公办学位900个，新建学校1所。"


class AllAlike:
    """Vectors that are all nearly the same: every cosine is 0.99, and `mean` that of two of the corpus."""

    def __init__(self, mean: float) -> None:
        self._mean = mean

    def cosines(self, vector: NDArray[np.float32], units: Sequence[Unit]) -> NDArray[np.float32]:
        return np.full(len(units), 0.99, np.float32)

    def mean_cosine(self) -> float:
        return self._mean


class Given:
    """Vectors of which the cosines are given, by the texts of the units."""

    def __init__(self, cosines: Mapping[str, float]) -> None:
        self._cosines = cosines

    def cosines(self, vector: NDArray[np.float32], units: Sequence[Unit]) -> NDArray[np.float64]:
        return np.array([self._cosines[unit.text] for unit in units])

    def mean_cosine(self) -> float:
        return 0.0


def _found(of: World, *units: str) -> tuple[Retrieved, ...]:
    """The chunks that hold the units, best first, a point of score between them."""
    chunks = [chunk for text in units if (chunk := of.corpus.chunk_of(of.unit(text).unit_id))]
    return tuple(Retrieved(chunk, -float(rank), 0.0) for rank, chunk in enumerate(chunks))


def _searched(
    question: Understood, found: tuple[Retrieved, ...], weights: Mapping[str, float] | None = None, text: str = AIR
) -> Searched:
    return Searched(question, (), weights or {}, BigramEmbedder().embed_query(text), found, 0.0)


def _rank(
    question: Understood,
    *units: str,
    weights: Mapping[str, float] | None = None,
    text: str = AIR,
    steps: Steps = Steps(),  # noqa: B008 (frozen)
) -> dict[str, Ranked]:
    """The ranked units by their texts, best first."""
    of = world()
    ranker = UnitRanker(of.corpus, of.vectors, of.places, steps, weights=RANKER)
    return {item.unit.text: item for item in ranker.rank(_searched(question, _found(of, *units), weights, text))}


def test_coverage_is_the_share_of_the_questions_weight_that_a_unit_holds_with_its_headings_around() -> None:
    features = _rank(understood("学位"), PLACES_2023, weights={"学位": 2.0, "公园": 1.0, "回顾": 1.0})[
        PLACES_2023
    ].features
    assert features.coverage == 0.5
    assert features.context_coverage == 0.75


def test_many_translations_of_one_word_cover_no_more_than_the_best_of_them() -> None:
    of = world()
    word = Meaning(((("学位",), 1.0), (("学校",), 0.5), (("新建",), 0.5)))
    searched = replace(
        _searched(understood("places"), _found(of, PLACES_2023, AIR), {"学位": 1.0}),
        meanings=((word, 3.0), (Meaning(((("优良", "良天"), 1.0),)), 1.0)),
    )
    found = {
        item.unit.text: item.features.coverage
        for item in UnitRanker(of.corpus, of.vectors, of.places, weights=RANKER).rank(searched)
    }
    assert found[PLACES_2023] == 0.75  # all three translations, once
    assert found[AIR] == 0.25


def test_a_question_without_words_is_covered_by_nothing() -> None:
    features = _rank(understood("学位"), PLACES_2023)[PLACES_2023].features
    assert (features.coverage, features.context_coverage) == (0.0, 0.0)


def test_the_unit_that_holds_more_of_the_question_is_first() -> None:
    assert next(iter(_rank(understood("优良"), PLACES_2023, weights={"优良": 1.0, "学位": 0.2}))) == AIR
    assert next(iter(_rank(understood("学位"), PLACES_2023, weights={"优良": 0.2, "学位": 1.0}))) == PLACES_2023


def test_a_chunk_gives_its_units_its_place_and_how_far_it_is_behind_the_best() -> None:
    found = _rank(understood("学位"), PLACES_2023, PLACES_2024, ENTRY)
    behind = [(found[text].features.chunk_score, found[text].features.chunk_rank) for text in (AIR, PLACES_2024, ENTRY)]
    assert behind == [(0.0, 1.0), (-1.0, 1 / 2), (-2.0, 1 / 3)]


def test_a_unit_that_is_found_twice_counts_once_with_its_better_chunk() -> None:
    of = world()
    found = _found(of, PLACES_2023, PLACES_2024, PLACES_2023)
    items = UnitRanker(of.corpus, of.vectors, of.places, weights=RANKER).rank(_searched(understood("学位"), found))
    assert sorted(item.unit.text for item in items) == sorted((PLACES_2023, AIR, PLACES_2024))
    assert next(item for item in items if item.unit.text == AIR).features.chunk_rank == 1.0


def test_the_units_of_twenty_chunks_are_ranked() -> None:
    of = world()
    found = tuple(Retrieved(chunk, 0.0, 0.0) for chunk in of.corpus.chunks())
    assert len(found) > 20
    items = UnitRanker(of.corpus, of.vectors, of.places, weights=RANKER).rank(_searched(understood("学位"), found))
    looked_at = {unit.unit_id for item in found[:20] for unit in of.corpus.units_of(item.chunk)}
    assert {item.unit.unit_id for item in items} == looked_at


def test_nothing_found_is_nothing_ranked() -> None:
    assert _rank(understood("学位")) == {}


def test_years_and_status_speak_for_a_unit_or_against_it() -> None:
    asked = replace(understood("2023年新增学位"), status=Status.RESULT)
    found = _rank(asked, PLACES_2023, PLACES_2024, ENTRY)
    of_time = {text: (found[text].features.year, found[text].features.status) for text in (AIR, PLACES_2024, ENTRY)}
    assert of_time == {AIR: (1.0, 1.0), PLACES_2024: (-1.0, -1.0), ENTRY: (0.0, 0.0)}
    unweighed = _rank(asked, PLACES_2023, PLACES_2024, steps=Steps(period=False))
    assert [item.features.year for item in unweighed.values()] == [0.0, 0.0, 0.0]
    assert unweighed[PLACES_2024].features.status == -1.0


def test_a_result_goes_before_a_plan_where_it_is_asked_how_much_was_done() -> None:
    for asked, status in (("新增了多少学位", -1.0), ("定了多少学位", 0.0), ("新增多少学位", 0.0)):
        found = _rank(understood(asked), PLACES_2023, PLACES_2024)
        assert (found[PLACES_2024].features.status, found[PLACES_2023].features.status) == (status, 0.0)


def test_what_is_of_no_year_of_a_five_year_plan_speaks_against_it_and_no_year_of_it_is_newer() -> None:
    later = "到2030年再建水库2座。"
    found = _rank(understood("“十四五”期间新增学位"), PLACES_2023, later, ENTRY)
    of_time = {text: found[text].features.year for text in (PLACES_2023, later, ENTRY)}
    assert of_time == {PLACES_2023: 0.0, later: -1.0, ENTRY: 0.0}
    assert {item.features.recency for item in found.values()} == {0.0}


def test_where_no_year_is_asked_the_newer_six_years_count() -> None:
    old, new = "2012年建成老桥1座。", "到2030年再建水库2座。"
    found = _rank(understood("学位"), PLACES_2023, PLACES_2024, ENTRY, old, new)
    recency = [found[text].features.recency for text in (PLACES_2024, PLACES_2023, old, new, ENTRY)]
    assert recency == [1.0, pytest.approx(5 / 6), 0.0, 1.0, 0.0]
    named = replace(understood("学位"), document_years=(2023,))
    of_document = {text: item.features.recency for text, item in _rank(named, PLACES_2024, PLACES_2023).items()}
    assert (of_document[PLACES_2023], of_document[PLACES_2024]) == (1.0, pytest.approx(5 / 6))
    assert _rank(understood("2023年学位"), PLACES_2024)[PLACES_2024].features.recency == 0.0


def test_a_unit_of_several_years_is_as_recent_as_its_last() -> None:
    of = world_of("青岭区2024年政府工作报告\n\n一、大事记\n\n2018年、2024年各建老桥1座。\n")
    found = _found(of, "各建老桥")
    (item,) = UnitRanker(of.corpus, of.vectors, of.places, weights=RANKER).rank(_searched(understood("老桥"), found))
    assert (item.unit.years, item.features.recency) == ((2018, 2024), 1.0)


def test_similarity_is_standardised_over_the_units() -> None:
    found = _rank(understood("空气"), PLACES_2023, PLACES_2024, text=AIR)
    values = [item.features.similarity for item in found.values()]
    assert sum(values) == pytest.approx(0.0, abs=1e-6)
    assert np.std(values) == pytest.approx(1.0)
    assert max(found.values(), key=lambda item: item.features.similarity).unit.text == AIR
    without = _rank(understood("空气"), PLACES_2023, PLACES_2024, steps=Steps(similarity=False))
    assert {item.features.similarity for item in without.values()} == {0.0}


def test_the_expected_form_speaks_for_a_unit() -> None:
    found = _rank(understood("空气优良天数比例是百分之几？"), PLACES_2023)
    assert (found[AIR].features.form, found[PLACES_2023].features.form) == (1.0, 0.0)


@pytest.mark.parametrize(("apart", "first"), [(1e-12, PLACES_2023), (1e-3, PLACES_2024)])
def test_units_whose_scores_differ_in_the_seventh_decimal_stay_as_they_were_found(apart: float, first: str) -> None:
    only_similar = Features(**dict.fromkeys(FEATURE_NAMES, 0.0))._replace(similarity=1.0)
    of, weights = world(), RANKER.model_copy(update={"weights": only_similar})
    ranker = UnitRanker(
        of.corpus, Given({PLACES_2023: 0.5, PLACES_2024: 0.5 + apart, AIR: 0.1}), of.places, weights=weights
    )
    found = ranker.rank(_searched(understood("水库"), _found(of, PLACES_2023, PLACES_2024)))
    assert next(item.unit.text for item in found if item.unit.text != AIR) == first


def test_closeness_is_1_for_the_same_text_and_0_as_far_as_texts_are_on_average() -> None:
    of, found = world(), _rank(understood("空气"), PLACES_2023, text=AIR)
    assert found[AIR].closeness == pytest.approx(1.0, abs=1e-3)
    level = of.vectors.mean_cosine()
    cosine = float(of.vectors.cosines(BigramEmbedder().embed_query(AIR), [of.unit(PLACES_2023)])[0])
    assert 0 < level < 1
    assert found[PLACES_2023].closeness == pytest.approx((cosine - level) / (1 - level))


@pytest.mark.parametrize(("mean", "closeness"), [(0.98, 0.5), (1.0, 0.0)])
def test_closeness_is_a_number_even_where_all_vectors_are_the_same(mean: float, closeness: float) -> None:
    of = world()
    (first, *_) = UnitRanker(of.corpus, AllAlike(mean), of.places, weights=RANKER).rank(
        _searched(understood("学位"), _found(of, PLACES_2023))
    )
    assert first.closeness == pytest.approx(closeness, abs=1e-4)


def test_units_of_another_place_than_the_one_named_are_left_out() -> None:
    named = replace(understood("学位"), places=world().places.named("白水县新增学位"))
    assert set(_rank(named, PLACES_2023, COUNTY_2022)) == {COUNTY_2022}
    assert len(_rank(understood("学位"), PLACES_2023, COUNTY_2022)) == 3
    assert world().places.held[1].full == "白水县"
    assert world().unit(COUNTY_2022).doc_id == COUNTY


def test_what_is_told_of_the_matter_leaves_time_and_status_out_of_account() -> None:
    weights = {"学位": 1.0}
    dated = replace(understood("2023年学位"), status=Status.PLAN)
    at_all, of_2023 = (
        _rank(question, PLACES_2023, PLACES_2024, weights=weights) for question in (understood("学位"), dated)
    )
    for text in (PLACES_2023, PLACES_2024):
        assert at_all[text].matter_score == pytest.approx(of_2023[text].matter_score)
        assert at_all[text].score != pytest.approx(of_2023[text].score)
        assert at_all[text].score > at_all[text].matter_score  # recency speaks for both


def test_scores_fall_and_without_the_ranker_units_stand_as_they_were_found() -> None:
    found = _rank(understood("学位"), ENTRY, PLACES_2024, PLACES_2023, weights={"学位": 1.0, "新增": 1.0})
    scores = [item.score for item in found.values()]
    assert scores == sorted(scores, reverse=True)
    assert next(iter(found)) != ENTRY
    as_found = _rank(understood("学位"), ENTRY, PLACES_2024, PLACES_2023, steps=Steps(ranker=False))
    assert list(as_found) == [ENTRY, PLACES_2024, PLACES_2023, AIR]  # ties in the order found
    best, second, *_ = (item.score for item in as_found.values())
    assert best == pytest.approx(2 * second) == pytest.approx(14.0)  # what the gate was fitted on, in the median


def test_a_score_is_the_weighted_sum_of_the_features_and_the_packaged_weights_serve_where_none_are_given() -> None:
    found = _rank(understood("2023年学位多少个"), PLACES_2023, PLACES_2024, weights={"学位": 1.0})
    for item in found.values():
        products = [weight * value for weight, value in zip(RANKER.weights, item.features, strict=True)]
        assert item.score == pytest.approx(sum(products))
    of = world()
    as_packaged = UnitRanker(of.corpus, of.vectors, of.places).rank(
        _searched(understood("学位"), _found(of, PLACES_2023))
    )
    packaged = packaged_ranker_weights().weights
    assert as_packaged[0].score == pytest.approx(
        sum(weight * value for weight, value in zip(packaged, as_packaged[0].features, strict=True))
    )


def test_chunks_are_ordered_by_their_best_unit() -> None:
    of = world()
    first, second, third = _found(of, ENTRY, PLACES_2023, PLACES_2024)
    items = [ranked(of.unit(AIR), 5.0), ranked(of.unit(ENTRY), 2.0), ranked(of.unit(PLACES_2023), 1.0)]
    again = reranked((first, second, third), items)
    assert [(item.chunk, item.score) for item in again] == [
        (second.chunk, 5.0),
        (first.chunk, 2.0),
        (third.chunk, 1.0),  # none of its units was ranked: as the last of all
    ]


def test_chunks_that_tie_stay_as_they_were_retrieved() -> None:
    found = _found(world(), ENTRY, PLACES_2023)
    assert [(item.chunk, item.score) for item in reranked(found, ())] == [(item.chunk, 0.0) for item in found]
    better = ranked(world().unit(PLACES_2023), 2.0), ranked(world().unit(PLACES_2023), 7.0)
    assert reranked(found, better)[0].score == 2.0  # a unit's first score is its best
