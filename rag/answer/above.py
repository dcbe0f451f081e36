"""The lines above an answer that say of which time it is, where that is not the one asked about."""

from collections.abc import Sequence

from index.records import Unit
from rag.answer.outcome import is_plan_alone
from rag.answer.phrases import newest, newest_held, not_of_years, only_planned, whole_year
from rag.question.part_of_year import tells_of
from rag.question.understand import Understood


def lines_above(question: Understood, units: Sequence[Unit]) -> tuple[str, ...]:
    """Return the lines, in the order in which they are said; empty where the answer is of the time that is asked."""
    language = question.language
    lines = []
    if question.not_held:
        lines.append(newest(language, question.not_held, question.years))
    if question.asks_newest and question.years:
        lines.append(newest_held(language, question.years))
    if question.part_of_year and not any(tells_of(question.part_of_year, unit.text) for unit in units):
        lines.append(whole_year(language, question.part_of_year))
    if missing := _years_untold(question, units):
        lines.append(not_of_years(language, missing))
    if is_plan_alone(question, units):
        lines.append(only_planned(language))
    return tuple(lines)


def _years_untold(question: Understood, units: Sequence[Unit]) -> tuple[int, ...]:
    """Return those of several asked years that no quoted unit is of; none where one has no year, or a row is asked."""
    if len(question.years) < 2 or question.year_span or question.plan_years or not all(unit.years for unit in units):
        return ()
    told = {year for unit in units for year in unit.years}
    missing = tuple(year for year in question.years if year not in told)
    return missing if len(missing) < len(question.years) else ()
