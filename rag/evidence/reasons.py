"""Why: the best unit with what stands next to it in its section and gives a reason."""

import re

from index.records import Role, Unit
from index.words.kept import unit_fold
from index.words.numerals import ORDINALS
from rag.evidence.picked import Held, Ranking
from rag.question.said import said

_WHY, _CAUSE, _GOES_ON = said("verdicts.why"), said("verdicts.cause"), said("lists.goes_on")
_POINT = re.compile(rf"[{ORDINALS}](?:{'|'.join(map(re.escape, _GOES_ON.words))})")
MOST_REASONS = 2
AROUND = 2  # units before and behind the best one


def reasons(held: Held, ranking: Ranking) -> tuple[Unit, ...]:
    """Return the best unit with those that give its reason, where a reason is asked; empty where none is found.

    What a point of an enumeration says in short (二是…) the sentences behind it explain, up to the next point;
    elsewhere a reason is known by its words.
    """
    if not _WHY.found(ranking.question.asked):
        return ()
    first = ranking.of_period[0].unit
    units = [unit for unit in held.corpus.units_in(first.section_id) if unit.role in (Role.SENTENCE, Role.ITEM)]
    at = next((n for n, unit in enumerate(units) if unit.unit_id == first.unit_id), -1)
    if at < 0:
        return ()
    if _POINT.match(unit_fold(first.text)):
        behind = units[at + 1 : at + 1 + MOST_REASONS]
        end = next((n for n, unit in enumerate(behind) if _POINT.match(unit_fold(unit.text))), len(behind))
        found = behind[:end]
    elif _CAUSE.found(unit_fold(first.text)):
        return ()
    else:
        around = units[max(0, at - AROUND) : at] + units[at + 1 : at + 1 + AROUND]
        found = [unit for unit in around if _CAUSE.found(unit_fold(unit.text)) and unit.period == first.period]
    return (first, *found[:MOST_REASONS]) if found else ()
