"""Predictions to scores: a line a case, then means with intervals, overall and by slice."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from pydantic import Field

from eval.cases import Case
from eval.errors import RunError
from eval.intervals import bootstrap_interval
from eval.judge import judge
from eval.metrics import DESCRIBED, METRICS
from eval.people.cases import AnyCase, PeopleCase
from eval.people.score import score_people
from eval.predictions import Failure, Outcome, by_id
from eval.twins import find_twins, novelty
from index.records import Document, Frozen
from rag.typed import as_read

OVERALL = "all"


class CaseScore(Frozen):
    """The scores of one case; a metric that is not in `scores` does not speak of the case."""

    id: str
    kind: str
    language: str
    noise: str = Field(description="empty for a case of people's questions, as are the two below")
    near_miss: str = Field(description="empty for an answerable case")
    documents: tuple[str, ...] = Field(description="doc_ids that hold evidence")
    traits: tuple[str, ...] = Field(default=(), description="empty too in runs older than the traits")
    facts: str = Field(default="", description="`new` or `also in dev`; empty where it was not looked for")
    failed: bool = Field(description="the assistant raised instead of answering")
    scores: dict[str, float]


class MetricMean(Frozen):
    """A mean over the n cases a metric speaks of, with its 95 % bootstrap interval."""

    metric: str
    mean: float
    low: float
    high: float
    n: int = Field(ge=1)
    n_left_out: int = Field(ge=0, description="cases of the slice that the metric does not speak of")


class Slice(Frozen):
    """Some of the cases, all of them under the name `all`; metrics that speak of none of them have no mean."""

    name: str
    n_cases: int
    n_failed: int
    means: tuple[MetricMean, ...]

    def mean(self, metric: str) -> MetricMean | None:
        """Return the mean of a metric, or None when it speaks of no case of the slice."""
        return next((mean for mean in self.means if mean.metric == metric), None)


class Aggregate(Frozen):
    """All means of a run; the first slice is `all`."""

    slices: tuple[Slice, ...]

    def slice(self, name: str) -> Slice | None:
        """Return a slice by its name, such as `kind=lookup`, or None when no case is in it."""
        return next((part for part in self.slices if part.name == name), None)


def score(
    cases: Sequence[AnyCase],
    outcomes: Iterable[Outcome],
    documents: Mapping[str, Document],
    known: Sequence[Case] = (),
) -> tuple[CaseScore, ...]:
    """Return the scores of every case, in case order.

    Args:
        cases: what was asked.
        outcomes: a prediction or a failure a case.
        documents: the sources by doc_id.
        known: the cases that were developed on, to tell which of the cases ask for new facts; none: it is not told.

    Raises:
        RunError: a case has no prediction, a prediction no case, or it answers another question than the case asks.
    """
    predicted = by_id(outcomes)
    missing = [case.id for case in cases if case.id not in predicted]
    extra = sorted(predicted.keys() - {case.id for case in cases})
    if missing or extra:
        raise RunError(f"cases without prediction: {missing or 'none'}; predictions without case: {extra or 'none'}")
    for case in cases:
        if as_read(predicted[case.id].question) != as_read(case.question):
            raise RunError(
                f"case {case.id} asks {case.question!r}, its prediction answers {predicted[case.id].question!r}; "
                "run it anew"
            )
    twins = find_twins([case for case in cases if isinstance(case, Case)], known)
    return tuple(
        _score_people(case, predicted[case.id])
        if isinstance(case, PeopleCase)
        else _score_case(case, predicted[case.id], documents, novelty(case, twins) if known else "")
        for case in cases
    )


def _score_people(case: PeopleCase, outcome: Outcome) -> CaseScore:
    return CaseScore(
        id=case.id,
        kind=case.kind,
        language=case.language,
        noise="",
        near_miss="",
        documents=(),
        failed=isinstance(outcome, Failure),
        scores=score_people(case, outcome),
    )


def _score_case(case: Case, outcome: Outcome, documents: Mapping[str, Document], facts: str) -> CaseScore:
    if isinstance(outcome, Failure):
        scores = {
            metric.name: metric.when_failed
            for metric in METRICS
            if metric.when_failed is not None and metric.asks_case(case)
        }
    else:
        judged = judge(case, outcome, documents)
        scores = {
            metric.name: metric.value(judged)
            for metric in METRICS
            if metric.asks_case(case) and metric.asks_answer(judged)
        }
    return CaseScore(
        id=case.id,
        kind=case.kind,
        language=case.language,
        noise=case.noise,
        near_miss=case.near_miss or "",
        documents=case.doc_ids,
        traits=case.traits,
        facts=facts,
        failed=isinstance(outcome, Failure),
        scores=scores,
    )


def aggregate(scores: Sequence[CaseScore]) -> Aggregate:
    """Return the means of all cases and of every slice: kind, trait, language, noise, near miss, evidence document, and
    whether its facts are new to the cases developed on.

    A case with two traits is in both traits' slices, one whose evidence stands in two documents in both documents'.
    """
    dimensions: tuple[tuple[str, Callable[[CaseScore], tuple[str, ...]]], ...] = (
        ("kind", lambda s: (s.kind,)),
        ("trait", lambda s: s.traits),
        ("language", lambda s: (s.language,)),
        ("noise", lambda s: (s.noise,) if s.noise else ()),
        ("near_miss", lambda s: (s.near_miss,) if s.near_miss else ()),
        ("document", lambda s: s.documents),
        ("facts", lambda s: (s.facts,) if s.facts else ()),
    )
    slices = [_slice(OVERALL, scores)]
    for dimension, values_of in dimensions:
        values = sorted({value for one in scores for value in values_of(one)})
        slices += [
            _slice(f"{dimension}={value}", [one for one in scores if value in values_of(one)]) for value in values
        ]
    return Aggregate(slices=tuple(slices))


def _slice(name: str, scores: Sequence[CaseScore]) -> Slice:
    means = []
    for metric in DESCRIBED:
        values = [one.scores[metric.name] for one in scores if metric.name in one.scores]
        if values:
            low, high = bootstrap_interval(values)
            means.append(
                MetricMean(
                    metric=metric.name,
                    mean=sum(values) / len(values),
                    low=low,
                    high=high,
                    n=len(values),
                    n_left_out=len(scores) - len(values),
                )
            )
    return Slice(name=name, n_cases=len(scores), n_failed=sum(one.failed for one in scores), means=tuple(means))
