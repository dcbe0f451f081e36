"""Results as plain text tables."""

from collections import Counter
from collections.abc import Mapping, Sequence

from eval.ablate import Ablation, share_answered
from eval.cases import Case
from eval.check import Check
from eval.compare import Comparison, compare
from eval.fit import Fitted
from eval.fit_reranker import FittedReranker
from eval.invariances import ENOUGH, VARIATIONS, Invariances
from eval.metrics import DESCRIBED, HELPFUL, METRICS, Measure
from eval.score import OVERALL, Aggregate, CaseScore, aggregate
from eval.squad import SquadScores
from eval.twins import Twin
from rag.writing.kinds import KindMeasured, Kinds

SLICE_METRICS = (
    "helpful",
    "dangerous",
    "right_and_cited",
    "lead_right",
    "lead_wrong",
    "right_answer",
    "citation_precision",
    "recall@5",
    "recall@10",
    "refusal_recall",
    "wrong_period",
)
ABLATION_HEADER = (
    "right and cited (change, 95 % interval, p)",
    "citation precision",
    "citation recall",
    "recall@5",
    "answers what is answerable",
    "refuses what is not",
    "failed",
)
_MEASURES = {metric.name: metric.measure for metric in DESCRIBED}


def text_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under a header, the first column flush left, the others flush right."""
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        first = cells[0].ljust(widths[0])
        return "  ".join([first, *(cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))])

    return "\n".join([line(header), "  ".join("-" * width for width in widths), *map(line, rows)])


def figure(metric: str, value: float, *, signed: bool = False) -> str:
    """Return a value with the digits that suit its measure: 0.873, 41.2, 0.021 s."""
    digits = {Measure.SHARE: 3, Measure.POINTS: 3, Measure.CHARACTERS: 1, Measure.SECONDS: 3}[_MEASURES[metric]]
    return f"{value:{'+' if signed else ''}.{digits}f}"


def aggregate_table(means: Aggregate) -> str:
    """Return the overall means with intervals, then the headline metrics by slice."""
    overall = means.slices[0]
    rows = [
        (
            mean.metric,
            figure(mean.metric, mean.mean),
            f"{figure(mean.metric, mean.low)} to {figure(mean.metric, mean.high)}",
            str(mean.n),
            str(mean.n_left_out),
        )
        for mean in overall.means
    ]
    held = {mean.metric for mean in overall.means}
    none = [metric.name for metric in METRICS if metric.name not in held] if HELPFUL.name not in held else []
    columns = [name for name in SLICE_METRICS if any(piece.mean(name) for piece in means.slices)]
    by_slice = []
    for piece in means.slices:
        if piece.name == OVERALL:
            continue
        cells = [piece.mean(name) for name in columns]
        shown = [figure(mean.metric, mean.mean) if mean else "-" for mean in cells]
        by_slice.append((piece.name, str(piece.n_cases), str(piece.n_failed), *shown))
    parts = [
        f"{overall.n_cases} cases, {overall.n_failed} failed",
        text_table(("metric", "mean", "95 % interval", "n", "left out"), rows),
        text_table(("slice", "cases", "failed", *columns), by_slice),
    ]
    if none:
        parts.insert(2, f"no case for: {', '.join(none)}")
    return "\n\n".join(parts)


def invariances_table(found: Invariances) -> str:
    """Return how many cases each variation leaves as they are, and which it turns; a group that fails is marked."""
    rows = []
    for group in dict.fromkeys(variation.group for variation in VARIATIONS):
        names = [variation.name for variation in VARIATIONS if variation.group == group]
        share, n_asked = found.share(names), sum(found.asked.get(name, 0) for name in names)
        rows.append((group, str(n_asked), f"{share:.4f}", "" if share >= ENOUGH else f"below {ENOUGH}"))
        rows += [(f"  {name}", str(found.asked.get(name, 0)), f"{found.share([name]):.4f}", "") for name in names]
    turned = "\n".join(f"{one.id}  {one.variation}  {one.text!r}" for one in found.turned)
    return f"{text_table(('variation', 'asked', 'same', ''), rows)}\n\n{turned}".rstrip()


def cases_table(cases: Sequence[Case], covered: Mapping[str, float]) -> str:
    """Return how many cases there are of every kind, language, way of typing and near miss, and what they stand on."""
    rows = []
    for dimension in ("kind", "language", "noise", "near_miss"):
        counts = Counter(str(value) for case in cases if (value := getattr(case, dimension)))
        rows += [(f"{dimension}={value}", str(n)) for value, n in sorted(counts.items())]
    documents = Counter(doc_id for case in cases for doc_id in case.doc_ids)
    stood_on = [(doc_id, str(documents[doc_id]), f"{share:.3f}") for doc_id, share in covered.items()]
    return "\n\n".join(
        (
            text_table((f"{len(cases)} cases", "cases"), rows),
            text_table(("document", "cases", "share of its characters in evidence"), stood_on),
        )
    )


def twins_table(cases: Sequence[Case], twins: Sequence[Twin]) -> str:
    """Return every twin beside the case that was known, then how many of the cases with an answer are twins."""
    rows = [(twin.id, twin.known_id, twin.doc_id, twin.fact) for twin in twins]
    answerable = sum(case.answerable for case in cases)
    return f"{text_table(('case', 'known', 'document', 'fact'), rows)}\n\n{len(twins)} of {answerable} are twins"


def comparison_table(comparison: Comparison) -> str:
    """Return the differences with intervals and p-values, then the cases that turned."""
    rows = [
        (
            d.metric,
            figure(d.metric, d.first),
            figure(d.metric, d.second),
            figure(d.metric, d.difference, signed=True),
            f"{figure(d.metric, d.low, signed=True)} to {figure(d.metric, d.high, signed=True)}",
            f"{d.p_value:.4f}",
            str(d.n),
        )
        for d in comparison.differences
    ]
    kinds = [
        (
            one.kind,
            one.metric,
            figure(one.metric, one.first),
            figure(one.metric, one.second),
            figure(one.metric, one.second - one.first, signed=True),
            str(one.n),
        )
        for one in comparison.kinds
    ]
    lines = [
        text_table(("metric", "first", "second", "change", "95 % interval", "p", "n"), rows),
        "",
        text_table(("kind", "metric", "first", "second", "change", "n"), kinds),
        "",
    ]
    for turned in comparison.turned:
        lines.append(f"{turned.metric}: {len(turned.better)} better, {len(turned.worse)} worse")
        for word, ids in (("better", turned.better), ("worse", turned.worse)):
            if ids:
                lines.append(f"  {word}: {' '.join(ids)}")
    for word, ids in (("first", comparison.only_first), ("second", comparison.only_second)):
        if ids:
            lines.append(f"only in the {word} run, not counted: {' '.join(ids)}")
    return "\n".join(lines)


def check_table(outcome: Check) -> str:
    """Return every value beside its baseline, the turned cases and what is to be done."""
    rows = [
        (
            f"{verdict.slice} {verdict.metric}",
            figure(verdict.metric, verdict.expected),
            figure(verdict.metric, verdict.tolerance),
            figure(verdict.metric, verdict.found),
            "FAILED" if verdict.failed else "better" if verdict.improved else "ok",
        )
        for verdict in outcome.verdicts
    ]
    lines = [text_table(("value", "expected", "tolerance", "found", ""), rows)]
    if outcome.turned:
        lines.append(f"expected to pass, did not: {' '.join(outcome.turned)}")
    failed = sum(verdict.failed for verdict in outcome.verdicts)
    if failed:
        lines.append(f"{failed} of {len(rows)} values fell behind their baseline.")
    elif any(verdict.improved for verdict in outcome.verdicts):
        lines.append("Better than the baseline: raise it in eval/baselines.toml (python -m eval check --accept).")
    return "\n".join(lines)


def ablation_table(ablation: Ablation) -> str:
    """Return a Markdown table: the whole, then a row for each step left out, with the paired change of the headline."""
    rows = [("whole", *_ablation_cells(ablation.whole, ""))]
    for step in ablation.left_out:
        d = next(d for d in compare(ablation.whole, step.scores).differences if d.metric == "right_and_cited")
        change, low, high = (figure(d.metric, value, signed=True) for value in (d.difference, d.low, d.high))
        changed = f" ({change}, {low} to {high}, p {d.p_value:.4f})"
        rows.append((f"without {step.title}", *_ablation_cells(step.scores, changed)))
    header = (f"{len(ablation.whole)} cases", *ABLATION_HEADER)
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, ("---",) * len(header), *rows))


def ablations_table(found: Mapping[str, Ablation]) -> str:
    """Return a Markdown table: right answers, and in brackets refusals, of every part with each step left out."""
    names, ablations = tuple(found), tuple(found.values())
    header = ("right answers (refuses what is not)", *(f"{n}, {len(a.whole)} cases" for n, a in found.items()))
    rows = [("whole", *(_right_and_refused(ablation.whole) for ablation in ablations))] if names else []
    rows += [
        (f"without {steps[0].title}", *(_right_and_refused(step.scores) for step in steps))
        for steps in zip(*(ablation.left_out for ablation in ablations), strict=True)
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, ("---",) * len(header), *rows))


def _right_and_refused(scores: Sequence[CaseScore]) -> str:
    overall = aggregate(scores).slices[0]
    right, refused = (
        figure(metric, mean.mean) if (mean := overall.mean(metric)) else "-"
        for metric in ("right_answer", "refusal_recall")
    )
    return f"{right} ({refused})"


def _ablation_cells(scores: Sequence[CaseScore], changed: str) -> tuple[str, ...]:
    overall = aggregate(scores).slices[0]

    def cell(metric: str) -> str:
        mean = overall.mean(metric)
        return figure(metric, mean.mean) if mean else "-"

    return (
        f"{cell('right_and_cited')}{changed}",
        *(cell(metric) for metric in ("citation_precision", "citation_recall", "recall@5")),
        figure("right_answer", share_answered(scores)),
        cell("refusal_recall"),
        str(overall.n_failed),
    )


def fit_table(fitted: Fitted, found: Sequence[tuple[str, float, float]]) -> str:
    """Return how well fitted weights do, then each beside what its file says."""
    ranked, gated = fitted.ranked, fitted.gated
    rows = [(name, f"{old:g}", f"{new:g}", f"{new - old:+.2f}") for name, old, new in found]
    return (
        f"ranker, {ranked.n_questions} questions: evidence in the first unit {ranked.evidence_in_first:.3f}, "
        f"in the first two {ranked.evidence_in_two:.3f} (cross-validated by document)\n"
        + "".join(f"  {suite}, {n} questions: in the first {share:.3f}\n" for suite, n, share in fitted.first_by_suite)
        + f"gate, {gated.n_questions} questions: area under the ROC curve {gated.auc:.3f} (cross-validated)\n"
        + "".join(
            f"  {one.suite}, {one.n_questions} questions: {one.auc:.3f}, answered {one.answered:.3f}, "
            f"refused {one.refused:.3f}\n"
            for one in fitted.gated_by_suite
        )
        + "\n"
        + text_table(("", "file", "fitted", "difference"), rows)
    )


def reranker_table(found: FittedReranker, model: str, now: float) -> str:
    """Return what the score of a reranker weighs, now and fitted, and what it brings."""
    got = found.measured
    rows = [
        ("evidence in the first", f"{got.evidence_in_first_without:.3f}", f"{got.evidence_in_first:.3f}"),
        ("in the first two", f"{got.evidence_in_two_without:.3f}", f"{got.evidence_in_two:.3f}"),
    ]
    return (
        f"{model}, {got.n_questions} questions (cross-validated by document), {found.n_missed} more without scores\n"
        f"weight {now:g} now, {found.weight:g} fitted\n\n" + text_table(("", "without", "with"), rows)
    )


def routing_table(model: str, found: Mapping[str, KindMeasured], now: Kinds, then: Kinds) -> str:
    """Return a row for each kind of answer: as the documents say it and, behind the arrow, as the model words it."""
    names = {True: "written", False: "quoted"}
    rows = [
        (
            kind,
            str(of.n_cases),
            str(of.n_written),
            f"{of.right:.2f} → {of.right_written:.2f} ({of.right_low:+.2f})",
            f"{of.dangerous:.2f} → {of.dangerous_written:.2f}",
            f"{of.unsupported:.2f} → {of.unsupported_written:.2f}",
            f"{of.seconds:.2f} → {of.seconds_written:.2f}",
            names[now.names(kind)],
            names[then.names(kind)],
        )
        for kind, of in found.items()
    ]
    heads = ("kind", "cases", "shown", "right (at worst)", "dangerous", "unsupported figures", "seconds", "now", "then")
    return f"{model}: as the documents say it → as it words it\n\n{text_table(heads, rows)}"


def squad_table(scores: Mapping[str, SquadScores], file_name: str, encoder: str) -> str:
    """Return a row for each way of searching, under what was searched and with which encoder."""
    rows = [
        (name, *(f"{x:.3f}" for x in (got.recall_at_1, got.recall_at_5, got.recall_at_10, got.mrr_at_10)))
        for name, got in scores.items()
    ]
    one = next(iter(scores.values()))
    return f"{file_name}: {one.n_questions} questions, {one.n_paragraphs} paragraphs, {encoder}\n\n" + text_table(
        ("", "R@1", "R@5", "R@10", "MRR@10"), rows
    )
