"""Which years a statement is about, and whether it tells a result or a plan: from section, wording and document."""

import re
from collections.abc import Sequence

from index.records import Document, Period, Status
from index.words.numerals import number

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=\s*年|$|[^\d.%元亿万])")
_YEAR_IN_TEXT = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*(?:[-—~至]\s*((?:19|20)\d{2})\s*)?学?年(?!版|以来|度?《)")
_NAMED = re.compile(r"《[^》]*》|[(（][^)）]*[)）]|“[^”]*”")  # a year in a title or name dates the name, not the matter
_TITLED = re.compile(r"《[^》]*》|[(（][^)）]*[)）]")
# What a figure is compared with is not what it is about: 比去年增长, 较2019年下降, 与上年相比, 是去年同期的1.2倍.
_BASE = (
    r"(?:去年|上年|上一年|前一年|(?:19|20)\d{2}\s*年|[“\"]?十[一二三四五六]五[”\"]?)(?:同期|全年|同月|期间|时期|末|底)?"
)
_COMPARED = re.compile(
    rf"(?:比|较|超过|超出|高于|低于|多于|优于)\s*{_BASE}|[与同跟和]\s*{_BASE}(?:水平)?(?:相比|相较|比较|持平|基本持平)|"
    rf"(?:去年|上年)同期|(?:[是为]|相当于|恢复[到至])\s*{_BASE}(?:水平)?的(?=\s*\d)"
)
_RESULT_HEADING = re.compile(r"回顾|执行情况|完成情况|工作总结|成绩|成效|数说|取得")
_PLAN_HEADING = re.compile(r"安排|计划|目标|任务|部署|打算|对策|措施|展望|规划|下一步|思路|要求|重点工作")
_REVIEW = re.compile(r"工作(的?简要)?(回顾|总结)$|(执行|完成)情况$")
_OUTLOOK = re.compile(r"工作(的?总体)?(安排|部署|打算|计划|思路)$|(主要|重点)(任务|工作)(安排)?$")
# 将 before a noun only moves the object forward (将技术转化为…); before these it speaks of the future.
_FUTURE = (
    "将(?=继续|进一步|全面|系统|切实|加快|推进|推出|推动|实施|开展|建设|打造|建成|新增|新建|以|按照|围绕|聚焦|坚持|筑牢|"
    "健全|完善|着力|重点|努力|大力|持续|深入|力争|在|通过|不断|会|要|是|达|引进|完成|启动|投入)"
)
_PLAN_WORDING = re.compile(
    rf"{_FUTURE}|力争|计划[在于到]|拟(?!定)|争取|预期|下一步|目标[是为:：]|不少于|不低于|(?<!规模)(?<!限额)(?<![规限])以上|今年.{{0,12}}(要|确保|完成)"
)
# 突破 tells a result (产值突破100亿元) unless something aims at it (力争产值突破100亿元).
_AIMED_AT = re.compile(rf"(?:{_FUTURE}|力争|计划|拟|争取|预期|目标|确保|努力|有望|推动)[^。；;]{{0,40}}?突破")

_RESULT_WORDING = re.compile(
    r"已经?|完成了|累计|获评|荣获|同比|去年|过去的?一年|一年来|近年来|截至|突破|近日|日前|上周"
)
_THIS_YEAR = re.compile(r"今年|本年|新一年")
_LAST_YEAR = re.compile(r"去年|上年|上一年|过去的?一年")
# 十四五规划 in quotes names the plan, not its years.
_FIVE_YEAR_PLAN = re.compile(r"[“\"]?十([一二三四五六])五(?:[”\"]?(?P<when>时期|期间|以来|开局之年|收官之年|末)|规划)")
_TENTH_PLAN = 2001  # its first year


_UNKNOWN = Period((), Status.OTHER)


def document_period(document: Document) -> Period:
    """Return the period that holds for a whole document: known only when it covers one span with one status."""
    if len(document.covers) == 1:
        return document.covers[0].period
    return _UNKNOWN


def section_period(path: tuple[str, ...], document: Document) -> Period:
    """Return the period that a section's headings give; a heading nearer to the text overrules one above it."""
    period = document_period(document)
    for heading in path:
        found = [int(year) for year in _YEAR.findall(heading)]
        years = tuple(sorted(set(found))) or period.years
        status = heading_status(heading) if found else Status.OTHER
        if status is Status.OTHER and found:
            status = _covered_status(years, document)
        if not years:
            years, status = _only_cover(_undated_status(heading), document)
        period = Period(years, period.status if status is Status.OTHER else status)
    return period


def heading_status(heading: str) -> Status:
    """Return whether a heading opens what was done or what is planned."""
    result, plan = _RESULT_HEADING.search(heading), _PLAN_HEADING.search(heading)
    if result and plan:  # 计划执行情况 is a result, 目标任务的措施 a plan: the later word rules
        return Status.RESULT if result.end() > plan.end() else Status.PLAN
    return Status.RESULT if result else Status.PLAN if plan else Status.OTHER


def _undated_status(heading: str) -> Status:
    """Return the status of 一、过去一年工作回顾 or 二、今年工作安排, OTHER for one that may stand inside a part."""
    if _REVIEW.search(heading):
        return Status.RESULT
    return Status.PLAN if _OUTLOOK.search(heading) else Status.OTHER


def _only_cover(status: Status, document: Document) -> Period:
    """Return the period that the document reports or plans, where it does so for one period only."""
    covers = [cover for cover in document.covers if cover.status is status]
    return covers[0].period if len(covers) == 1 else _UNKNOWN


def _covered_status(years: tuple[int, ...], document: Document) -> Status:
    statuses = {cover.status for cover in document.covers for year in years if year in cover.years}
    return statuses.pop() if len(statuses) == 1 else Status.OTHER


def paragraph_periods(sentences: Sequence[str], section: Period, document: Document) -> list[Period]:
    """Return the period of each statement of one paragraph.

    A statement that tells nothing itself takes over what the one before it says; where the paragraph as a whole
    speaks of what is to come, so do those that tell nothing. "This year" is the year the document plans, else the
    year it was issued.
    """
    periods: list[Period] = []
    for text in sentences:
        periods.append(_unit_period(text, section, periods[-1] if periods else _UNKNOWN, document))
    statuses = {period.status for period in periods}
    if section.status is Status.OTHER and Status.PLAN in statuses and Status.RESULT not in statuses:
        this_year = (_this_year(document),) if _this_year(document) else ()
        return [Period(period.years or this_year, Status.PLAN) for period in periods]
    return periods


def _unit_period(text: str, section: Period, before: Period, document: Document) -> Period:
    years = _years_in(text, document)
    if section.status is not Status.OTHER:
        return Period(tuple(sorted({*years, *section.years})), section.status)
    status = _wording_status(text, years, document)
    if status is Status.OTHER and not years:
        return before if before.years else section
    return Period(years or section.years or before.years, status)


def _years_in(text: str, document: Document) -> tuple[int, ...]:
    bare = _COMPARED.sub("", _NAMED.sub("", text))
    years: set[int] = set()
    for first, last in _YEAR_IN_TEXT.findall(bare):
        years.update(range(int(first), int(last or first) + 1))
    this_year = _this_year(document)
    if this_year and _THIS_YEAR.search(bare):
        years.add(this_year)
    if this_year and _LAST_YEAR.search(bare):
        years.add(this_year - 1)
    if not years:
        for found in _FIVE_YEAR_PLAN.finditer(_COMPARED.sub("", _TITLED.sub("", text))):
            years.update(_years_of_plan(number(found.group(1)) or 0, found.group("when"), this_year))
    return tuple(sorted(years))


def _years_of_plan(behind_ten: int, when: str | None, this_year: int) -> range:
    """Return the years of 十五, 十一五 and those behind: the tenth five-year plan and so many further ones."""
    first = _TENTH_PLAN + 5 * behind_ten
    match when:
        case "开局之年":
            return range(first, first + 1)
        case "收官之年" | "末":
            return range(first + 4, first + 5)
        case "以来" if first < this_year < first + 4:
            return range(first, this_year + 1)
        case _:
            return range(first, first + 5)


def _this_year(document: Document) -> int:
    planned = [cover.last_year for cover in document.covers if cover.status is Status.PLAN]
    if len(planned) == 1 and document.covers[-1].first_year == planned[0]:
        return planned[0]
    return document.issued.year if document.issued else 0


def _wording_status(text: str, years: tuple[int, ...], document: Document) -> Status:
    plan = bool(_PLAN_WORDING.search(text))
    own = _AIMED_AT.sub("", _COMPARED.sub("", text))
    result = bool(_RESULT_WORDING.search(own)) or (not plan and bool(_COMPARED.search(text)))
    if plan != result:
        return Status.PLAN if plan else Status.RESULT
    return _covered_status(years, document) if years else Status.OTHER
