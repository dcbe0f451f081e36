"""Questions that no document answers, each once, with what their vectors are made of; vectors are kept beside them."""

from collections.abc import Callable, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, PositiveInt
from sqlalchemy import delete, func, insert, select

from index.records import Frozen
from rag.records import Reason
from ui.journal.clock import day_after, first_id, start_of
from ui.journal.database import Database
from ui.journal.entries import thaw
from ui.journal.records import Entry
from ui.journal.schema import ENTRIES, EVIDENCE, VECTORS

NOT_COVERED = (Reason.NO_EVIDENCE, Reason.WRONG_PERIOD)
_KEPT_AS = np.float16  # a third decimal of a similarity decides nothing here
_BATCH = 500  # numbers in one query


class Unanswered(Frozen):
    """A question that was refused because the documents do not say it, as it was asked last."""

    number: int = Field(description="of its newest entry")
    entry_id: str
    question: str
    meant: str = Field(description="with what it leaves to earlier questions")
    n: PositiveInt = Field(description="times it was asked")
    years: tuple[int, ...] = Field(description="for whose lack it was refused, as the matter is held of others")
    documents: tuple[str, ...] = Field(description="ids of those where the nearest passages stand, the nearest first")


def unanswered(database: Database, first_day: date, last_day: date, *, most: int) -> tuple[Unanswered, ...]:
    """Return the questions of some days, both included, that were asked most, ties the newest first.

    Raises:
        JournalError: the journal cannot be read.
    """
    n, newest = func.count().label("n"), func.max(ENTRIES.c.id).label("newest")
    asked = (
        select(n, newest)
        .where(
            ENTRIES.c.reason.in_(NOT_COVERED),
            ENTRIES.c.id >= first_id(start_of(first_day)),
            ENTRIES.c.id < first_id(start_of(day_after(last_day))),
        )
        .group_by(ENTRIES.c.question_key)
        .order_by(n.desc(), newest.desc())
        .limit(most)
        .subquery()
    )
    query = (
        select(ENTRIES, EVIDENCE.c.frozen, asked.c.n)
        .join_from(asked, ENTRIES, ENTRIES.c.id == asked.c.newest)
        .join(EVIDENCE, EVIDENCE.c.entry == ENTRIES.c.id)
        .order_by(asked.c.n.desc(), asked.c.newest.desc())
    )
    found = []
    with database.reading() as connection:
        for row in connection.execute(query):
            entry = thaw(row)
            steps = entry.considered
            found.append(
                Unanswered(
                    number=row.id,
                    entry_id=entry.entry_id,
                    question=entry.question,
                    meant=f"{steps.topic} {entry.question}".strip() if steps else entry.question,
                    n=row.n,
                    years=_lacking(entry),
                    documents=tuple(dict.fromkeys(passage.doc_id for passage in entry.passages)),
                )
            )
    return tuple(found)


def _lacking(entry: Entry) -> tuple[int, ...]:
    """Return the years whose lack is why a question was refused."""
    if entry.considered is None or entry.reason is not Reason.WRONG_PERIOD:
        return ()
    return tuple(year for year in entry.considered.years if year not in entry.considered.held_years)


def vectors_of(
    database: Database,
    asked: Sequence[Unanswered],
    embed: Callable[[Sequence[str]], NDArray[np.float32]],
    *,
    model: str,
    most_new: int,
) -> tuple[tuple[Unanswered, ...], NDArray[np.float32]]:
    """Return the questions that have vectors and these, row i for question i; new ones are made, and kept.

    Args:
        database: the journal.
        asked: the questions.
        embed: texts → `(n, dimension)`, rows of length 1.
        model: the name of what embeds; vectors of another one are made anew.
        most_new: how many may be made now, so that nobody waits long.

    Raises:
        JournalError: the journal cannot be read or written.
    """
    kept = _kept(database, [item.number for item in asked], model)
    new = [item for item in asked if item.number not in kept][:most_new]
    if new:
        made = embed([item.meant for item in new])
        rows = [
            {"entry": item.number, "model": model, "vector": vector.astype(_KEPT_AS).tobytes()}
            for item, vector in zip(new, made, strict=True)
        ]
        with database.writing() as connection:
            numbers = [item.number for item in new]
            there = set(connection.execute(select(ENTRIES.c.id).where(ENTRIES.c.id.in_(numbers))).scalars())
            connection.execute(delete(VECTORS).where(VECTORS.c.entry.in_(numbers)))
            rows = [row for row in rows if row["entry"] in there]  # some may have been removed meanwhile
            if rows:
                connection.execute(insert(VECTORS), rows)
        kept |= {item.number: vector for item, vector in zip(new, made, strict=True)}
    held = tuple(item for item in asked if item.number in kept)
    return held, np.array([kept[item.number] for item in held], dtype=np.float32)


def _kept(database: Database, numbers: Sequence[int], model: str) -> dict[int, NDArray[np.float32]]:
    found: dict[int, NDArray[np.float32]] = {}
    with database.reading() as connection:
        for start in range(0, len(numbers), _BATCH):
            wanted = VECTORS.c.entry.in_(numbers[start : start + _BATCH])
            query = select(VECTORS.c.entry, VECTORS.c.vector).where(wanted, VECTORS.c.model == model)
            for number, vector in connection.execute(query):
                found[number] = np.frombuffer(vector, dtype=_KEPT_AS).astype(np.float32)
    return found
