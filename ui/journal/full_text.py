"""Searching entries by their text, Chinese in either script: SQLite's FTS5 over search terms, or LIKE elsewhere."""

import re
from collections.abc import Sequence
from typing import Any, TypeAlias

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    column,
    delete,
    false,
    insert,
    literal_column,
    select,
    table,
)

from index.words.terms import fold, terms
from ui.journal.schema import SEARCHED

Query: TypeAlias = Select[*tuple[Any, ...]]

_RUN = re.compile(r"\d+(?:\.\d+)?|[a-z]+(?:[-'][a-z]+)*|[\u3400-\u4dbf\u4e00-\u9fff]+")
_FULL_TEXT = table("full_text", column("rowid"), column("terms"))


def add_text(connection: Connection, entry: int, parts: Sequence[str], *, full_text: bool) -> None:
    """Make an entry found by these parts, and by what was added before."""
    held = connection.execute(select(SEARCHED.c.folded).where(SEARCHED.c.entry == entry)).scalar()
    folded = "\n".join((*filter(None, (held,)), *(fold(part) for part in parts if part)))
    if held is None:
        connection.execute(insert(SEARCHED), {"entry": entry, "folded": folded})
    else:
        connection.execute(SEARCHED.update().where(SEARCHED.c.entry == entry).values(folded=folded))
    if full_text:
        if held is not None:
            connection.execute(delete(_FULL_TEXT).where(_FULL_TEXT.c.rowid == entry))
        connection.execute(insert(_FULL_TEXT), {"rowid": entry, "terms": _indexed(folded)})


def remove_text(connection: Connection, first: int, last: int) -> None:
    """Remove the entries of a range of ids, both included, from the full-text index; LIKE's table goes by itself."""
    connection.execute(delete(_FULL_TEXT).where(_FULL_TEXT.c.rowid.between(first, last)))


def holding(entry: ColumnElement[int], words: str, *, full_text: bool) -> ColumnElement[bool]:
    """Return whether the text of an entry holds every run of the words.

    A run is a figure, a Latin word or unbroken Chinese; it must stand in the text as it is. Words without any run, such
    as punctuation, narrow nothing down to nothing.

    Args:
        entry: the column of its id.
        words: that are looked for.
        full_text: whether there is an index of it.
    """
    runs = runs_of(words)
    if not runs:
        return false()
    if not full_text:
        return entry.in_(select(SEARCHED.c.entry).where(and_(*map(_like, runs))))
    match = " AND ".join(map(_phrase, runs))
    return entry.in_(select(_FULL_TEXT.c.rowid).where(literal_column("full_text").op("MATCH")(match)))


def runs_of(words: str) -> tuple[str, ...]:
    """Return what is looked for of some words, folded, each once."""
    return tuple(dict.fromkeys(_RUN.findall(fold(words))))


def _indexed(folded: str) -> str:
    """Return the terms of a folded text, and each run's last character alone: every character begins some term."""
    found = []
    for run in _RUN.findall(folded):
        found += terms(run)
        if len(run) > 1 and not run[0].isascii():
            found.append(run[-1])
    return " ".join(found)


def _phrase(run: str) -> str:
    if len(run) == 1 and not run.isascii():
        return f'"{run}" *'
    return f'"{" ".join(terms(run))}"'


def _like(run: str) -> ColumnElement[bool]:
    return SEARCHED.c.folded.contains(run, autoescape=True)
