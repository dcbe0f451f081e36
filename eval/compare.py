"""Two runs, case by case: what changed, and whether it is more than luck."""

from collections.abc import Iterator, Sequence

from pydantic import Field

from eval.errors import RunError
from eval.intervals import bootstrap_interval, paired_p_value
from eval.metrics import DESCRIBED
from eval.score import CaseScore
from index.records import Frozen

HEADLINES = ("right_and_cited", "lead_wrong", "refusal_recall", "helpful", "dangerous")
TURNED_BY = ("right_and_cited", "right_answer", "refusal_recall", "helpful")  # few values a case, more is better


class Difference(Frozen):
    """A metric's mean change from the first run to the second, over the n cases it speaks of in both."""

    metric: str
    first: float
    second: float
    difference: float
    low: float
    high: float
    p_value: float
    n: int = Field(ge=1)


class Turned(Frozen):
    """The cases that such a metric judges otherwise in the second run."""

    metric: str
    better: tuple[str, ...]
    worse: tuple[str, ...]


class KindChange(Frozen):
    """The means of one kind of case in both runs, over the cases that a metric speaks of in both."""

    kind: str
    n: int = Field(ge=1)
    metric: str
    first: float
    second: float


class Comparison(Frozen):
    """What changed; `only_first` and `only_second` are cases that one run has alone and nothing here counts."""

    differences: tuple[Difference, ...]
    turned: tuple[Turned, ...]
    kinds: tuple[KindChange, ...]
    only_first: tuple[str, ...]
    only_second: tuple[str, ...]


def compare(first: Sequence[CaseScore], second: Sequence[CaseScore]) -> Comparison:
    """Return the paired comparison of two runs.

    The interval is the 95 % bootstrap interval of the mean difference, the p-value that of a two-sided paired
    permutation test.

    Raises:
        RunError: the runs have no case in common.
    """
    a = {one.id: one.scores for one in first}
    b = {one.id: one.scores for one in second}
    common = [case_id for case_id in a if case_id in b]
    if not common:
        raise RunError(f"the runs have no case in common ({len(a)} and {len(b)} cases); compare runs of the same part")
    differences = []
    for metric in DESCRIBED:
        pairs = [
            (a[case_id][metric.name], b[case_id][metric.name])
            for case_id in common
            if metric.name in a[case_id] and metric.name in b[case_id]
        ]
        if pairs:
            differences.append(_difference(metric.name, pairs))
    return Comparison(
        differences=tuple(differences),
        turned=tuple(
            Turned(
                metric=name,
                better=tuple(i for i in common if name in a[i] and name in b[i] and a[i][name] < b[i][name]),
                worse=tuple(i for i in common if name in a[i] and name in b[i] and a[i][name] > b[i][name]),
            )
            for name in TURNED_BY
        ),
        kinds=tuple(_by_kind(first, second)),
        only_first=tuple(case_id for case_id in a if case_id not in b),
        only_second=tuple(case_id for case_id in b if case_id not in a),
    )


def _by_kind(first: Sequence[CaseScore], second: Sequence[CaseScore]) -> Iterator[KindChange]:
    """Yield the headline of each kind in both runs, by kind: right and cited, or refused where nothing answers."""
    after = {one.id: one.scores for one in second}
    for kind in sorted({one.kind for one in first}):
        for metric in HEADLINES:
            pairs = [
                (one.scores[metric], after[one.id][metric])
                for one in first
                if one.kind == kind and metric in one.scores and metric in after.get(one.id, {})
            ]
            if pairs:
                n = len(pairs)
                before, now = (sum(values) / n for values in zip(*pairs, strict=True))
                yield KindChange(kind=kind, n=n, metric=metric, first=before, second=now)


def _difference(name: str, pairs: Sequence[tuple[float, float]]) -> Difference:
    changes = [after - before for before, after in pairs]
    low, high = bootstrap_interval(changes)
    n = len(pairs)
    return Difference(
        metric=name,
        first=sum(before for before, _ in pairs) / n,
        second=sum(after for _, after in pairs) / n,
        difference=sum(changes) / n,
        low=low,
        high=high,
        p_value=paired_p_value(changes),
        n=n,
    )
