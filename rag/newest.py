"""How it is now: what is answered of the newest of the reported years."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from index.figures.record import Direction, FigureRecord
from index.records import Period, Status, Unit
from index.words.kept import unit_terms
from index.words.measures import COUNTING
from rag.considered import Considered
from rag.evidence.rank import Ranked
from rag.figures.compute.operands import names_of
from rag.figures.counted import records_by_start
from rag.figures.decide import ASKS_CHANGE
from rag.figures.thing import Kin, kin_of
from rag.question.answer_form import any_figure
from rag.question.said import said
from rag.question.theme import asks_overview, is_keyword
from rag.question.understand import Understood, Wants
from rag.records import Language, Reason
from rag.refusal.gate import Decision, Rule, Verdict

NEWEST_YEARS = 3  # that are looked at
AMONG = 30  # of the best units, those that may tell a figure of several years
AS_NEAR = 0.3  # of the most that anything holds of a question
LEAST_SAID = 0.8  # of the terms of a figure's name, as an English question brings them
FEWEST = 2  # years of a figure that recurs
SURELY_TOLD = 0.5  # of confidence, from which what another year has is near to what is not found of the asked one
MOST_NEAREST = 2  # statements that stand for a year that is not told of
_DATED = said("times.dated")


def newest(
    understood: Understood, covered: Iterable[Period], consider: Callable[[Understood], Considered]
) -> Considered:
    """Return what a question how it is now is answered with: of the newest of the last years that answers it.

    A plan tells how it will be, and answers where plans are asked about. Where none of those years answers, it is what
    is found for a question of no year; plans alone are given then as what is nearest, behind what the newest year has.

    Args:
        understood: the question.
        covered: the periods of the documents that may answer.
        consider: goes the way of a question.
    """
    if asks_overview(understood) and (told := consider(understood)).verdict.reason is None:
        return told  # the newest result and the newest plan stand first in it
    may_be_planned = understood.status is Status.PLAN
    periods = (period for period in covered if may_be_planned or period.status is not Status.PLAN)
    reported = {year for period in periods for year in period.years}
    of_any = consider(understood)
    newest_years = sorted(reported, reverse=True)[:NEWEST_YEARS]
    years = [*newest_years, *(year for year in _told_years(of_any) if year in reported.difference(newest_years))]
    tried: list[Considered] = []
    for year in years:
        found = consider(_of_year(understood, year))
        is_of_year = all(
            year in unit.years and (may_be_planned or unit.status is not Status.PLAN) for unit in found.picked.units
        )
        if is_of_year and found.verdict.reason is None and _is_of_matter(found, of_any):
            older = [one for one in years if one < year] if _tells_only_change(found) else []
            return _with_level(found, (consider(_of_year(understood, one)) for one in older))
        tried += [found] if is_of_year and found.picked.units else []
    found = of_any
    units = found.picked.units
    if may_be_planned or found.verdict.reason is not None or any(unit.status is not Status.PLAN for unit in units):
        return found
    nearest = (*(one.picked.units[0] for one in tried[:1]), *units[:1])
    decided = Decision(Rule.ONLY_PLANNED)
    verdict = Verdict(
        found.verdict.confidence, Reason.NO_EVIDENCE, decided, features=found.verdict.features, nearest=nearest
    )
    return replace(found, verdict=verdict)


def not_yet(found: Considered, covered: Iterable[Period], look: Callable[[Understood], Considered]) -> Considered:
    """Return what is found for a year that is not told of, with the newest that is, where all that is held is older.

    Args:
        found: for the question.
        covered: the periods of the documents that may answer.
        look: gives what the newest answers.
    """
    question, verdict = found.understood, found.verdict
    is_of_year = len(question.years) == 1 and not question.documents and question.wants is Wants.FIGURE
    is_other = verdict.reason is Reason.WRONG_PERIOD and verdict.decided.rule is Rule.OTHER_YEARS
    is_lacking = verdict.reason is Reason.NO_EVIDENCE and question.status is not Status.PLAN
    reported = (year for period in covered if period.status is not Status.PLAN for year in period.years)
    if not is_of_year or not (is_other or (is_lacking and question.years[0] > max(reported, default=0))):
        return found
    told = look(replace(question, years=(), asked=_DATED.sub(" ", question.asked).strip(), asks_newest=True))
    years = {year for unit in told.picked.units for year in unit.years}
    is_told = told.verdict.reason is None and (is_other or told.verdict.confidence >= SURELY_TOLD)
    if not is_told or not years or max(years) >= question.years[0]:
        return found
    nearest = told.picked.units[:MOST_NEAREST]
    if is_lacking:  # what is nearest of the asked year may be what is meant
        nearest = (*verdict.nearest, *(unit for unit in nearest[:1] if unit not in verdict.nearest))
    held = tuple(sorted({*verdict.held_years, *years})) if is_other else verdict.held_years
    return replace(found, verdict=replace(verdict, held_years=held, nearest=nearest))


def _is_of_matter(found: Considered, of_any: Considered) -> bool:
    """Return whether what a year answers with holds as much of the question as what any year does, more or less.

    Where a figure is asked and what is near states one of its form, so does what answers.
    """
    picked = {unit.unit_id for unit in found.picked.units}
    items = [item for item in found.ranked if item.unit.unit_id in picked]
    least = AS_NEAR * _most_held(of_any.ranked)
    near = [item for item in items if item.features.coverage >= least]
    has_form = any(item.features.form > 0 for item in near)
    return bool(near) and (has_form or not any(item.features.form > 0 for item in _near(of_any)))


def _told_years(found: Considered) -> list[int]:
    """Return the years of which something as near to a question is told, the newest first."""
    return sorted({year for item in _near(found) for year in item.unit.years}, reverse=True)


def _near(found: Considered) -> list[Ranked]:
    """Return what is reported and holds as much of a question as anything does, more or less, best first."""
    may_be_planned = found.understood.status is Status.PLAN
    reported = [item for item in found.ranked[:AMONG] if may_be_planned or item.unit.status is not Status.PLAN]
    least = AS_NEAR * _most_held(reported)
    return [item for item in reported if item.features.coverage >= least > 0]


def _most_held(ranked: Sequence[Ranked]) -> float:
    """Return the most of the question that one of the best units holds."""
    return max((item.features.coverage for item in ranked[:AMONG]), default=0.0)


def _is_of_asked(unit: Unit, record: FigureRecord, question: Understood, weights: Mapping[str, float]) -> bool:
    """Return whether a figure is of the very thing that is asked: in English, of nothing else than its words say."""
    if question.language is Language.ENGLISH:
        names = [unit_terms(name) for name in names_of(record.key)]
        return any(name and len(name & weights.keys()) >= LEAST_SAID * len(name) for name in names)
    return kin_of(unit, record, records_by_start(unit), question, weights) is Kin.SAME


def _of_year(question: Understood, year: int) -> Understood:
    """Return a question of a year that it names, as it would be typed."""
    is_english = question.language is Language.ENGLISH or question.is_pinyin
    asked = f"{question.asked} {year}" if is_english else f"{year}年{question.asked}"
    return replace(question, years=(year,), asked=asked)


def _tells_only_change(found: Considered) -> bool:
    """Return whether an answer tells by how much what is asked grew or fell, where how much it is is asked."""
    directions = _directions(found)
    asks_change = ASKS_CHANGE.found(found.understood.text) or found.understood.wants is not Wants.FIGURE
    return bool(directions) and Direction.LEVEL not in directions and not asks_change


def _with_level(found: Considered, older: Iterable[Considered]) -> Considered:
    """Return an answer with the newest statement behind it of how much what is asked is."""
    levels = (one for one in older if one.verdict.reason is None and Direction.LEVEL in _directions(one))
    units = next((one.picked.units[:1] for one in levels), ())
    return replace(found, picked=replace(found.picked, units=(*found.picked.units, *units))) if units else found


def _directions(found: Considered) -> set[Direction]:
    """Return what the figures of what is asked tell in the first statement of an answer."""
    question, weights = found.understood, found.searched.weights
    return {
        record.direction
        for unit in found.picked.units[:1]
        for record in records_by_start(unit).values()
        if _is_of_asked(unit, record, question, weights)
    }


def recurring(found: Considered) -> Understood | None:
    """Return the question for the newest of a figure that is told of several years and asked of none; else None.

    Of what a noun alone names (地区生产总值) it is the figure, where it is a measure.
    """
    question, weights = found.understood, found.searched.weights
    is_asked = question.wants is Wants.FIGURE and not asks_overview(question)
    is_free = not (
        found.picked.rows
        or question.years
        or question.plan_years
        or question.topic
        or question.documents
        or question.status is Status.PLAN
    )
    if not is_free or not (is_asked or is_keyword(question)):
        return None
    told = {
        unit.years[-1]
        for unit in (item.unit for item in found.ranked[:AMONG])
        if unit.status is Status.RESULT and len(unit.years) == 1
        for record in records_by_start(unit).values()
        if record.direction is Direction.LEVEL and (is_asked or record.unit not in COUNTING)
        if _is_of_asked(unit, record, question, weights)
    }
    if len(told) < FEWEST:
        return None
    asked = question if is_asked else replace(question, wants=Wants.FIGURE, expected=any_figure())
    return replace(asked, asks_newest=True)
