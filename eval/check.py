"""Whether a run reaches the baselines: what blocks CI."""

from collections.abc import Mapping, Sequence

from pydantic import Field

from eval.baselines import Baseline
from eval.errors import RunError
from eval.metrics import DANGEROUS, DESCRIBED, HELPFUL, Better, Measure
from eval.metrics.people import FULL
from eval.score import OVERALL, Aggregate, CaseScore, MetricMean
from index.records import Frozen

ACCEPTED = (
    *("right_and_cited", "lead_right", "lead_wrong", "right_answer", "citation_precision", "citation_recall"),
    *("verbatim_share", "label_right", "marks_right", "source_right"),
    *("refusal_precision", "refusal_recall", "refusal_right", "wrong_period", "recall@5", "recall@10", "mrr@10"),
    *("answer_length", "citation_length", "seconds"),
    *("helpful", "dangerous"),
)
ACCEPTED_SLICES = {  # which metrics of which slices are held too
    "kind=": ("right_and_cited", "refusal_recall", "helpful"),
    "language=": ("right_and_cited", "refusal_recall", "helpful"),
    "near_miss=": ("refusal_right",),
}
# Decided by rules alone, so the same on every processor: not one case may turn.
EXACT = ("label_right", "marks_right", "source_right", "verbatim_share", "dangerous")
EXACT_SLICES = ("near_miss=off_topic",)
# What people's questions must reach, of 2 points, whatever a run reached: a baseline is never accepted below it.
FLOORS = {OVERALL: 1.5, "kind=": 1.2}
_CASES = {True: 5, False: 2}  # that may turn, in the whole part and in a slice: 8-bit vectors differ by processor
_LONGER = 0.05  # an answer that is longer by more is bought with length
_SLOWER = 20.0  # times; seconds are another machine's
WORST_SHARE = 1.0  # of a metric where less is better
_EPSILON = 1e-9  # a value that is exactly expected - tolerance passes, whatever floats make of it


class Verdict(Frozen):
    """One value held against its baseline; `drift` is how much worse it is (below 0: better)."""

    slice: str
    metric: str
    expected: float
    tolerance: float
    found: float
    drift: float

    @property
    def failed(self) -> bool:
        """Whether it is worse than expected by more than the tolerance."""
        return self.drift > self.tolerance + _EPSILON

    @property
    def improved(self) -> bool:
        """Whether it is better than expected by more than the tolerance, so that the baseline should be raised."""
        return -self.drift > self.tolerance + _EPSILON


class Check(Frozen):
    """All verdicts, and the cases that were expected to pass and did not."""

    verdicts: tuple[Verdict, ...] = Field(min_length=1)
    turned: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether no value fell behind; a turned case alone does not fail a run, the means do."""
        return not any(verdict.failed for verdict in self.verdicts)


def check(
    means: Aggregate,
    scores: Sequence[CaseScore],
    baselines: Mapping[str, Mapping[str, Baseline]],
    expected_passes: Sequence[str],
) -> Check:
    """Return how a run stands against its baselines.

    Raises:
        RunError: a baseline names a slice that the run does not have.
    """
    verdicts = tuple(
        _verdict(means, slice_name, metric, baseline)
        for slice_name, metrics in baselines.items()
        for metric, baseline in metrics.items()
    )
    passed = {one.id for one in scores if passes(one)}
    asked = {one.id for one in scores}
    return Check(verdicts=verdicts, turned=tuple(i for i in expected_passes if i in asked and i not in passed))


def passes(one: CaseScore) -> bool:
    """Return whether a case passes: right and cited, refused where no document answers, or helpful in full."""
    if HELPFUL.name in one.scores:
        return one.scores[HELPFUL.name] == FULL
    name = "refusal_recall" if one.near_miss else "right_and_cited"
    return one.scores.get(name) == 1


def accepted_toml(part: str, means: Aggregate) -> str:
    """Return tables for baselines.toml that expect what the run reached, with a tolerance of a few cases.

    What must reach a floor is expected to stand on it at least, and nothing dangerous is ever accepted.
    """
    lines = []
    for piece in means.slices:
        of_slice = [names for start, names in ACCEPTED_SLICES.items() if piece.name.startswith(start)]
        accepted = ACCEPTED if piece.name == OVERALL else of_slice[0] if of_slice else ()
        held = [mean for mean in piece.means if mean.metric in accepted]
        if held:
            lines.append(f"[{part}.{piece.name}]" if piece.name == OVERALL else f'[{part}."{piece.name}"]')
            # rounded up, and the tolerance outward, so that the run itself always passes
            for mean in held:
                key = f'"{mean.metric}"' if "@" in mean.metric else mean.metric
                expected, tolerance = _accepted(piece.name, mean)
                lines.append(f"{key} = {{ expected = {expected:.4f}, tolerance = {tolerance + 0.00005:.4f} }}")
            lines.append("")
    return "\n".join(lines)


def _accepted(slice_name: str, mean: MetricMean) -> tuple[float, float]:
    """Return what is expected after a run, and how far a later one may fall behind it."""
    tolerance = _tolerance(slice_name, mean)
    if mean.metric == DANGEROUS.name:
        return 0.0, tolerance
    floors = [floor for start, floor in FLOORS.items() if slice_name.startswith(start)]
    if mean.metric != HELPFUL.name or not floors:
        return mean.mean, tolerance
    expected = max(mean.mean, floors[0])
    return expected, min(tolerance, expected - floors[0])


def _tolerance(slice_name: str, mean: MetricMean) -> float:
    measure = next(one.measure for one in DESCRIBED if one.name == mean.metric)
    if measure in {Measure.CHARACTERS, Measure.SECONDS}:
        return mean.mean * (_SLOWER if measure is Measure.SECONDS else _LONGER)
    if slice_name in EXACT_SLICES or mean.metric in EXACT:
        return 0.5 / mean.n
    return _CASES[slice_name == OVERALL] / mean.n


def _verdict(means: Aggregate, slice_name: str, metric: str, baseline: Baseline) -> Verdict:
    piece = means.slice(slice_name)
    if piece is None:
        held = ", ".join(part.name for part in means.slices)
        raise RunError(f"a baseline expects {metric} of slice {slice_name}, which the run does not have; it has {held}")
    higher_is_better = next(one.better for one in DESCRIBED if one.name == metric) is Better.HIGHER
    mean = piece.mean(metric)
    # Cases there are, but none that this metric could judge (every answer failed, nothing was refused): the worst.
    found = mean.mean if mean else 0.0 if higher_is_better else WORST_SHARE
    drift = baseline.expected - found
    return Verdict(
        slice=slice_name,
        metric=metric,
        expected=baseline.expected,
        tolerance=baseline.tolerance,
        found=found,
        drift=drift if higher_is_better else -drift,
    )
