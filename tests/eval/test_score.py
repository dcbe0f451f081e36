import pytest

from eval.cases import Case, Trait
from eval.errors import RunError
from eval.predict import predict
from eval.predictions import Outcome
from eval.score import CaseScore, aggregate, score
from index.records import Document
from rag.contract import AnswerRecord
from rag.records import Certainty, Reason
from tests.eval.world import SentenceAssistant


def scores_of(cases: tuple[Case, ...], documents: dict[str, Document], *broken: str) -> tuple[CaseScore, ...]:
    found = [outcome for _, outcome in predict(SentenceAssistant(documents, frozenset(broken)), cases)]
    return score(cases, found, documents)


def test_scores_of_the_small_world_worked_out_by_hand(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    """The assistant cites one sentence: enough for t001 and t002, half of t003, too much for t004."""
    by_id = {one.id: one.scores for one in scores_of(cases, documents)}
    table = {case_id: (row.get("right_and_cited"), row.get("citation_recall")) for case_id, row in by_id.items()}
    assert table == {"t001": (1, 1), "t002": (1, 1), "t003": (0, 0.5), "t004": (None, None), "t005": (None, None)}
    assert by_id["t003"]["recall@1"] == 0.5
    assert by_id["t003"]["recall@5"] == 1
    assert (by_id["t004"]["refusal_recall"], by_id["t004"]["wrong_period"]) == (0, 1)
    assert "wrong_period" not in by_id["t005"]
    assert by_id["t005"]["refusal_recall"] == by_id["t005"]["refusal_precision"] == 1
    assert by_id["t001"]["answer_length"] == 14
    assert "refusal_precision" not in by_id["t001"]


def test_a_failure_scores_0_where_higher_is_better_and_is_left_out_elsewhere(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    failed = scores_of(cases, documents, "t001")[0]
    assert failed.failed
    assert failed.scores["right_and_cited"] == failed.scores["recall@5"] == failed.scores["citation_precision"] == 0
    assert {"seconds", "answer_length", "wrong_period", "refusal_recall"}.isdisjoint(failed.scores)
    assert scores_of(cases, documents, "t005")[4].scores == {"refusal_recall": 0, "refusal_right": 0}


def test_a_wrong_refusal_proves_nothing_but_keeps_what_was_retrieved(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    ((_, outcome),) = predict(SentenceAssistant(documents), cases[:1])
    assert isinstance(outcome, AnswerRecord)
    refused = outcome.model_copy(
        update={"answered": False, "certainty": Certainty.REFUSED, "reason": Reason.NO_EVIDENCE, "citations": ()}
    )
    (one,) = score(cases[:1], [refused], documents)
    assert (one.scores["citation_recall"], one.scores["right_and_cited"], one.scores["recall@1"]) == (0, 0, 1)
    assert (one.scores["refusal_precision"], one.scores["wrong_period"]) == (0, 0)
    assert {"citation_precision", "verbatim_share", "answer_length", "citation_length"}.isdisjoint(one.scores)


def test_means_count_who_is_in_and_who_is_left_out(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    overall = aggregate(scores_of(cases, documents)).slices[0]
    right = overall.mean("right_and_cited")
    assert right is not None
    assert (right.mean, right.n, right.n_left_out) == (pytest.approx(2 / 3), 3, 2)
    assert right.low <= right.mean <= right.high
    refusals = overall.mean("refusal_recall")
    assert refusals is not None
    assert (refusals.mean, refusals.n) == (0.5, 2)
    assert (overall.name, overall.n_cases, overall.n_failed) == ("all", 5, 0)


def test_failures_are_counted_and_pull_the_mean_down(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    overall = aggregate(scores_of(cases, documents, "t001")).slices[0]
    right = overall.mean("right_and_cited")
    assert right is not None
    assert (right.mean, right.n, overall.n_failed) == (pytest.approx(1 / 3), 3, 1)


def test_slices_split_by_every_dimension(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    means = aggregate(scores_of(cases, documents))
    sizes = {piece.name: piece.n_cases for piece in means.slices}
    assert sizes == {
        "all": 5,
        "kind=comparison": 1,
        "kind=lookup": 2,
        "kind=unanswerable": 2,
        "language=en": 1,
        "language=zh-Hans": 4,
        "noise=none": 5,
        "near_miss=off_topic": 1,
        "near_miss=wrong_year": 1,
        "document=r2019": 1,
        "document=r2022": 3,
    }
    comparison = means.slice("kind=comparison")
    assert comparison is not None
    assert comparison.mean("right_and_cited") is not None
    assert comparison.mean("refusal_recall") is None
    assert means.slice("kind=list") is None


def test_a_case_is_in_the_slice_of_each_of_its_traits(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    traits = ((), (Trait.WHY,), (Trait.PLACE, Trait.WHY), (), ())
    marked = tuple(case.model_copy(update={"traits": given}) for case, given in zip(cases, traits, strict=True))
    sizes = {piece.name: piece.n_cases for piece in aggregate(scores_of(marked, documents)).slices}
    assert {name: size for name, size in sizes.items() if name.startswith("trait=")} == {
        "trait=place": 1,
        "trait=why": 2,
    }


def test_facts_are_new_or_known_beside_cases_that_were_developed_on(
    cases: tuple[Case, ...], documents: dict[str, Document]
) -> None:
    outcomes = [outcome for _, outcome in predict(SentenceAssistant(documents), cases)]
    scored = score(cases, outcomes, documents, known=cases[1:2])
    assert [one.facts for one in scored] == ["new", "also in dev", "also in dev", "", ""]
    sizes = {piece.name: piece.n_cases for piece in aggregate(scored).slices if piece.name.startswith("facts=")}
    assert sizes == {"facts=also in dev": 2, "facts=new": 1}


def test_cases_and_predictions_must_match(cases: tuple[Case, ...], documents: dict[str, Document]) -> None:
    found: list[Outcome] = [outcome for _, outcome in predict(SentenceAssistant(documents), cases)]
    with pytest.raises(RunError, match=r"cases without prediction: \['t005'\]"):
        score(cases, found[:4], documents)
    with pytest.raises(RunError, match=r"predictions without case: \['t005'\]"):
        score(cases[:4], found, documents)
    changed = cases[0].model_copy(update={"question": "另一个问题"})
    with pytest.raises(RunError, match="t001 asks '另一个问题'"):
        score((changed, *cases[1:]), found, documents)
