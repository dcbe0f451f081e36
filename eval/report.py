"""A run as one self-contained HTML page."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from eval.cases import Case
from eval.metrics import METRICS, Better, Measure, Metric
from eval.misses import find_misses
from eval.predictions import Outcome, by_id
from eval.risk import risk_coverage
from eval.runs import RunManifest
from eval.score import Aggregate, CaseScore, MetricMean, Slice
from eval.svg import curve, histogram, interval_bar
from index.records import Document
from rag.contract import AnswerRecord

HEADLINES = (
    "right_and_cited",
    "right_answer",
    "citation_precision",
    "citation_recall",
    "refusal_recall",
    "refusal_precision",
    "wrong_period",
    "verbatim_share",
)
SLICE_COLUMNS = ("right_and_cited", "right_answer", "citation_precision", "recall@10", "refusal_recall")
DIMENSIONS = (
    ("kind", "By kind of question", "按问题类型"),
    ("trait", "By what else the question has about it", "按问题的特点"),
    ("language", "By language", "按语言"),
    ("document", "By document that holds the evidence", "按依据所在文件"),
    ("noise", "By way of typing", "按输入方式"),
    ("near_miss", "Questions that no document answers", "无依据的问题"),
    ("facts", "By whether a case developed on has the same fact and place", "按事实是否见于开发题"),
)
READABLE = {
    "zh-Hans": "Simplified Chinese",
    "zh-Hant": "Traditional Chinese",
    "yue": "Cantonese",
    "en": "English",
    "none": "clean",
    "keyword": "bare keywords",
    "plan_result": "plan or result",
    "near_miss": "why",
    "noise": "typed",
}


@dataclass(frozen=True)
class Shown:
    """A mean as it is read: words and a drawing, not a float."""

    title: str
    title_zh: str
    meaning: str
    name: str
    value: str
    interval: str
    n: int
    n_left_out: int
    lower_is_better: bool
    bar: Markup


@dataclass(frozen=True)
class Row:
    """One slice; a cell is None where the metric speaks of no case of it."""

    name: str
    n_cases: int
    n_failed: int
    cells: tuple[Shown | None, ...]


@dataclass(frozen=True)
class SliceTable:
    """All slices of a dimension; `columns` are the metrics that speak of any of them."""

    label: str
    heading: str
    heading_zh: str
    columns: tuple[Metric, ...]
    rows: tuple[Row, ...]


def render_report(
    manifest: RunManifest,
    means: Aggregate,
    *,
    scores: Sequence[CaseScore],
    cases: Sequence[Case],
    outcomes: Sequence[Outcome],
    documents: Mapping[str, Document],
) -> str:
    """Return the page: headline, slices, refusal gate, speed, every missed case. It loads nothing from elsewhere."""
    misses = find_misses(cases, scores, by_id(outcomes), documents)
    overall = means.slices[0]
    titles = {document.doc_id: document.title for document in documents.values()}
    here = Path(__file__).parent
    environment = Environment(
        loader=FileSystemLoader(here), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters["percent"] = _percent
    return environment.get_template("report.html").render(
        css=Markup((here / "report.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        manifest=manifest,
        overall=overall,
        headlines=[_shown(mean) for name in HEADLINES if (mean := overall.mean(name))],
        metrics=[_shown(mean) for mean in overall.means],
        tables=[table for names in DIMENSIONS if (table := _slice_table(*names, means, titles)).rows],
        risk=_risk(scores, outcomes),
        seconds=_seconds(outcomes),
        misses=misses,
        labels=Counter(miss.label for miss in misses).most_common(),
        kinds=sorted({miss.case.kind.value for miss in misses}),
        languages=sorted({miss.case.language.value for miss in misses}),
    )


def _metric(name: str) -> Metric:
    return next(metric for metric in METRICS if metric.name == name)


def _shown(mean: MetricMean) -> Shown:
    metric = _metric(mean.metric)
    return Shown(
        title=metric.title,
        title_zh=metric.title_zh,
        meaning=metric.meaning,
        name=metric.name,
        value=_value(metric, mean.mean),
        interval=_interval(metric, mean),
        n=mean.n,
        n_left_out=mean.n_left_out,
        lower_is_better=metric.better is Better.LOWER,
        bar=interval_bar(mean.mean, mean.low, mean.high) if metric.measure is Measure.SHARE else Markup(),
    )


def _interval(metric: Metric, mean: MetricMean) -> str:
    """Return the interval, or `all 4` where every case is alike: resampling them cannot show any doubt, n can."""
    if metric.measure is Measure.SHARE and mean.low == mean.high and mean.mean in {0, 1}:
        return f"{'all' if mean.mean else 'none of'} {mean.n}"
    return f"{_value(metric, mean.low)} – {_value(metric, mean.high)}"


def _value(metric: Metric, value: float) -> str:
    match metric.measure:
        case Measure.SHARE:
            return f"{value:.2f}" if metric.name.startswith(("mrr", "ndcg")) else _percent(value)
        case Measure.POINTS:
            return f"{value:.2f}"
        case Measure.CHARACTERS:
            return f"{value:.0f}"
        case Measure.SECONDS:
            return f"{value:.3f} s"


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


def _slice_table(
    dimension: str, heading: str, heading_zh: str, means: Aggregate, titles: Mapping[str, str]
) -> SliceTable:
    pieces = [piece for piece in means.slices if piece.name.startswith(f"{dimension}=")]
    names = [name for name in SLICE_COLUMNS if any(piece.mean(name) for piece in pieces)]
    return SliceTable(
        label=_readable(dimension),
        heading=heading,
        heading_zh=heading_zh,
        columns=tuple(_metric(name) for name in names),
        rows=tuple(_row(piece, names, titles) for piece in pieces),
    )


def _row(piece: Slice, names: Sequence[str], titles: Mapping[str, str]) -> Row:
    value = piece.name.partition("=")[2]
    means = [piece.mean(name) for name in names]
    return Row(
        name=f"{value[:3]} {titles[value]}" if value in titles else _readable(value),
        n_cases=piece.n_cases,
        n_failed=piece.n_failed,
        cells=tuple(_shown(mean) if mean else None for mean in means),
    )


def _readable(name: str) -> str:
    return READABLE.get(name, name.replace("_", " "))


def _risk(scores: Sequence[CaseScore], outcomes: Sequence[Outcome]) -> Markup | None:
    """Return the risk–coverage curve, or None when no answer bears a confidence."""
    by_case = {one.id: one for one in scores}
    answers = [
        (outcome.confidence, by_case[outcome.id].scores.get("right_answer", 0.0) == 1)
        for outcome in outcomes
        if isinstance(outcome, AnswerRecord) and outcome.answered and outcome.confidence is not None
    ]
    points = risk_coverage(answers, n_cases=len(scores))
    if not points:
        return None
    return curve(
        [(point.coverage, point.risk) for point in points],
        name="risk",
        title=f"Risk against coverage; today answers from a confidence of {points[-1].threshold:.2f} on",
        x_label="share of questions answered",
        y_label="share of answers wrong",
    )


def _seconds(outcomes: Sequence[Outcome]) -> dict[str, Markup | str] | None:
    """Return the histogram of seconds with median and 95th percentile, or None when every case failed."""
    values = sorted(outcome.seconds.total for outcome in outcomes if isinstance(outcome, AnswerRecord))
    if not values:
        return None
    return {
        "chart": histogram(values, name="seconds", title="Seconds a question", x_label="seconds"),
        "median": f"{median(values):.3f}",
        "p95": f"{values[min(len(values) - 1, int(0.95 * len(values)))]:.3f}",
        "longest": f"{values[-1]:.3f}",
    }
