"""The dashboard: what was asked, refused, said, reviewed, and how long it took."""

from datetime import date, datetime
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response
from markupsafe import Markup
from starlette.status import HTTP_200_OK, HTTP_400_BAD_REQUEST

from rag.question.place import Places
from ui.chart.bars import Bar, bar_list
from ui.chart.stacks import Stack, stacked_chart
from ui.journal.clock import LOCAL
from ui.journal.dashboard import Asked, Dashboard, dashboard
from ui.journal.listing import Filters, list_entries
from ui.journal.records import Outcome, ReviewState
from ui.staff.frame import Staff
from ui.staff.period import BadDaysError, Column, Days, Step, columns, last_days, read_days
from ui.text.review_words import BoardWords
from ui.text.staff_words import StaffWords

_OFFERED_DAYS = (7, 30, 90)
_MAX_WORDS = 200  # that the list searches for
_OUTCOMES = (Outcome.ANSWERED, Outcome.REFUSED, Outcome.WITHHELD)  # as Column has them


def dashboard_router(staff: Staff) -> APIRouter:
    """Return /staff/dashboard."""
    router = staff.router()

    @router.get("/dashboard", dependencies=[Depends(staff.signed_in)])
    def board(request: Request) -> Response:
        words = staff.language(request).board
        today = datetime.now(LOCAL).date()
        problem = ""
        try:
            period = read_days(request.query_params, today)
        except BadDaysError:
            period, problem = last_days(today), words.bad_period
        figures = dashboard(staff.database, period.first, period.last, Places(staff.corpus.entries).own)
        n_asked = sum(n for _, n in figures.reviews)
        shown = _shown(figures, period, n_asked, words, staff.words(request)) if n_asked else {}
        return staff.page(
            request,
            "dashboard.html",
            title=words.title,
            status=HTTP_400_BAD_REQUEST if problem else HTTP_200_OK,
            board=words,
            period=period,
            problem=problem,
            offered=[(n, last_days(today, n)) for n in _OFFERED_DAYS],
            told="" if n_asked else _nothing(staff, words),
            figures=figures,
            **shown,
        )

    return router


def _nothing(staff: Staff, words: BoardWords) -> str:
    """Return what is told where there are no figures."""
    return words.empty_period if list_entries(staff.database, Filters(), size=1).listed else words.empty


def _shown(
    figures: Dashboard, period: Days, n_asked: int, words: BoardWords, staff_words: StaffWords
) -> dict[str, object]:
    """Return what the template draws."""
    answered = sum(day.answered for day in figures.days)
    judged = n_asked - dict(figures.reviews)[ReviewState.UNREVIEWED]
    heads = (words.kind, words.times)
    refusals = [
        Bar(staff_words.reasons[reason], n, f"{n:,}", _list(period, reason=reason)) for reason, n in figures.refusals
    ]
    feedback = [
        Bar(staff_words.feedback[kind], n, f"{n:,}", _list(period, feedback=kind)) for kind, n in figures.feedback
    ]
    reviews = [
        Bar(staff_words.reviews[state], n, f"{n:,}", _list(period, review=state)) for state, n in figures.reviews
    ]
    seconds = [
        Bar(words.shares[name], value, words.second_shown.format(seconds=f"{value:.3f}"))
        for name, value in figures.seconds.model_dump().items()
    ]
    return {
        "totals": (
            (words.asked, f"{n_asked:,}", ""),
            (
                words.answered_share,
                f"{answered / n_asked:.0%}",
                words.of.format(part=f"{answered:,}", whole=f"{n_asked:,}"),
            ),
            (words.judged_share, f"{judged / n_asked:.0%}", words.of.format(part=f"{judged:,}", whole=f"{n_asked:,}")),
            (words.median_seconds, words.second_shown.format(seconds=f"{figures.seconds.p50:.3f}"), ""),
        ),
        "step_title": _step_title(period.step, words),
        "by_step": _by_step(columns(figures.days, period), period.step, words, staff_words),
        "refusals": Markup(bar_list(refusals, title=words.refusals, heads=heads)),  # noqa: S704 - chart escapes
        "feedback": Markup(bar_list(feedback, title=words.feedback, heads=heads)),  # noqa: S704
        "reviews": Markup(bar_list(reviews, title=words.reviews, heads=heads)),  # noqa: S704
        "seconds": Markup(bar_list(seconds, title=words.seconds, heads=(words.questions_unit, words.seconds_unit))),  # noqa: S704
        "not_covered": _asked(figures.not_covered, period, words.not_covered_questions, (words.question, words.times)),
        "not_covered_terms": _asked(
            figures.not_covered_terms, period, words.not_covered_terms, (words.term, words.times)
        ),
    }


def _by_step(held: tuple[Column, ...], step: Step, words: BoardWords, staff_words: StaffWords) -> Markup:
    """Return the plot of questions by outcome."""
    stacks = [
        Stack(_label(column.first, step, words), (column.answered, column.refused, column.withheld)) for column in held
    ]
    most = max(held, key=lambda column: column.n)
    summary = words.by_day_summary.format(
        n=f"{sum(column.n for column in held):,}",
        first=stacks[0].label,
        last=stacks[-1].label,
        when=_label(most.first, step, words),
        most=f"{most.n:,}",
    )
    series = [staff_words.outcomes[outcome] for outcome in _OUTCOMES]
    title = _step_title(step, words)
    return Markup(  # noqa: S704 - chart escapes
        stacked_chart(stacks, series, title=title, unit=words.questions_unit, summary=summary, details=words.numbers)
    )


def _asked(asked: tuple[Asked, ...], period: Days, title: str, heads: tuple[str, str]) -> Markup:
    """Return what was asked and not covered, each with the way to its entries; nothing where all was covered."""
    bars = [
        Bar(item.text, item.n, f"{item.n:,}", _list(period, words=item.text[:_MAX_WORDS], outcome=Outcome.REFUSED))
        for item in asked
    ]
    return Markup(bar_list(bars, title=title, heads=heads)) if bars else Markup()  # noqa: S704 - chart escapes


def _list(period: Days, **filters: str) -> str:
    """Return the address of the list of the entries that a figure counts."""
    days = {"first_day": period.first.isoformat(), "last_day": period.last.isoformat()}
    return f"/staff?{urlencode(days | filters)}"


def _step_title(step: Step, words: BoardWords) -> str:
    return {Step.DAY: words.by_day, Step.WEEK: words.by_week, Step.MONTH: words.by_month}[step]


def _label(day: date, step: Step, words: BoardWords) -> str:
    form = {Step.DAY: words.date, Step.WEEK: words.week, Step.MONTH: words.month}[step]
    return form.format(year=day.year, month=day.month, day=day.day)
