"""Reviewers' verdicts: kept all, the latest of each counting; who differs; what is wrong is proposed to be withheld."""

import json
from collections.abc import Iterable, Sequence
from itertools import combinations

from sqlalchemy import Connection, insert, select, update

from ui.errors import JournalError
from ui.journal.alike import alike_ids
from ui.journal.audit import Act, append
from ui.journal.clock import microseconds, moment_of
from ui.journal.database import Database
from ui.journal.entries import id_of, thaw
from ui.journal.proposals import AGREEING, differ_from, propose_answer
from ui.journal.records import CitationVerdict, Judgement, Outcome, Review, ReviewState, Withholding
from ui.journal.schema import ENTRIES, EVIDENCE, REVIEWS


def add_review(database: Database, review: Review, *, needed: int = AGREEING) -> Withholding | None:
    """Keep a verdict beside the earlier ones, for all entries that are alike.

    Judging an answer wrong proposes to withhold it, or agrees where that is proposed; judging it otherwise differs from
    who has proposed it. Return how far the answer has come by that, None where the verdict says nothing to it.

    Args:
        database: the journal.
        review: the verdict.
        needed: how many must agree for an answer to be withheld; 1 where this reviewer decides alone.

    Raises:
        JournalError: there is no such entry, it has no citation of a number judged, or the journal cannot be written.
    """
    with database.writing() as connection:
        entry = id_of(connection, review.entry_id)
        row = connection.execute(
            select(ENTRIES, EVIDENCE.c.frozen).join_from(ENTRIES, EVIDENCE).where(ENTRIES.c.id == entry)
        ).one()
        held_entry = thaw(row)
        _check(review, {citation.number for citation in held_entry.citations})
        same = alike_ids(connection, entry)
        held = connection.execute(select(REVIEWS.c.entry).where(REVIEWS.c.entry.in_(same)).limit(1)).scalar()
        connection.execute(
            insert(REVIEWS).values(
                entry=entry if held is None else held,  # all verdicts on what is alike stand together
                reviewer=review.reviewer,
                judgement=review.judgement,
                citations=json.dumps([[verdict.number, verdict.support] for verdict in review.citations]),
                note=review.note,
                reviewed_us=microseconds(review.reviewed_at),
            )
        )
        state = state_of(_reviews(connection, same, review.entry_id))
        connection.execute(update(ENTRIES).where(ENTRIES.c.id.in_(same)).values(review=state))
        append(connection, Act.VERDICT, by=review.reviewer, subject=review.entry_id, judgement=review.judgement)
        if held_entry.outcome is Outcome.REFUSED:
            return None
        says = propose_answer if review.judgement is Judgement.WRONG else differ_from
        return says(connection, held_entry, by=review.reviewer, needed=needed, at=review.reviewed_at)


def reviews_of(database: Database, entry_id: str) -> tuple[Review, ...]:
    """Return all verdicts on an entry and those that are alike, the earliest first.

    Raises:
        JournalError: there is no such entry, or the journal cannot be read.
    """
    with database.reading() as connection:
        return _reviews(connection, alike_ids(connection, id_of(connection, entry_id)), entry_id)


def reviewers(database: Database) -> tuple[str, ...]:
    """Return who has judged anything that is kept, by name.

    Raises:
        JournalError: the journal cannot be read.
    """
    with database.reading() as connection:
        return tuple(connection.execute(select(REVIEWS.c.reviewer).distinct().order_by(REVIEWS.c.reviewer)).scalars())


def latest(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Return the last verdict of each reviewer, in the order they first judged; `reviews` are the earliest first."""
    return tuple({review.reviewer: review for review in reviews}.values())


def differs(one: Review, other: Review) -> bool:
    """Return whether two verdicts disagree on the answer, or on a citation that both judged."""
    if one.judgement is not other.judgement:
        return True
    supports = {verdict.number: verdict.support for verdict in one.citations}
    return any(supports.get(verdict.number, verdict.support) is not verdict.support for verdict in other.citations)


def state_of(reviews: Sequence[Review]) -> ReviewState:
    """Return how far an entry with these verdicts, the earliest first, has come."""
    if not reviews:
        return ReviewState.UNREVIEWED
    differing = any(differs(one, other) for one, other in combinations(latest(reviews), 2))
    return ReviewState.DIFFERING if differing else ReviewState.REVIEWED


def _check(review: Review, shown: set[int]) -> None:
    judged = [verdict.number for verdict in review.citations]
    if len(set(judged)) < len(judged):
        raise JournalError(f"entry {review.entry_id}: a citation has two verdicts in one review: {judged}")
    if not set(judged) <= shown:
        raise JournalError(
            f"entry {review.entry_id}: expected verdicts on citations {sorted(shown)}, found one on {judged}"
        )


def _reviews(connection: Connection, entries: Sequence[int], entry_id: str) -> tuple[Review, ...]:
    rows = connection.execute(select(REVIEWS).where(REVIEWS.c.entry.in_(entries)).order_by(REVIEWS.c.id))
    return tuple(
        Review(
            entry_id=entry_id,
            reviewer=row.reviewer,
            judgement=row.judgement,
            citations=tuple(
                CitationVerdict(number=number, support=support) for number, support in json.loads(row.citations)
            ),
            note=row.note,
            reviewed_at=moment_of(row.reviewed_us),
        )
        for row in rows
    )
