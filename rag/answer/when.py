"""When something is or was, where no date is written: the period of the unit that tells of it."""

import re
from collections.abc import Mapping, Sequence

from index.records import Status, Unit
from index.words.clauses import CLAUSE_END, clauses
from index.words.kept import unit_fold
from index.words.numerals import ORDINALS
from rag.answer.phrases import between_keys, period, year_range
from rag.answer.verdict_progress import share_of, telling
from rag.figures.compute.asked import asked_to_compute
from rag.question.agreement import LONGEST_PERIOD
from rag.question.answer_form import TIME
from rag.question.said import Said, said
from rag.question.understand import Understood, Wants
from rag.records import Language
from rag.refusal.timed import may_tell_time

_ASKS_DONE, _ASKS_BEGUN = said("verdicts.asks_done"), said("verdicts.asks_begun")
_DONE, _BEGUN, _IN_PART = said("verdicts.told_done"), said("verdicts.told_begun"), said("verdicts.told_in_part")
_NEXT_YEAR = re.compile("明年|来年")
_WHICH_OF_A_ROW = re.compile(rf"第[{ORDINALS}\d]+[\u4e00-\u9fff]?")

SURE = 0.5  # of the question's term weight in one clause, below which it may tell of another matter
SURE_IN_ENGLISH = 0.25  # where one word brings several Chinese ones


def told_of(question: Understood, units: Sequence[Unit], weights: Mapping[str, float]) -> tuple[Unit, ...]:
    """Return the units by whose periods a question for a time is answered, in order of time; none where unsure.

    What is asked to be finished, or begun, is told so in a clause about it, and not as a step towards it. No period
    tells a day or a month, nor in which year there was most of something.
    """
    forms = question.expected.forms
    if question.wants is not Wants.DATE or any(form.name != TIME for form in forms) or asked_to_compute(question):
        return ()
    dated = [unit for unit in units if 0 < len(unit.years) <= LONGEST_PERIOD]
    of_itself = telling(question, dated)
    told = of_itself or [unit for unit in dated if _tells(unit, question, weights)]
    by_period = {unit.period: unit for unit in reversed(told)}
    is_sure = bool(of_itself) or units[0] in told
    return tuple(sorted(by_period.values(), key=lambda unit: unit.years)) if is_sure else ()


def time_line(language: Language, told: Sequence[tuple[Unit, str]]) -> str:
    """Return the periods of some units, each with its markers, on one line."""
    return between_keys(language).join(f"{period_of(language, unit)}{markers}" for unit, markers in told)


def period_of(language: Language, unit: Unit) -> str:
    """Return the period of a unit as a time: 2022年, 2025年计划; what is planned for 明年 is for the later year."""
    if unit.status is Status.PLAN:
        planned = unit.years[-1:] if _NEXT_YEAR.search(unit_fold(unit.text)) else unit.years
        return period(language, planned, unit.status)
    years = year_range(language, unit.years)
    return years if language is Language.ENGLISH else f"{years}年"


def _tells(unit: Unit, question: Understood, weights: Mapping[str, float]) -> bool:
    """Return whether a unit tells in one clause of the very thing that is asked about."""
    asked, text = question.asked, unit_fold(unit.text)
    if not may_tell_time(question, unit) or any(which not in text for which in _WHICH_OF_A_ROW.findall(asked)):
        return False
    wanted: Said | None = _DONE if _ASKS_DONE.found(asked) else _BEGUN if _ASKS_BEGUN.found(asked) else None
    sure = SURE_IN_ENGLISH if question.language is Language.ENGLISH else SURE
    return any(
        share_of(clause, weights) >= sure and (wanted is None or (wanted.found(clause) and not _IN_PART.found(clause)))
        for clause in clauses(text, CLAUSE_END)
    )
