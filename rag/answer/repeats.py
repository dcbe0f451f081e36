"""Which units say the same as one that is cited: shown once, with all their sources."""

import re
from collections.abc import Iterable, Sequence

from index.figures.stated import figures
from index.records import Role, Unit
from index.words.clauses import clauses
from index.words.kept import unit_terms
from index.words.terms import fold, unspaced

MOST_REPEATS = 2  # further sources of one statement
# Few places of the five documents repeat one another, and none of those that share 0.85 of the words of the longer
# clause and its figure says anything else; from 0.8 on 建成 and 启动 of the same thing are taken for one another.
SAME_WORDS = 0.85
LEAST_TERMS = 4  # of a clause without its figure: 增长3.0% alone does not say of what

_FIGURE = re.compile(r"\d[\d.]*")


def repeats(unit: Unit, keys: Sequence[str], others: Iterable[Unit]) -> tuple[Unit, ...]:
    """Return the units that say the same of the same period, plan or result alike, in the order given.

    With keys, each key must stand in the other one within a clause of the same words and the same figures; without,
    the whole must agree.
    """
    said = [clause for clause in clauses(unit.text) if any(key in clause for key in keys)] if keys else [unit.text]
    if keys and not all(any(key in clause for clause in said) for key in keys):  # a key of more than one clause
        return ()
    same = [
        other
        for other in others
        if other.unit_id != unit.unit_id
        and other.role is not Role.HEADING
        and other.period == unit.period
        and all(unspaced(key) in unspaced(other.text) for key in keys)
        and all(_is_said(clause, clauses(other.text) if keys else [other.text]) for clause in said)
    ]
    return tuple(same[:MOST_REPEATS])


def _is_said(clause: str, others: Iterable[str]) -> bool:
    terms, amounts = _words(clause), _amounts(clause)
    if len(terms) < LEAST_TERMS:
        return False
    for other in others:
        found = _words(other)
        if _amounts(other) == amounts and len(terms & found) >= SAME_WORDS * max(len(terms), len(found)):
            return True
    return False


def _words(text: str) -> frozenset[str]:
    return frozenset(term for term in unit_terms(text) if not _FIGURE.fullmatch(term))


def _amounts(text: str) -> tuple[str, ...]:
    """Return the figures of a text with measure, direction and bounds, blanks aside, in a fixed order."""
    return tuple(sorted(unspaced(fold(figure.text)) for figure in figures(text)))
