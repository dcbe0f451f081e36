"""What managers are told: who judged how much, how right answers were and how far reviewers agree, what errors cost."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import combinations
from statistics import median

from pydantic import Field, NonNegativeFloat, NonNegativeInt
from sqlalchemy import Connection, func, select

from index.records import Frozen
from ui.journal.agreement import cohens_kappa
from ui.journal.alike import alike
from ui.journal.clock import LOCAL, asked_at, day_after, first_id, moment_of, start_of
from ui.journal.database import Database
from ui.journal.records import CitationVerdict, Judgement, Outcome, Review, ReviewState, Support
from ui.journal.reviews import latest, state_of
from ui.journal.schema import ENTRIES, REVIEWS


class ErrorKind(StrEnum):
    """What reviewers found wrong, the worst first; an answer is of the first kind that fits."""

    DIFFERING = "differing"  # reviewers differ, so it is not known
    WRONG = "wrong"
    REFUSED = "refused"  # and could have been answered
    INCOMPLETE = "incomplete"
    UNPROVEN = "unproven"  # right, with a citation that does not prove it, or only partly


class Week(Frozen):
    """What was judged in a week, from Monday, by the days of Shenzhen; of each reviewer the last verdict counts."""

    monday: date
    by_reviewer: tuple[tuple[str, NonNegativeInt], ...] = Field(description="answers judged, by name")
    judgements: tuple[tuple[Judgement, NonNegativeInt], ...] = Field(description="in the order of the kinds")
    n_pairs: NonNegativeInt = Field(description="of two verdicts on the same answer, the later one given in this week")
    n_agreeing: NonNegativeInt
    kappa: float | None = Field(description="over these pairs; None where it is not defined")

    @property
    def n(self) -> int:
        """How many verdicts there are."""
        return sum(n for _, n in self.judgements)

    @property
    def n_right(self) -> int:
        """How many verdicts say that it is right."""
        return dict(self.judgements)[Judgement.RIGHT]


class Cost(Frozen):
    """What errors of a kind came to."""

    kind: ErrorKind
    n_answers: NonNegativeInt = Field(description="what is alike counts once")
    n_given: NonNegativeInt = Field(description="times that askers got them within the days")
    hours: NonNegativeFloat | None = Field(description="median, from first asked to first judged; None for none")


class Reports(Frozen):
    """The reports of some days."""

    weeks: tuple[Week, ...] = Field(description="in which anything was judged, in order")
    costs: tuple[Cost, ...] = Field(description="in the order of the kinds, those of 0 included")


class _Judged(Frozen):
    """Verdicts on an answer, how often it was given within the days, and when it was first."""

    outcome: Outcome
    n_given: NonNegativeInt
    first: datetime | None
    reviews: tuple[Review, ...]


def reports(database: Database, first_day: date, last_day: date) -> Reports:
    """Return the reports of some days, both included: of verdicts by when they were given, of errors by when asked.

    Raises:
        JournalError: the journal cannot be read.
    """
    with database.reading() as connection:
        judged = _judged(connection, first_day, last_day)
    return Reports(
        weeks=_weeks([item.reviews for item in judged], first_day, last_day),
        costs=_costs([item for item in judged if item.n_given]),
    )


def error_of(outcome: Outcome, reviews: Sequence[Review]) -> ErrorKind | None:
    """Return what reviewers found wrong, their verdicts the earliest first; None for nothing."""
    if state_of(reviews) is ReviewState.DIFFERING:
        return ErrorKind.DIFFERING
    held = latest(reviews)
    found = {review.judgement for review in held}
    if Judgement.WRONG in found:
        return ErrorKind.REFUSED if outcome is Outcome.REFUSED else ErrorKind.WRONG
    if Judgement.INCOMPLETE in found:
        return ErrorKind.INCOMPLETE
    is_proven = all(verdict.support is Support.SUPPORTS for review in held for verdict in review.citations)
    return None if is_proven else ErrorKind.UNPROVEN


def monday_of(moment: datetime) -> date:
    """Return the Monday of a moment's week in Shenzhen."""
    day = moment.astimezone(LOCAL).date()
    return day - timedelta(days=day.weekday())


def _judged(connection: Connection, first_day: date, last_day: date) -> list[_Judged]:
    other = ENTRIES.alias()
    within = (other.c.id >= first_id(start_of(first_day)), other.c.id < first_id(start_of(day_after(last_day))))
    same = select(func.count()).select_from(other).where(alike(ENTRIES.c, other.c))
    first = select(func.min(other.c.id)).where(alike(ENTRIES.c, other.c))
    query = (
        select(
            REVIEWS,
            ENTRIES.c.entry_id,
            ENTRIES.c.outcome,
            same.where(*within).scalar_subquery().label("n_given"),
            first.scalar_subquery().label("first"),
        )
        .join_from(REVIEWS, ENTRIES)
        .order_by(REVIEWS.c.id)
    )
    found: dict[int, _Judged] = {}
    for row in connection.execute(query):
        review = Review(
            entry_id=row.entry_id,
            reviewer=row.reviewer,
            judgement=row.judgement,
            citations=tuple(CitationVerdict(number=n, support=support) for n, support in json.loads(row.citations)),
            reviewed_at=moment_of(row.reviewed_us),
        )
        held = found.get(row.entry)
        found[row.entry] = _Judged(
            outcome=row.outcome,
            n_given=row.n_given,
            first=asked_at(row.first) if row.first is not None else None,
            reviews=(*(held.reviews if held else ()), review),
        )
    return list(found.values())


def _weeks(judged: Iterable[Sequence[Review]], first_day: date, last_day: date) -> tuple[Week, ...]:
    given: dict[date, list[Review]] = {}
    pairs: dict[date, list[tuple[str, str]]] = {}

    def is_within(review: Review) -> bool:
        return first_day <= review.reviewed_at.astimezone(LOCAL).date() <= last_day

    for reviews in judged:
        held = latest(reviews)
        for review in filter(is_within, held):
            given.setdefault(monday_of(review.reviewed_at), []).append(review)
        for one, other in combinations(sorted(held, key=lambda review: review.reviewer), 2):
            later = max(one, other, key=lambda review: review.reviewed_at)
            if is_within(later):
                pairs.setdefault(monday_of(later.reviewed_at), []).append((one.judgement, other.judgement))
    return tuple(_week(monday, given[monday], pairs.get(monday, [])) for monday in sorted(given))


def _week(monday: date, given: Sequence[Review], pairs: Sequence[tuple[str, str]]) -> Week:
    judgements = Counter(review.judgement for review in given)
    return Week(
        monday=monday,
        by_reviewer=tuple(sorted(Counter(review.reviewer for review in given).items())),
        judgements=tuple((kind, judgements[kind]) for kind in Judgement),
        n_pairs=len(pairs),
        n_agreeing=sum(one == other for one, other in pairs),
        kappa=cohens_kappa(pairs),
    )


def _costs(judged: Iterable[_Judged]) -> tuple[Cost, ...]:
    found: dict[ErrorKind, list[_Judged]] = {}
    for item in judged:
        kind = error_of(item.outcome, item.reviews)
        if kind is not None:
            found.setdefault(kind, []).append(item)
    return tuple(
        Cost(
            kind=kind,
            n_answers=len(found.get(kind, ())),
            n_given=sum(item.n_given for item in found.get(kind, ())),
            hours=median(_hours(item) for item in found[kind]) if kind in found else None,
        )
        for kind in ErrorKind
    )


def _hours(item: _Judged) -> float:
    """Return how long an answer was given before anybody judged it."""
    found_at = min(review.reviewed_at for review in item.reviews)
    return max(0.0, (found_at - (item.first or found_at)).total_seconds() / 3600)
