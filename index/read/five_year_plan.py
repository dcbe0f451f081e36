"""The years of the five-year plans that a text names: 十四五时期, “十三五”以来, 十四五开局之年."""

import re

from index.words.numerals import number

# 十四五规划 in quotes names the plan, not its years.
_FIVE_YEAR_PLAN = re.compile(r"[“\"]?十([一二三四五六])五(?:[”\"]?(?P<when>时期|期间|以来|开局之年|收官之年|末)|规划)")
_TENTH_PLAN, YEARS_OF_PLAN = 2001, 5  # the first year of that plan


def years_of_plans(text: str, this_year: int) -> tuple[int, ...]:
    """Return the years of the plans that a text in Simplified characters names, in order.

    Args:
        text: without titles, and without what a figure is compared with.
        this_year: the last one of 以来.
    """
    years: set[int] = set()
    for found in _FIVE_YEAR_PLAN.finditer(text):
        years.update(_years_of_plan(number(found.group(1)) or 0, found.group("when"), this_year))
    return tuple(sorted(years))


def _years_of_plan(behind_ten: int, when: str | None, this_year: int) -> range:
    """Return the years of 十五, 十一五 and those behind: the tenth five-year plan and so many further ones."""
    first = _TENTH_PLAN + YEARS_OF_PLAN * behind_ten
    match when:
        case "开局之年":
            return range(first, first + 1)
        case "收官之年" | "末":
            return range(first + YEARS_OF_PLAN - 1, first + YEARS_OF_PLAN)
        case "以来" if first < this_year < first + YEARS_OF_PLAN - 1:
            return range(first, this_year + 1)
        case _:
            return range(first, first + YEARS_OF_PLAN)
