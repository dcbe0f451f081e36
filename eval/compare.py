"""Two runs, case by case: what changed, and whether it is more than luck."""

from collections.abc import Sequence

from pydantic import Field

from eval.errors import RunError
from eval.intervals import bootstrap_interval, paired_p_value
from eval.metrics import METRICS
from eval.score import CaseScore
from index.records import Frozen

TURNED_BY = ("right_and_cited", "right_answer", "refusal_recall")  # metrics that are 0 or 1 a case


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
    """The cases that a 0-or-1 metric judges otherwise in the second run."""

    metric: str
    better: tuple[str, ...]
    worse: tuple[str, ...]


class Comparison(Frozen):
    """What changed; `only_first` and `only_second` are cases that one run has alone and nothing here counts."""

    differences: tuple[Difference, ...]
    turned: tuple[Turned, ...]
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
    for metric in METRICS:
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
        only_first=tuple(case_id for case_id in a if case_id not in b),
        only_second=tuple(case_id for case_id in b if case_id not in a),
    )


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
