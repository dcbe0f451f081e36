"""The figures of the staff's dashboard, over the entries of some days."""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from pydantic import Field, NonNegativeFloat, NonNegativeInt
from sqlalchemy import Connection, func, select

from index.records import Frozen
from index.words.bilingual import function_words
from index.words.terms import fold, terms
from rag.question.named_place import Place, without
from rag.question.said import said
from rag.question.wording import content
from rag.records import Reason
from ui.journal.agreement import Agreement, agreements
from ui.journal.clock import IDS_PER_DAY, LOCAL_SHIFT, local_day, moment_of
from ui.journal.database import Database
from ui.journal.full_text import Query
from ui.journal.listing import Filters, filtered
from ui.journal.records import CitationVerdict, FeedbackKind, Outcome, Review, ReviewState
from ui.journal.schema import ENTRIES, REVIEWS

_NOT_COVERED = (Reason.NO_EVIDENCE, Reason.WRONG_PERIOD)
_READ_FOR_TERMS = 5000  # newest refusals; more of them hardly move the most frequent terms
_MARK = re.compile(r"\[[^\[\]]*\]")
_CHINESE, _LATIN = re.compile(r"[\u3400-\u9fff]{2,}"), re.compile(r"[a-z][a-z'-]{3,}")
_COUNTED = said("forms.counted")
_LONGEST_TERM = 12  # characters
_MOSTLY = 0.8  # of the questions with a term: it is part of the longer one that so many of them have

Within = Callable[[Query], Query]


class DayCount(Frozen):
    """The questions of a day, by what came of them."""

    day: date
    answered: NonNegativeInt
    refused: NonNegativeInt
    withheld: NonNegativeInt


class Seconds(Frozen):
    """Seconds from question to answer, by nearest rank; all 0 without entries."""

    p50: NonNegativeFloat
    p95: NonNegativeFloat
    p99: NonNegativeFloat


class Asked(Frozen):
    """What was asked how often."""

    text: str
    n: NonNegativeInt


class Dashboard(Frozen):
    """The figures; counts by kind are in the order of the kinds, those of 0 included."""

    days: tuple[DayCount, ...] = Field(description="days with questions, in order")
    refusals: tuple[tuple[Reason, NonNegativeInt], ...]
    feedback: tuple[tuple[FeedbackKind, NonNegativeInt], ...]
    reviews: tuple[tuple[ReviewState, NonNegativeInt], ...]
    agreement: tuple[Agreement, ...]
    seconds: Seconds
    not_covered: tuple[Asked, ...] = Field(description="questions no document answers, the most frequent first")
    not_covered_terms: tuple[Asked, ...] = Field(description="their terms, each counted once a question")


def dashboard(
    database: Database,
    first_day: date | None = None,
    last_day: date | None = None,
    places: Sequence[Place] = (),
) -> Dashboard:
    """Return the figures of the entries asked from one day to another, both included; None leaves that side open.

    The names of `places`, those the documents are about, count for no term.

    Raises:
        JournalError: the journal cannot be read.
    """
    days = Filters(first_day=first_day, last_day=last_day)

    def within(query: Query) -> Query:
        return filtered(query, days, full_text=database.has_full_text)

    with database.reading() as connection:

        def counts(name: str) -> dict[str, int]:
            column = ENTRIES.c[name]
            rows = connection.execute(within(select(column, func.count()).group_by(column)))
            return {row[0]: row[1] for row in rows}

        refusals, feedback, states = counts("reason"), counts("feedback"), counts("review")
        n_entries = sum(states.values())
        questions = connection.execute(
            within(select(ENTRIES.c.question, ENTRIES.c.question_key).where(ENTRIES.c.reason.in_(_NOT_COVERED)))
            .order_by(ENTRIES.c.id.desc())
            .limit(_READ_FOR_TERMS)
        )
        return Dashboard(
            days=_days(connection, within),
            refusals=tuple((reason, refusals.get(reason, 0)) for reason in Reason),
            feedback=tuple((kind, feedback.get(kind, 0)) for kind in FeedbackKind),
            reviews=tuple((state, states.get(state, 0)) for state in ReviewState),
            agreement=agreements(_reviews(connection, within)),
            seconds=_seconds(connection, within, n_entries),
            not_covered=_not_covered(connection, within),
            not_covered_terms=frequent_terms([row.question for row in questions], places),
        )


def frequent_terms(questions: list[str], places: Sequence[Place] = (), *, k: int = 20) -> tuple[Asked, ...]:
    """Return the k terms that stand in most questions, words of asking, figures and `places` aside, ties by term.

    A term is a Latin word, or Chinese characters that mostly stand together: 责任单位, not 责任 and 任单 and 单位.
    """
    found: Counter[str] = Counter()
    for question in questions:
        text = content(without(_COUNTED.sub(" ", fold(_MARK.sub(" ", question))), places))
        latin = {term for term in terms(text) if _LATIN.fullmatch(term)} - function_words()
        found.update(latin | {piece for run in _CHINESE.findall(text) for piece in _pieces(run)})
    held = {
        part
        for term, n in found.items()
        if _CHINESE.fullmatch(term)
        for part in (term[1:], term[:-1])
        if n >= _MOSTLY * found[part]
    }
    ordered = sorted((-n, term) for term, n in found.items() if term not in held)
    return tuple(Asked(text=term, n=-n) for n, term in ordered[:k])


def _pieces(run: str) -> set[str]:
    """Return the stretches of a run of characters that may be a term."""
    ends = range(2, min(len(run), _LONGEST_TERM) + 1)
    return {run[start : start + length] for length in ends for start in range(len(run) - length + 1)}


def _days(connection: Connection, within: Within) -> tuple[DayCount, ...]:
    day = ((ENTRIES.c.id + LOCAL_SHIFT) // IDS_PER_DAY).label("day")
    found: dict[int, dict[str, int]] = {}
    for number, outcome, n in connection.execute(
        within(select(day, ENTRIES.c.outcome, func.count()).group_by(day, ENTRIES.c.outcome))
    ):
        found.setdefault(int(number), {})[outcome] = n
    return tuple(
        DayCount(
            day=local_day(number),
            answered=by.get(Outcome.ANSWERED, 0),
            refused=by.get(Outcome.REFUSED, 0),
            withheld=by.get(Outcome.WITHHELD, 0),
        )
        for number, by in sorted(found.items())
    )


def _reviews(connection: Connection, within: Within) -> list[Review]:
    query = select(REVIEWS, ENTRIES.c.entry_id).join_from(REVIEWS, ENTRIES).order_by(REVIEWS.c.id)
    return [
        Review(
            entry_id=row.entry_id,
            reviewer=row.reviewer,
            judgement=row.judgement,
            citations=tuple(CitationVerdict(number=n, support=support) for n, support in json.loads(row.citations)),
            reviewed_at=moment_of(row.reviewed_us),
        )
        for row in connection.execute(within(query))
    ]


def _seconds(connection: Connection, within: Within, n: int) -> Seconds:
    if n == 0:
        return Seconds(p50=0.0, p95=0.0, p99=0.0)
    ordered = connection.execute(within(select(ENTRIES.c.seconds)).order_by(ENTRIES.c.seconds)).scalars().all()
    return Seconds(**{f"p{share}": ordered[-(-len(ordered) * share // 100) - 1] for share in (50, 95, 99)})


def _not_covered(connection: Connection, within: Within, *, k: int = 20) -> tuple[Asked, ...]:
    """Return the most frequent questions, each as it was asked last."""
    times, last = func.count().label("times"), func.max(ENTRIES.c.id).label("last")
    most = (
        within(select(times, last).where(ENTRIES.c.reason.in_(_NOT_COVERED)).group_by(ENTRIES.c.question_key))
        .order_by(times.desc(), last.desc())
        .limit(k)
        .subquery()
    )
    rows = connection.execute(
        select(ENTRIES.c.question, most.c.times)
        .join_from(most, ENTRIES, ENTRIES.c.id == most.c.last)
        .order_by(most.c.times.desc(), most.c.last.desc())
    )
    return tuple(Asked(text=question, n=n) for question, n in rows)
