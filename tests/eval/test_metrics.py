"""Metrics against hand-computed tables, and the ranked ones against trec_eval."""

import doctest
import importlib
import pkgutil
from math import log2

import pytest
import pytrec_eval
from hypothesis import given
from hypothesis import strategies as st

import eval.metrics
from eval.errors import EvalError
from eval.metrics import METRICS, Better
from eval.metrics.answer_length import answer_length
from eval.metrics.citation_length import citation_length
from eval.metrics.citation_precision import citation_precision
from eval.metrics.citation_recall import citation_recall
from eval.metrics.mrr import reciprocal_rank
from eval.metrics.ndcg import ndcg_at_k
from eval.metrics.passage_length import passage_length
from eval.metrics.recall_at_k import recall_at_k
from eval.metrics.right_and_cited import right_and_cited
from eval.metrics.right_answer import right_answer
from eval.metrics.verbatim_share import verbatim_share
from eval.metrics.wrong_period import wrong_period

NONE, A, B, AB = frozenset[int](), frozenset({0}), frozenset({1}), frozenset({0, 1})
DOCTESTED = [f"eval.metrics.{module.name}" for module in pkgutil.iter_modules(eval.metrics.__path__)]
OTHERS = [
    "eval.normal",
    "eval.units",
    "eval.quantity",
    "eval.facts",
    "eval.intervals",
    "eval.risk",
    "eval.misses",
    "eval.wording",
]


@pytest.mark.parametrize("name", [*DOCTESTED, *OTHERS])
def test_worked_examples_hold(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.failed == 0
    assert result.attempted > 0 or name in {"eval.metrics.metric", "eval.metrics.people"}  # no formula of their own


@pytest.mark.parametrize(
    ("found", "n_groups", "recall", "reciprocal", "ndcg"),
    [
        ([], 1, 0, 0, 0),
        ([NONE, NONE], 1, 0, 0, 0),
        ([A], 1, 1, 1, 1),
        ([NONE, A], 1, 1, 1 / 2, 1 / log2(3)),
        ([NONE, NONE, NONE, A], 1, 0, 0, 0),
        ([A, A, A], 2, 1 / 2, 1, 1 / (1 + 1 / log2(3))),
        ([AB], 2, 1, 1, 1),
        ([NONE, AB], 2, 1, 1 / 2, 1 / log2(3)),
        ([B, NONE, A], 2, 1, 1, (1 + 1 / 2) / (1 + 1 / log2(3))),
    ],
)
def test_ranked_metrics_at_3(
    found: list[frozenset[int]], n_groups: int, recall: float, reciprocal: float, ndcg: float
) -> None:
    assert recall_at_k(found, n_groups=n_groups, k=3) == recall
    assert reciprocal_rank(found, n_groups=n_groups, k=3) == reciprocal
    assert ndcg_at_k(found, n_groups=n_groups, k=3) == pytest.approx(ndcg)


@given(
    st.lists(st.booleans(), min_size=1, max_size=15),
    st.integers(0, 4),
)
def test_ranked_metrics_agree_with_trec_eval_where_a_passage_finds_one_group(hits: list[bool], missing: int) -> None:
    n_groups = sum(hits) + missing
    if not n_groups:
        return
    numbers = iter(range(n_groups))
    found = [frozenset({next(numbers)}) if hit else NONE for hit in hits]
    relevant = {f"p{i}": 1 for i, hit in enumerate(hits) if hit} | {f"missing{i}": 1 for i in range(missing)}
    ranking = {f"p{i}": float(-i) for i in range(len(hits))}
    evaluator = pytrec_eval.RelevanceEvaluator({"q": relevant}, {"recall.1,5,10", "recip_rank", "ndcg_cut.10"})
    theirs = evaluator.evaluate({"q": ranking})["q"]
    for k in (1, 5, 10):
        assert recall_at_k(found, n_groups=n_groups, k=k) == pytest.approx(theirs[f"recall_{k}"])
    assert reciprocal_rank(found, n_groups=n_groups, k=len(found)) == pytest.approx(theirs["recip_rank"])
    assert ndcg_at_k(found, n_groups=n_groups, k=10) == pytest.approx(theirs["ndcg_cut_10"])


@given(st.lists(st.frozensets(st.integers(0, 3)), max_size=12), st.integers(1, 12))
def test_ranked_metrics_stay_between_0_and_1(found: list[frozenset[int]], k: int) -> None:
    for metric in (recall_at_k, reciprocal_rank, ndcg_at_k):
        assert 0 <= metric(found, n_groups=4, k=k) <= 1 + 1e-12


@pytest.mark.parametrize("metric", [recall_at_k, reciprocal_rank, ndcg_at_k])
def test_ranked_metrics_refuse_a_case_without_evidence(metric: object) -> None:
    with pytest.raises(EvalError, match="at least one evidence group"):
        metric([A], n_groups=0, k=1)  # type: ignore[operator]


def test_an_answer_is_right_only_with_every_fact() -> None:
    assert right_answer([True, True], answered=True) == 1
    assert right_answer([True, False], answered=True) == 0
    assert right_answer([True, True], answered=False) == 0
    with pytest.raises(EvalError):
        right_answer([], answered=True)


def test_right_and_cited_needs_both() -> None:
    assert right_and_cited({0, 1}, right=True, shown_right=True, n_groups=2) == 1
    assert right_and_cited({0, 1}, right=False, shown_right=True, n_groups=2) == 0
    assert right_and_cited({1}, right=True, shown_right=True, n_groups=2) == 0
    with pytest.raises(EvalError):
        right_and_cited(set(), right=True, shown_right=True, n_groups=0)


def test_citation_precision_counts_citations_and_recall_counts_groups() -> None:
    citations = [A, A, NONE, NONE]
    assert citation_precision(citations) == 1 / 2
    assert citation_recall(citations, n_groups=2) == 1 / 2
    assert citation_precision([NONE]) == 0
    assert citation_recall([], n_groups=3) == 0
    with pytest.raises(EvalError):
        citation_precision([])
    with pytest.raises(EvalError):
        citation_recall([A], n_groups=0)


@pytest.mark.parametrize(
    ("facts", "not_held", "answered", "other", "wanted"),
    [
        ([], True, True, False, 1),
        ([], True, False, False, 0),
        ([False, False], False, True, True, 1),
        ([False, True], False, True, True, 0),
        ([False], False, True, False, 0),
        ([False], False, False, True, 0),
    ],
)
def test_wrong_period(facts: list[bool], not_held: bool, answered: bool, other: bool, wanted: float) -> None:
    assert wrong_period(facts, year_not_held=not_held, answered=answered, cites_other_period=other) == wanted


def test_lengths_and_shares_of_nothing() -> None:
    assert answer_length("") == 0
    for empty in (lambda: citation_length([]), lambda: passage_length([]), lambda: verbatim_share([])):
        with pytest.raises(EvalError):
            empty()


def test_names_are_distinct_and_a_metric_that_can_fail_to_0_is_better_higher() -> None:
    assert len({metric.name for metric in METRICS}) == len(METRICS)
    assert all(metric.better is Better.HIGHER for metric in METRICS if metric.when_failed is not None)
