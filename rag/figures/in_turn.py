"""Rows of figures that are given to things in turn: A、B分别为1家、2家."""

import re
from collections.abc import Mapping, Sequence

from index.figures.stated import Figure, figures
from index.words.clauses import SENTENCE_END
from index.words.figures import WORDS
from index.words.kept import unit_terms
from index.words.lists import any_of
from index.words.terms import fold

TAIL = 2  # characters of the head of a noun
_MARK, _FEWEST = "、", 2  # between the members of a row
_IN_QUOTES, _SIDE_BY_SIDE = re.compile("“([^”]+)”"), re.compile("(?:“[^”]+”[、和及与]?){2,}")
_IN_TURN = re.compile(any_of(WORDS["in_turn"]))
_JOINED, _CLAUSE = re.compile(any_of(WORDS["joined"])), re.compile("[，,：:。；;]")


def is_its_turn(text: str, given: Figure, weights: Mapping[str, float]) -> bool:
    """Return whether a figure of a row is that of what is asked: A、B分别为1家、2家 gives A 1 and B 2.

    So is a figure that stands in no row. One of a row is of nothing certain where the row is not as long as what it is
    given to, or no member of that agrees most. Without 分别 a row is one where it is as long as what stands before it.
    """
    start = max((0, *(end.end() for end in SENTENCE_END.finditer(text, 0, given.start))))
    in_turn = list(_IN_TURN.finditer(fold(text[start : given.start])))
    if not in_turn:
        row = _side_by_side(text, given)
        members = _members(text[start : row[0].start])
        if len(row) < _FEWEST or len(row) != len(members):
            return True
    else:
        row_start = start + in_turn[-1].end()
        members = _members(re.sub(r"[，,]\s*$", "", text[start : start + in_turn[-1].start()]))
        if _CLAUSE.search(text, row_start, given.start):  # behind the row
            return True
        row = [figure for figure in figures(text) if figure.start >= row_start and figure.measure]
        row = [figure for figure in row if not _CLAUSE.search(text, row_start, figure.start)]
    at = next((i for i, figure in enumerate(row) if figure.start == given.start), -1)
    told = [weight_of(member, weights) for member in _with_tail(members)]
    if at < 0 or len(row) % max(len(members), 1) or len(members) < _FEWEST:
        return False
    best = max(told)
    return told.count(best) == 1 and told.index(best) == at % len(members)


def _members(before: str) -> list[str]:
    """Return what a row of figures is given to, by what stands before it: names in quotation marks without the rest."""
    named = _CLAUSE.split(before)[-1]
    in_quotes = _SIDE_BY_SIDE.search(named)
    if in_quotes:
        return _IN_QUOTES.findall(in_quotes[0])
    return [member for member in _JOINED.split(named) if member.strip()]


def _side_by_side(text: str, given: Figure) -> list[Figure]:
    """Return the row of figures of one measure, with nothing but a mark between them, that a figure is in."""
    row: list[Figure] = []
    for other in (one for one in figures(text) if one.measure == given.measure):
        if row and text[row[-1].end : other.start] != _MARK:
            if given in row:
                break
            row = []
        row.append(other)
    return row if given in row else [given]


def _with_tail(members: Sequence[str]) -> list[str]:
    """Return a row's members, those cut short with the end of the last: 刑事、治安案件 are 刑事案件, 治安案件."""
    tail = members[-1][-TAIL:] if members else ""
    return [f"{one}{tail}" if len(one) < len(members[-1]) and not one.endswith(tail) else one for one in members]


def weight_of(phrase: str, weights: Mapping[str, float]) -> float:
    """Return the weight of the terms that a stretch of text holds."""
    return sum(weights[term] for term in unit_terms(phrase) if term in weights)
