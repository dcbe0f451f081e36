"""The years of the five-year plans that a text names: 十四五时期, “十三五”以来, 十四五开局之年."""

import re

from index.words.numerals import number

# 十四五规划 in quotes names the plan, not its years.
_FIVE_YEAR_PLAN = re.compile(r"[“\"]?十([一二三四五六])五(?:[”\"]?(?P<when>时期|期间|以来|开局之年|收官之年|末)|规划)")
# A heading names the plan's years with fewer words: “十五五”主要目标, 第十五个五年规划纲要; 开好局 is its first year.
_IN_HEADING = re.compile(
    r"[“\"]?十([一二三四五六])五[”\"]?(?:规划的?)?(?:(?P<when>时期|期间|以来|开局之年|开好?局|收官之年|收好?官|末))?|第十([一二三四五六])个五年"
)
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


def plans_in_heading(heading: str, this_year: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """Return where a heading in Simplified characters names a five-year plan, and the years it means, in order."""
    return tuple(
        (found.start(), tuple(_years_of_plan(number(found[1] or found[3]) or 0, found["when"], this_year)))
        for found in _IN_HEADING.finditer(heading)
    )


def _years_of_plan(behind_ten: int, when: str | None, this_year: int) -> range:
    """Return the years of 十五, 十一五 and those behind: the tenth five-year plan and so many further ones."""
    first = _TENTH_PLAN + YEARS_OF_PLAN * behind_ten
    match when:
        case "开局之年" | "开局" | "开好局":
            return range(first, first + 1)
        case "收官之年" | "收官" | "收好官" | "末":
            return range(first + YEARS_OF_PLAN - 1, first + YEARS_OF_PLAN)
        case "以来" if first < this_year < first + YEARS_OF_PLAN - 1:
            return range(first, this_year + 1)
        case _:
            return range(first, first + YEARS_OF_PLAN)
