"""What managers are told, against figures counted by hand."""

from datetime import date, datetime, timedelta

import pytest

from tests.ui.journal.entries import NOON, citation, entry, refusal
from ui.journal.database import Database
from ui.journal.entries import record
from ui.journal.records import CitationVerdict, Entry, Judgement, Review, Support
from ui.journal.reports import ErrorKind, Reports, reports
from ui.journal.reviews import add_review

RIGHT, INCOMPLETE, WRONG = Judgement.RIGHT, Judgement.INCOMPLETE, Judgement.WRONG
MONDAY = date(2026, 3, 2)  # NOON's day
A_DAY = timedelta(days=1)


def judge(
    database: Database, held: Entry, reviewer: str, judgement: Judgement, *, days: float = 0, **cited: Support
) -> None:
    citations = tuple(CitationVerdict(number=int(name[1:]), support=support) for name, support in cited.items())
    at = NOON + days * A_DAY
    add_review(
        database,
        Review(entry_id=held.entry_id, reviewer=reviewer, judgement=judgement, citations=citations, reviewed_at=at),
    )


def asked(database: Database, *entries: Entry) -> tuple[Entry, ...]:
    for held in entries:
        record(database, held)
    return entries


def told(database: Database, first: date = MONDAY, n_days: int = 28) -> Reports:
    return reports(database, first, first + (n_days - 1) * A_DAY)


def test_each_reviewers_answers_are_counted_by_the_week_they_were_judged_in(database: Database) -> None:
    one, two, three = asked(database, entry("一？"), entry("二？"), entry("三？"))
    judge(database, one, "李强", RIGHT)
    judge(database, one, "李强", WRONG, days=1)  # counts in place of the first
    judge(database, two, "李强", RIGHT, days=6.4)  # Sunday evening
    judge(database, two, "王敏", RIGHT, days=7)
    judge(database, three, "王敏", INCOMPLETE, days=20)
    weeks = told(database).weeks
    assert [(week.monday, week.by_reviewer) for week in weeks] == [
        (MONDAY, (("李强", 2),)),
        (MONDAY + 7 * A_DAY, (("王敏", 1),)),
        (MONDAY + 14 * A_DAY, (("王敏", 1),)),
    ]
    assert [(week.n_right, week.n) for week in weeks] == [(1, 2), (1, 1), (0, 1)]
    assert [week.monday for week in told(database, MONDAY + 7 * A_DAY, 7).weeks] == [MONDAY + 7 * A_DAY]


def test_agreement_is_that_of_the_pairs_that_a_week_completed(database: Database) -> None:
    held = asked(database, *(entry(f"{n}？") for n in range(4)))
    for each, first, second in zip(held, (RIGHT, RIGHT, WRONG, WRONG), (RIGHT, WRONG, WRONG, WRONG), strict=True):
        judge(database, each, "王敏", first)
        judge(database, each, "李强", second, days=8)
    first_week, second_week = told(database).weeks
    assert (first_week.n_pairs, first_week.kappa) == (0, None)
    assert (second_week.n_pairs, second_week.n_agreeing, second_week.kappa) == (4, 3, 0.5)


@pytest.mark.parametrize(
    ("held", "verdicts", "kind"),
    [
        (entry(), [("王敏", RIGHT, {"c1": Support.SUPPORTS})], None),
        (entry(), [("王敏", RIGHT, {})], None),
        (entry(), [("王敏", WRONG, {})], ErrorKind.WRONG),
        (entry(), [("王敏", WRONG, {}), ("王敏", RIGHT, {})], None),
        (entry(), [("王敏", WRONG, {}), ("李强", RIGHT, {})], ErrorKind.DIFFERING),
        (entry(), [("王敏", INCOMPLETE, {"c1": Support.DOES_NOT})], ErrorKind.INCOMPLETE),
        (entry(), [("王敏", RIGHT, {"c1": Support.PARTLY})], ErrorKind.UNPROVEN),
        (refusal(), [("王敏", WRONG, {})], ErrorKind.REFUSED),
    ],
    ids=str,
)
def test_an_answer_is_of_the_worst_kind_of_error_that_its_verdicts_find(
    database: Database, held: Entry, verdicts: list[tuple[str, Judgement, dict[str, Support]]], kind: ErrorKind | None
) -> None:
    asked(database, held)
    for days, (reviewer, judgement, cited) in enumerate(verdicts):
        judge(database, held, reviewer, judgement, days=days, **cited)
    assert [cost.kind for cost in told(database).costs if cost.n_answers] == ([] if kind is None else [kind])


def test_what_an_error_cost_is_how_often_it_was_given_and_how_long_nobody_knew(database: Database) -> None:
    def at(hours: float) -> datetime:
        return NOON + timedelta(hours=hours)

    first, *_ = asked(
        database,
        entry("一？", asked_at=at(-1000)),  # before these days
        *(entry("一？", asked_at=at(hours)) for hours in (0, 1, 2)),
    )
    other, right = asked(
        database, entry("二？", asked_at=at(0)), entry("三？", asked_at=at(0), citations=(citation(1), citation(2)))
    )
    judge(database, first, "王敏", WRONG, days=2)
    judge(database, other, "王敏", WRONG, days=1)
    judge(database, right, "王敏", RIGHT, days=1, c1=Support.SUPPORTS, c2=Support.SUPPORTS)
    costs = {cost.kind: cost for cost in told(database).costs}
    assert (costs[ErrorKind.WRONG].n_answers, costs[ErrorKind.WRONG].n_given) == (2, 4)
    assert costs[ErrorKind.WRONG].hours == (1048 + 24) / 2
    assert [kind for kind in ErrorKind if costs[kind].n_answers] == [ErrorKind.WRONG]
    assert costs[ErrorKind.REFUSED].hours is None
