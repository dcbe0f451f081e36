"""Operands among the figures of the units that answer, where the words of the question name no subject exactly."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from index.figures.amount import LARGE, PERCENT
from index.figures.record import Direction, FigureRecord, Mean
from index.records import Unit
from index.search.figures import HEAD, PER, manner
from index.words.kept import unit_terms
from rag.figures.compute.asked import AMOUNTS, Asked
from rag.figures.compute.operands import Computation, is_of_form, may_be_computed, may_be_part, may_stand_beside
from rag.figures.compute.per_item import of_each
from rag.figures.compute.slots import Slot, adds_plans, slots_of
from rag.figures.matter import acts_in
from rag.question.said import said
from rag.question.understand import Understood
from rag.records import Language, Operation

_OF_ONE_THING = (Operation.DIFFERENCE, Operation.CHANGE, Operation.RATIO)
Levels = Sequence[Sequence[FigureRecord]]  # of each unit

LEAST_SHARED = 0.25  # of the terms of two subjects, which may be of one thing then
MOST_ASKED = 0.8  # of what two subjects have of the question, by weight, or of its letters: they are of it then
NEARLY = 0.05  # of the question's weight, by which the best subject must be ahead
_TWO_OF_THEM, _VERB = said("computes.two_of_them"), said("acts.verb")
_ADDING = (Operation.SUM, Operation.AVERAGE)
_TWO = 2
_OF_TWO = (Operation.SUM, Operation.DIFFERENCE, Operation.SHARE, Operation.RATIO)
_NAME = 4  # characters, of which another thing that is named a little alike has not all by chance
_NAMED_ALIKE = 0.2  # of the terms of two subjects


def of_chosen(
    question: Understood,
    asked: Asked,
    units: Sequence[Unit],
    figures_of: Callable[[str], Iterable[FigureRecord]],
    weights: Mapping[str, float],
) -> Computation | None:
    """Return what is computed of figures of the units that answer; None where those are not certain.

    Two of one unit are put together, or one is set beside the other, where the question joins two things; so is one of
    each of two years, where both tell of like things in like measures.

    Args:
        question: what is asked.
        asked: what is to be computed.
        units: that answer, the most important first.
        figures_of: gives the figures that a unit states, by its id.
        weights: the question's terms, each with its weight.
    """
    if asked.from_before:
        return _moved(question, asked, [tuple(figures_of(unit.unit_id)) for unit in units], weights)
    if adds_plans(question, asked):
        return Computation(asked, (), plan_and_result=True)
    if asked.operation is Operation.PER_ITEM:
        return of_each(question, asked, units, figures_of, weights)
    levels = [
        _of_one_value([record for record in figures_of(unit.unit_id) if _may_be(record, question, asked)])
        for unit in units
    ]
    return _of_levels(question, asked, levels, weights)


def _of_levels(question: Understood, asked: Asked, levels: Levels, weights: Mapping[str, float]) -> Computation | None:
    of_two = len(asked.matters) == _TWO and len(question.years) < _TWO and asked.operation in _OF_TWO
    if of_two and (found := _of_two(asked, levels)):
        return found
    if asked.operation is Operation.SHARE and question.language is Language.ENGLISH:
        return _of_part_and_whole(asked, levels[:1], weights)
    if asked.per and len(question.years) == 1:
        return _of_one(question, asked, levels, weights)
    if len(question.years) >= _TWO and len(asked.matters) < _TWO and asked.operation is not Operation.SHARE:
        return _of_years(question, asked, levels, weights)
    return _of_both(question, asked, levels[0], weights) if asked.operation is Operation.SUM and levels else None


def _may_be(record: FigureRecord, question: Understood, asked: Asked) -> bool:
    is_level = record.direction is not Direction.BEFORE and not record.is_range and record.unit != LARGE
    is_of_year = len(question.years) != 1 or not record.years or asked.with_year_before or asked.with_plan
    is_level &= is_of_year or record.years == question.years
    return is_level and may_be_computed(record, asked) and is_of_form(record, question.expected)


def _of_one_value(records: Sequence[FigureRecord]) -> list[FigureRecord]:
    """Return the figures of subjects that have one value each: 接连突破8万亿元、9万亿元 gives none."""
    values: dict[tuple[object, ...], set[object]] = {}
    for record in records:
        values.setdefault(_slot(record), set()).add(record.value)
    return [record for record in records if len(values[_slot(record)]) == 1]


def _slot(record: FigureRecord) -> tuple[object, ...]:
    return record.key, manner(record), record.years, record.status


def _relevance(record: FigureRecord, weights: Mapping[str, float]) -> float:
    return sum(weights.get(term, 0.0) for term in unit_terms(record.key)) / (sum(weights.values()) or 1.0)


def _best(records: Sequence[FigureRecord], weights: Mapping[str, float]) -> FigureRecord | None:
    """Return the figure that has most of the question; None where others have as much and are of another value."""
    rated = sorted(((_relevance(record, weights), record) for record in records), key=lambda one: -one[0])
    rest = [record for relevance, record in rated[1:] if relevance > rated[0][0] - NEARLY]
    is_one = bool(rated) and rated[0][0] > 0 and all(record.value == rated[0][1].value for record in rest)
    return rated[0][1] if is_one else None


def _of_years(question: Understood, asked: Asked, levels: Levels, weights: Mapping[str, float]) -> Computation | None:
    """Return one figure of each year, all of like things in like measures; none of them where they are not alike."""
    row = [_most_relevant(_of_slot(levels, slot), weights) for slot in slots_of(question, asked)[0]]
    found = tuple(record for record in row if record)
    if asked.operation in _ADDING and len({record.status for record in found}) > 1:
        return Computation(asked, (), plan_and_result=True)
    named = "" if question.language is Language.ENGLISH else asked.matters[0]
    if len(found) < len(row):
        return None
    is_alike = all(_are_alike(found[0], one, weights, named) for one in found[1:])
    if is_alike or (asked.operation in _OF_ONE_THING and AMOUNTS.count(question.text) < _TWO):
        return Computation(asked, found if is_alike else ())
    return None


def _of_one(question: Understood, asked: Asked, levels: Levels, weights: Mapping[str, float]) -> Computation | None:
    """Return the figure of the one year that a mean of its days or months is taken of."""
    only = _best(next(iter(_of_slot(levels, slots_of(question, asked)[0][0])), ()), weights)
    return Computation(asked, (only,)) if only else None


def _of_two(asked: Asked, levels: Levels) -> Computation | None:
    """Return the figures of two things that one unit states side by side."""
    for of_unit in levels:
        one, other = (_of_matter(matter, of_unit) for matter in asked.matters)
        if other and (not one or one is other):  # 公共住房 of 住房, whose words the other has as well
            one = _of_matter(asked.matters[0], [record for record in of_unit if record is not other])
        if not (one and other) or one is other or not may_stand_beside(one, other):
            continue
        is_kind = may_be_part(one, other) or (
            asked.operation is not Operation.SHARE
            and all(record.key.endswith(name[-HEAD:]) for name, record in zip(asked.matters, (one, other), strict=True))
        )
        if is_kind:
            return Computation(asked, (one, other))
    return None


def _of_part_and_whole(asked: Asked, levels: Levels, weights: Mapping[str, float]) -> Computation | None:
    """Return the lesser and the greater of the two alike figures that a unit states, of what the question names.

    None where it states the share itself.
    """
    for of_unit in levels:
        named = [record for record in of_unit if _relevance(record, weights) > 0]
        is_like = len(named) == _TWO and may_stand_beside(*named) and may_be_part(*named)
        if is_like and PERCENT not in (named[0].unit, named[1].unit):
            return Computation(asked, tuple(sorted(named, key=lambda record: record.value)))
    return None


def _moved(question: Understood, asked: Asked, levels: Levels, weights: Mapping[str, float]) -> Computation | None:
    """Return a figure and what it was before, 从2万公里增加到4万公里, of the first unit that has them of what is asked.

    None where that unit tells by how much it moved as well, or several things that moved have as much of the question.
    What moved within several years is not what moved in the one that is asked.
    """
    is_of_year = len(question.years) == 1
    for of_unit in levels[:_TWO]:
        before = {record.key: record for record in of_unit if record.direction is Direction.BEFORE}
        moved = [one for one in of_unit if one.key in before and one.direction is Direction.LEVEL]
        moved = [one for one in moved if one.unit == before[one.key].unit and is_of_form(one, question.expected)]
        moved = [one for one in moved if not is_of_year or one.years == question.years]
        told = {one.key for one in of_unit if one.is_change and one.mean is Mean.NONE}
        if moved:
            best = _best(moved, weights)
            is_open = (
                best and best.key not in told and not (best.unit == PERCENT and asked.operation is Operation.CHANGE)
            )
            return Computation(asked, (best, before[best.key])) if best and is_open else None
    return None


def _of_both(
    question: Understood, asked: Asked, records: Sequence[FigureRecord], weights: Mapping[str, float]
) -> Computation | None:
    """Return the two figures of a unit that have anything of the question, where it joins two things."""
    named = sorted((one for one in records if _relevance(one, weights) > 0), key=lambda one: -_relevance(one, weights))
    named = [record for record in named if manner(record) == manner(named[0])]
    named.sort(key=lambda record: record.start)
    asks_each = AMOUNTS.count(question.text) >= _TWO
    is_joined = (asked.is_joined and _are_named(asked.matters, named)) or _TWO_OF_THEM.found(question.text)
    is_whole = is_joined and not asks_each and len(named) == _TWO and may_stand_beside(*named)
    return Computation(asked, tuple(named)) if is_whole and may_be_part(*named) else None


def _are_named(matters: Sequence[str], records: Sequence[FigureRecord]) -> bool:
    """Return whether the subjects of figures have the letters of what is asked, nearly all."""
    asked, told = set("".join(matters)), {character for record in records for character in record.key}
    return len(asked & told) >= MOST_ASKED * len(asked)


def _of_matter(matter: str, records: Sequence[FigureRecord]) -> FigureRecord | None:
    """Return the one figure of a unit whose subject has most of a matter's terms; None where several have as many."""
    asked = unit_terms(matter)
    shared = [len(asked & unit_terms(record.key)) for record in records]
    most = max(shared, default=0)
    return records[shared.index(most)] if most and shared.count(most) == 1 else None


def _of_slot(levels: Levels, slot: Slot) -> list[list[FigureRecord]]:
    """Return the figures of each unit that has some of a year and status, else of those that have some of the year."""
    year, status = slot
    of_year = [[record for record in of if record.years == (year,)] for of in levels]
    preferred = [[record for record in of if record.status is status] for of in of_year]
    return [of for of in preferred if of] or [of for of in of_year if of]


def _most_relevant(of_units: Levels, weights: Mapping[str, float]) -> FigureRecord | None:
    """Return the figure of the first unit, but of another where that has clearly more of the question."""
    best = [one for of in of_units if (one := _best(of, weights))]
    if not best:
        return None
    least = _relevance(best[0], weights) + NEARLY
    others = [one for one in best[1:] if _relevance(one, weights) > least]
    return max(others, key=lambda one: _relevance(one, weights), default=best[0])


def _have_its_head(name: str, *records: FigureRecord) -> bool:
    """Return whether the same is done to what ends as a name does behind its verb: 引进品牌首店 and 新增首店 of 首店.

    So may one of what a subject lists: 新增首店、旗舰店.
    """
    verb = _VERB.match(name)
    noun = name[verb.end() :] if verb else name
    acts = [acts_in(record.key) for record in records]
    have_it = all(any(one.endswith(noun) for one in record.subject.split("、")) for record in records)
    return len(noun) >= _TWO and acts[0] == acts[1] and have_it


def _are_alike(one: FigureRecord, other: FigureRecord, weights: Mapping[str, float], named: str) -> bool:
    """Return whether two figures are of one thing: in the same words, or both of all that the question names."""
    first, second = unit_terms(one.key), unit_terms(other.key)
    shared = len(first & second) / (len(first | second) or 1)
    both, any_of_them = ([weights[term] for term in of if term in weights] for of in (first & second, first | second))
    if named:
        has_all = all(set(named) <= set(record.key) for record in (one, other))
        is_all_named = len(named) >= _NAME and has_all and shared >= _NAMED_ALIKE
    else:
        is_all_named = len(both) >= _TWO and sum(both) >= MOST_ASKED * sum(any_of_them)
    is_per = {bool(PER.match(record.key)) for record in (one, other)}
    is_one_head = bool(named) and _have_its_head(named, one, other)
    return (shared >= LEAST_SHARED or is_all_named or is_one_head) and len(is_per) == 1 and manner(one) == manner(other)
