"""The managers' reports: work, quality, the cost of errors, unanswered topics, on a page and as files."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from fastapi import APIRouter, Request, Response
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.status import HTTP_200_OK, HTTP_400_BAD_REQUEST, HTTP_404_NOT_FOUND

from ui.chart.stacks import Stack, stacked_chart
from ui.journal.audit import Act, note_act
from ui.journal.clock import LOCAL
from ui.journal.export import BYTE_ORDER_MARK, row_of
from ui.journal.records import Judgement
from ui.journal.reports import ErrorKind, Reports, Week, reports
from ui.journal.topics import Topic
from ui.staff.frame import Staff
from ui.staff.period import BadDaysError, Days, last_days, read_days
from ui.staff.unanswered import grouped, would_answer
from ui.text.languages import LanguageWords
from ui.text.report_words import ReportWords

_OFFERED_WEEKS = (4, 12, 52)
_WEEKS = 12  # unless an address says otherwise
_WEIGHT = re.compile("[0-9]{1,4}")


@dataclass(frozen=True)
class Table:
    """A table as the page shows it and as a file holds it."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def reporting_router(staff: Staff) -> APIRouter:
    """Return /staff/reports, and its tables as files."""
    router = staff.router()

    @router.get("/reports")
    def page(request: Request) -> Response:
        return _page(staff, request)

    @router.get("/reports/{name}.csv")
    def file(request: Request, name: str) -> Response:
        return _file(staff, request, name)

    return router


def _page(staff: Staff, request: Request) -> Response:
    language = staff.language(request)
    words = language.report
    period, problem = _period(request, language)
    found = reports(staff.database, period.first, period.last)
    weights, topics = _weights(request), grouped(staff, period)
    return staff.page(
        request,
        "reports.html",
        title=words.title,
        status=HTTP_400_BAD_REQUEST if problem else HTTP_200_OK,
        report=words,
        board=language.board,
        period=period,
        problem=problem,
        offered=[(n, last_days(_today(), 7 * n)) for n in _OFFERED_WEEKS],
        query=f"first_day={period.first}&last_day={period.last}",
        work=_work(found, words) if found.weeks else None,
        reviewers=_reviewers(found),
        quality=_quality(found, words) if found.weeks else None,
        drawing=_drawing(found.weeks, language) if found.weeks else "",
        errors=_errors(found, words, weights),
        costs=[cost for cost in found.costs if cost.n_answers],
        weights=weights,
        topics=topics,
        would_answer=lambda topic: would_answer(staff, topic, words),
    )


def _file(staff: Staff, request: Request, name: str) -> Response:
    """Return a table as CSV, in the reader's language; the audit is told."""
    language = staff.language(request)
    period, problem = _period(request, language)
    tables: Mapping[str, Callable[[Reports], Table]] = {
        "work": lambda found: _work(found, language.report),
        "quality": lambda found: _quality(found, language.report),
        "errors": lambda found: _errors(found, language.report, _weights(request)),
    }
    if problem or name not in (*tables, "topics"):
        raise HTTPException(HTTP_400_BAD_REQUEST if problem else HTTP_404_NOT_FOUND)
    if name == "topics":
        table = _topics(staff, grouped(staff, period).topics, language.report)
    else:
        table = tables[name](reports(staff.database, period.first, period.last))
    admin = staff.session(request).name
    note_act(staff.database, Act.EXPORTED, by=admin, kind=f"{name}.csv", first_day=str(period.first))
    return csv_of(table, f"{name}-{period.first}-{period.last}.csv")


def csv_of(table: Table, name: str) -> Response:
    """Return a table as a CSV file."""
    text = BYTE_ORDER_MARK + "".join(row_of(list(row)) for row in (table.heads, *table.rows))
    disposition = f'attachment; filename="{name}"'
    return Response(text, media_type="text/csv; charset=utf-8", headers={"content-disposition": disposition})


def _period(request: Request, language: LanguageWords) -> tuple[Days, str]:
    """Return the days that an address names, and what is wrong with them."""
    try:
        return read_days(request.query_params, _today(), n_days=7 * _WEEKS), ""
    except BadDaysError:
        return last_days(_today(), 7 * _WEEKS), language.report.bad_period.format(n=_WEEKS)


def _today() -> date:
    return datetime.now(LOCAL).date()


def _weights(request: Request) -> Mapping[ErrorKind, int]:
    """Return what a manager takes each kind of error for; 1 unless the address says otherwise."""
    given = {kind: request.query_params.get(f"weight_{kind}", "") for kind in ErrorKind}
    return {kind: int(text) if _WEIGHT.fullmatch(text) else 1 for kind, text in given.items()}


def _reviewers(found: Reports) -> tuple[str, ...]:
    return tuple(sorted({name for week in found.weeks for name, _ in week.by_reviewer}))


def _work(found: Reports, words: ReportWords) -> Table:
    """Return how many answers each has judged in each week, the latest first."""
    reviewers = _reviewers(found)
    rows = []
    for week in reversed(found.weeks):
        by_name = dict(week.by_reviewer)
        rows.append((_week(week.monday, words), *(str(by_name.get(name, 0)) for name in reviewers), str(week.n)))
    totals = [sum(dict(week.by_reviewer).get(name, 0) for week in found.weeks) for name in reviewers]
    rows.append((words.total, *map(str, totals), str(sum(totals))))
    return Table((words.week, *reviewers, words.total), tuple(rows))


def _quality(found: Reports, words: ReportWords) -> Table:
    """Return accuracy and agreement of each week, the latest first."""
    return Table(
        (words.week, words.n, words.accuracy, words.agreement, words.kappa),
        tuple(
            (
                _week(week.monday, words),
                str(week.n),
                _share(week.n_right, week.n, words),
                _share(week.n_agreeing, week.n_pairs, words),
                words.none if week.kappa is None else f"{week.kappa:.2f}",
            )
            for week in reversed(found.weeks)
        ),
    )


def _errors(found: Reports, words: ReportWords, weights: Mapping[ErrorKind, int]) -> Table:
    """Return what the errors of each kind came to, the dearest first."""
    ordered = sorted(found.costs, key=lambda cost: -cost.n_given * weights[cost.kind])
    return Table(
        (words.kind, words.answers, words.given, words.hours, words.weight, words.cost),
        tuple(
            (
                words.kinds[cost.kind],
                str(cost.n_answers),
                str(cost.n_given),
                words.none if cost.hours is None else words.hours_shown.format(hours=f"{cost.hours:.1f}"),
                str(weights[cost.kind]),
                str(cost.n_given * weights[cost.kind]),
            )
            for cost in ordered
            if cost.n_answers
        ),
    )


def _topics(staff: Staff, topics: Sequence[Topic], words: ReportWords) -> Table:
    """Return the unanswered topics, each with all wordings and what would answer it."""
    return Table(
        (words.topic, words.asked, words.would_answer),
        tuple(
            (
                "\n".join(item.question for item in topic.questions),
                str(topic.n),
                "\n".join(would_answer(staff, topic, words)),
            )
            for topic in topics
        ),
    )


def _drawing(weeks: Sequence[Week], language: LanguageWords) -> Markup:
    """Return the plot of verdicts a week, by kind."""
    words, board = language.report, language.board
    labels = [board.date.format(month=week.monday.month, day=week.monday.day) for week in weeks]
    stacks = [Stack(label, tuple(n for _, n in week.judgements)) for label, week in zip(labels, weeks, strict=True)]
    total = sum(week.n for week in weeks)
    summary = words.summary.format(n=total, first=_week(weeks[0].monday, words), last=_week(weeks[-1].monday, words))
    series = [language.review.judgements[kind] for kind in Judgement]
    chart = stacked_chart(stacks, series, title=words.quality, unit=words.unit, summary=summary, details=board.numbers)
    return Markup(chart)  # noqa: S704 - chart escapes


def _share(part: int, whole: int, words: ReportWords) -> str:
    return words.of.format(share=f"{part / whole:.0%}", part=part, whole=whole) if whole else words.none


def _week(monday: date, words: ReportWords) -> str:
    return words.week_of.format(year=monday.year, month=monday.month, day=monday.day)
